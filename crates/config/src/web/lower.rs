//! From a configuration to the bundle of a channel.

use indexmap::IndexSet;
use jiff::civil::Date;
use proactive_catalog::{ConversationControl, Frequency, MessageStatus, Word as _};

use super::bundle::{
    Bundle, ClosedDay, Condition, LanguageTag, Message, Once, PageComparison, Reply, Schedule,
};
use super::hash::Hash;
use super::site::site;
use crate::json::{
    self, Channel, Closing, Comparison, Conditions, Configuration, Hours, Id, MinLenVec, Opening,
    Test, Trigger, Version,
};

/// The bundle of a channel. `source` is the hash of the configuration; `gap` is the number of
/// minutes after which a visit is over.
///
/// If the account keeps control of conversations, no message is ever shown, so it has none.
#[must_use]
pub fn bundle(configuration: &Configuration, channel: &Channel, source: Hash, gap: u16) -> Bundle {
    let mut tables = Tables {
        configuration,
        schedules: Vec::new(),
        comparisons: IndexSet::new(),
    };
    let is_released = configuration
        .account
        .as_ref()
        .is_none_or(|account| account.conversation_control == ConversationControl::Release);
    let mut messages: Vec<Message> = configuration
        .messages
        .iter()
        .filter(|message| {
            is_released
                && message.channel == channel.id
                && message.status == MessageStatus::Published
        })
        .map(|message| tables.message(message))
        .collect();
    // The sort is stable: messages that are due at the same instant keep their order.
    messages.sort_by_key(|message| message.after);
    Bundle {
        version: Version,
        channel: channel.id.clone(),
        source,
        gap,
        case_sensitive: configuration.matching.case_sensitive,
        sites: channel.websites.iter().map(site).collect(),
        schedules: tables.schedules,
        comparisons: tables.comparisons.into_iter().collect(),
        messages,
    }
}

/// The tables that messages refer to, in the order of first use.
struct Tables<'c> {
    configuration: &'c Configuration,
    schedules: Vec<Schedule>,
    comparisons: IndexSet<PageComparison>,
}

/// The two kinds of groups.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    All,
    Any,
}

impl Tables<'_> {
    fn message(&mut self, message: &json::Message) -> Message {
        let (open, closed) = match &message.schedule {
            Hours::Anytime {} => (None, Vec::new()),
            Hours::BusinessHours { schedules: [only] } => (Some(self.schedule(only)), Vec::new()),
            Hours::OutsideBusinessHours { schedules } => {
                (None, schedules.iter().map(|it| self.schedule(it)).collect())
            }
        };
        Message {
            id: message.id.clone(),
            text: message.text.clone(),
            lang: language(&message.conditions),
            reply: self.reply(&message.reply),
            when: self.conditions(&message.conditions),
            after: match message.trigger {
                Trigger::PageView { after_seconds } => after_seconds,
                Trigger::PageLoad {} => 0,
            },
            once: match message.frequency {
                Frequency::EveryTime => Once::EveryTime,
                Frequency::OncePerVisit => Once::PerVisit,
                Frequency::OncePerCustomer => Once::PerCustomer,
            },
            open,
            closed,
            tags: message.tags.clone(),
        }
    }

    fn reply(&self, reply: &json::Reply) -> Reply {
        match reply {
            json::Reply::Agent { text, ask } => Reply::Agent {
                text: text.clone(),
                ask: ask.clone(),
            },
            json::Reply::Bot { bot, answer } => {
                let mut bots = self.configuration.bots.iter();
                let named = bots.find(|declared| declared.id == *bot);
                Reply::Bot {
                    bot: bot.clone(),
                    name: named.map_or_else(|| json::Text::checked(bot), |it| it.name.clone()),
                    answer: answer.clone(),
                }
            }
        }
    }

    /// The position of a schedule.
    fn schedule(&mut self, id: &Id) -> usize {
        if let Some(position) = self.schedules.iter().position(|known| known.id == *id) {
            return position;
        }
        let mut declared = self.configuration.schedules.iter();
        let schedule = declared.find(|schedule| schedule.id == *id);
        self.schedules.push(Schedule {
            id: id.clone(),
            zone: schedule.map_or_else(|| json::TimeZone::checked("UTC"), |it| it.timezone.clone()),
            open: schedule.map_or_else(Vec::new, |it| open(&it.open)),
            closed: schedule.map_or_else(Vec::new, |it| closed(&it.closed)),
        });
        self.schedules.len() - 1
    }

    fn conditions(&mut self, conditions: &Conditions) -> Vec<Condition> {
        match conditions {
            Conditions::Always => Vec::new(),
            Conditions::One(only) => vec![self.comparison(only)],
            Conditions::All(parts) => self.parts(parts, Group::All),
            Conditions::Any(parts) => vec![Condition::Group(self.parts(parts, Group::Any))],
        }
    }

    /// The parts of a group. A part that is a group of the same kind is replaced with its parts.
    fn parts(&mut self, parts: &MinLenVec<2, json::Condition>, around: Group) -> Vec<Condition> {
        let mut lowered = Vec::with_capacity(parts.len());
        for part in parts.iter() {
            let (kind, parts) = match part {
                json::Condition::Comparison(comparison) => {
                    lowered.push(self.comparison(comparison));
                    continue;
                }
                json::Condition::All(parts) => (Group::All, parts),
                json::Condition::Any(parts) => (Group::Any, parts),
            };
            let parts = self.parts(parts, kind);
            if kind == around {
                lowered.extend(parts);
            } else {
                lowered.push(Condition::Group(parts));
            }
        }
        lowered
    }

    fn comparison(&mut self, comparison: &Comparison) -> Condition {
        let values = match comparison.test() {
            Test::TextIs(text) | Test::TextIsNot(text) => vec![(&**text).into()],
            Test::Contains(values) | Test::DoesNotContain(values) => {
                values.iter().map(|value| (&**value).into()).collect()
            }
            Test::HistoryIs(history) => vec![history.as_str().into()],
            Test::LanguageIs(language) | Test::LanguageIsNot(language) => vec![language.tag.into()],
        };
        let comparison = PageComparison {
            field: comparison.field(),
            operator: comparison.test().operator(),
            values,
        };
        let (position, _) = self.comparisons.insert_full(comparison);
        Condition::Comparison(position)
    }
}

/// The language that every device with the message has, if the condition says so at the top.
fn language(conditions: &Conditions) -> Option<LanguageTag> {
    let of = |comparison: &Comparison| match comparison.test() {
        Test::LanguageIs(language) => Some(LanguageTag(language.tag)),
        Test::TextIs(_)
        | Test::TextIsNot(_)
        | Test::Contains(_)
        | Test::DoesNotContain(_)
        | Test::HistoryIs(_)
        | Test::LanguageIsNot(_) => None,
    };
    match conditions {
        Conditions::One(only) => of(only),
        Conditions::All(parts) => parts.iter().find_map(|part| match part {
            json::Condition::Comparison(comparison) => of(comparison),
            json::Condition::All(_) | json::Condition::Any(_) => None,
        }),
        Conditions::Always | Conditions::Any(_) => None,
    }
}

const MINUTES_A_DAY: u16 = 24 * 60;

/// Open intervals as minutes of the week.
fn open(openings: &[Opening]) -> Vec<(u16, u16)> {
    let intervals = openings.iter().map(|opening| {
        let midnight = opening.day as u16 * MINUTES_A_DAY;
        (
            midnight + opening.from.minutes(),
            midnight + opening.to.minutes(),
        )
    });
    let intervals = intervals.filter(|(from, to)| from < to).collect();
    union(intervals, |end, next| next <= end)
}

fn closed(closings: &[Closing]) -> Vec<(ClosedDay, ClosedDay)> {
    let periods = closings.iter().filter(|closing| closing.from <= closing.to);
    let periods: Vec<(Date, Date)> = periods.map(|it| (it.from, it.to)).collect();
    let touches = |end: Date, next: Date| end.tomorrow().is_ok_and(|day| next <= day);
    union(periods, |end, next| next <= end || touches(end, next))
        .into_iter()
        .map(|(from, to)| (ClosedDay(from), ClosedDay(to)))
        .collect()
}

/// The same intervals, ordered, those that `touch` joined. `touch` gets an end and a later start.
fn union<T: Ord + Copy>(mut intervals: Vec<(T, T)>, touch: impl Fn(T, T) -> bool) -> Vec<(T, T)> {
    intervals.sort_unstable();
    let mut apart: Vec<(T, T)> = Vec::with_capacity(intervals.len());
    for (from, to) in intervals {
        match apart.last_mut() {
            Some((_, end)) if touch(*end, from) => *end = to.max(*end),
            _ => apart.push((from, to)),
        }
    }
    apart
}
