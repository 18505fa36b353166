//! Opening hours: a week on the clock of a time zone, and closed dates.
//!
//! Opening hours refer to the local clock. An instant is open if the local clock shows an open time
//! at that instant. So an hour that a clock change skips never occurs, and one that it repeats
//! occurs twice, without special treatment.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
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

/// How many days are searched at once for the next opening or closing.
const WINDOW: i64 = 8;

/// How many days without a closed day are searched before the hours are known never to change: a
/// week, and another one because a clock change can skip an interval once.
const PATIENCE: i64 = 16;

/// Whether a schedule is open at an instant, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenState {
    /// Whether it is open.
    pub is_open: bool,
    /// The first later instant at which that is no longer so, in seconds since 1970-01-01 00:00
    /// UTC. `None` if it stays as it is.
    pub until: Option<i64>,
}

impl OpeningHours {
    /// Builds hours from weekly intervals and closed dates, which may overlap.
    pub(crate) fn new(
        zone: TimeZone,
        open: impl IntoIterator<Item = (Day, u16, u16)>,
        closed: impl IntoIterator<Item = (Date, Date)>,
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

    /// Whether it is open at an instant, and until when.
    pub(crate) fn state(&self, unix_seconds: i64) -> OpenState {
        let is_open = self.is_open(unix_seconds);
        OpenState {
            is_open,
            until: self.next_change(unix_seconds, is_open),
        }
    }

    /// The first instant after `start` at which it is no longer as it is then.
    ///
    /// Hours change only where the local clock shows the start or the end of an interval or of a
    /// day, or where the clock itself is changed. So it is enough to look there.
    fn next_change(&self, start: i64, is_open: bool) -> Option<i64> {
        let last_closed = self.closed.last().map_or(i64::MIN, |&(_, end)| end);
        let mut from = start;
        loop {
            // Nothing changes before the end of a closed period. The local date differs from that
            // in UTC by at most a day.
            let day = from.div_euclid(SECONDS_A_DAY);
            let mut closed = self.closed.iter();
            if let Some(&(_, end)) = closed.find(|(first, end)| (first + 1..*end).contains(&day)) {
                from = from.max((end - 2) * SECONDS_A_DAY);
            }
            let to = from + WINDOW * SECONDS_A_DAY;
            let changes = self.possible_changes(from, to)?;
            if let Some(found) = changes.into_iter().find(|it| self.is_open(*it) != is_open) {
                return Some(found);
            }
            let quiet_since = last_closed.max(start.div_euclid(SECONDS_A_DAY));
            if to.div_euclid(SECONDS_A_DAY) > quiet_since.saturating_add(PATIENCE) {
                return None;
            }
            from = to;
        }
    }

    /// The instants after `from` and up to `to` at which it may open or close, in order. `None`
    /// past the end of the calendar.
    fn possible_changes(&self, from: i64, to: i64) -> Option<Vec<i64>> {
        let first = Timestamp::from_second(from).ok()?;
        let last = Timestamp::from_second(to).ok()?;
        let zone_changes = self.zone.following(first).map(|it| it.timestamp());
        let mut changes: Vec<i64> = zone_changes
            .take_while(|it| *it <= last)
            .map(Timestamp::as_second)
            .collect();
        // The local date differs from that in UTC by at most a day.
        let days = from.div_euclid(SECONDS_A_DAY) - 1..=to.div_euclid(SECONDS_A_DAY) + 1;
        for day in days {
            let intervals = self.week.get(weekday(day)).map_or(&[][..], Vec::as_slice);
            let minutes = intervals.iter().flat_map(|&(from, to)| [from, to]);
            for minute in std::iter::once(0).chain(minutes) {
                let local = day * SECONDS_A_DAY + i64::from(minute) * 60;
                let clock = TimeZone::UTC.to_datetime(Timestamp::from_second(local).ok()?);
                let (one, other) = match self.zone.to_ambiguous_timestamp(clock).offset() {
                    AmbiguousOffset::Unambiguous { offset } => (offset, offset),
                    AmbiguousOffset::Gap { before, after }
                    | AmbiguousOffset::Fold { before, after } => (before, after),
                };
                changes.extend([one, other].map(|it| local - i64::from(it.seconds())));
            }
        }
        changes.retain(|it| from < *it && *it <= to);
        changes.sort_unstable();
        Some(changes)
    }

    /// Whether it is open at an instant.
    pub(crate) fn is_open(&self, unix_seconds: i64) -> bool {
        let offset = self.zone.to_offset(timestamp(unix_seconds)).seconds();
        let local = unix_seconds.saturating_add(i64::from(offset));
        let (day, second) = (
            local.div_euclid(SECONDS_A_DAY),
            local.rem_euclid(SECONDS_A_DAY),
        );
        let minute = u16::try_from(second / 60).unwrap_or(0);
        let intervals = self.week.get(weekday(day)).map_or(&[][..], Vec::as_slice);
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

/// The position in the week, from Monday on, of a day that is a number of days since 1970-01-01.
fn weekday(day: i64) -> usize {
    // 1970-01-01 was a Thursday.
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

fn day_number(date: Date) -> i64 {
    let midnight = date.to_datetime(Time::midnight());
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
