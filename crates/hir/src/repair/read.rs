//! Readers of phrases: what a part of the source means as a value of the language.
//!
//! A reader takes a phrase, perhaps of several words, and returns its readings in the notation of
//! the language, the best first. It returns none if the phrase is nothing of its kind. A phrase that
//! is right already has itself as its one reading.

mod dates;
mod days;
mod durations;
mod hours;
mod numbers;
mod words;

pub(crate) use dates::{closing, date, is_date_without_year, moment, neighbors};
pub(crate) use days::days;
pub(crate) use durations::duration;
#[allow(unused_imports, reason = "the tests of the readers use all of them")]
pub(crate) use hours::{Overnight, interval, intervals, opening, openings, overnight, time_of_day};
pub(crate) use words::{language, word};

/// What a phrase can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The value in the notation of the language: `1m30s`.
    pub(crate) text: String,
    /// Whether there is no reasonable doubt. Of several readings, none is certain.
    pub(crate) certain: bool,
}

impl Reading {
    pub(crate) fn certain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            certain: true,
        }
    }

    pub(crate) fn possible(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            certain: false,
        }
    }
}

/// The readings without repetition. If they are several, none is certain.
fn distinct(readings: impl IntoIterator<Item = Reading>) -> Vec<Reading> {
    let mut distinct: Vec<Reading> = Vec::new();
    for reading in readings {
        match distinct.iter_mut().find(|it| it.text == reading.text) {
            Some(known) => known.certain |= reading.certain,
            None => distinct.push(reading),
        }
    }
    if distinct.len() > 1 {
        for reading in &mut distinct {
            reading.certain = false;
        }
    }
    distinct
}
