//! How hours of one time zone differ, as spans of the week and as dates.

use jiff::civil::Date;
use proactive_catalog::{Day, Word as _};

use super::{DAY, HoursKey, Prepared, START, Timetable, day_number, unite};

/// The most dates that are looked at one by one.
const MAX_DATES: i64 = 20_000;

/// Seconds of a day: ordered and disjoint.
type Seconds = Vec<(i64, i64)>;

/// How hours differ, on the clock of one time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursSpans {
    /// The IANA name of the time zone.
    pub zone: Box<str>,
    /// What is only in the new hours, in a week without closed dates.
    pub newly_open: Vec<DaySpans>,
    /// What is only in the old hours, in such a week.
    pub newly_closed: Vec<DaySpans>,
    /// Dates on which it is different, in order.
    pub dates: Vec<DateSpans>,
}

/// Spans of time on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySpans {
    /// The days, from Monday on.
    pub days: Vec<Day>,
    /// The spans on each of them, in order.
    pub spans: Vec<DaySpan>,
}

/// A span of time on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DaySpan {
    /// Its first minute, counted from midnight.
    pub from: u16,
    /// The first minute after it, at most 1440.
    pub to: u16,
}

/// Dates on which the hours differ in another way than in an ordinary week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateSpans {
    /// The first date.
    pub from: Date,
    /// The last date.
    pub to: Date,
    /// How they differ on each of them that has hours.
    pub change: DateChange,
}

/// How the hours of a date differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateChange {
    /// The old hours do not come on that date, the new ones do.
    Opens,
    /// The old hours come on that date, the new ones do not.
    Closes,
    /// Both come.
    Differs {
        /// What is only in the new hours.
        newly_open: Vec<DaySpan>,
        /// What is only in the old hours.
        newly_closed: Vec<DaySpan>,
    },
}

impl Timetable<'_> {
    /// How hours differ, if all their schedules follow the same clock. `None` if not, or if there are
    /// too many closed dates.
    pub(crate) fn spans(&self, old: &HoursKey, new: &HoursKey) -> Option<HoursSpans> {
        let (was, is) = (self.weekly(old)?, self.weekly(new)?);
        let all = || was.schedules.iter().chain(&is.schedules);
        let clock = &all().next()?.offsets;
        if !all().all(|it| it.offsets == *clock) {
            return None;
        }
        let told_by = new.schedules.first().or(old.schedules.first())?;
        let zone = &self.schedules.get(*told_by).copied().flatten()?.timezone;
        let ordinary = Day::ALL.iter().enumerate().map(|(at, day)| {
            let (was, is) = (was.ordinary(at), is.ordinary(at));
            (*day, minus(&is, &was), minus(&was, &is))
        });
        let ordinary: Vec<(Day, Seconds, Seconds)> = ordinary.collect();
        let in_week = |spans: fn(&(Day, Seconds, Seconds)) -> &Seconds| {
            by_days(ordinary.iter().map(|it| (it.0, spans(it))))
        };
        Some(HoursSpans {
            zone: zone.clone(),
            newly_open: in_week(|it| &it.1),
            newly_closed: in_week(|it| &it.2),
            dates: dates(&was, &is)?,
        })
    }

    fn weekly(&self, key: &HoursKey) -> Option<Weekly<'_>> {
        let schedules = key.schedules.iter().map(|id| self.prepared(*id));
        Some(Weekly {
            inside: key.inside,
            schedules: schedules.collect::<Option<_>>()?,
        })
    }
}

/// Hours by dates.
struct Weekly<'t> {
    inside: bool,
    schedules: Vec<&'t Prepared>,
}

impl Weekly<'_> {
    /// The hours on a day of the week, counted from Monday, without closed dates.
    fn ordinary(&self, weekday: usize) -> Seconds {
        self.of(|schedule| schedule.week.get(weekday).map_or(&[], |day| day))
    }

    /// The hours on a date.
    fn on(&self, day: i64) -> Seconds {
        self.of(|schedule| match schedule.is_closed(day) {
            true => &[],
            false => schedule.on(day),
        })
    }

    fn of<'s>(&'s self, day: impl Fn(&'s Prepared) -> &'s [(i64, i64)]) -> Seconds {
        let mut hours = self.schedules.iter().map(|schedule| day(schedule));
        if !self.inside {
            let mut open: Seconds = hours.flatten().copied().collect();
            unite(&mut open, 0);
            return minus(&[(0, DAY)], &open);
        }
        let first = hours.next().map_or(vec![(0, DAY)], <[_]>::to_vec);
        hours.fold(first, |common, other| {
            let missing = minus(&[(0, DAY)], other);
            minus(&common, &missing)
        })
    }
}

/// The parts of the first ranges that are in none of the second. Both are ordered and disjoint.
fn minus(ranges: &[(i64, i64)], others: &[(i64, i64)]) -> Seconds {
    let mut left = Vec::new();
    for (from, to) in ranges {
        let mut from = *from;
        for (start, end) in others {
            if *end <= from || *start >= *to {
                continue;
            }
            if from < *start {
                left.push((from, *start));
            }
            from = *end;
        }
        if from < *to {
            left.push((from, *to));
        }
    }
    left
}

/// The spans of the days of a week; days with the same ones are together.
fn by_days<'s>(week: impl Iterator<Item = (Day, &'s Seconds)>) -> Vec<DaySpans> {
    let mut found: Vec<DaySpans> = Vec::new();
    for (day, seconds) in week.filter(|(_, seconds)| !seconds.is_empty()) {
        let spans = in_minutes(seconds);
        match found.iter_mut().find(|it| it.spans == spans) {
            Some(known) => known.days.push(day),
            None => found.push(DaySpans {
                days: vec![day],
                spans,
            }),
        }
    }
    found
}

fn in_minutes(seconds: &[(i64, i64)]) -> Vec<DaySpan> {
    let minute = |seconds: i64| u16::try_from(seconds / 60).unwrap_or(0);
    let spans = seconds.iter().map(|(from, to)| DaySpan {
        from: minute(*from),
        to: minute(*to),
    });
    spans.collect()
}

/// The dates on which the hours do not differ as in an ordinary week; `None` if too many dates would
/// have to be looked at.
fn dates(was: &Weekly<'_>, is: &Weekly<'_>) -> Option<Vec<DateSpans>> {
    let schedules = was.schedules.iter().chain(&is.schedules);
    let mut closed: Vec<(i64, i64)> = schedules.flat_map(|it| it.closed.clone()).collect();
    unite(&mut closed, 1);
    let mut found: Vec<(i64, i64, DateChange)> = Vec::new();
    let mut looked_at = 0;
    for (first, last) in closed {
        if last < START / DAY {
            continue;
        }
        looked_at += last - first + 1;
        if looked_at > MAX_DATES {
            return None;
        }
        // Whether the last date that has hours is the last one that was found.
        let mut is_near = false;
        for day in first..=last {
            let (before, now) = (was.on(day), is.on(day));
            if before.is_empty() && now.is_empty() {
                continue;
            }
            let Some(change) = change(was, is, day, &before, &now) else {
                is_near = false;
                continue;
            };
            match found.last_mut().filter(|it| is_near && it.2 == change) {
                Some(known) => known.1 = day,
                None => found.push((day, day, change)),
            }
            is_near = true;
        }
    }
    let found = found.into_iter().map(|(from, to, change)| {
        let (from, to) = (date_of(from)?, date_of(to)?);
        Some(DateSpans { from, to, change })
    });
    found.collect()
}

/// How the hours of a date differ, if not as in an ordinary week.
fn change(
    was: &Weekly<'_>,
    is: &Weekly<'_>,
    day: i64,
    before: &[(i64, i64)],
    now: &[(i64, i64)],
) -> Option<DateChange> {
    let (newly_open, newly_closed) = (minus(now, before), minus(before, now));
    if newly_open.is_empty() && newly_closed.is_empty() {
        return None;
    }
    // 1970-01-01 was a Thursday.
    let weekday = usize::try_from((day + 3).rem_euclid(7)).ok()?;
    let (ordinary_before, ordinary_now) = (was.ordinary(weekday), is.ordinary(weekday));
    let is_ordinary = newly_open == minus(&ordinary_now, &ordinary_before)
        && newly_closed == minus(&ordinary_before, &ordinary_now);
    if is_ordinary {
        return None;
    }
    Some(match (before.is_empty(), now.is_empty()) {
        (true, _) => DateChange::Opens,
        (_, true) => DateChange::Closes,
        (false, false) => DateChange::Differs {
            newly_open: in_minutes(&newly_open),
            newly_closed: in_minutes(&newly_closed),
        },
    })
}

/// The date of a number of days since 1970-01-01.
fn date_of(day: i64) -> Option<Date> {
    let from = Date::constant(1970, 1, 1);
    let days = jiff::Span::new().try_days(day).ok()?;
    let date = from.checked_add(days).ok()?;
    debug_assert_eq!(day_number(date), day);
    Some(date)
}
