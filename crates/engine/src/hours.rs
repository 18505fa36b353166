//! Opening hours: a week on the clock of a time zone, and closed dates.
//!
//! Opening hours refer to the local clock. An instant is open if the local clock shows an open time
//! at that instant. So an hour that a clock change skips never occurs, and one that it repeats
//! occurs twice, without special treatment.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use proactive_config::json::Day;

/// The hours of a schedule.
#[derive(Debug, Clone)]
pub(crate) struct OpeningHours {
    zone: TimeZone,
    /// For each day from Monday on, the open intervals in minutes, end exclusive: ordered, and no
    /// two touch.
    week: [Vec<(u16, u16)>; 7],
    /// Closed days as numbers since 1970-01-01, end exclusive: ordered and disjoint.
    closed: Vec<(i64, i64)>,
}

const SECONDS_A_DAY: i64 = 86_400;

impl OpeningHours {
    /// Builds hours from weekly intervals and closed dates, which may overlap.
    pub(crate) fn new(
        zone: TimeZone,
        open: impl IntoIterator<Item = (Day, u16, u16)>,
        closed: impl IntoIterator<Item = (jiff::civil::Date, jiff::civil::Date)>,
    ) -> Self {
        let mut week: [Vec<(u16, u16)>; 7] = Default::default();
        for (day, from, to) in open {
            if let Some(intervals) = week.get_mut(day as usize) {
                intervals.push((from, to));
            }
        }
        let closed = closed
            .into_iter()
            .map(|(from, to)| (day_number(from), day_number(to) + 1))
            .collect();
        Self {
            zone,
            week: week.map(union),
            closed: union(closed),
        }
    }

    /// Whether it is open at an instant.
    pub(crate) fn is_open(&self, unix_seconds: i64) -> bool {
        let offset = self.zone.to_offset(timestamp(unix_seconds)).seconds();
        let local = unix_seconds.saturating_add(i64::from(offset));
        let (day, second) = (
            local.div_euclid(SECONDS_A_DAY),
            local.rem_euclid(SECONDS_A_DAY),
        );
        // 1970-01-01 was a Thursday.
        let weekday = usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0);
        let minute = u16::try_from(second / 60).unwrap_or(0);
        let intervals = self.week.get(weekday).map_or(&[][..], Vec::as_slice);
        holds(intervals, minute) && !holds(&self.closed, day)
    }

    /// The local time at an instant.
    pub(crate) fn local(&self, unix_seconds: i64) -> DateTime {
        self.zone.to_datetime(timestamp(unix_seconds))
    }
}

/// The instant, clamped to the range of the calendar.
pub(crate) fn timestamp(unix_seconds: i64) -> Timestamp {
    Timestamp::from_second(unix_seconds).unwrap_or(if unix_seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

fn day_number(date: jiff::civil::Date) -> i64 {
    let midnight = date.to_datetime(jiff::civil::Time::midnight());
    // UTC has every midnight, and every date of the calendar has a timestamp.
    TimeZone::UTC
        .to_timestamp(midnight)
        .map_or(i64::MAX / 2, |midnight| {
            midnight.as_second().div_euclid(SECONDS_A_DAY)
        })
}

/// The same intervals, ordered and disjoint. Ends are exclusive.
fn union<T: Ord + Copy>(mut intervals: Vec<(T, T)>) -> Vec<(T, T)> {
    intervals.sort_unstable();
    let mut apart: Vec<(T, T)> = Vec::with_capacity(intervals.len());
    for (from, to) in intervals {
        match apart.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => apart.push((from, to)),
        }
    }
    apart
}

/// Whether one of `intervals`, which are ordered and disjoint, contains `point`.
fn holds<T: Ord + Copy>(intervals: &[(T, T)], point: T) -> bool {
    let count = intervals.partition_point(|&(from, _)| from <= point);
    count
        .checked_sub(1)
        .and_then(|index| intervals.get(index))
        .is_some_and(|&(_, to)| point < to)
}
