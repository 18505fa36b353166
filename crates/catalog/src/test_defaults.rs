//! What a test assumes when it does not say otherwise.

use crate::words::History;

/// `visitor`: someone who was never here before.
pub const HISTORY: History = History::New;

/// `device`: the language of the browser.
pub const LANGUAGE: &str = "en";

/// `time`: Monday 2026-01-05 10:00 UTC, in seconds since 1970-01-01 00:00 UTC.
pub const START: i64 = 1_767_607_200;

/// The zone of a `time` without one.
pub const ZONE: &str = "UTC";
