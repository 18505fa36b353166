//! The model of a bundle. Keys are written in the order of the fields.

use std::borrow::Cow;

use jiff::civil::Date;
use proactive_catalog::{Ask, FIELDS, Field, Operator};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::hash::Hash;
use crate::json::vocabulary::{OneOf, words};
use crate::json::{Id, Tag, Text, TimeZone, Version, WebsiteUrl};

/// What a web page needs to show the messages of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// The version of this format.
    pub version: Version,
    /// The ID of the channel.
    pub channel: Id,
    /// The hash of the configuration that it was made from.
    pub source: Hash,
    /// The minutes without a page load, an opening, a dismissal or a reply after which a visit is
    /// over.
    pub gap: u16,
    /// Whether upper and lower case differ in URLs and titles. If not, texts are compared by simple
    /// case folding, like a regular expression with the flags `iu`.
    pub case_sensitive: bool,
    /// The websites that the channel is on; none if it is on every page.
    pub sites: Vec<Site>,
    /// The schedules that messages refer to, by position.
    pub schedules: Vec<Schedule>,
    /// The comparisons that conditions refer to, by position.
    pub comparisons: Vec<PageComparison>,
    /// The messages in the order in which they are due on a page. Of several that are due at the
    /// same instant, the first one that passes is shown.
    pub messages: Vec<Message>,
}

/// A website.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its address, in which the host can begin with `*.`. It is for people.
    pub url: WebsiteUrl,
    /// A regular expression that finds a match in exactly the addresses of its pages.
    pub pattern: String,
}

/// The opening hours of a schedule, on the clock of its time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The ID of the schedule.
    pub id: Id,
    /// The time zone, an IANA name.
    pub zone: TimeZone,
    /// The open intervals as minutes of the week, which starts on Monday at 00:00: the first minute,
    /// and the first one after it that is not open. They are ordered, and no two touch.
    pub open: Vec<(u16, u16)>,
    /// The first and the last day of each closed period, `YYYY-MM-DD`. They are ordered, and no two
    /// touch.
    pub closed: Vec<(ClosedDay, ClosedDay)>,
}

/// A day of the calendar: `2026-12-25`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClosedDay(pub Date);

/// A comparison of a field with values: the field, the operator, and one or more values. `is` and
/// `contains` are true if one of the values fits, `is not` and `does not contain` if none does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageComparison {
    /// The field.
    pub field: Field,
    /// The operator.
    pub operator: Operator,
    /// The values, at least one.
    pub values: Vec<Box<str>>,
}

/// A part of a condition: the position of a comparison, or a group. The parts of the outermost group
/// must all be true. Groups alternate: of a group within it, at least one part must be true; of a
/// group within that one, again all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Condition {
    /// A comparison.
    Comparison(usize),
    /// A group.
    Group(Vec<Self>),
}

/// A published message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The ID of the message.
    pub id: Id,
    /// The text that is shown first.
    pub text: Text,
    /// The language of its texts, a BCP 47 tag, if only devices with that language get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "LanguageTag")]
    pub lang: Option<LanguageTag>,
    /// What happens when the visitor answers.
    pub reply: Reply,
    /// Who gets it: a group of which all parts must be true.
    pub when: Vec<Condition>,
    /// The seconds after page load at which it is checked.
    pub after: u32,
    /// How often a visitor gets it.
    pub once: Once,
    /// The schedule that must be open when it is checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    pub open: Option<usize>,
    /// The schedules that must all be closed when it is checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub closed: Vec<usize>,
    /// The tags of the tickets that the conversation creates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub tags: Vec<Tag>,
}

/// A BCP 47 tag of the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LanguageTag(pub &'static str);

/// What happens when the visitor answers a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
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
        /// The ID of the bot.
        bot: Id,
        /// The name of the bot, which the visitor sees.
        name: Text,
        /// The ID of the bot's answer.
        answer: Id,
    },
}

/// How often a visitor gets a message, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Once {
    /// 0: every time.
    EveryTime,
    /// 1: not again in a visit in which it was opened, dismissed or answered.
    PerVisit,
    /// 2: not again until the visitor's data is cleared.
    PerCustomer,
}

impl Bundle {
    /// Writes the document, without blanks and with a final newline. The same bundle always gives
    /// the same bytes.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to memory fails only for maps whose keys are not strings; there are none.
        let mut document = serde_json::to_string(self).unwrap_or_default();
        document.push('\n');
        document
    }
}

impl Serialize for ClosedDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for ClosedDay {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ClosedDay".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

impl Serialize for PageComparison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let values = self.values.iter().map(|value| &**value);
        serializer.collect_seq(
            [self.field.info().path, self.operator.words()]
                .into_iter()
                .chain(values),
        )
    }
}

impl JsonSchema for PageComparison {
    fn schema_name() -> Cow<'static, str> {
        "Comparison".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let fields: Vec<&str> = FIELDS.iter().map(|row| row.path).collect();
        let operators: Vec<&str> = Operator::ALL.iter().map(|it| it.words()).collect();
        json_schema!({
            "description": "A comparison: a field, an operator, and one or more values. `is` and \
                            `contains` are true if one of the values fits, `is not` and `does not \
                            contain` if none does.",
            "type": "array",
            "prefixItems": [
                { "type": "string", "enum": fields },
                { "type": "string", "enum": operators },
            ],
            "items": { "type": "string" },
            "minItems": 3,
        })
    }
}

impl Serialize for Once {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(match self {
            Self::EveryTime => 0,
            Self::PerVisit => 1,
            Self::PerCustomer => 2,
        })
    }
}

impl JsonSchema for Once {
    fn schema_name() -> Cow<'static, str> {
        "Once".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How often a visitor gets a message. 0: every time. 1: not again in a \
                            visit in which it was opened, dismissed or answered. 2: not again until \
                            the visitor's data is cleared.",
            "oneOf": [
                { "type": "integer", "const": 0 },
                { "type": "integer", "const": 1 },
                { "type": "integer", "const": 2 },
            ],
        })
    }
}
