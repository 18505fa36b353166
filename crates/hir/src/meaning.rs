//! The channel, brand and hours of a message that leaves them out.
//!
//! The rules are here and nowhere else. The check reports messages for which they have no answer, the
//! model is built from the answers, and the editor shows them.

use proactive_catalog::{DeclarationKind, ScheduleKind};

use crate::draft::{self, Name, Slot};
use crate::model::{BrandId, ChannelId, ScheduleId, Website};
use crate::names::{Entry, Names};

/// The target of a statement that refers to a declaration.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'c, 'w> {
    /// There is no such statement.
    Absent,
    /// The statement is broken, or no declaration has this name.
    Unknown,
    /// The statement refers to this declaration.
    Known(&'c Entry<'w>),
}

impl<'c, 'w> Target<'c, 'w> {
    /// Looks up the target of a statement that refers to a declaration of `kind`.
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
    /// The message does not name it, but it is the only one of the brand or the workspace.
    Only(ChannelId),
    /// The message does not name it, and there is no candidate or more than one.
    Undecided {
        /// There is more than one candidate.
        several: bool,
    },
    /// A name that decides it is unresolved, or a statement is broken.
    Unknown,
}

impl MessageChannel {
    /// Returns the channel that follows from the declarations that can be seen.
    pub(crate) fn id(self) -> Option<ChannelId> {
        match self {
            Self::Named(id) | Self::Only(id) => Some(id),
            Self::Undecided { .. } | Self::Unknown => None,
        }
    }

    /// Returns the channel, unless a declaration that cannot be seen could change it.
    pub(crate) fn certain(self, names: &Names<'_>) -> Option<ChannelId> {
        match self {
            Self::Only(_) if names.may_be_more() => None,
            Self::Named(_) | Self::Only(_) | Self::Undecided { .. } | Self::Unknown => self.id(),
        }
    }
}

/// The hours of a message, and how they were determined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HoursRule<'m, 'c> {
    /// At any hour.
    Anytime,
    /// While the schedule that it names is open.
    Named(&'m Name),
    /// While the only schedule of its channel is open.
    Inside(ScheduleId),
    /// While all schedules of its channel are closed. Not empty; as the channel lists them, with
    /// repetitions.
    Outside(&'c [ScheduleId]),
    /// It depends on the hours of its channel, which has no schedule.
    NoneConfigured,
    /// It needs one schedule of its channel, which has several.
    Ambiguous(&'c [ScheduleId]),
}

/// The channels of a workspace, and what messages inherit from them.
///
/// A second declaration of the same name is an error of its own, not a second candidate.
#[derive(Debug)]
pub(crate) struct Channels {
    /// The candidates for messages that name no channel, in source order.
    all: Vec<ChannelId>,
    /// The same, by the rank of their brand.
    of_brand: Vec<Vec<ChannelId>>,
    /// The brand of some channel is unknown.
    some_without_brand: bool,
    /// The websites of all channels. Empty if one of them is on every page, or may be.
    websites: Vec<Website>,
    /// What messages inherit, by the rank of the channel.
    inherited: Vec<Inherited>,
}

#[derive(Debug)]
struct Inherited {
    brand: Option<BrandId>,
    /// The schedules as written. `None` if unknown.
    schedules: Option<Vec<ScheduleId>>,
}

impl Channels {
    /// Collects the channels of a workspace.
    pub(crate) fn of(names: &Names<'_>) -> Self {
        let mut channels = Self {
            all: Vec::new(),
            of_brand: vec![Vec::new(); names.of_kind(DeclarationKind::Brand).len()],
            some_without_brand: false,
            websites: websites(names).unwrap_or_default(),
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

    /// Returns the websites of all channels. Empty if one of them is on every page, or may be.
    pub(crate) fn websites(&self) -> &[Website] {
        &self.websites
    }

    /// Determines the channel of a message by looking up its statements.
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

    /// Determines the channel of a message: the one that it names, else the only one of its brand, else
    /// the only one of the workspace.
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

    /// Returns the brand that a channel is connected to, which is the brand of its messages.
    pub(crate) fn brand(&self, channel: ChannelId) -> Option<BrandId> {
        self.inherited.get(channel.index())?.brand
    }

    /// Determines the hours of a message: those that it states, else those of its channel. Returns
    /// `None` if they are unknown.
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
        let has_none = || of_channel().is_some_and(<[ScheduleId]>::is_empty);
        Some(match (hours.kind.value, &hours.schedule) {
            (ScheduleKind::Anytime, _) => HoursRule::Anytime,
            (ScheduleKind::BusinessHours | ScheduleKind::OutsideBusinessHours, Slot::Broken) => {
                return None;
            }
            (ScheduleKind::BusinessHours, Slot::Given(_)) if has_none() => {
                HoursRule::NoneConfigured
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

/// The websites of all channels. `None` if one of them is on every page, or may be.
fn websites(names: &Names<'_>) -> Option<Vec<Website>> {
    let mut websites = Vec::new();
    for entry in names.entries_of(DeclarationKind::Channel) {
        let given = entry.declaration.as_channel()?.websites.given()?;
        websites.extend(given.iter().map(|website| website.value.clone()));
    }
    (!names.may_be_more()).then_some(websites)
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
            // A statement that cannot be read may list them.
            Slot::Absent if entry.draft.may_reference_unseen_anywhere() => None,
            Slot::Absent => Some(Vec::new()),
            Slot::Broken => None,
        });
        Self { brand, schedules }
    }
}
