//! What is meant where a message leaves something out: its channel, its brand, its hours.
//!
//! It is told from the drafts, so it can be told while something else is broken. Where it cannot
//! be told, nothing is.

use proactive_catalog::{DeclarationKind, ReferenceKind, ScheduleKind};
use proactive_hir::draft::{self, Body, Name, Slot};
use proactive_hir::{Declarations, Declared};

/// The segment that a declaration is.
pub(crate) fn segment_of<'w>(declared: Declared<'w>) -> Option<&'w draft::Segment> {
    match &declared.declaration().body {
        Body::Segment(segment) => Some(segment),
        Body::Account(_)
        | Body::Brand(_)
        | Body::Channel(_)
        | Body::Bot(_)
        | Body::Schedule(_)
        | Body::Message(_)
        | Body::Test(_) => None,
    }
}

/// The channel that a declaration is.
pub(crate) fn channel_of<'w>(declared: Declared<'w>) -> Option<&'w draft::Channel> {
    match &declared.declaration().body {
        Body::Channel(channel) => Some(channel),
        Body::Account(_)
        | Body::Brand(_)
        | Body::Bot(_)
        | Body::Schedule(_)
        | Body::Segment(_)
        | Body::Message(_)
        | Body::Test(_) => None,
    }
}

/// The channel on which a message is published: the one that it names, else the only one of its
/// brand, else the only one of all.
pub(crate) fn channel<'w>(
    declarations: &Declarations<'w>,
    message: &draft::Message,
) -> Option<Declared<'w>> {
    match &message.channel {
        Slot::Given(name) => return declarations.referred(ReferenceKind::Channel, &name.value),
        Slot::Broken => return None,
        Slot::Absent => {}
    }
    let brand = match &message.brand {
        Slot::Given(name) => Some(&name.value),
        Slot::Broken => return None,
        Slot::Absent => None,
    };
    let mut only: Option<Declared<'w>> = None;
    for declared in declarations.of_kind(DeclarationKind::Channel) {
        if let Some(brand) = brand {
            match &channel_of(declared)?.brand {
                Slot::Given(of_channel) if of_channel.value == *brand => {}
                Slot::Given(_) => continue,
                Slot::Absent | Slot::Broken => return None,
            }
        }
        let name = declared.name()?;
        if only.is_some_and(|only| only.name() != Some(name)) {
            return None;
        }
        only = only.or(Some(declared));
    }
    only
}

/// The brand that a message belongs to: the one that it names, else that of its channel.
pub(crate) fn brand<'w>(
    declarations: &Declarations<'w>,
    message: &'w draft::Message,
) -> Option<&'w Name> {
    match &message.brand {
        Slot::Given(name) => Some(name),
        Slot::Broken => None,
        Slot::Absent => channel_of(channel(declarations, message)?)?.brand.given(),
    }
}

/// At which hours a message comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Hours<'w> {
    /// At any hour.
    Anytime,
    /// While this schedule is open.
    Inside(&'w str),
    /// While all of these are closed.
    Outside(Vec<&'w str>),
}

/// The hours of a message.
pub(crate) fn hours<'w>(
    declarations: &Declarations<'w>,
    message: &'w draft::Message,
) -> Option<Hours<'w>> {
    let given = match &message.schedule {
        Slot::Absent => return Some(Hours::Anytime),
        Slot::Broken => return None,
        Slot::Given(hours) => hours,
    };
    match (given.kind.value, &given.schedule) {
        (ScheduleKind::Anytime, _) => Some(Hours::Anytime),
        (_, Slot::Broken) => None,
        (ScheduleKind::BusinessHours, Slot::Given(name)) => Some(Hours::Inside(&name.value)),
        (ScheduleKind::BusinessHours, Slot::Absent) => {
            match schedules_of(channel(declarations, message)?)?.as_slice() {
                [only] => Some(Hours::Inside(only)),
                _ => None,
            }
        }
        (ScheduleKind::OutsideBusinessHours, _) => {
            let schedules = schedules_of(channel(declarations, message)?)?;
            (!schedules.is_empty()).then_some(Hours::Outside(schedules))
        }
    }
}

/// The schedules configured on a channel, each once.
fn schedules_of(channel: Declared<'_>) -> Option<Vec<&str>> {
    match &channel_of(channel)?.business_hours {
        Slot::Given(names) => {
            let mut schedules: Vec<&str> = Vec::new();
            for name in names {
                if !schedules.contains(&&*name.value) {
                    schedules.push(&name.value);
                }
            }
            Some(schedules)
        }
        Slot::Absent => Some(Vec::new()),
        Slot::Broken => None,
    }
}

/// The display name of an answer of a bot.
pub(crate) fn answer_title<'w>(bot: Declared<'w>, answer: &str) -> Option<&'w str> {
    let Body::Bot(bot) = &bot.declaration().body else {
        return None;
    };
    let (_, title) = bot
        .answers
        .iter()
        .find(|(name, _)| &*name.value == answer)?;
    title.as_deref()
}
