//! Explains why messages were shown on a page or not.

use jiff::civil::DateTime;
use proactive_catalog::FieldMap;
use proactive_config::json::{Comparison, Field, MessageStatus};

use crate::ids::{ChannelId, MessageId, ScheduleId};
use crate::matcher::Matcher;
use crate::program::{Program, Rule, RuleHours, comparisons};

/// The decisions about every message on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageTrace<'p> {
    /// The value of each field.
    pub values: FieldMap<Box<str>>,
    /// When the page was loaded, in seconds since 1970-01-01 00:00 UTC.
    pub loaded: i64,
    /// Seconds on the page so far.
    pub stayed: u32,
    /// All messages, in the order of the configuration.
    pub messages: Vec<MessageTrace<'p>>,
}

/// The decision about a message on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageTrace<'p> {
    /// The message in its program.
    pub message: MessageId,
    /// Seconds from page load until it is due.
    pub after: u32,
    /// When it is due, in seconds since 1970-01-01 00:00 UTC.
    pub due: i64,
    /// Everything that prevented it from being shown; empty if it was shown.
    pub obstacles: Vec<Obstacle>,
    /// Whether its conditions are true on the page.
    pub conditions: bool,
    /// Its comparisons, in source order.
    pub leaves: Vec<LeafTrace<'p>>,
    /// The schedules that it depends on, at the moment when it is due.
    pub schedules: Vec<ScheduleTrace>,
}

/// A comparison on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeafTrace<'p> {
    /// The comparison in the configuration. [`PageTrace::value`] is the value that it tests.
    pub comparison: &'p Comparison,
    /// Whether it is true.
    pub holds: bool,
    /// Inverting it alone would invert the whole condition.
    pub decides: bool,
    /// It is one of those that made the whole condition what it is.
    pub is_reason: bool,
}

/// A schedule at the moment when a message is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleTrace {
    /// The schedule in its program.
    pub schedule: ScheduleId,
    /// Whether it is open then.
    pub is_open: bool,
    /// The local time in its time zone.
    pub local: DateTime,
}

/// Something that prevents a message from being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The visitor left the page, or the scenario ended, before it was due.
    NotDue,
    /// It is published on a channel that is not simulated.
    NotPlayed,
    /// It is published on a channel that is not on the page.
    OffPage,
    /// The account keeps control of conversations, so nothing is sent.
    ControlKept,
    /// It is not published.
    Status(MessageStatus),
    /// Its conditions are false.
    Conditions,
    /// It is shown once per customer, and has been.
    SeenByCustomer,
    /// It is shown once per visit, and was opened or dismissed in this visit.
    UsedInVisit,
    /// Its schedule does not allow that moment.
    Hours,
    /// This message was due at the same moment and comes before it.
    OtherFirst(MessageId),
    /// The channel shows this message.
    OtherShown(MessageId),
    /// This message is open on the channel.
    OtherOpen(MessageId),
    /// The channel is in a conversation.
    InConversation,
}

impl PageTrace<'_> {
    /// The value of a field on the page.
    #[must_use]
    pub fn value(&self, field: Field) -> &str {
        &self.values[field]
    }

    /// The decision about a message.
    #[must_use]
    pub fn of(&self, message: MessageId) -> Option<&MessageTrace<'_>> {
        self.messages.get(message.index())
    }
}

impl MessageTrace<'_> {
    /// Whether it was shown.
    #[must_use]
    pub fn was_shown(&self) -> bool {
        self.obstacles.is_empty()
    }
}

/// What a simulation has recorded of a page.
pub(crate) struct RecordedPage<'k> {
    pub(crate) values: &'k FieldMap<String>,
    pub(crate) loaded: i64,
    pub(crate) stayed: u32,
    pub(crate) only: Option<ChannelId>,
    pub(crate) checks: &'k [Vec<Obstacle>],
}

/// The trace of a page.
pub(crate) fn page<'p>(
    program: &'p Program,
    matcher: &Matcher<'_>,
    recorded: RecordedPage<'_>,
) -> PageTrace<'p> {
    let mut messages: Vec<MessageTrace<'p>> = program
        .ranked()
        .filter_map(|(rank, rule)| {
            let obstacles = match recorded.checks.get(rank as usize) {
                Some(obstacles) => obstacles.clone(),
                None => {
                    let url = &recorded.values[Field::VisitorUrl];
                    let is_off_page = !program.is_on(rule.channel, url);
                    let mut obstacles = vec![Obstacle::NotDue];
                    let only = recorded.only;
                    obstacles.extend(standing(program, matcher, only, is_off_page, rule));
                    obstacles
                }
            };
            message(program, matcher, recorded.loaded, rule, obstacles)
        })
        .collect();
    messages.sort_by_key(|trace| trace.message);
    PageTrace {
        values: FieldMap::from_fn(|field| recorded.values[field].as_str().into()),
        loaded: recorded.loaded,
        stayed: recorded.stayed,
        messages,
    }
}

/// The obstacles of a message on a page that do not depend on when it is due.
pub(crate) fn standing(
    program: &Program,
    matcher: &Matcher<'_>,
    only: Option<ChannelId>,
    is_off_page: bool,
    rule: &Rule,
) -> Vec<Obstacle> {
    let status = program
        .configuration
        .messages
        .get(rule.message.index())
        .and_then(|message| Obstacle::of_status(message.status));
    let obstacles = [
        only.is_some_and(|only| only != rule.channel)
            .then_some(Obstacle::NotPlayed),
        is_off_page.then_some(Obstacle::OffPage),
        (!program.released).then_some(Obstacle::ControlKept),
        status,
        (!matcher.holds(rule)).then_some(Obstacle::Conditions),
    ];
    obstacles.into_iter().flatten().collect()
}

fn message<'p>(
    program: &'p Program,
    matcher: &Matcher<'_>,
    loaded: i64,
    rule: &Rule,
    obstacles: Vec<Obstacle>,
) -> Option<MessageTrace<'p>> {
    let conditions = &program
        .configuration
        .messages
        .get(rule.message.index())?
        .conditions;
    let due = loaded.saturating_add(i64::from(rule.after));
    let holds = matcher.leaves(rule);
    let influences = crate::coverage::weigh(conditions, &holds);
    let leaves = comparisons(conditions)
        .into_iter()
        .zip(holds)
        .zip(influences.leaves)
        .map(|((comparison, holds), influence)| LeafTrace {
            comparison,
            holds,
            decides: influence.decides,
            is_reason: influence.is_reason,
        })
        .collect();
    Some(MessageTrace {
        message: rule.message,
        after: rule.after,
        due,
        obstacles,
        conditions: influences.holds,
        leaves,
        schedules: schedules(program, &rule.hours, due),
    })
}

fn schedules(program: &Program, hours: &RuleHours, due: i64) -> Vec<ScheduleTrace> {
    let schedules = hours.schedules().iter();
    schedules
        .filter_map(|&schedule| {
            let hours = program.hours.get(schedule.index())?;
            Some(ScheduleTrace {
                schedule,
                is_open: hours.is_open(due),
                local: hours.local(due),
            })
        })
        .collect()
}
