//! Messages.

use proactive_catalog::{Ask, Frequency, MessageStatus};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::Conditions;
use super::min_len_vec::MinLenVec;
use super::object::object;
use super::optional::some;
use super::strings::{Id, Tag, Text, message_id, not_a_message};
use super::time;
use super::vocabulary::{OneOf, word, words};

/// A message that the widget shows on its own to visitors who match its conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The ID in the language.
    #[serde(deserialize_with = "message_id")]
    #[schemars(extend("not" = not_a_message()))]
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// Whether the message is shown.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<MessageStatus>")]
    pub status: MessageStatus,
    /// The brand of the message, which its channel is connected to.
    pub brand: Id,
    /// The channel that it is published on.
    pub channel: Id,
    /// The text that is shown first.
    pub text: Text,
    /// What happens when the visitor answers.
    #[serde(deserialize_with = "object")]
    pub reply: Reply,
    /// Who gets it.
    pub conditions: Conditions,
    /// When the conditions are checked.
    #[serde(deserialize_with = "object")]
    pub trigger: Trigger,
    /// The tags of the tickets that the conversation creates.
    #[serde(
        default,
        deserialize_with = "some",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub tags: Vec<Tag>,
    /// The hours in which it is shown.
    #[serde(deserialize_with = "object")]
    pub schedule: Hours,
    /// How often a visitor gets it.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<Frequency>")]
    pub frequency: Frequency,
}

impl Message {
    /// Writes the message as in the document, but indented from the left margin, with a final
    /// newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to memory fails only for maps whose keys are not strings; there are none.
        let mut document = serde_json::to_string_pretty(self).unwrap_or_default();
        document.push('\n');
        document
    }
}

/// What happens when the visitor answers a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reply {
    /// A text is shown, then a person takes over.
    Agent {
        /// The text.
        text: Text,
        /// What the customer is asked for before a person takes over.
        #[serde(with = "words")]
        #[schemars(with = "Vec<OneOf<Ask>>")]
        ask: Vec<Ask>,
    },
    /// A bot answers.
    Bot {
        /// The bot, which is published on the channel of the message.
        bot: Id,
        /// The answer of the bot.
        answer: Id,
    },
}

/// When the conditions of a message are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    /// Once, when the visitor has been on a page for a while.
    PageView {
        /// The time on the page, in seconds.
        #[serde(deserialize_with = "time::seconds")]
        #[schemars(schema_with = "time::seconds_schema")]
        after_seconds: u32,
    },
    // The braces make serde reject other keys, which it accepts for a variant without fields.
    /// When a page loads.
    PageLoad {},
}

/// The hours in which a message is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Hours {
    /// At any time.
    Anytime {},
    /// Only while a schedule is open.
    BusinessHours {
        /// The schedule, always exactly one.
        schedules: [Id; 1],
    },
    /// Only while all schedules of the channel are closed.
    OutsideBusinessHours {
        /// The schedules of the channel.
        schedules: MinLenVec<1, Id>,
    },
}
