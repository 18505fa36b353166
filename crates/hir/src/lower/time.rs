//! Parses durations, days, times, dates, time zones and moments.

use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};
use proactive_catalog::{Day, Role, TextRole, Word, WordSet, limits};
use proactive_diagnostics::{
    DurationProblem, Fix, Problem, Span, TextRange, TextSize, TimeProblem,
};
use proactive_syntax::ast::Statement;
use proactive_syntax::{Node, literal};

use super::{Lower, word_fix};
use crate::draft::Moment;
use crate::model::TimeOfDay;

impl<'a> Lower<'a> {
    /// The seconds of a duration: minutes, then seconds.
    pub(super) fn duration(&mut self, node: Node<'a>) -> Option<u32> {
        let text = self.text_of(node);
        match parse_duration(text) {
            Ok(duration) => {
                if let Some(normal) = duration.normal {
                    let problem = Problem::LongDuration {
                        found: text.to_owned(),
                        normal: normal.clone(),
                    };
                    let fix = Fix::replace(Span::local(node.range()), normal);
                    self.lint(node.range(), problem).fixes.push(fix);
                }
                Some(duration.seconds)
            }
            Err((problem, correction)) => {
                let found = text.to_owned();
                let fix = correction
                    .map(|correction| Fix::replace(Span::local(node.range()), correction));
                self.error(node.range(), Problem::InvalidDuration { found, problem })
                    .fixes
                    .extend(fix);
                None
            }
        }
    }

    pub(super) fn invalid_time(
        &mut self,
        range: TextRange,
        found: &str,
        problem: TimeProblem,
    ) -> &mut proactive_diagnostics::Finding {
        let found = found.to_owned();
        self.error(range, Problem::InvalidTime { found, problem })
    }

    /// A date, `2026-12-25`.
    pub(super) fn date(&mut self, node: Node<'a>) -> Option<Date> {
        let text = self.text_of(node);
        match parse_date(text) {
            Ok(date) => Some(date),
            Err(problem) => {
                self.invalid_time(node.range(), text, problem);
                None
            }
        }
    }

    /// A time of day, `09:00`, at `range`.
    fn time_of_day(&mut self, text: &str, range: TextRange) -> Option<TimeOfDay> {
        match parse_time(text) {
            Ok(time) => Some(time),
            Err(problem) => {
                // `9:00` can only mean `09:00`.
                let padded = format!("0{text}");
                let fix = parse_time(&padded)
                    .ok()
                    .map(|_| Fix::replace(Span::local(range), padded));
                self.invalid_time(range, text, problem).fixes.extend(fix);
                None
            }
        }
    }

    /// An interval, `09:00-12:30`.
    pub(super) fn interval(&mut self, node: Node<'a>) -> Option<(TimeOfDay, TimeOfDay)> {
        let text = self.text_of(node);
        let Some((from, to)) = text.split_once('-').filter(|(_, to)| !to.contains('-')) else {
            self.invalid_time(node.range(), text, TimeProblem::IntervalForm);
            return None;
        };
        let start = node.range().start();
        let size = |text: &str| TextSize::new(u32::try_from(text.len()).unwrap_or(0));
        let from_range = TextRange::at(start, size(from));
        let to_range = TextRange::at(start + size(from) + TextSize::new(1), size(to));
        if parse_time(from).is_err() && parse_time(to).is_err() {
            let padded = format!("0{from}-0{to}");
            let fits = |text: &str| parse_time(&format!("0{text}")).is_ok();
            let both = fits(from) && fits(to);
            let fix = both.then(|| Fix::replace(Span::local(node.range()), padded));
            self.invalid_time(node.range(), text, TimeProblem::IntervalForm)
                .fixes
                .extend(fix);
            return None;
        }
        let begins = self.time_of_day(from, from_range);
        let ends = self.time_of_day(to, to_range);
        let (begins, ends) = (begins?, ends?);
        if begins >= ends {
            self.invalid_time(node.range(), text, TimeProblem::IntervalOrder);
            return None;
        }
        Some((begins, ends))
    }

    /// Days, `mon` or `mon-fri`, as a list.
    pub(super) fn days(&mut self, node: Node<'a>) -> Option<Vec<Day>> {
        let text = self.text_of(node);
        if let Some(days) = parse_days(text) {
            return Some(days);
        }
        let lower = text.to_lowercase();
        if parse_days(&lower).is_some() {
            let problem = Problem::UnknownValue {
                set: WordSet::Day,
                found: text.to_owned(),
                candidates: Day::ALL.iter().map(|day| day.as_str().to_owned()).collect(),
                suggestion: Some(lower.clone()),
            };
            let fix = word_fix(node.range(), text, &lower);
            self.error(node.range(), problem).fixes.push(fix);
            return None;
        }
        // The first part that is not a day; a third part is one too many.
        let part = text
            .split('-')
            .enumerate()
            .find(|(position, part)| *position > 1 || Day::find(part).is_none())
            .map_or(text, |(_, part)| part);
        let offset = part.as_ptr() as usize - text.as_ptr() as usize;
        let size = |length: usize| TextSize::new(u32::try_from(length).unwrap_or(0));
        let range = TextRange::at(node.range().start() + size(offset), size(part.len()));
        let (part, range) = if part.is_empty() {
            (text, node.range())
        } else {
            (part, range)
        };
        let candidates: Vec<&'static str> = Day::ALL.iter().map(|day| day.as_str()).collect();
        // `monday` means `mon`.
        let meant = candidates
            .iter()
            .copied()
            .find(|day| part.len() > 3 && part.to_lowercase().starts_with(day));
        match meant {
            Some(meant) => {
                let problem = Problem::UnknownValue {
                    set: WordSet::Day,
                    found: part.to_owned(),
                    candidates: candidates.iter().map(|&day| day.to_owned()).collect(),
                    suggestion: Some(meant.to_owned()),
                };
                let fix = word_fix(range, part, meant);
                self.error(range, problem).fixes.push(fix);
            }
            None => self.unknown_value(part, range, WordSet::Day, &candidates),
        }
        None
    }

    /// The moment that a `time` statement of a test gives.
    pub(super) fn moment(&mut self, statement: Statement<'a>) -> Option<Moment> {
        let ends = statement.value(Role::Date).zip(statement.value(Role::Time));
        let zone_node = statement.value(Role::Text(TextRole::Timezone));
        let (date, time) = match ends {
            Some((date, time)) => {
                let civil = self.date(date);
                let clock = self.time_of_day(self.text_of(time), time.range());
                (
                    civil.map(|date_value| (date, date_value)),
                    clock.map(|clock| (time, clock)),
                )
            }
            None => (None, None),
        };
        let (zone, tz) = match zone_node {
            None => ("UTC".into(), Some(TimeZone::UTC)),
            Some(node) => {
                let name = self.string(node)?;
                let tz = self.zone(&name.value, name.range);
                (name.value, tz)
            }
        };
        let ((date_node, date), (time_node, time), tz) = (date?, time?, tz?);
        match instant(date, time, &tz, &zone) {
            Ok(unix_seconds) => Some(Moment {
                date,
                minutes: time.minutes(),
                zone,
                unix_seconds,
            }),
            Err(TimeProblem::MidnightEnd) => {
                self.invalid_time(time_node.range(), "24:00", TimeProblem::MidnightEnd);
                None
            }
            Err(problem) => {
                let range = date_node.range().cover(time_node.range());
                let found = format!("{} {}", self.text_of(date_node), self.text_of(time_node));
                self.invalid_time(range, &found, problem);
                None
            }
        }
    }
}

/// The instant of a date and a time in a time zone, in seconds since 1970-01-01 00:00 UTC.
pub(super) fn instant(
    date: Date,
    time: TimeOfDay,
    tz: &TimeZone,
    zone: &str,
) -> Result<i64, TimeProblem> {
    let (hour, minute) = (time.minutes() / 60, time.minutes() % 60);
    if hour >= 24 {
        return Err(TimeProblem::MidnightEnd);
    }
    let small = |number: u16| i8::try_from(number).map_err(|_| TimeProblem::NoSuchTime);
    let ambiguous = tz.to_ambiguous_timestamp(date.at(small(hour)?, small(minute)?, 0, 0));
    if let AmbiguousOffset::Gap { .. } = ambiguous.offset() {
        let zone = zone.to_owned();
        return Err(TimeProblem::Skipped { zone });
    }
    // If a time occurs twice, the first one is meant.
    match ambiguous.compatible() {
        Ok(timestamp) => Ok(timestamp.as_second()),
        Err(_) => Err(TimeProblem::NoSuchDate),
    }
}

pub(super) struct Duration {
    pub(super) seconds: u32,
    /// The normal spelling, if the seconds after minutes are above 59.
    normal: Option<String>,
}

pub(super) fn parse_duration(text: &str) -> Result<Duration, (DurationProblem, Option<String>)> {
    let Some(parts) = duration_parts(text) else {
        return Err((DurationProblem::Form, None));
    };
    let of = |unit: char| {
        parts
            .iter()
            .find(|(_, found)| *found == unit)
            .map(|(number, _)| *number)
    };
    let (hours, minutes, seconds) = (of('h'), of('m'), of('s'));
    let total = hours
        .unwrap_or(0)
        .saturating_mul(3600)
        .saturating_add(minutes.unwrap_or(0).saturating_mul(60))
        .saturating_add(seconds.unwrap_or(0));
    let fits = u32::try_from(total)
        .ok()
        .filter(|&total| total <= limits::MAX_DURATION_SECONDS);
    if hours.is_some() {
        let correction = fits.map(literal::duration);
        return Err((DurationProblem::Hours, correction));
    }
    let Some(total) = fits else {
        return Err((DurationProblem::TooLong, None));
    };
    let carries = minutes.is_some() && seconds.is_some_and(|seconds| seconds > 59);
    let normal = carries.then(|| literal::duration(total));
    Ok(Duration {
        seconds: total,
        normal,
    })
}

/// Numbers with units, each unit once, in the order hours, minutes, seconds.
fn duration_parts(text: &str) -> Option<Vec<(u64, char)>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut units = "hms";
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = rest.split_at(digits);
        let unit = behind.chars().next()?;
        let at = units.find(unit)?;
        // A number that does not fit is too long in any case.
        let number = match number {
            "" => return None,
            number => number.parse().unwrap_or(u64::MAX / 8000),
        };
        parts.push((number, unit));
        units = units.get(at + 1..)?;
        rest = behind.get(1..)?;
    }
    (!parts.is_empty()).then_some(parts)
}

pub(super) fn parse_time(text: &str) -> Result<TimeOfDay, TimeProblem> {
    let two = |part: &str| {
        (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let (hour, minute) = text
        .split_once(':')
        .and_then(|(hour, minute)| Some((two(hour)?, two(minute)?)))
        .ok_or(TimeProblem::TimeForm)?;
    TimeOfDay::new(hour, minute).ok_or(TimeProblem::NoSuchTime)
}

pub(super) fn parse_date(text: &str) -> Result<Date, TimeProblem> {
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i16>().ok())
            .flatten()
            .ok_or(TimeProblem::DateForm)
    };
    let mut parts = text.split('-');
    let mut next = |digits| number(parts.next().unwrap_or(""), digits);
    let (year, month, day) = (next(4)?, next(2)?, next(2)?);
    if parts.next().is_some() {
        return Err(TimeProblem::DateForm);
    }
    let small = |number: i16| i8::try_from(number).map_err(|_| TimeProblem::NoSuchDate);
    Date::new(year, small(month)?, small(day)?).map_err(|_| TimeProblem::NoSuchDate)
}

/// The days of `mon` or `mon-fri`; `sat-mon` includes Sunday.
fn parse_days(text: &str) -> Option<Vec<Day>> {
    let (from, to) = match text.split_once('-') {
        Some((from, to)) => (Day::find(from)?, Day::find(to)?),
        None => (Day::find(text)?, Day::find(text)?),
    };
    let position = |day: Day| Day::ALL.iter().position(|&other| other == day);
    let (from, to) = (position(from)?, position(to)?);
    let count = (to + 7 - from) % 7 + 1;
    Some(
        Day::ALL
            .iter()
            .copied()
            .cycle()
            .skip(from)
            .take(count)
            .collect(),
    )
}
