//! Why a message was shown on a page or not, as data. [`words`](crate::words) puts it into words.

use proactive_config::json::{Comparison, Frequency, MessageStatus};

use crate::ids::MessageId;
use crate::program::Program;
use crate::trace::{MessageTrace, Obstacle, PageTrace, ScheduleTrace};

/// A reason why a message was shown or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason<'p> {
    /// It was shown because it is for everyone.
    Everyone,
    /// A comparison decided.
    Comparison(TestedComparison<'p>),
    /// Its schedules decided, which are all open or all closed.
    Schedules(Vec<ScheduleTrace>),
    /// It was shown because its frequency allows that.
    Frequency(Frequency),
    /// It is due after `due` seconds, and the visitor stayed on the page for `stayed` seconds.
    NotDue {
        /// Seconds from page load until it is due.
        due: u32,
        /// Seconds on the page.
        stayed: u32,
    },
    /// Its channel is not simulated.
    NotPlayed,
    /// Its channel is not on the page.
    OffPage,
    /// The account keeps control of conversations, so nothing is sent.
    ControlKept,
    /// It is not published.
    Status(MessageStatus),
    /// It is shown once per customer, and was.
    SeenByCustomer,
    /// It is shown once per visit, and was opened or dismissed in this visit.
    UsedInVisit,
    /// It is still shown or open from an earlier page.
    StillShown,
    /// This message was due at the same moment and comes before it.
    OtherFirst(MessageId),
    /// Its channel was showing this message.
    OtherShown(MessageId),
    /// This message was open on its channel.
    OtherOpen(MessageId),
    /// Its channel was in a conversation.
    InConversation,
}

/// A comparison with the value that it was tested with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestedComparison<'p> {
    /// The comparison in the configuration.
    pub comparison: &'p Comparison,
    /// Whether it is true.
    pub holds: bool,
    /// The value that it was tested with.
    pub value: Box<str>,
}

/// Why a message was shown on a page or not; never empty.
#[must_use]
pub fn reasons<'p>(
    program: &Program,
    page: &PageTrace<'_>,
    message: &MessageTrace<'p>,
) -> Vec<Reason<'p>> {
    if message.was_shown() {
        return of_shown(program, page, message);
    }
    // Nothing is checked where the channel is not.
    if message.obstacles.contains(&Obstacle::OffPage) {
        return vec![Reason::OffPage];
    }
    let obstacles = message.obstacles.iter();
    obstacles
        .flat_map(|obstacle| of_obstacle(page, message, *obstacle))
        .collect()
}

/// Why a message was shown: its conditions, its hours, its frequency.
fn of_shown<'p>(
    program: &Program,
    page: &PageTrace<'_>,
    message: &MessageTrace<'p>,
) -> Vec<Reason<'p>> {
    let mut reasons = of_comparisons(page, message);
    if reasons.is_empty() {
        reasons.push(Reason::Everyone);
    }
    if !message.schedules.is_empty() {
        reasons.push(deciding_schedules(message));
    }
    reasons.push(Reason::Frequency(program[message.message].frequency));
    reasons
}

/// The comparisons that made the conditions of a message true or false.
fn of_comparisons<'p>(page: &PageTrace<'_>, message: &MessageTrace<'p>) -> Vec<Reason<'p>> {
    let deciding = message.leaves.iter().filter(|leaf| leaf.is_reason);
    deciding
        .map(|leaf| {
            Reason::Comparison(TestedComparison {
                comparison: leaf.comparison,
                holds: leaf.holds,
                value: page.value(leaf.comparison.field()).into(),
            })
        })
        .collect()
}

fn of_obstacle<'p>(
    page: &PageTrace<'_>,
    message: &MessageTrace<'p>,
    obstacle: Obstacle,
) -> Vec<Reason<'p>> {
    let reason = match obstacle {
        Obstacle::NotDue => Reason::NotDue {
            due: message.after,
            stayed: page.stayed,
        },
        Obstacle::NotPlayed => Reason::NotPlayed,
        Obstacle::OffPage => Reason::OffPage,
        Obstacle::ControlKept => Reason::ControlKept,
        Obstacle::Status(status) => Reason::Status(status),
        Obstacle::Conditions => return of_comparisons(page, message),
        Obstacle::SeenByCustomer => Reason::SeenByCustomer,
        Obstacle::UsedInVisit => Reason::UsedInVisit,
        Obstacle::Hours => deciding_schedules(message),
        Obstacle::OtherFirst(other) => Reason::OtherFirst(other),
        Obstacle::OtherShown(other) | Obstacle::OtherOpen(other) if other == message.message => {
            Reason::StillShown
        }
        Obstacle::OtherShown(other) => Reason::OtherShown(other),
        Obstacle::OtherOpen(other) => Reason::OtherOpen(other),
        Obstacle::InConversation => Reason::InConversation,
    };
    vec![reason]
}

/// The schedules that decide: the open ones if any is open, or else all of them, which are closed.
fn deciding_schedules<'p>(message: &MessageTrace<'p>) -> Reason<'p> {
    let any_open = message.schedules.iter().any(|it| it.is_open);
    let deciding = message.schedules.iter();
    let deciding = deciding.filter(|it| it.is_open == any_open).copied();
    Reason::Schedules(deciding.collect())
}
