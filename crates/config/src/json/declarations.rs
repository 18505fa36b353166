//! What messages refer to.

use jiff::civil::Date;
use proactive_catalog::{BotStatus, ChannelType, ConversationControl, Day};
use proactive_hir::model::TimeOfDay;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::object::some_objects;
use super::optional::{given, some};
use super::strings::{Id, Text, TimeZone};
use super::time;
use super::vocabulary::{OneOf, word};

/// The account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The display name.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Text")]
    pub name: Option<Text>,
    /// Who has the conversation after a message.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<ConversationControl>")]
    pub conversation_control: ConversationControl,
}

/// A brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Its name in the language.
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// The identifier on the platform.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Text")]
    pub external_id: Option<Text>,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Its name in the language.
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// The kind.
    #[serde(rename = "type", with = "word")]
    #[schemars(with = "OneOf<ChannelType>")]
    pub channel_type: ChannelType,
    /// The brand it is connected to.
    pub brand: Id,
    /// The schedules configured on it.
    #[serde(
        default,
        deserialize_with = "some",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub business_hours: Vec<Id>,
    /// The identifier on the platform.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Text")]
    pub external_id: Option<Text>,
}

/// A bot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bot {
    /// Its name in the language.
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// Whether it answers.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<BotStatus>")]
    pub status: BotStatus,
    /// The channels on which it is published.
    #[serde(
        default,
        deserialize_with = "some",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub channels: Vec<Id>,
    /// The answers that it can give.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub answers: Vec<Answer>,
    /// The identifier on the platform.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Text")]
    pub external_id: Option<Text>,
}

/// An answer of a bot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its name in the language, which no other answer of the bot has.
    pub id: Id,
    /// The display name.
    pub name: Text,
}

/// A schedule: the hours of a week, and the days that are closed. Without any hours it is never
/// open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Its name in the language.
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// The zone whose clocks show its hours.
    pub timezone: TimeZone,
    /// The hours. They may overlap: it is open whenever one of them is.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub open: Vec<Opening>,
    /// The closings.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub closed: Vec<Closing>,
    /// The identifier on the platform.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Text")]
    pub external_id: Option<Text>,
}

/// Hours of one day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The day.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<Day>")]
    pub day: Day,
    /// The first minute.
    #[serde(
        serialize_with = "time::write",
        deserialize_with = "time::first_minute"
    )]
    #[schemars(schema_with = "time::first_minute_schema")]
    pub from: TimeOfDay,
    /// The minute, later in the day, that is no more part of it. `24:00` is the end of the day.
    #[serde(serialize_with = "time::write", deserialize_with = "time::end_minute")]
    #[schemars(schema_with = "time::end_minute_schema")]
    pub to: TimeOfDay,
}

/// Days that are closed from midnight to midnight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The first closed day.
    #[serde(serialize_with = "time::write", deserialize_with = "time::date")]
    #[schemars(schema_with = "time::date_schema")]
    pub from: Date,
    /// The last closed day, the first itself or a later one.
    #[serde(serialize_with = "time::write", deserialize_with = "time::date")]
    #[schemars(schema_with = "time::date_schema")]
    pub to: Date,
    /// What is celebrated.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Text")]
    pub name: Option<Text>,
}
