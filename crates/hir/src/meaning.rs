//! What a message means where it leaves something out: its channel, its brand, its hours.
//!
//! This is the one place that knows these rules. The check reports where they fail, the model is
//! built by them, and the editor shows what comes of them.

use proactive_catalog::{DeclarationKind, ScheduleKind};

use crate::draft::{self, Name, Slot};
use crate::model::{BrandId, ChannelId, ScheduleId};
use crate::names::{Entry, Names};

/// What a statement that refers to a declaration leads to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'c, 'w> {
    /// The statement is not there.
    Absent,
    /// It is broken, or nothing is called so.
    Unknown,
    /// It means this declaration.
    Known(&'c Entry<'w>),
}

impl<'c, 'w> Target<'c, 'w> {
    /// What a statement leads to that refers to a declaration of `kind`.
    pub(crate) fn of(names: &'c Names<'w>, kind: DeclarationKind, slot: &Slot<Name>) -> Self {
        match slot {
            Slot::Absent => Self::Absent,
            Slot::Broken => Self::Unknown,
            Slot::Given(name) => names
                .find(kind, &name.value)
                .and_then(|position| names.entries.get(position))
                .map_or(Self::Unknown, Self::Known),
        }
    }
}

/// The channel of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MessageChannel {
    /// The message names it.
    Named(ChannelId),
    /// The message names none, and this is the only one of its brand, or of the workspace.
    Only(ChannelId),
    /// The message names none, and it could mean several, or there is none.
    Undecided {
        /// It could mean several.
        several: bool,
    },
    /// A name that it depends on leads nowhere, or a statement is broken.
    Unknown,
}

impl MessageChannel {
    /// The channel, as far as the declarations that can be seen decide it.
    pub(crate) fn id(self) -> Option<ChannelId> {
        match self {
            Self::Named(id) | Self::Only(id) => Some(id),
            Self::Undecided { .. } | Self::Unknown => None,
        }
    }

    /// The channel, if no declaration that cannot be seen could change it.
    pub(crate) fn certain(self, names: &Names<'_>) -> Option<ChannelId> {
        match self {
            Self::Only(_) if names.may_be_more() => None,
            Self::Named(_) | Self::Only(_) | Self::Undecided { .. } | Self::Unknown => self.id(),
        }
    }
}

/// When a message is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HoursRule<'m, 'c> {
    /// At any hour.
    Anytime,
    /// Inside the hours of the schedule that it names.
    Named(&'m Name),
    /// Inside the hours of the only schedule of its channel.
    Inside(ScheduleId),
    /// While all schedules of its channel are closed, as the channel lists them: one or more, and a
    /// repeated one twice.
    Outside(&'c [ScheduleId]),
    /// The message keeps to the hours of its channel, which has no schedule.
    NoneConfigured,
    /// The message keeps to the hours of its channel, which has several schedules.
    Ambiguous(&'c [ScheduleId]),
}

/// The channels that messages are published on, and what messages inherit from them.
///
/// A second declaration of a name is its own mistake, not a second channel.
#[derive(Debug)]
pub(crate) struct Channels {
    /// Those that have a name of their own, in source order.
    all: Vec<ChannelId>,
    /// The same, by the brand that they are connected to.
    of_brand: Vec<Vec<ChannelId>>,
    some_without_brand: bool,
    /// What messages inherit, for every declaration of a channel.
    inherited: Vec<Inherited>,
}

#[derive(Debug)]
struct Inherited {
    brand: Option<BrandId>,
    /// The schedules as written; none where they cannot be told.
    schedules: Option<Vec<ScheduleId>>,
}

impl Channels {
    /// Collects the channels of a workspace.
    pub(crate) fn of(names: &Names<'_>) -> Self {
        let mut channels = Self {
            all: Vec::new(),
            of_brand: vec![Vec::new(); names.of_kind(DeclarationKind::Brand).len()],
            some_without_brand: false,
            inherited: Vec::new(),
        };
        for entry in names.entries_of(DeclarationKind::Channel) {
            let id = ChannelId(entry.rank);
            let inherited = Inherited::of(names, entry);
            let brand = inherited.brand;
            channels.inherited.push(inherited);
            channels.some_without_brand |= brand.is_none();
            let name = entry.declaration.name.as_ref();
            if name.and_then(|name| names.rank_of(DeclarationKind::Channel, name)) != Some(id.0) {
                continue;
            }
            channels.all.push(id);
            let of_brand = brand.and_then(|brand| channels.of_brand.get_mut(brand.index()));
            if let Some(of_brand) = of_brand {
                of_brand.push(id);
            }
        }
        channels
    }

    /// The channel of a message, by what its statements lead to.
    pub(crate) fn of_draft(&self, names: &Names<'_>, message: &draft::Message) -> MessageChannel {
        match Target::of(names, DeclarationKind::Channel, &message.channel) {
            Target::Absent => {
                let brand = Target::of(names, DeclarationKind::Brand, &message.brand);
                self.of_message(Target::Absent, brand)
            }
            channel @ (Target::Unknown | Target::Known(_)) => {
                self.of_message(channel, Target::Absent)
            }
        }
    }

    /// The channel of a message: the one that it names, else the only one of its brand, else the
    /// only one of the workspace.
    pub(crate) fn of_message(
        &self,
        channel: Target<'_, '_>,
        brand: Target<'_, '_>,
    ) -> MessageChannel {
        match channel {
            Target::Known(channel) => return MessageChannel::Named(ChannelId(channel.rank)),
            Target::Unknown => return MessageChannel::Unknown,
            Target::Absent => {}
        }
        let candidates = match brand {
            Target::Absent => &self.all,
            Target::Unknown => return MessageChannel::Unknown,
            Target::Known(_) if self.some_without_brand => return MessageChannel::Unknown,
            Target::Known(brand) => match self.of_brand.get(BrandId(brand.rank).index()) {
                Some(of_brand) => of_brand,
                None => return MessageChannel::Unknown,
            },
        };
        match candidates.as_slice() {
            [only] => MessageChannel::Only(*only),
            others => MessageChannel::Undecided {
                several: !others.is_empty(),
            },
        }
    }

    /// The brand that a channel is connected to, and so the brand of its messages.
    pub(crate) fn brand(&self, channel: ChannelId) -> Option<BrandId> {
        self.inherited.get(channel.index())?.brand
    }

    /// The hours of a message on a channel: those that it gives, else those of its channel. None
    /// where they cannot be told.
    pub(crate) fn hours<'m, 'c>(
        &'c self,
        hours: &'m Slot<draft::Hours>,
        channel: Option<ChannelId>,
    ) -> Option<HoursRule<'m, 'c>> {
        let hours = match hours {
            Slot::Absent => return Some(HoursRule::Anytime),
            Slot::Broken => return None,
            Slot::Given(hours) => hours,
        };
        let of_channel = || self.inherited.get(channel?.index())?.schedules.as_deref();
        Some(match (hours.kind.value, &hours.schedule) {
            (ScheduleKind::Anytime, _) => HoursRule::Anytime,
            (ScheduleKind::BusinessHours | ScheduleKind::OutsideBusinessHours, Slot::Broken) => {
                return None;
            }
            (ScheduleKind::BusinessHours, Slot::Given(name)) => HoursRule::Named(name),
            (ScheduleKind::BusinessHours, Slot::Absent) => match of_channel()? {
                [] => HoursRule::NoneConfigured,
                [first, others @ ..] if others.iter().all(|other| other == first) => {
                    HoursRule::Inside(*first)
                }
                several => HoursRule::Ambiguous(several),
            },
            (ScheduleKind::OutsideBusinessHours, Slot::Absent | Slot::Given(_)) => {
                match of_channel()? {
                    [] => HoursRule::NoneConfigured,
                    schedules => HoursRule::Outside(schedules),
                }
            }
        })
    }
}

impl Inherited {
    fn of(names: &Names<'_>, entry: &Entry<'_>) -> Self {
        let channel = entry.declaration.as_channel();
        let brand = channel.and_then(|channel| {
            let rank = names.rank_of(DeclarationKind::Brand, channel.brand.given()?)?;
            Some(BrandId(rank))
        });
        let schedules = channel.and_then(|channel| match &channel.business_hours {
            Slot::Given(schedules) => schedules
                .iter()
                .map(|name| {
                    names
                        .rank_of(DeclarationKind::Schedule, name)
                        .map(ScheduleId)
                })
                .collect(),
            // Some statement that cannot be read may list them.
            Slot::Absent if entry.draft.may_reference_unseen_anywhere() => None,
            Slot::Absent => Some(Vec::new()),
            Slot::Broken => None,
        });
        Self { brand, schedules }
    }
}
