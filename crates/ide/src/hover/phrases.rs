//! Numbers, durations and dates in words.

use jiff::civil::Date;

/// A number with its noun: `1 minute`, `5 messages`.
pub(super) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}

/// A duration in words: `1 minute 30 seconds`.
pub(super) fn long_duration(seconds: u32) -> String {
    let number = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
    match (seconds / 60, seconds % 60) {
        (0, seconds) => count(number(seconds), "second"),
        (minutes, 0) => count(number(minutes), "minute"),
        (minutes, seconds) => {
            let (minutes, seconds) = (number(minutes), number(seconds));
            format!("{} {}", count(minutes, "minute"), count(seconds, "second"))
        }
    }
}

/// A date in words: `Friday 25 December 2026`.
pub(super) fn long_date(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}
