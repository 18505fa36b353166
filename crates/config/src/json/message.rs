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

/// A message that the widget shows on its own to a visitor who fulfils its conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Its name in the language.
    #[serde(deserialize_with = "message_id")]
    #[schemars(extend("not" = not_a_message()))]
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// Whether it is shown.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<MessageStatus>")]
    pub status: MessageStatus,
    /// The brand it belongs to, to which its channel is connected.
    pub brand: Id,
    /// The channel it is published on.
    pub channel: Id,
    /// The first text shown.
    pub text: Text,
    /// What comes when the visitor answers.
    #[serde(deserialize_with = "object")]
    pub reply: Reply,
    /// Who gets it.
    pub conditions: Conditions,
    /// When the conditions are checked.
    #[serde(deserialize_with = "object")]
    pub trigger: Trigger,
    /// The tags of the tickets born from the conversation.
    #[serde(
        default,
        deserialize_with = "some",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub tags: Vec<Tag>,
    /// At which hours it is shown.
    #[serde(deserialize_with = "object")]
    pub schedule: Hours,
    /// How often one visitor gets it.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<Frequency>")]
    pub frequency: Frequency,
}

impl Message {
    /// The message as it stands in a document, with an indent of two blanks from its own margin
    /// and a final newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to memory fails only for a map whose keys are no strings; there is none.
        let mut document = serde_json::to_string_pretty(self).unwrap_or_default();
        document.push('\n');
        document
    }
}

/// What comes when the visitor answers a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reply {
    /// A text, then a person.
    Agent {
        /// The text.
        text: Text,
        /// What the customer is asked for before the person takes over.
        #[serde(with = "words")]
        #[schemars(with = "Vec<OneOf<Ask>>")]
        ask: Vec<Ask>,
    },
    /// An answer of a bot.
    Bot {
        /// The bot, which is published on the message's channel.
        bot: Id,
        /// One of the bot's answers.
        answer: Id,
    },
}

/// When the conditions of a message are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    /// Once, when the visitor has stayed on a page.
    PageView {
        /// How long, in seconds.
        #[serde(deserialize_with = "time::seconds")]
        #[schemars(schema_with = "time::seconds_schema")]
        after_seconds: u32,
    },
    // The braces make serde refuse further keys, which it lets pass on a variant without fields.
    /// At once, as a page loads.
    PageLoad {},
}

/// At which hours a message is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Hours {
    /// At any hour.
    Anytime {},
    /// Only inside the hours of a schedule.
    BusinessHours {
        /// The one schedule.
        schedules: [Id; 1],
    },
    /// Only while all schedules of the channel are closed.
    OutsideBusinessHours {
        /// The schedules.
        schedules: MinLenVec<1, Id>,
    },
}
