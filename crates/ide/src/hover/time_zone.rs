//! Hover on time zones: how far they are from UTC, and whether their clocks change.

use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan as _};
use proactive_catalog::test_defaults;

use crate::markup::{Line, Markup};

/// The time zone of this name.
pub(super) fn time_zone(name: &str) -> Markup {
    let line = match TimeZoneDatabase::bundled().get(name) {
        Ok(zone) => Line::new("A time zone: ").text(&clocks(&zone)).text("."),
        Err(_) => Line::new("The IANA database has no time zone ")
            .code(name)
            .text("."),
    };
    Markup::default().line(line)
}

/// `UTC+1, and UTC+2 during daylight saving time`, `always UTC+9, as its clocks do not change`
fn clocks(zone: &TimeZone) -> String {
    let start = Timestamp::from_second(test_defaults::START).unwrap_or_default();
    let standard = zone.to_offset(start);
    let end = start.checked_add((366 * 24).hours()).unwrap_or(start);
    let changes = zone.following(start);
    let changes = changes.take_while(|change| change.timestamp() < end);
    let offsets = changes.map(|change| change.offset()).chain([standard]);
    let offsets: std::collections::BTreeSet<i32> = offsets.map(|offset| offset.seconds()).collect();
    match (offsets.first(), offsets.last()) {
        (Some(first), Some(last)) if first != last => format!(
            "{}, and {} during daylight saving time",
            from_utc(*first),
            from_utc(*last)
        ),
        (Some(only), _) => format!("always {}, as its clocks do not change", from_utc(*only)),
        (None, _) => String::new(),
    }
}

/// `UTC+1`, `UTC-3:30`
fn from_utc(seconds: i32) -> String {
    if seconds == 0 {
        return "UTC".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}
