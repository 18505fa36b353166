//! The declarations that messages refer to.

use jiff::civil::Date;
use proactive_catalog::{BotStatus, ChannelType, ConversationControl, Day};
use proactive_hir::model::TimeOfDay;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::object::some_objects;
use super::optional::{given, some};
use super::strings::{Id, Text, TimeZone, WebsiteUrl};
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
    /// Who controls the conversation after a message.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<ConversationControl>")]
    pub conversation_control: ConversationControl,
}

/// A brand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The ID in the language.
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// The ID on the platform.
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
    /// The ID in the language.
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// The type of the channel.
    #[serde(rename = "type", with = "word")]
    #[schemars(with = "OneOf<ChannelType>")]
    pub channel_type: ChannelType,
    /// The brand that it is connected to.
    pub brand: Id,
    /// The websites that embed the widget. Without them, the channel is on every page.
    #[serde(
        default,
        deserialize_with = "some",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub websites: Vec<WebsiteUrl>,
    /// The schedules of the channel.
    #[serde(
        default,
        deserialize_with = "some",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub business_hours: Vec<Id>,
    /// The ID on the platform.
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
    /// The ID in the language.
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// Whether the bot can answer.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<BotStatus>")]
    pub status: BotStatus,
    /// The channels that it is published on.
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
    /// The ID on the platform.
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
    /// The ID in the language, unique in its bot.
    pub id: Id,
    /// The display name.
    pub name: Text,
}

/// A schedule: the hours of a week, and the days that are closed. A schedule without hours is never
/// open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The ID in the language.
    pub id: Id,
    /// The display name.
    pub name: Text,
    /// The time zone of its hours.
    pub timezone: TimeZone,
    /// The hours, which may overlap: it is open during any of them.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub open: Vec<Opening>,
    /// The closed days.
    #[serde(
        default,
        deserialize_with = "some_objects",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(length(min = 1))]
    pub closed: Vec<Closing>,
    /// The ID on the platform.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Text")]
    pub external_id: Option<Text>,
}

/// Hours on a day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The day.
    #[serde(with = "word")]
    #[schemars(with = "OneOf<Day>")]
    pub day: Day,
    /// The start.
    #[serde(
        serialize_with = "time::write",
        deserialize_with = "time::first_minute"
    )]
    #[schemars(schema_with = "time::first_minute_schema")]
    pub from: TimeOfDay,
    /// The end, later on the same day and not included. `24:00` is the end of the day.
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
    /// The last closed day, which may be the first one.
    #[serde(serialize_with = "time::write", deserialize_with = "time::date")]
    #[schemars(schema_with = "time::date_schema")]
    pub to: Date,
    /// The name of the holiday or event.
    #[serde(
        default,
        deserialize_with = "given",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Text")]
    pub name: Option<Text>,
}
