//! The compiled configuration as types: whatever the document can say, the types can hold, and
//! nothing else.
//!
//! Keys are written in the order of the fields. A key with a default is always written; a key
//! without one is left out if it has no value, and is never `null`. Reading accepts what the
//! [schema](crate::schema()) accepts and nothing else. Some rules cannot be in a schema, so anyone
//! who uses a document that was not built here must check them: that every name is declared
//! exactly once, that every interval ends after it starts, and that every time zone exists.

mod comparison;
mod condition;
mod declarations;
mod message;
mod min_len_vec;
mod object;
mod optional;
mod strings;
mod time;
mod version;
pub(crate) mod vocabulary;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use comparison::{Comparison, Test};
pub use condition::{Condition, Conditions};
pub use declarations::{Account, Answer, Bot, Brand, Channel, Closing, Opening, Schedule};
pub use message::{Hours, Message, Reply, Trigger};
pub use min_len_vec::{MinLenVec, TooFew};
pub use strings::{Id, InvalidString, Tag, Text, TimeZone, WebsiteUrl};
pub use version::Version;

// The types of the fields, so that readers of a configuration need no other crate.
pub use proactive_catalog::{
    Ask, BotStatus, ChannelType, ConversationControl, Day, Field, FieldType, Frequency, History,
    Language, MessageStatus, Operator, Word,
};
pub use proactive_hir::model::{TimeOfDay, Website};

use object::{Object, given_object, object, objects, some_objects};

/// The compiled proactive messages of a workspace, and everything that they refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The version of this format.
    pub version: Version,
    /// How URLs and titles are compared.
    #[serde(deserialize_with = "object")]
    pub matching: Matching,
    /// The account, if it is declared.
    #[serde(
        default,
        deserialize_with = "given_object",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Account")]
    pub account: Option<Account>,
    /// The brands.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub brands: Vec<Brand>,
    /// The channels.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub channels: Vec<Channel>,
    /// The bots.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub bots: Vec<Bot>,
    /// The schedules.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub schedules: Vec<Schedule>,
    /// The messages. If several could be shown on a channel at the same instant, the first one is
    /// shown.
    #[serde(deserialize_with = "objects")]
    pub messages: Vec<Message>,
}

/// How URLs and titles are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// Whether upper and lower case differ.
    pub case_sensitive: bool,
}

impl Configuration {
    /// Writes the document, indented by two spaces and with a final newline. The same configuration
    /// always gives the same bytes.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to memory fails only for maps whose keys are not strings; there are none.
        let mut document = serde_json::to_string_pretty(self).unwrap_or_default();
        document.push('\n');
        document
    }

    /// Reads a document, in any layout and order of keys.
    ///
    /// # Errors
    ///
    /// If `document` is not valid JSON, or does not match the schema.
    pub fn from_json(document: &str) -> Result<Self, ParseError> {
        let mut document = serde_json::Deserializer::from_str(document);
        let Object(configuration) = serde_path_to_error::deserialize(&mut document)?;
        let end = document.end();
        end.map_err(|error| ParseError {
            path: String::new(),
            error,
        })?;
        Ok(configuration)
    }
}

/// Why a document is not a configuration, and where: `messages[2].frequency: …`.
#[derive(Debug)]
pub struct ParseError {
    /// The path to the value; empty for the top level and for invalid JSON.
    path: String,
    error: serde_json::Error,
}

impl From<serde_path_to_error::Error<serde_json::Error>> for ParseError {
    fn from(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = error.path().to_string();
        let error = error.into_inner();
        let is_shape = error.is_data() && path != ".";
        Self {
            path: if is_shape { path } else { String::new() },
            error,
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.error.fmt(f)
    }
}

impl std::error::Error for ParseError {}
