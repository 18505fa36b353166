//! Opening hours: a week on the clocks of a zone, and the days that are closed.
//!
//! OpeningHours are what the clocks on the wall show. An instant is open when the wall clock of the zone
//! shows an open time at that instant. So an hour that a clock change skips does not come, and
//! one that it repeats comes twice, without anything to be done for it.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use proactive_config::json::Day;

/// The hours of a schedule.
#[derive(Debug, Clone)]
pub(crate) struct OpeningHours {
    zone: TimeZone,
    /// For each day from Monday on, the first minute and the minute behind the last one of what is
    /// open: in order, and none touches the next.
    week: [Vec<(u16, u16)>; 7],
    /// Closed days, counted from 1970-01-01, both ends included: in order and apart.
    closed: Vec<(i64, i64)>,
}

const SECONDS_A_DAY: i64 = 86_400;

impl OpeningHours {
    /// OpeningHours from intervals of the week and closed days, which may overlap.
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

    /// What the clocks show at an instant.
    pub(crate) fn local(&self, unix_seconds: i64) -> DateTime {
        self.zone.to_datetime(timestamp(unix_seconds))
    }
}

/// The instant; those beyond the calendar's end are its end.
pub(crate) fn timestamp(unix_seconds: i64) -> Timestamp {
    Timestamp::from_second(unix_seconds).unwrap_or(if unix_seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

fn day_number(date: jiff::civil::Date) -> i64 {
    let midnight = date.to_datetime(jiff::civil::Time::midnight());
    // In UTC every midnight is there, and every date of the calendar has a timestamp.
    TimeZone::UTC
        .to_timestamp(midnight)
        .map_or(i64::MAX / 2, |midnight| {
            midnight.as_second().div_euclid(SECONDS_A_DAY)
        })
}

/// The same as intervals that are in order and apart. An interval ends before its second number.
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

/// Whether one of `intervals`, which are in order and apart, holds `point`.
fn holds<T: Ord + Copy>(intervals: &[(T, T)], point: T) -> bool {
    let behind = intervals.partition_point(|&(from, _)| from <= point);
    behind
        .checked_sub(1)
        .and_then(|index| intervals.get(index))
        .is_some_and(|&(_, to)| point < to)
}
