//! Hours and closed dates of one schedule that have no effect, and hours that end at 23:59.
//!
//! The hours of all statements count together, so hours within others add nothing. The smallest
//! part that can add nothing is one interval on the days of one word, such as `mon-fri`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use proactive_catalog::{Day, Word as _};
use proactive_diagnostics::{Fix, LabelKind, Problem, Span, TextRange, WithoutEffect};

use super::{Lower, label};
use crate::model::{Closing, Opening, TimeOfDay};

/// An `open` statement.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// From the keyword to the last interval.
    pub(super) range: TextRange,
    pub(super) days: Vec<Days>,
    pub(super) intervals: Vec<Interval>,
}

/// A day or a range of days, as written.
#[derive(Debug)]
pub(super) struct Days {
    pub(super) range: TextRange,
    pub(super) days: Vec<Day>,
}

/// An interval, as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interval {
    pub(super) range: TextRange,
    pub(super) from: TimeOfDay,
    pub(super) to: TimeOfDay,
}

impl Open {
    /// One entry for each day and interval: days in the order written, and the intervals of each
    /// day.
    pub(super) fn openings(&self) -> impl Iterator<Item = Opening> {
        let days = self.days.iter().flat_map(|days| &days.days);
        days.flat_map(|&day| {
            let intervals = self.intervals.iter();
            intervals.map(move |&Interval { from, to, .. }| Opening { day, from, to })
        })
    }

    fn all_days(&self) -> BTreeSet<usize> {
        self.days.iter().flat_map(Days::positions).collect()
    }

    /// The range of all days.
    fn range_of_days(&self) -> Option<TextRange> {
        let (first, last) = (self.days.first()?, self.days.last()?);
        Some(first.range.cover(last.range))
    }
}

impl Days {
    /// The days, counted from Monday.
    fn positions(&self) -> impl Iterator<Item = usize> {
        let position = |day: &Day| Day::ALL.iter().position(|other| other == day);
        self.days.iter().filter_map(position)
    }
}

/// One interval on the days of one word, by the positions of the statement, the word and the
/// interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Unit {
    open: usize,
    days: usize,
    interval: usize,
}

/// How often each minute of the week is open.
struct Week {
    /// Minutes from Monday 00:00.
    counts: Vec<u32>,
}

const DAY: usize = 24 * 60;

impl Week {
    fn minutes(day: usize, interval: Interval) -> std::ops::Range<usize> {
        let at = |time: TimeOfDay| day * DAY + usize::from(time.minutes());
        at(interval.from)..at(interval.to)
    }

    fn of(&self, day: usize, interval: Interval) -> &[u32] {
        let minutes = Self::minutes(day, interval);
        self.counts.get(minutes).unwrap_or_default()
    }

    fn of_mut(&mut self, day: usize, interval: Interval) -> &mut [u32] {
        let minutes = Self::minutes(day, interval);
        self.counts.get_mut(minutes).unwrap_or_default()
    }

    /// The open time around an interval, in minutes of its day.
    fn around(&self, day: usize, interval: Interval) -> Option<(TimeOfDay, TimeOfDay)> {
        let open = self.counts.get(day * DAY..(day + 1) * DAY)?;
        let (from, to) = (interval.from.minutes(), interval.to.minutes());
        let before = open.get(..usize::from(from))?.iter().rev();
        let after = open.get(usize::from(to)..)?.iter();
        let count = |open: usize| u16::try_from(open).ok();
        let before = count(before.take_while(|count| **count > 0).count())?;
        let after = count(after.take_while(|count| **count > 0).count())?;
        let time = |minutes: u16| TimeOfDay::new(minutes / 60, minutes % 60);
        Some((time(from - before)?, time(to + after)?))
    }
}

/// The hours of a schedule, and those without effect.
struct Hours<'o> {
    opens: &'o [Open],
    week: Week,
    /// In the order of the source.
    idle: BTreeSet<Unit>,
}

impl<'o> Hours<'o> {
    /// Finds the units without effect: from the last on, each that the others cover. `None` if no
    /// hours overlap.
    fn new(opens: &'o [Open]) -> Option<Self> {
        if !overlap(opens) {
            return None;
        }
        let counts = vec![0; 7 * DAY];
        let mut hours = Self {
            opens,
            week: Week { counts },
            idle: BTreeSet::new(),
        };
        let units: Vec<Unit> = hours.units().collect();
        for unit in &units {
            hours.count(*unit, |count| *count += 1);
        }
        for unit in units.iter().rev() {
            if hours.is_idle(*unit) {
                hours.count(*unit, |count| *count -= 1);
                hours.idle.insert(*unit);
            }
        }
        Some(hours)
    }

    fn units(&self) -> impl Iterator<Item = Unit> + 'o {
        self.opens.iter().enumerate().flat_map(|(open, statement)| {
            (0..statement.days.len()).flat_map(move |days| {
                let intervals = 0..statement.intervals.len();
                intervals.map(move |interval| Unit {
                    open,
                    days,
                    interval,
                })
            })
        })
    }

    fn parts(&self, unit: Unit) -> Option<(&'o Open, &'o Days, Interval)> {
        let open = self.opens.get(unit.open)?;
        let interval = open.intervals.get(unit.interval)?;
        Some((open, open.days.get(unit.days)?, *interval))
    }

    fn count(&mut self, unit: Unit, change: impl Fn(&mut u32)) {
        if let Some((_, days, interval)) = self.parts(unit) {
            for day in days.positions() {
                self.week.of_mut(day, interval).iter_mut().for_each(&change);
            }
        }
    }

    /// Whether other hours cover all of a unit.
    fn is_idle(&self, unit: Unit) -> bool {
        self.parts(unit).is_some_and(|(_, days, interval)| {
            let mut days = days.positions();
            days.all(|day| self.week.of(day, interval).iter().all(|count| *count > 1))
        })
    }

    /// The units that one finding is about, with its place: as large as possible.
    fn places(&self) -> Vec<(TextRange, Vec<Unit>)> {
        let mut places = Vec::new();
        for (position, open) in self.opens.iter().enumerate() {
            let idle = self.idle.iter().filter(|unit| unit.open == position);
            let mut idle: Vec<Unit> = idle.copied().collect();
            let (days, intervals) = (open.days.len(), open.intervals.len());
            if idle.len() == days * intervals {
                if !idle.is_empty() {
                    places.push((open.range, idle));
                }
                continue;
            }
            for (position, days) in open.days.iter().enumerate() {
                let of_days = |unit: &Unit| unit.days == position;
                if idle.iter().filter(|unit| of_days(unit)).count() == intervals {
                    let units = idle.extract_if(.., |unit| of_days(unit)).collect();
                    places.push((days.range, units));
                }
            }
            for (position, interval) in open.intervals.iter().enumerate() {
                let of_interval = idle.extract_if(.., |unit| unit.interval == position);
                let units: Vec<Unit> = of_interval.collect();
                if !units.is_empty() {
                    places.push((interval.range, units));
                }
            }
        }
        places
    }

    /// The statements whose hours cover these units, in order.
    fn covering(&self, units: &[Unit]) -> BTreeSet<usize> {
        let others = self.units().filter(|unit| !self.idle.contains(unit));
        let covers = |other: &Unit| {
            let Some((_, other_days, other)) = self.parts(*other) else {
                return false;
            };
            let mut parts = units.iter().filter_map(|unit| self.parts(*unit));
            parts.any(|(_, days, interval)| {
                let mut days = days.positions();
                let overlaps = interval.from < other.to && other.from < interval.to;
                overlaps && days.any(|day| other_days.positions().any(|other| other == day))
            })
        };
        others.filter(covers).map(|unit| unit.open).collect()
    }

    /// What is known of these units: days, and the hours around the first interval on all of them.
    fn problem(&self, units: &[Unit]) -> Option<(WithoutEffect, BTreeSet<usize>)> {
        let parts = || units.iter().filter_map(|unit| self.parts(*unit));
        let (_, first_days, first) = parts().next()?;
        let around = self.week.around(first_days.positions().next()?, first)?;
        let all: BTreeSet<usize> = parts().flat_map(|(_, days, _)| days.positions()).collect();
        let days = all.into_iter();
        let days = days.filter(|day| self.week.around(*day, first) == Some(around));
        let days: BTreeSet<usize> = days.collect();
        let problem = WithoutEffect::Hours {
            days: days
                .iter()
                .filter_map(|day| Day::ALL.get(*day))
                .copied()
                .collect(),
            from: around.0.to_string(),
            to: around.1.to_string(),
            other: None,
        };
        Some((problem, days))
    }
}

/// Whether any two of the intervals of a day overlap.
fn overlap(opens: &[Open]) -> bool {
    let mut all: Vec<(usize, TimeOfDay, TimeOfDay)> = Vec::new();
    for open in opens {
        for day in open.days.iter().flat_map(Days::positions) {
            all.extend(open.intervals.iter().map(|it| (day, it.from, it.to)));
        }
    }
    all.sort_unstable();
    let mut pairs = all.windows(2);
    pairs.any(|pair| matches!(pair, [(a, _, to), (b, from, _)] if a == b && from < to))
}

impl Lower<'_> {
    /// `hours-without-effect` and `closes-before-midnight`.
    pub(super) fn idle_hours(&mut self, opens: &[Open], closed: &[(TextRange, Closing)]) {
        let hours = Hours::new(opens);
        let places = hours.as_ref().map_or_else(Vec::new, Hours::places);
        for (range, units) in &places {
            if let Some(hours) = &hours {
                self.hours_without_effect(hours, *range, units);
            }
        }
        self.closed_without_effect(closed);
        for interval in opens.iter().flat_map(|open| &open.intervals) {
            let mut places = places.iter();
            if !places.any(|(range, _)| range.contains_range(interval.range)) {
                self.closes_before_midnight(*interval);
            }
        }
    }

    fn hours_without_effect(&mut self, hours: &Hours<'_>, range: TextRange, units: &[Unit]) {
        let Some((mut problem, days)) = hours.problem(units) else {
            return;
        };
        let covering = hours.covering(units);
        let statements: Vec<&Open> = covering
            .iter()
            .filter_map(|at| hours.opens.get(*at))
            .collect();
        let mut fix = None;
        if let ([other], Some(own)) = (
            statements.as_slice(),
            units.first().and_then(|unit| hours.opens.get(unit.open)),
        ) && let Some(place) = other.range_of_days()
            && !std::ptr::eq(*other, own)
            && !have_same_intervals(other, own)
        {
            let left: BTreeSet<usize> = other.all_days().difference(&days).copied().collect();
            let is_all = days.len() == units_days(hours, units).len();
            if is_all && !left.is_empty() {
                let left = written(&left);
                let text = |range: TextRange| {
                    let range = usize::from(range.start())..usize::from(range.end());
                    self.text.get(range).unwrap_or("")
                };
                let rest = TextRange::new(place.end(), other.range.end());
                let instead = format!("open {left}{}", text(rest));
                if let WithoutEffect::Hours { other, .. } = &mut problem {
                    *other = Some(instead);
                }
                fix = Some(Fix::suggest(Span::local(place), left));
            }
        }
        let labels = statements.iter().map(|it| it.range);
        let labels: Vec<_> = labels.filter(|it| *it != range).collect();
        let finding = self.lint(range, Problem::HoursWithoutEffect(problem));
        let labels = labels.into_iter();
        finding
            .labels
            .extend(labels.map(|at| label(at, LabelKind::IncludesThis)));
        finding.fixes.extend(fix);
    }

    fn closed_without_effect(&mut self, closed: &[(TextRange, Closing)]) {
        if closed.len() < 2 {
            return;
        }
        // The dates at which the set of closings can change, and how many there are from each on.
        let ends = closed
            .iter()
            .flat_map(|(_, it)| [Some(it.from), it.to.tomorrow().ok()]);
        let dates: BTreeSet<Date> = ends.flatten().collect();
        let dates: Vec<Date> = dates.into_iter().collect();
        let stretch = |closing: &Closing| {
            let from = dates.partition_point(|date| *date < closing.from);
            let to = dates.partition_point(|date| *date <= closing.to);
            from..to
        };
        let mut counts = vec![0_u32; dates.len()];
        let change = |counts: &mut Vec<u32>, closing: &Closing, change: &dyn Fn(&mut u32)| {
            let stretch = counts.get_mut(stretch(closing));
            stretch.unwrap_or_default().iter_mut().for_each(change);
        };
        for (_, closing) in closed {
            change(&mut counts, closing, &|count| *count += 1);
        }
        let mut idle = Vec::new();
        for (range, closing) in closed.iter().rev() {
            let covered = counts.get(stretch(closing)).unwrap_or_default();
            if covered.iter().all(|count| *count > 1) {
                change(&mut counts, closing, &|count| *count -= 1);
                idle.push((*range, closing));
            }
        }
        for (range, closing) in idle.into_iter().rev() {
            let problem = WithoutEffect::Closed {
                from: closing.from.to_string(),
                to: closing.to.to_string(),
            };
            let others = closed.iter().filter(|(other, it)| {
                *other != range && it.from <= closing.to && closing.from <= it.to
            });
            let others: Vec<TextRange> = others.map(|(range, _)| *range).collect();
            let labels = others
                .into_iter()
                .map(|at| label(at, LabelKind::IncludesThis));
            let finding = self.lint(range, Problem::HoursWithoutEffect(problem));
            finding.labels.extend(labels);
        }
    }

    fn closes_before_midnight(&mut self, interval: Interval) {
        let Interval { range, from, to } = interval;
        if Some(to) != TimeOfDay::new(23, 59) {
            return;
        }
        let meant = format!("{from}-24:00");
        let problem = Problem::ClosesBeforeMidnight {
            found: format!("{from}-{to}"),
            meant: meant.clone(),
        };
        let fix = Fix::replace(Span::local(range), meant);
        self.lint(range, problem).fixes.push(fix);
    }
}

fn units_days(hours: &Hours<'_>, units: &[Unit]) -> BTreeSet<usize> {
    let parts = units.iter().filter_map(|unit| hours.parts(*unit));
    parts.flat_map(|(_, days, _)| days.positions()).collect()
}

fn have_same_intervals(one: &Open, other: &Open) -> bool {
    let times = |open: &Open| -> BTreeSet<(TimeOfDay, TimeOfDay)> {
        open.intervals.iter().map(|it| (it.from, it.to)).collect()
    };
    times(one) == times(other)
}

/// Days as they are written: `mon-thu`, `sat, sun`, `mon-wed, fri`.
fn written(days: &BTreeSet<usize>) -> String {
    let mut runs: Vec<Vec<&str>> = Vec::new();
    let mut last = None;
    for &day in days {
        let Some(word) = Day::ALL.get(day).map(|day| day.as_str()) else {
            continue;
        };
        match runs.last_mut() {
            Some(run) if last == day.checked_sub(1) => run.push(word),
            Some(_) | None => runs.push(vec![word]),
        }
        last = Some(day);
    }
    let runs = runs.iter().map(|run| match run.as_slice() {
        [first, _, .., last] => format!("{first}-{last}"),
        days => days.join(", "),
    });
    runs.collect::<Vec<_>>().join(", ")
}
