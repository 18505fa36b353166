//! The messages to and from the runtime; see the documentation of the crate.

use std::collections::BTreeMap;

use proactive_catalog::History;
use proactive_config::web::Bundle;
use proactive_engine::{ChannelId, MessageId, Program, Simulation};
use serde::{Deserialize, Serialize, Serializer};

/// A visitor of a channel.
#[derive(Debug, Clone, Serialize)]
pub struct Case {
    /// The bundle of the channel.
    pub bundle: Bundle,
    /// The history of the first visit.
    #[serde(serialize_with = "history")]
    pub history: History,
    /// What happens.
    pub steps: Vec<Step>,
}

fn history<S: Serializer>(history: &History, serializer: S) -> Result<S::Ok, S::Error> {
    use proactive_catalog::Word as _;
    serializer.serialize_str(history.as_str())
}

/// An event and its instant.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// The instant, in Unix milliseconds.
    pub now: i64,
    /// The event.
    pub event: Event,
    /// Whether the page was asleep before the event.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub asleep: bool,
    /// If the answer is to explain the page: the seconds that the visitor has stayed there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stayed: Option<u32>,
}

/// An event of the core, `Event` in `runtime/src/model.ts`.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// A page loads.
    Page {
        /// The address.
        url: String,
        /// The title.
        title: String,
        /// The language of the device.
        language: String,
    },
    /// Time passed.
    Time {
        /// The title.
        title: String,
        /// Seconds since page load.
        elapsed: i64,
    },
    /// The visitor opens the message.
    Open,
    /// The visitor closes the message.
    Dismiss,
    /// The visitor answers the message.
    Reply,
    /// The conversation of the widget begins or ends.
    Conversation {
        /// Whether it begins.
        runs: bool,
    },
    /// The visit ends.
    Leave,
    /// The data of the visitor is cleared.
    ClearData,
}

/// What the runtime answers to a case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The state after each step.
    States(Vec<WidgetState>),
    /// The core failed.
    Error(String),
}

/// What a visitor sees of the channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WidgetState {
    /// The messages that were shown on the page, in order.
    pub shown: Vec<String>,
    /// The message that the visitor sees now.
    pub message: Option<String>,
    /// Whether it is open.
    pub open: bool,
    /// Whether a conversation is under way.
    pub conversation: bool,
    /// If it was asked for: for each message, why it was shown on the page or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<BTreeMap<String, Vec<String>>>,
}

impl WidgetState {
    /// The state of a channel in the engine, without reasons.
    pub(crate) fn of(program: &Program, simulation: &Simulation<'_>, channel: ChannelId) -> Self {
        let shown = simulation.shown().iter().map(|it| it.message);
        let of_channel = shown.filter(|message| program.channel_of(*message) == Some(channel));
        let id = |message: MessageId| program[message].id.to_string();
        let visible = simulation.visible(channel);
        Self {
            shown: of_channel.map(id).collect(),
            message: visible.map(|(message, _)| id(message)),
            open: visible.is_some_and(|(_, is_open)| is_open),
            conversation: simulation.is_in_conversation(channel),
            why: None,
        }
    }
}

/// A case, and what the engine answers to it.
#[derive(Debug, Clone)]
pub struct Simulated {
    /// The case.
    pub case: Case,
    /// The state after each step.
    pub states: Vec<WidgetState>,
}
