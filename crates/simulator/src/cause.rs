//! Why a message appears or does not, as data for programs. Names are those of the source.

use proactive_catalog::Word as _;
use proactive_config::json::Comparison;
use proactive_engine::{MessageId, MessageTrace, Program, Reason as EngineReason, ScheduleTrace};
use schemars::JsonSchema;
use serde::Serialize;

/// What makes a message appear, or keeps it from appearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cause {
    /// It appears because it is for everyone: `when always`.
    Everyone,
    /// A comparison decides.
    Comparison {
        /// The comparison as in the compiled configuration, without `not` around it.
        comparison: Comparison,
        /// Whether it is true.
        holds: bool,
        /// The value that it is tested with.
        value: Box<str>,
        /// The segments in which it is written, the outermost first; empty if it is written in the
        /// message.
        segments: Vec<String>,
    },
    /// Its schedules decide, which are all open or all closed at the moment when it is due.
    Schedules {
        /// Whether they are open.
        open: bool,
        /// These schedules.
        schedules: Vec<ScheduleMoment>,
    },
    /// It appears because its frequency allows that.
    Frequency {
        /// The frequency of the message.
        frequency: &'static str,
    },
    /// The visitor leaves the page before it is due.
    NotDue {
        /// Seconds from the load of the page until it is due.
        due_seconds: u32,
        /// Seconds on the page.
        stay_seconds: u32,
    },
    /// Another channel is simulated.
    ChannelNotSimulated,
    /// Its channel is not on the page.
    ChannelNotOnPage {
        /// The websites that the channel is on.
        websites: Vec<String>,
    },
    /// The account keeps control of conversations, so nothing is sent.
    ConversationControl,
    /// It is not published.
    Status {
        /// The status of the message.
        status: &'static str,
    },
    /// It is shown once per customer, and was shown before.
    ShownToCustomer,
    /// It is shown once per visit, and was opened or dismissed in this visit.
    UsedInVisit,
    /// It is still shown from an earlier page.
    StillShown,
    /// Another message of its channel is in the way at the moment when it is due.
    OtherMessage {
        /// The ID of the other message.
        message: Box<str>,
        /// How it is in the way.
        how: InTheWay,
    },
    /// Its channel is in a conversation at the moment when it is due.
    Conversation,
}

/// A schedule at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScheduleMoment {
    /// The ID of the schedule.
    pub schedule: Box<str>,
    /// The local time there: `2026-01-05T10:00:00`.
    pub local: String,
    /// The IANA name of its time zone.
    pub timezone: Box<str>,
}

/// How a message is in the way of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InTheWay {
    /// It is due at the same moment and declared first.
    DueAtTheSameMoment,
    /// It is shown already.
    Shown,
    /// It was opened.
    Open,
}

impl Cause {
    /// The cause of what happens to a message. `segments` are those in which a comparison is
    /// written.
    pub(crate) fn new(
        program: &Program,
        message: &MessageTrace<'_>,
        reason: &EngineReason<'_>,
        segments: Vec<String>,
    ) -> Self {
        let other = |other: MessageId, how| Self::OtherMessage {
            message: (*program[other].id).into(),
            how,
        };
        match reason {
            EngineReason::Everyone => Self::Everyone,
            EngineReason::Comparison(tested) => Self::Comparison {
                comparison: tested.comparison.clone(),
                holds: tested.holds,
                value: tested.value.clone(),
                segments,
            },
            EngineReason::Schedules(schedules) => Self::Schedules {
                open: schedules.iter().any(|it| it.is_open),
                schedules: schedules
                    .iter()
                    .map(|it| ScheduleMoment::new(program, it))
                    .collect(),
            },
            EngineReason::Frequency(frequency) => Self::Frequency {
                frequency: frequency.as_str(),
            },
            EngineReason::NotDue { due, stayed } => Self::NotDue {
                due_seconds: *due,
                stay_seconds: *stayed,
            },
            EngineReason::NotPlayed => Self::ChannelNotSimulated,
            EngineReason::OffPage => {
                let channel = program.channel_of(message.message);
                let websites = channel.map_or(&[][..], |channel| program.websites(channel));
                Self::ChannelNotOnPage {
                    websites: websites.iter().map(ToString::to_string).collect(),
                }
            }
            EngineReason::ControlKept => Self::ConversationControl,
            EngineReason::Status(status) => Self::Status {
                status: status.as_str(),
            },
            EngineReason::SeenByCustomer => Self::ShownToCustomer,
            EngineReason::UsedInVisit => Self::UsedInVisit,
            EngineReason::StillShown => Self::StillShown,
            EngineReason::OtherFirst(id) => other(*id, InTheWay::DueAtTheSameMoment),
            EngineReason::OtherShown(id) => other(*id, InTheWay::Shown),
            EngineReason::OtherOpen(id) => other(*id, InTheWay::Open),
            EngineReason::InConversation => Self::Conversation,
        }
    }
}

impl ScheduleMoment {
    fn new(program: &Program, trace: &ScheduleTrace) -> Self {
        let schedule = &program[trace.schedule];
        Self {
            schedule: (*schedule.id).into(),
            local: trace.local.to_string(),
            timezone: (*schedule.timezone).into(),
        }
    }
}
