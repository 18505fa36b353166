//! Parses single values that come from outside of a file, such as from the command line. They are
//! read like those in a test, and have the same problems.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use proactive_catalog::{Day, Word as _, WordSet};
use proactive_diagnostics::{Problem, TimeProblem};

use super::page::{is_language_tag, page_address, page_title, unknown_language};
use super::time::{instant, parse_date, parse_duration, parse_time};
use super::zone;
use crate::model::{Moment, TimeOfDay};

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

/// A moment as people write it outside of a file: `2026-03-16 20:00`, `sat 20:00`, `20:00` or
/// `now`, with a time zone or without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenMoment {
    /// The whole text, for messages.
    text: Box<str>,
    clock: Clock,
    /// The IANA name of the time zone, if one is given.
    zone: Option<Box<str>>,
}

/// The date and the time of a [`WrittenMoment`].
#[derive(Debug, Clone, PartialEq, Eq)]
enum Clock {
    Now,
    At(WrittenDay, TimeOfDay),
}

/// The day of a [`WrittenMoment`].
#[derive(Debug, Clone, PartialEq, Eq)]
enum WrittenDay {
    Today,
    /// Today or the first day after it that is this one.
    Weekday(Day),
    Date(Date),
}

impl WrittenMoment {
    /// Parses a moment.
    ///
    /// # Errors
    ///
    /// If it is malformed, or if there is no such date, time or zone.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let malformed = || invalid_time(text, TimeProblem::MomentForm);
        let mut parts = text.split_whitespace();
        let first = parts.next().ok_or_else(malformed)?;
        let day = match Day::find(first) {
            Some(day) => Some(WrittenDay::Weekday(day)),
            None if first == "now" || first.contains(':') => None,
            None if !first.starts_with(|it: char| it.is_ascii_digit()) => return Err(malformed()),
            None => {
                let date = parse_date(first).map_err(|problem| invalid_time(first, problem))?;
                Some(WrittenDay::Date(date))
            }
        };
        let clock = match day {
            None if first == "now" => Clock::Now,
            day => {
                let time = match day {
                    None => first,
                    Some(_) => parts.next().ok_or_else(malformed)?,
                };
                let time = parse_time(time).map_err(|problem| invalid_time(time, problem))?;
                Clock::At(day.unwrap_or(WrittenDay::Today), time)
            }
        };
        let zone = match parts.next() {
            None => None,
            Some(name) if zone::find(name).is_none() => return Err(zone::invalid(name)),
            Some(name) => Some(name.into()),
        };
        if parts.next().is_some() {
            return Err(malformed());
        }
        Ok(Self {
            text: text.into(),
            clock,
            zone,
        })
    }

    /// Whether it is the current time.
    #[must_use]
    pub fn is_now(&self) -> bool {
        self.clock == Clock::Now
    }

    /// The problem that it cannot be understood.
    #[must_use]
    pub fn invalid(&self) -> Problem {
        invalid_time(&self.text, TimeProblem::MomentForm)
    }

    /// The moment that is meant at `now`, in seconds since 1970-01-01 00:00 UTC, by someone in the
    /// time zone `zone`.
    ///
    /// # Errors
    ///
    /// If the clock in that zone skips the time.
    pub fn resolve(&self, now: i64, zone: &str) -> Result<Moment, Problem> {
        let zone = self.zone.as_deref().unwrap_or(zone);
        let tz = zone::find(zone).ok_or_else(|| zone::invalid(zone))?;
        let Clock::At(day, time) = &self.clock else {
            return Ok(Moment {
                unix_seconds: now,
                zone: zone.into(),
            });
        };
        let today = Timestamp::from_second(now).map_or(Date::MIN, |now| tz.to_datetime(now).date());
        let date = match day {
            WrittenDay::Today => today,
            WrittenDay::Date(date) => *date,
            WrittenDay::Weekday(day) => {
                let ahead = (*day as i64 - i64::from(today.weekday().to_monday_zero_offset()))
                    .rem_euclid(7);
                today.saturating_add(ahead.days())
            }
        };
        match instant(date, *time, &tz, zone) {
            Ok(unix_seconds) => Ok(Moment {
                unix_seconds,
                zone: zone.into(),
            }),
            Err(problem @ TimeProblem::MidnightEnd) => {
                Err(invalid_time(&time.to_string(), problem))
            }
            Err(problem) => Err(invalid_time(&self.text, problem)),
        }
    }
}

fn invalid_time(found: &str, problem: TimeProblem) -> Problem {
    Problem::InvalidTime {
        found: found.to_owned(),
        problem,
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
