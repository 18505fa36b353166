//! Hours that never come, never end or add nothing, compared with a clock that is read step by step.

use std::collections::BTreeSet;
use std::ops::Range;

use proactive_catalog::{Day, Word as _};
use proactive_diagnostics::{Code, Finding, NeverOpen, Problem};
use proactive_hir::model::{Hours, Model};
use proptest::prelude::*;
use proptest::sample::select;

use crate::hours::{is_in, year};
use crate::workspaces::{at, codes, findings, message, model, proved, single};

/// The days and the intervals of an `open` statement.
type Open = (Vec<&'static str>, Vec<(u8, u8)>);

/// A schedule in parts, and where each part is in its text.
#[derive(Debug, Clone)]
struct RandomSchedule {
    zone: &'static str,
    open: Vec<Open>,
    closed: Option<&'static str>,
}

/// The places of the parts of an `open` statement.
#[derive(Debug)]
struct Places {
    statement: Range<usize>,
    days: Vec<Range<usize>>,
    intervals: Vec<Range<usize>>,
}

fn schedule(closed: Vec<Option<&'static str>>) -> impl Strategy<Value = RandomSchedule> {
    let zone = select(vec!["Europe/Paris", "Europe/London", "Asia/Kolkata", "UTC"]);
    let days = select(vec!["mon-sun", "mon-fri", "sat-sun", "fri", "sat-mon"]);
    let interval = select(vec![
        (0, 24),
        (0, 12),
        (12, 24),
        (6, 18),
        (9, 12),
        (9, 17),
        (18, 24),
    ]);
    let open = (
        proptest::collection::vec(days, 1..3),
        proptest::collection::vec(interval, 1..3),
    );
    let open = proptest::collection::vec(open, 0..4);
    (zone, open, select(closed)).prop_map(|(zone, open, closed)| RandomSchedule {
        zone,
        open,
        closed,
    })
}

impl RandomSchedule {
    /// Adds its text, and returns the places of its `open` statements.
    fn write(&self, name: &str, text: &mut String) -> Vec<Places> {
        text.push_str(&format!(
            "schedule {name} {{\n  timezone \"{}\"\n",
            self.zone
        ));
        let mut places = Vec::new();
        for (days, intervals) in &self.open {
            let list = |items: Vec<String>, text: &mut String| {
                let mut ranges = Vec::new();
                for (position, item) in items.iter().enumerate() {
                    text.push_str(if position == 0 { " " } else { ", " });
                    ranges.push(text.len()..text.len() + item.len());
                    text.push_str(item);
                }
                ranges
            };
            text.push_str("  ");
            let start = text.len();
            text.push_str("open");
            let days = list(days.iter().map(ToString::to_string).collect(), text);
            let intervals = intervals.iter();
            let intervals = intervals.map(|(from, to)| format!("{from:02}:00-{to:02}:00"));
            let intervals = list(intervals.collect(), text);
            places.push(Places {
                statement: start..text.len(),
                days,
                intervals,
            });
            text.push('\n');
        }
        if let Some(closed) = self.closed {
            text.push_str(&format!("  closed {closed}\n"));
        }
        text.push_str("}\n");
        places
    }

    /// Each day word with each interval: the positions of statement, word and interval.
    fn units(&self) -> Vec<[usize; 3]> {
        let mut units = Vec::new();
        for (statement, (days, intervals)) in self.open.iter().enumerate() {
            for day in 0..days.len() {
                units.extend((0..intervals.len()).map(|interval| [statement, day, interval]));
            }
        }
        units
    }

    /// The open hours of the week of some units, from Monday on.
    fn week(&self, units: &BTreeSet<[usize; 3]>) -> BTreeSet<(usize, u8)> {
        let mut week = BTreeSet::new();
        for [statement, day, interval] in units {
            let (days, intervals) = &self.open[*statement];
            let (from, to) = intervals[*interval];
            for day in days_of(days[*day]) {
                week.extend((from..to).map(|hour| (day, hour)));
            }
        }
        week
    }
}

fn days_of(word: &str) -> Vec<usize> {
    let day = |word: &str| {
        let mut days = Day::ALL.iter();
        days.position(|day| day.as_str() == word).expect("a day")
    };
    let Some((from, to)) = word.split_once('-') else {
        return vec![day(word)];
    };
    let (from, to) = (day(from), day(to));
    (from..=from + (to + 7 - from) % 7)
        .map(|day| day % 7)
        .collect()
}

fn of_code(found: &[Finding], code: Code) -> Vec<&Finding> {
    found
        .iter()
        .filter(|finding| finding.code() == code)
        .collect()
}

/// Whether each hour of a message comes within a year.
fn seen(model: &Model, hours: &Hours) -> (bool, bool) {
    let mut all = year().map(|at| is_in(model, hours, at));
    let (mut inside, mut outside) = (false, false);
    while let Some(is_in) = all.next().filter(|_| !(inside && outside)) {
        inside |= is_in;
        outside |= !is_in;
    }
    (inside, outside)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn hours_add_nothing_if_the_week_is_the_same_without_them(
        random in schedule(vec![None]),
    ) {
        let mut text = String::from("brand acme\nchannel web { brand acme business_hours s0 }\n");
        let places = random.write("s0", &mut text);
        text.push_str(&message("m", "always", "schedule business_hours s0"));
        let mut left: BTreeSet<[usize; 3]> = random.units().into_iter().collect();
        let whole = random.week(&left);
        let mut expected = BTreeSet::new();
        for unit in random.units().into_iter().rev() {
            left.remove(&unit);
            if random.week(&left) == whole {
                expected.insert(unit);
            } else {
                left.insert(unit);
            }
        }
        let workspace = single(&text);
        let found = findings(&workspace);
        let found = of_code(&found, Code::HoursWithoutEffect);
        let mut reported = BTreeSet::new();
        for finding in found {
            let place = Range::<usize>::from(finding.span.range);
            let is_at = |[statement, day, interval]: &[usize; 3]| {
                let places = &places[*statement];
                let ranges = [
                    &places.statement,
                    &places.days[*day],
                    &places.intervals[*interval],
                ];
                ranges.contains(&&place)
            };
            let units: Vec<[usize; 3]> = random.units().into_iter().filter(is_at).collect();
            prop_assert!(!units.is_empty(), "{}", at(&workspace, finding));
            // One finding for each unit; that of a word or an interval is about the idle ones.
            for unit in units.into_iter().filter(|unit| expected.contains(unit)) {
                reported.insert(unit);
            }
        }
        prop_assert_eq!(reported, expected, "{}", text);
    }

    #[test]
    fn messages_outside_of_the_whole_week_are_never_shown(
        schedules in proptest::collection::vec(
            schedule(vec![None, None, Some("2026-05-01 to 2026-05-02")]),
            1..3,
        ),
    ) {
        let names = ["s0", "s1"];
        let list = names[..schedules.len()].join(", ");
        let mut text = format!("brand acme\nchannel web {{ brand acme business_hours {list} }}\n");
        for (schedule, name) in schedules.iter().zip(names) {
            schedule.write(name, &mut text);
        }
        let without_closed: String = text.lines().filter(|line| !line.contains("closed")).fold(
            String::new(),
            |text, line| text + line + "\n",
        );
        let outside = message("m", "always", "schedule outside_business_hours");
        let workspace = single(&(text.clone() + &outside));
        let found = proved(&workspace);
        let is_shown = |text: &str| {
            let model = model(&single(&(text.to_owned() + &outside)));
            seen(&model, &model.messages[0].hours).0
        };
        let expected = match (is_shown(&without_closed), is_shown(&text)) {
            (true, _) => None,
            (false, is_shown_on_closed_dates) => Some(is_shown_on_closed_dates),
        };
        let reported = found.iter().find_map(|finding| match &finding.problem {
            Problem::HoursNeverOpen {
                why: NeverOpen::OpenAllWeek { is_shown_on_closed_dates, .. },
                ..
            } => Some(*is_shown_on_closed_dates),
            _ => None,
        });
        prop_assert_eq!(reported, expected, "{}", text);

        // Each schedule on its own.
        for (position, random) in schedules.iter().enumerate() {
            let inside = message("n", "always", &format!("schedule business_hours s{position}"));
            let model = model(&single(&(text.clone() + &inside)));
            let (is_open, is_closed) = seen(&model, &model.messages[0].hours);
            let at_it = |code: Code| {
                let mut found = found.iter();
                found.any(|it| it.code() == code && at(&workspace, it) == names[position])
            };
            prop_assert_eq!(at_it(Code::HoursNeverOpen), !is_open, "{}", text);
            let is_always_open = !is_closed && random.closed.is_none();
            prop_assert_eq!(
                at_it(Code::HoursAlwaysOpen),
                is_always_open && reported.is_none(),
                "{}",
                text
            );
        }
    }
}

#[track_caller]
fn assert_never_open(statements: &str, expected: &[Code]) {
    let text = format!(
        "brand acme\nchannel web {{ brand acme business_hours s }}\n\
         schedule s {{ timezone \"Europe/Paris\" {statements} }}\n{}",
        message("m", "always", "schedule business_hours s"),
    );
    assert_eq!(codes(&proved(&single(&text))), expected, "{statements}");
}

#[test]
fn two_years_without_an_opening_are_too_long() {
    let never = [Code::HoursNeverOpen];
    let weekdays = "open mon-fri 09:00-18:00";
    let check = |closed: &str, expected| {
        assert_never_open(&format!("{weekdays} {closed}"), expected);
    };
    check("closed 2026-06-01 to 2028-05-31", &[]);
    check("closed 2026-06-01 to 2028-06-01", &never);
    check("closed 2020-01-01 to 2099-12-31", &never);
    check("closed 0001-01-01 to 9999-12-31", &never);
    // What was before 2026 no longer matters.
    check("closed 2020-01-01 to 2025-12-31", &[]);
    check("closed 2020-01-01 to 2026-12-31", &never);
    // Two closings with a weekend between them, and with a Monday.
    check(
        "closed 2026-01-05 to 2027-01-01 closed 2027-01-04 to 2028-12-31",
        &never,
    );
    check(
        "closed 2027-01-05 to 2028-12-31 closed 2026-01-05 to 2027-01-01",
        &[],
    );
    // The closings overlap.
    check(
        "closed 2026-01-05 to 2027-06-01 closed 2026-03-01 to 2028-06-01",
        &never,
    );
}
