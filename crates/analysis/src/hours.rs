//! Hours as sets of instants.
//!
//! A schedule is a set of weekly hours on the clock of a time zone, minus its closed dates. What a
//! clock change skips never occurs; what it repeats occurs twice. To compare two such sets in
//! different zones, time is walked from one opening or closing to the next. The walk covers
//! twenty-eight years, in which every date falls on every day of the week and each zone changes its
//! clocks as it does from then on, and the days around each later closed date. After that
//! everything repeats; what was before no longer matters.

mod spans;
mod states;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use proactive_catalog::{Day, Word};
use proactive_hir::model::{Hours, Schedule, ScheduleId};

pub use self::spans::{DateChange, DateSpans, DaySpan, DaySpans, HoursSpans};
pub(crate) use self::states::{Slot, State};
use crate::visitor::WitnessMoment;

const DAY: i64 = 24 * 60 * 60;

/// The first instant of the walk: Monday 2026-01-05 00:00 UTC.
const START: i64 = 20_458 * DAY;

/// The date on which the walk begins.
pub(crate) const START_DATE: Date = Date::constant(2026, 1, 5);

/// The length of the walk in seconds.
const SPAN: i64 = (28 * 365 + 7) * DAY;

/// How many seconds around a later closed date are walked.
const AROUND: i64 = 9 * DAY;

/// A few days before the last year that a date can name.
const LATEST: i64 = 2_932_890 * DAY;

/// The number of schedules whose hours are compared. A limit on the number of questions would
/// depend on who asks first, and so on the threads.
const MAX_SCHEDULES: usize = 100;

/// A schedule, prepared for the walk.
struct Prepared {
    /// Instants in order, and how many seconds the zone's clock is ahead of UTC from then on.
    offsets: Vec<(i64, i64)>,
    /// For each day of the week from Monday on, the open seconds of the day: ordered and disjoint.
    week: [Vec<(i64, i64)>; 7],
    /// Closed days as numbers since 1970-01-01, inclusive, ordered and disjoint.
    closed: Vec<(i64, i64)>,
}

/// Schedules, and what is known of the hours made of them.
pub(crate) struct Timetable<'m> {
    schedules: &'m [Option<&'m Schedule>],
    prepared: Vec<OnceLock<Option<Prepared>>>,
    /// The periods that are walked.
    windows: Vec<(i64, i64)>,
    /// Answers found so far.
    known: Mutex<BTreeMap<(HoursKey, HoursKey, Question), Answer>>,
}

/// A question about two sets of instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    /// An instant in both, lasting this many seconds if possible.
    Both(u32),
    /// An instant in the first but not in the second, lasting this many seconds if possible.
    First(u32),
}

/// Answers found so far, and the schedules they are about.
#[derive(Debug, Default, Clone)]
pub(crate) struct Answers {
    of: Vec<Option<Clock>>,
    known: BTreeMap<(HoursKey, HoursKey, Question), Answer>,
}

/// What matters of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clock {
    timezone: Box<str>,
    open: Vec<(Day, u16, u16)>,
    closed: Vec<(Date, Date)>,
}

impl From<&Schedule> for Clock {
    fn from(schedule: &Schedule) -> Self {
        let open = schedule.open.iter();
        let closed = schedule.closed.iter();
        Self {
            timezone: schedule.timezone.clone(),
            open: open
                .map(|it| (it.day, it.from.minutes(), it.to.minutes()))
                .collect(),
            closed: closed.map(|it| (it.from, it.to)).collect(),
        }
    }
}

impl Answers {
    /// Whether the answers are about these schedules.
    pub(crate) fn are_of(&self, schedules: &[Option<&Schedule>]) -> bool {
        clocks(schedules).eq(self.of.iter().cloned())
    }
}

fn clocks(schedules: &[Option<&Schedule>]) -> impl Iterator<Item = Option<Clock>> {
    schedules.iter().map(|it| it.map(Clock::from))
}

/// An instant, if there is one. The outer `None` means unknown.
type Answer = Option<Option<i64>>;

/// Whether an instant is wanted, given a function that says which schedules, by position, are open
/// then.
type Wanted<'w> = &'w dyn Fn(&dyn Fn(usize) -> bool) -> bool;

/// Hours in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct HoursKey {
    inside: bool,
    schedules: Vec<usize>,
}

impl HoursKey {
    /// The key of a message's hours. The schedules of its workspace start at position `first`.
    /// `anytime` is outside no schedule.
    pub(crate) fn of(hours: &Hours, first: usize) -> Self {
        let list = |ids: &[ScheduleId]| {
            let mut schedules: Vec<usize> = ids.iter().map(|id| first + id.index()).collect();
            schedules.sort_unstable();
            schedules.dedup();
            schedules
        };
        match hours {
            Hours::Anytime => Self::anytime(),
            Hours::BusinessHours(id) => Self {
                inside: true,
                schedules: list(&[*id]),
            },
            Hours::OutsideBusinessHours(ids) => Self {
                inside: false,
                schedules: list(ids),
            },
        }
    }

    /// The hours outside of all these schedules.
    pub(crate) fn outside(schedules: std::ops::Range<usize>) -> Self {
        Self {
            inside: false,
            schedules: schedules.collect(),
        }
    }

    /// All hours.
    pub(crate) fn anytime() -> Self {
        Self::outside(0..0)
    }

    /// The key with its schedules mapped to others.
    pub(crate) fn map(&self, other: impl Fn(usize) -> usize) -> Self {
        let mut schedules: Vec<usize> = self.schedules.iter().map(|it| other(*it)).collect();
        schedules.sort_unstable();
        schedules.dedup();
        Self {
            inside: self.inside,
            schedules,
        }
    }

    pub(crate) fn is_anytime(&self) -> bool {
        !self.inside && self.schedules.is_empty()
    }

    /// Whether an instant at which these schedules are open is within the hours.
    fn holds(&self, open: impl Fn(usize) -> bool) -> bool {
        self.schedules
            .iter()
            .all(|schedule| open(*schedule) == self.inside)
    }
}

/// A moment within some hours.
pub(crate) enum CommonMoment {
    /// Every moment.
    Any,
    /// This moment, for example.
    At(WitnessMoment),
    /// There is none.
    Never,
    /// It is unknown.
    Unknown,
}

impl<'m> Timetable<'m> {
    pub(crate) fn new(schedules: &'m [Option<&'m Schedule>]) -> Self {
        let mut around = Vec::new();
        for schedule in schedules.iter().flatten() {
            for closed in &schedule.closed {
                for date in [closed.from, closed.to] {
                    let at = day_number(date) * DAY;
                    let (from, to) = (at - AROUND, at + DAY + AROUND);
                    if to > START + SPAN {
                        around.push((from, to.min(LATEST)));
                    }
                }
            }
        }
        around.retain(|(from, to)| from < to);
        unite(&mut around, 0);
        // The coming years are first, so examples are taken from there if possible.
        let mut windows = vec![(START, START + SPAN)];
        windows.extend(around);
        Self {
            schedules,
            prepared: schedules.iter().map(|_| OnceLock::new()).collect(),
            windows,
            known: Mutex::new(BTreeMap::new()),
        }
    }

    /// Like [`Self::new`], with earlier answers about the same schedules.
    pub(crate) fn knowing(schedules: &'m [Option<&'m Schedule>], answers: Answers) -> Self {
        Self {
            known: Mutex::new(answers.known),
            ..Self::new(schedules)
        }
    }

    /// The answers found.
    pub(crate) fn into_answers(self) -> Answers {
        Answers {
            of: clocks(self.schedules).collect(),
            known: self
                .known
                .into_inner()
                .unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Whether every moment in `narrow` is in `wide`; `None` if unknown.
    pub(crate) fn contains(&self, wide: &HoursKey, narrow: &HoursKey) -> Option<bool> {
        if wide == narrow || wide.is_anytime() {
            return Some(true);
        }
        let beyond = self.ask(narrow, wide, Question::First(0))?;
        Some(beyond.is_none())
    }

    /// A moment in both, lasting at least this many seconds if possible. It is displayed in the
    /// time zone of the first.
    pub(crate) fn common(&self, one: &HoursKey, other: &HoursKey, seconds: u32) -> CommonMoment {
        self.moment(one, other, Question::Both(seconds))
    }

    /// Whether a moment in both is known.
    pub(crate) fn have_common(&self, one: &HoursKey, other: &HoursKey, seconds: u32) -> bool {
        one.is_anytime() && other.is_anytime()
            || matches!(self.ask(one, other, Question::Both(seconds)), Some(Some(_)))
    }

    /// A moment that is in `hours` and not in `without`.
    pub(crate) fn beyond(&self, hours: &HoursKey, without: &HoursKey) -> CommonMoment {
        self.moment(hours, without, Question::First(0))
    }

    fn moment(&self, one: &HoursKey, other: &HoursKey, question: Question) -> CommonMoment {
        if one.is_anytime() && other.is_anytime() {
            return match question {
                Question::Both(_) => CommonMoment::Any,
                Question::First(_) => CommonMoment::Never,
            };
        }
        match self.ask(one, other, question) {
            None => CommonMoment::Unknown,
            Some(None) => CommonMoment::Never,
            Some(Some(instant)) => {
                let told_by = one.schedules.first().or(other.schedules.first());
                match told_by.and_then(|schedule| self.words(*schedule, instant)) {
                    Some(moment) => CommonMoment::At(moment),
                    None => CommonMoment::Unknown,
                }
            }
        }
    }

    fn ask(&self, one: &HoursKey, other: &HoursKey, question: Question) -> Answer {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if self.schedules.len() > MAX_SCHEDULES {
            return None;
        }
        let key = (one.clone(), other.clone(), question);
        if let Some(answer) = known().get(&key) {
            return *answer;
        }
        let (wanted, seconds) = match question {
            Question::Both(seconds) => (true, seconds),
            Question::First(seconds) => (false, seconds),
        };
        let is_wanted =
            |open: &dyn Fn(usize) -> bool| one.holds(open) && other.holds(open) == wanted;
        let answer = self.first(&[one, other], &is_wanted, i64::from(seconds) + 1);
        known().insert(key, answer);
        answer
    }

    fn words(&self, schedule: usize, unix_seconds: i64) -> Option<WitnessMoment> {
        let zone = &self.schedules.get(schedule).copied().flatten()?.timezone;
        let local = Timestamp::from_second(unix_seconds)
            .ok()?
            .to_zoned_datetime(TimeZone::get(zone).ok()?)
            .datetime();
        let form = if local.second() == 0 {
            "%Y-%m-%d %H:%M"
        } else {
            "%Y-%m-%d %H:%M:%S"
        };
        Some(WitnessMoment {
            unix_seconds,
            zone: zone.clone(),
            words: format!("{} {zone}", local.strftime(form)).into(),
        })
    }

    fn prepared(&self, schedule: usize) -> Option<&Prepared> {
        let cell = self.prepared.get(schedule)?;
        let source = || self.schedules.get(schedule).copied().flatten();
        cell.get_or_init(|| Prepared::new(source()?, &self.windows))
            .as_ref()
    }

    /// The first instant from which on the wanted state lasts at least this many seconds; otherwise
    /// the first instant with that state at all. `None` if a schedule is unknown.
    fn first(&self, keys: &[&HoursKey], wanted: Wanted<'_>, seconds: i64) -> Answer {
        let mut ids: Vec<usize> = keys.iter().flat_map(|key| key.schedules.clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        let schedules: Option<Vec<&Prepared>> = ids.iter().map(|id| self.prepared(*id)).collect();
        let schedules = schedules?;
        let mut first = None;
        for &(from, to) in &self.windows {
            let mut rows: Vec<_> = schedules
                .iter()
                .map(|schedule| {
                    let mut open = schedule.open(from, to);
                    let next = open.next();
                    (open, next)
                })
                .collect();
            let mut at = from;
            // Since when it has held without interruption.
            let mut since: Option<i64> = None;
            while at < to {
                let mut next = to;
                for (open, current) in &mut rows {
                    while let Some((_, end)) = *current
                        && end <= at
                    {
                        *current = open.next();
                    }
                    if let Some((start, end)) = *current {
                        next = next.min(if at < start { start } else { end });
                    }
                }
                let is_open = |id: usize| {
                    let row = ids.binary_search(&id).ok().and_then(|row| rows.get(row));
                    row.is_some_and(|(_, current)| current.is_some_and(|(start, _)| start <= at))
                };
                if wanted(&is_open) {
                    let start = *since.get_or_insert(at);
                    first.get_or_insert(start);
                    if next - start >= seconds {
                        return Some(Some(start));
                    }
                } else {
                    since = None;
                }
                at = next;
            }
        }
        Some(first)
    }
}

impl Prepared {
    fn new(schedule: &Schedule, windows: &[(i64, i64)]) -> Option<Self> {
        let zone = TimeZone::get(&schedule.timezone).ok()?;
        let first = windows.iter().map(|(from, _)| *from).min()?;
        let last = windows.iter().map(|(_, to)| *to).max()?;
        let start = Timestamp::from_second(first).ok()?;
        let ahead = |offset: jiff::tz::Offset| i64::from(offset.seconds());
        let mut offsets = vec![(i64::MIN, ahead(zone.to_offset(start)))];
        // Skip changes outside all windows: a date may be far away.
        for &(from, to) in windows {
            let from = Timestamp::from_second(from).ok()?;
            offsets.push((from.as_second(), ahead(zone.to_offset(from))));
            for change in zone.following(from) {
                let at = change.timestamp().as_second();
                if at >= to.min(last) {
                    break;
                }
                offsets.push((at, ahead(change.offset())));
            }
        }
        offsets.sort_unstable();
        offsets.dedup_by_key(|(at, _)| *at);
        offsets.dedup_by_key(|(_, offset)| *offset);
        let mut week: [Vec<(i64, i64)>; 7] = Default::default();
        for opening in &schedule.open {
            let day = Day::ALL.iter().position(|day| *day == opening.day);
            let from = i64::from(opening.from.minutes()) * 60;
            let to = i64::from(opening.to.minutes()) * 60;
            if let Some(day) = day.and_then(|day| week.get_mut(day)) {
                day.push((from, to));
            }
        }
        for day in &mut week {
            unite(day, 0);
        }
        let mut closed: Vec<(i64, i64)> = schedule
            .closed
            .iter()
            .map(|closed| (day_number(closed.from), day_number(closed.to)))
            .collect();
        unite(&mut closed, 1);
        Some(Self {
            offsets,
            week,
            closed,
        })
    }

    /// The periods within a window in which it is open, in order.
    fn open(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> {
        let count = self.offsets.partition_point(|(at, _)| *at <= from);
        let changes = self.offsets.get(count.saturating_sub(1)..).unwrap_or(&[]);
        let ends = changes.iter().skip(1).map(|(at, _)| *at).chain([i64::MAX]);
        let stretches = changes.iter().zip(ends);
        let stretches = stretches.take_while(move |((start, _), _)| *start < to);
        stretches.flat_map(move |((start, ahead), end)| {
            let (start, end, ahead) = ((*start).max(from), end.min(to), *ahead);
            let first = (start + ahead).div_euclid(DAY);
            let last = (end + ahead - 1).div_euclid(DAY);
            let days = (first..=last).filter(|day| !self.is_closed(*day));
            days.flat_map(move |day| {
                let midnight = day * DAY - ahead;
                let hours = self.on(day).iter();
                hours
                    .map(move |(from, to)| ((midnight + from).max(start), (midnight + to).min(end)))
                    .filter(|(from, to)| from < to)
            })
        })
    }

    fn on(&self, day: i64) -> &[(i64, i64)] {
        // 1970-01-01 was a Thursday.
        let weekday = usize::try_from((day + 3).rem_euclid(7)).ok();
        weekday
            .and_then(|day| self.week.get(day))
            .map_or(&[], |day| day)
    }

    fn is_closed(&self, day: i64) -> bool {
        let count = self.closed.partition_point(|(from, _)| *from <= day);
        let last = count.checked_sub(1).and_then(|last| self.closed.get(last));
        last.is_some_and(|(_, to)| day <= *to)
    }
}

/// Sorts ranges and joins those that overlap or are at most `gap` apart.
fn unite(ranges: &mut Vec<(i64, i64)>, gap: i64) {
    ranges.sort_unstable();
    ranges.dedup_by(|later, earlier| {
        let joins = later.0 <= earlier.1 + gap;
        if joins {
            earlier.1 = earlier.1.max(later.1);
        }
        joins
    });
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i64 {
    // Count days rather than seconds: the last day of the calendar has no instant in UTC.
    let days = Date::constant(1970, 1, 1).until(date);
    days.map_or(0, |days| i64::from(days.get_days()))
}
