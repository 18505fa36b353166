//! Times of day, dates and durations in the document.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use proactive_catalog::limits::MAX_DURATION_SECONDS;
use proactive_hir::model::TimeOfDay;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

/// Writes a time of day or a date.
pub(super) fn write<T: std::fmt::Display, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Reads the start of an interval.
pub(super) fn first_minute<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<TimeOfDay, D::Error> {
    time(deserializer, 0..=24 * 60 - 1, "the start of an interval")
}

/// Reads the end of an interval.
pub(super) fn end_minute<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<TimeOfDay, D::Error> {
    time(deserializer, 1..=24 * 60, "the end of an interval")
}

fn time<'de, D: Deserializer<'de>>(
    deserializer: D,
    minutes: RangeInclusive<u16>,
    what: &str,
) -> Result<TimeOfDay, D::Error> {
    let text = Cow::<str>::deserialize(deserializer)?;
    parse_time(&text)
        .filter(|time| minutes.contains(&time.minutes()))
        .ok_or_else(|| D::Error::custom(format!("`{text}`, expected {what}, such as `09:30`")))
}

fn parse_time(text: &str) -> Option<TimeOfDay> {
    let (hour, minute) = text.split_once(':')?;
    let number = |digits: &str| {
        let two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        two.then(|| digits.parse().ok()).flatten()
    };
    TimeOfDay::new(number(hour)?, number(minute)?)
}

/// Reads a date.
pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = Cow::<str>::deserialize(deserializer)?;
    text.parse()
        .ok()
        // The parser also accepts other spellings, which the document does not.
        .filter(|date: &Date| date.to_string() == text && date.year() >= 0)
        .ok_or_else(|| D::Error::custom(format!("`{text}`, expected a date, such as `2026-12-25`")))
}

/// Reads the time on a page before the conditions are checked.
pub(super) fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let seconds = u32::deserialize(deserializer)?;
    if seconds > MAX_DURATION_SECONDS {
        return Err(D::Error::custom(format!(
            "{seconds} seconds, expected at most {MAX_DURATION_SECONDS}"
        )));
    }
    Ok(seconds)
}

/// The schema of the start of an interval.
pub(super) fn first_minute_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    })
}

/// The schema of the end of an interval.
pub(super) fn end_minute_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
        "not": { "const": "00:00" },
    })
}

/// The schema of a date.
pub(super) fn date_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    })
}

/// The schema of the time on a page before the conditions are checked.
pub(super) fn seconds_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "integer",
        "minimum": 0,
        "maximum": MAX_DURATION_SECONDS,
    })
}
