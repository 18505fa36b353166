//! The compiled configuration as types: what the types cannot hold, the document cannot say.
//!
//! Keys are written in the order of the fields. What has a default is always written; what has
//! none is left out when it is not given, and is never `null`. Reading accepts what the
//! [schema](crate::schema()) accepts and nothing else. What no schema can say is left to those who
//! use a document that was not built here: that a name is declared, and once only, that an
//! interval ends after it begins, that a time zone exists.

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
mod vocabulary;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use comparison::{Comparison, Test};
pub use condition::{Condition, Conditions};
pub use declarations::{Account, Answer, Bot, Brand, Channel, Closing, Opening, Schedule};
pub use message::{Hours, Message, Reply, Trigger};
pub use min_len_vec::{MinLenVec, TooFew};
pub use strings::{Id, InvalidString, Tag, Text, TimeZone};
pub use version::Version;

// What the types here are made of: who reads a configuration needs no other crate for it.
pub use proactive_catalog::{
    Ask, BotStatus, ChannelType, ConversationControl, Day, Field, FieldType, Frequency, History,
    Language, MessageStatus, Operator, Word,
};
pub use proactive_hir::model::TimeOfDay;

use object::{Object, given_object, object, objects, some_objects};

/// The compiled proactive messages of a workspace, with all that they refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The version of this format.
    pub version: Version,
    /// How addresses and titles are compared.
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
    /// The messages. Of several that could be shown at the same instant on a channel, the first
    /// is shown.
    #[serde(deserialize_with = "objects")]
    pub messages: Vec<Message>,
}

/// How addresses and titles are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// Whether upper and lower case count.
    pub case_sensitive: bool,
}

impl Configuration {
    /// The document, with an indent of two blanks and a final newline: the same bytes for the
    /// same configuration, always.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to memory fails only for a map whose keys are no strings; there is none.
        let mut document = serde_json::to_string_pretty(self).unwrap_or_default();
        document.push('\n');
        document
    }

    /// Reads a document, with whatever layout and order of keys.
    ///
    /// # Errors
    ///
    /// When `document` is no JSON, or its shape is not that of a configuration.
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

/// Why a document is no configuration, and where in it: `messages[2].frequency: …`.
#[derive(Debug)]
pub struct ParseError {
    /// The keys and positions that lead there; empty at the top, and where it is no JSON.
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
