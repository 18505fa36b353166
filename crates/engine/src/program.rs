//! A configuration that is ready to run.

use proactive_config::Configuration;
use proactive_config::json::{
    Comparison, Condition, Conditions, Field, Frequency, History, Language, Website,
};

use crate::bit_set::BitSet;
use crate::condition::{Branch, Section};
use crate::hours::{OpenState, OpeningHours};
use crate::ids::{ChannelId, MessageId, ScheduleId};
use crate::jagged::Jagged;
use crate::text::{Case, TextIndex};

/// A configuration, prepared once and run any number of times.
///
/// All its [simulations](crate::Simulation) share it, on any threads.
#[derive(Debug)]
pub struct Program {
    pub(crate) configuration: Configuration,
    /// Whether messages are sent at all.
    pub(crate) released: bool,
    /// The messages in the order in which they are due on a page; at the same instant, in the order
    /// of the configuration. The index of a rule is its *rank*.
    pub(crate) rules: Vec<Rule>,
    /// The rank of each message.
    pub(crate) ranks: Vec<u32>,
    pub(crate) code: Vec<Branch>,
    pub(crate) index: FactIndex,
    pub(crate) hours: Vec<OpeningHours>,
    /// The websites of each channel; empty for a channel that is on every page.
    pub(crate) websites: Vec<Box<[Website]>>,
}

/// What decides whether a message is shown.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) message: MessageId,
    pub(crate) channel: ChannelId,
    pub(crate) is_published: bool,
    /// Seconds from page load until it is due.
    pub(crate) after: u32,
    pub(crate) frequency: Frequency,
    pub(crate) hours: RuleHours,
    pub(crate) section: Section,
}

/// When a message may be shown.
#[derive(Debug)]
pub(crate) enum RuleHours {
    Anytime,
    Inside(ScheduleId),
    Outside(Box<[ScheduleId]>),
}

/// Finds the facts that are true on a page, and with them the rules that may be true.
#[derive(Debug)]
pub(crate) struct FactIndex {
    pub(crate) case: Case,
    /// The number of facts.
    pub(crate) facts: usize,
    /// For each text field with facts, the index that finds them.
    pub(crate) texts: Vec<(Field, TextIndex)>,
    pub(crate) histories: Vec<(History, u32)>,
    pub(crate) languages: Vec<(Field, &'static Language, u32)>,
    /// For each fact, the ranks of the rules that have it as a key.
    pub(crate) keyed: Jagged,
    /// The ranks of rules without keys, which may be true on any page.
    pub(crate) keyless: BitSet,
}

impl RuleHours {
    /// The schedules that it depends on.
    pub(crate) fn schedules(&self) -> &[ScheduleId] {
        match self {
            Self::Anytime => &[],
            Self::Inside(schedule) => std::slice::from_ref(schedule),
            Self::Outside(schedules) => schedules,
        }
    }
}

impl Program {
    /// The configuration that was prepared.
    #[must_use]
    pub fn configuration(&self) -> &Configuration {
        &self.configuration
    }

    /// The messages, in the order of the configuration.
    pub fn messages(&self) -> impl ExactSizeIterator<Item = MessageId> + use<> {
        (0..self.configuration.messages.len()).map(MessageId::new)
    }

    /// Finds a message by its ID.
    #[must_use]
    pub fn message(&self, id: &str) -> Option<MessageId> {
        let messages = &self.configuration.messages;
        let index = messages.iter().position(|message| *message.id == *id)?;
        Some(MessageId::new(index))
    }

    /// Finds a channel by its ID.
    #[must_use]
    pub fn channel(&self, id: &str) -> Option<ChannelId> {
        let channels = &self.configuration.channels;
        let index = channels.iter().position(|channel| *channel.id == *id)?;
        Some(ChannelId::new(index))
    }

    /// The schedules, in the order of the configuration.
    pub fn schedules(&self) -> impl ExactSizeIterator<Item = ScheduleId> + use<> {
        (0..self.configuration.schedules.len()).map(ScheduleId::new)
    }

    /// Whether a schedule is open at an instant, in seconds since 1970-01-01 00:00 UTC, and until
    /// when.
    #[must_use]
    pub fn open_state(&self, schedule: ScheduleId, unix_seconds: i64) -> Option<OpenState> {
        let hours = self.hours.get(schedule.index())?;
        Some(hours.state(unix_seconds))
    }

    /// The channel of a message.
    #[must_use]
    pub fn channel_of(&self, message: MessageId) -> Option<ChannelId> {
        self.rule_of(message).map(|(_, rule)| rule.channel)
    }

    /// The websites of a channel; empty if it is on every page.
    #[must_use]
    pub fn websites(&self, channel: ChannelId) -> &[Website] {
        self.websites.get(channel.index()).map_or(&[], |it| it)
    }

    /// Whether the widget of a channel is on the page at this URL, taken as it is.
    #[must_use]
    pub fn is_on(&self, channel: ChannelId, url: &str) -> bool {
        let websites = self.websites(channel);
        websites.is_empty() || websites.iter().any(|website| website.covers(url))
    }

    /// The comparisons in the condition of a message, in source order.
    #[must_use]
    pub fn comparisons(&self, message: MessageId) -> Vec<&Comparison> {
        comparisons(&self[message].conditions)
    }

    /// The rule of a message and its rank.
    pub(crate) fn rule_of(&self, message: MessageId) -> Option<(u32, &Rule)> {
        let rank = *self.ranks.get(message.index())?;
        Some((rank, self.rule(rank)?))
    }

    pub(crate) fn rule(&self, rank: u32) -> Option<&Rule> {
        self.rules.get(rank as usize)
    }

    /// The rules with their ranks, in the order in which they are due.
    pub(crate) fn ranked(&self) -> impl Iterator<Item = (u32, &Rule)> {
        (0..).zip(&self.rules)
    }

    /// The branches of a rule: one for each comparison, in source order.
    pub(crate) fn branches(&self, rule: &Rule) -> &[Branch] {
        let Section { start, end, .. } = rule.section;
        self.code.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// Whether the schedules allow a message at an instant.
    pub(crate) fn allows(&self, hours: &RuleHours, unix_seconds: i64) -> bool {
        let is_open = |schedule: &ScheduleId| {
            self.hours
                .get(schedule.index())
                .is_some_and(|hours| hours.is_open(unix_seconds))
        };
        match hours {
            RuleHours::Anytime => true,
            RuleHours::Inside(schedule) => is_open(schedule),
            RuleHours::Outside(schedules) => !schedules.iter().any(is_open),
        }
    }
}

/// The comparisons of `conditions`, in source order.
pub(crate) fn comparisons(conditions: &Conditions) -> Vec<&Comparison> {
    fn add<'c>(part: &'c Condition, list: &mut Vec<&'c Comparison>) {
        match part {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| add(part, list));
            }
            Condition::Comparison(comparison) => list.push(comparison),
        }
    }
    let mut list = Vec::new();
    match conditions {
        Conditions::Always => {}
        Conditions::One(only) => list.push(only),
        Conditions::All(parts) | Conditions::Any(parts) => {
            parts.iter().for_each(|part| add(part, &mut list));
        }
    }
    list
}
