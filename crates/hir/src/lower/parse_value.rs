//! Parses single values that come from outside of a file, such as from the command line. They are
//! read like those in a test, and have the same problems.

use jiff::tz::TimeZone;
use proactive_catalog::{WordSet, test_defaults};
use proactive_diagnostics::{Problem, TimeProblem};

use super::page::{is_language_tag, page_address, page_title, unknown_language};
use super::time::{instant, parse_date, parse_duration, parse_time};
use super::zone;
use crate::model::Moment;

/// Parses a duration, such as `1m30s`, into seconds.
///
/// # Errors
///
/// If it is malformed or too long.
pub fn duration(text: &str) -> Result<u32, Problem> {
    match parse_duration(text) {
        Ok(duration) => Ok(duration.seconds),
        Err((problem, _)) => Err(Problem::InvalidDuration {
            found: text.to_owned(),
            problem,
        }),
    }
}

/// Parses a date, a time and an optional time zone: `2026-03-16 10:00 Europe/Paris`.
///
/// # Errors
///
/// If it is malformed, or if there is no such date, time or zone.
pub fn moment(text: &str) -> Result<Moment, Problem> {
    let invalid = |found: &str, problem| Problem::InvalidTime {
        found: found.to_owned(),
        problem,
    };
    let mut parts = text.split_whitespace();
    let (date, time) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let zone = parts.next();
    if parts.next().is_some() {
        return Err(invalid(text, TimeProblem::DateForm));
    }
    let day = parse_date(date).map_err(|problem| invalid(date, problem))?;
    let clock = parse_time(time).map_err(|problem| invalid(time, problem))?;
    let (zone, tz) = match zone {
        None => (test_defaults::ZONE, TimeZone::UTC),
        Some(zone) => {
            let tz = zone::find(zone).ok_or_else(|| zone::invalid(zone))?;
            (zone, tz)
        }
    };
    match instant(day, clock, &tz, zone) {
        Ok(unix_seconds) => Ok(Moment {
            unix_seconds,
            zone: zone.into(),
        }),
        Err(problem @ TimeProblem::MidnightEnd) => Err(invalid(time, problem)),
        Err(problem) => Err(invalid(text, problem)),
    }
}

/// Parses the language tag of a device.
///
/// # Errors
///
/// If it is malformed.
pub fn device(text: &str) -> Result<Box<str>, Problem> {
    if is_language_tag(text) {
        return Ok(text.into());
    }
    Err(Problem::UnknownValue {
        set: WordSet::DeviceTag,
        found: text.to_owned(),
        candidates: Vec::new(),
        suggestion: None,
    })
}

/// Parses the URL of a page. The result is the URL as a browser shows it.
///
/// # Errors
///
/// If it is not an absolute `http` or `https` URL.
pub fn address(text: &str) -> Result<Box<str>, Problem> {
    page_address(text).map_err(|problem| Problem::InvalidUrl {
        found: text.to_owned(),
        problem,
    })
}

/// The title of a page, as a browser shows it.
#[must_use]
pub fn title(text: &str) -> Box<str> {
    page_title(text)
}

/// Returns what is doubtful about the language tag of a device: a language that is not registered.
#[must_use]
pub fn device_doubt(tag: &str) -> Option<Problem> {
    unknown_language(tag)
}

/// The names of all time zones, in the spelling and the order of the IANA database.
#[must_use]
pub fn time_zones() -> &'static [String] {
    zone::zones()
}
