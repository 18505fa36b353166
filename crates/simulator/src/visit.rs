//! The visitor and the page of a simulation, as a form or a command line describes them.

use std::fmt;

use proactive_catalog::{History, test_defaults};
use proactive_diagnostics::{Problem, messages};
use proactive_hir::lower::parse_value::{self, WrittenMoment};
use proactive_hir::model::Moment;

/// A visit as text, before it is parsed. [`VisitDefaults`] stand in for what is left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VisitInput<'i> {
    /// The address of the page.
    pub url: &'i str,
    /// The title of the page.
    pub title: Option<&'i str>,
    /// The language tag of the device (BCP 47).
    pub language: Option<&'i str>,
    /// Whether the visitor has been here before.
    pub history: Option<History>,
    /// When the page loads: `2026-03-16 10:00 Europe/Paris`, `sat 20:00`, `20:00` or `now`.
    pub at: Option<&'i str>,
    /// How long the visitor stays: `1m30s`.
    pub stay: Option<&'i str>,
    /// The ID of the only channel to simulate.
    pub channel: Option<&'i str>,
}

/// A value of a [`VisitInput`] that is parsed, and so can be invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitField {
    /// The address of the page.
    Url,
    /// The language tag of the device.
    Language,
    /// When the page loads.
    At,
    /// How long the visitor stays.
    Stay,
}

impl VisitField {
    /// The name of the field in the editor protocol and of the flag on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Language => "language",
            Self::At => "at",
            Self::Stay => "stay",
        }
    }
}

/// What a visit is like when it does not say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitDefaults {
    /// When the page loads. A time without a date is on that day, and one without a time zone is in
    /// that zone.
    pub at: Moment,
    /// How long the visitor stays on the page, in seconds.
    pub stay: u32,
    /// The current time in seconds since 1970-01-01 00:00 UTC. Without it, `now` is no moment.
    pub now: Option<i64>,
}

/// The defaults of a test, and a visitor who leaves at once.
impl Default for VisitDefaults {
    fn default() -> Self {
        Self {
            at: Moment {
                unix_seconds: test_defaults::START,
                zone: test_defaults::ZONE.into(),
            },
            stay: 0,
            now: None,
        }
    }
}

/// A visitor on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The address, as a browser shows it.
    pub url: Box<str>,
    /// The title, as a browser shows it; empty if the page has none.
    pub title: Box<str>,
    /// The language tag of the device (BCP 47).
    pub language: Box<str>,
    /// Whether the visitor has been here before.
    pub history: History,
    /// When the page loads.
    pub at: Moment,
    /// How long the visitor stays on the page, in seconds.
    pub stay: u32,
    /// The ID of the only channel to simulate; `None` simulates all channels.
    pub channel: Option<Box<str>>,
}

impl Visit {
    /// Parses a visit.
    ///
    /// # Errors
    ///
    /// The first invalid value.
    pub fn parse(input: &VisitInput<'_>, defaults: &VisitDefaults) -> Result<Self, InvalidVisit> {
        let invalid = |field| {
            move |problem| InvalidVisit {
                field,
                problem: Box::new(problem),
            }
        };
        Ok(Self {
            url: parse_value::address(input.url).map_err(invalid(VisitField::Url))?,
            title: parse_value::title(input.title.unwrap_or("")),
            language: match input.language {
                Some(tag) => parse_value::device(tag).map_err(invalid(VisitField::Language))?,
                None => test_defaults::LANGUAGE.into(),
            },
            history: input.history.unwrap_or(test_defaults::HISTORY),
            at: match input.at {
                Some(text) => moment(text, defaults).map_err(invalid(VisitField::At))?,
                None => defaults.at.clone(),
            },
            stay: match input.stay {
                Some(text) => parse_value::duration(text).map_err(invalid(VisitField::Stay))?,
                None => defaults.stay,
            },
            channel: input.channel.map(Into::into),
        })
    }
}

fn moment(text: &str, defaults: &VisitDefaults) -> Result<Moment, Problem> {
    let written = WrittenMoment::parse(text)?;
    let day = match written.is_now() {
        true => defaults.now.ok_or_else(|| written.invalid())?,
        false => defaults.at.unix_seconds,
    };
    written.resolve(day, &defaults.at.zone)
}

/// An invalid value of a [`VisitInput`].
///
/// Displays as a sentence without its full stop, followed by the help if there is any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidVisit {
    /// The field with the value.
    pub field: VisitField,
    /// What is wrong with it.
    pub problem: Box<Problem>,
}

impl fmt::Display for InvalidVisit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::message(&self.problem))?;
        match messages::help(&self.problem) {
            Some(help) => write!(f, ". {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for InvalidVisit {}
