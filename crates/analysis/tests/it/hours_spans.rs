//! How hours change, as spans of the week and as dates, compared with each minute of many dates.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proactive_analysis::{DateChange, DaySpan, HoursSpans, compare};
use proactive_catalog::{Day, Word as _};
use proactive_hir::model::Model;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::workspaces::{message, model, single};

const FIRST: Date = date(2026, 3, 2);

/// Days from the first date on that schedules can be closed on.
const DAYS: i32 = 40;

#[derive(Debug, Clone)]
struct Hours {
    /// Day of the week, first and last half hour.
    open: Vec<(usize, u16, u16)>,
    /// First day and number of further days.
    closed: Vec<(i32, i32)>,
}

impl Hours {
    fn text(&self, name: &str, zone: &str) -> String {
        let time = |half: u16| format!("{:02}:{:02}", half / 2, half % 2 * 30);
        let mut text = format!("schedule {name} {{ timezone \"{zone}\"");
        for (day, from, to) in &self.open {
            let day = Day::ALL[*day].as_str();
            text.push_str(&format!(" open {day} {}-{}", time(*from), time(*to)));
        }
        for (from, more) in &self.closed {
            let first = FIRST + from.days();
            text.push_str(&format!(" closed {first} to {}", first + more.days()));
        }
        text.push_str(" }\n");
        text
    }

    /// The open half hours of a date.
    fn on(&self, day: i32) -> BTreeSet<u16> {
        let mut closed = self.closed.iter();
        if closed.any(|(from, more)| (*from..=from + more).contains(&day)) {
            return BTreeSet::new();
        }
        let weekday = usize::try_from(day.rem_euclid(7)).unwrap();
        let open = self.open.iter().filter(|it| it.0 == weekday);
        open.flat_map(|(_, from, to)| *from..*to).collect()
    }
}

fn hours() -> impl Strategy<Value = Hours> {
    let open = (
        0..7_usize,
        select(vec![0_u16, 16, 18, 24, 36]),
        select(vec![2_u16, 8, 12]),
    );
    let open = open.prop_map(|(day, from, length)| (day, from, from + length));
    let closed = vec((0..DAYS, 0..9_i32), 0..3);
    (vec(open, 1..6), closed).prop_map(|(open, closed)| Hours { open, closed })
}

/// Hours before and now, often with much in common.
fn both() -> impl Strategy<Value = (Hours, Hours)> {
    (hours(), hours(), 0..4_u8).prop_map(|(old, other, what)| {
        let mut new = old.clone();
        match what {
            0 => new = other,
            1 => new.open.extend(other.open),
            2 => new.closed = other.closed,
            _ => new.closed.extend(other.closed),
        }
        (old, new)
    })
}

fn workspace(hours: &[&Hours], kind: &str) -> Model {
    let mut text = String::from("brand acme\n");
    let mut names = Vec::new();
    for (position, hours) in hours.iter().enumerate() {
        let name = format!("s{position}");
        text.push_str(&hours.text(&name, "Europe/Paris"));
        names.push(name);
    }
    text.push_str(&format!(
        "channel web {{ brand acme business_hours {} }}\n{}",
        names.join(", "),
        message("hello", "always", kind)
    ));
    model(&single(&text))
}

fn halves(spans: &[DaySpan]) -> BTreeSet<u16> {
    spans
        .iter()
        .flat_map(|it| it.from / 30..it.to / 30)
        .collect()
}

/// Checks the report against the half hours of each date, which are given.
fn confirm(
    spans: &HoursSpans,
    old: &dyn Fn(i32) -> BTreeSet<u16>,
    new: &dyn Fn(i32) -> BTreeSet<u16>,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(&*spans.zone, "Europe/Paris");
    for day in -7..DAYS + 20 {
        let date = FIRST + day.days();
        let (before, now) = (old(day), new(day));
        let opened: BTreeSet<u16> = now.difference(&before).copied().collect();
        let closed: BTreeSet<u16> = before.difference(&now).copied().collect();
        let mut listed = spans.dates.iter();
        let listed = listed.find(|it| it.from <= date && date <= it.to);
        if let Some(listed) = listed {
            if before.is_empty() && now.is_empty() {
                // Between others that have hours.
                prop_assert!(listed.from < date && date < listed.to);
                continue;
            }
            match &listed.change {
                DateChange::Opens => prop_assert!(before.is_empty() && !now.is_empty()),
                DateChange::Closes => prop_assert!(!before.is_empty() && now.is_empty()),
                DateChange::Differs {
                    newly_open,
                    newly_closed,
                } => {
                    prop_assert_eq!(&opened, &halves(newly_open));
                    prop_assert_eq!(&closed, &halves(newly_closed));
                }
            }
            continue;
        }
        if opened.is_empty() && closed.is_empty() {
            continue;
        }
        let weekday = Day::ALL[usize::try_from(day.rem_euclid(7)).unwrap()];
        let weekly = |list: &[proactive_analysis::DaySpans]| {
            let of_day = list.iter().filter(|it| it.days.contains(&weekday));
            of_day
                .flat_map(|it| halves(&it.spans))
                .collect::<BTreeSet<u16>>()
        };
        prop_assert_eq!(opened, weekly(&spans.newly_open), "{}", date);
        prop_assert_eq!(closed, weekly(&spans.newly_closed), "{}", date);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_the_differences_of_dates((old, new) in both(), common in hours(), inside in any::<bool>()) {
        let schedules = |it: &'_ Hours| match inside {
            true => workspace(&[it], "schedule business_hours"),
            false => workspace(&[it, &common], "schedule outside_business_hours"),
        };
        let changes = compare(&schedules(&old), &schedules(&new));
        let all: BTreeSet<u16> = (0..48).collect();
        let half_hours = |it: &Hours, day| match inside {
            true => it.on(day),
            false => {
                let open: BTreeSet<u16> = it.on(day).union(&common.on(day)).copied().collect();
                all.difference(&open).copied().collect()
            }
        };
        let (was, is) = (|day| half_hours(&old, day), |day| half_hours(&new, day));
        let Some(change) = changes.changed.first() else {
            for day in -7..DAYS + 20 {
                prop_assert_eq!(was(day), is(day));
            }
            return Ok(());
        };
        let spans = change.spans.as_ref().expect("one time zone");
        let (opened, closed) = (change.hours.newly_in.is_some(), change.hours.newly_out.is_some());
        prop_assert!(opened || closed);
        confirm(spans, &was, &is)?;
    }
}

fn schedule(zone: &str, rest: &str) -> String {
    format!(
        "brand acme\nschedule office {{ timezone \"{zone}\" {rest} }}\n\
         channel web {{ brand acme business_hours office }}\n{}",
        message("hello", "always", "schedule business_hours")
    )
}

#[test]
fn zones_with_the_same_clock_are_one() {
    let spans = |old: &str, new: &str| {
        let changes = compare(&model(&single(old)), &model(&single(new)));
        changes.changed[0].spans.clone()
    };
    let old = schedule("Europe/Paris", "open mon-fri 09:00-18:00");
    let berlin = schedule(
        "Europe/Berlin",
        "open mon-fri 09:00-20:00 closed 2026-12-25",
    );
    let told = spans(&old, &berlin).unwrap();
    assert_eq!(&*told.zone, "Europe/Berlin");
    let evening = &told.newly_open[0];
    assert_eq!(evening.days.len(), 5);
    assert_eq!(
        evening.spans,
        [DaySpan {
            from: 18 * 60,
            to: 20 * 60
        }]
    );
    assert!(told.newly_closed.is_empty());
    let christmas = date(2026, 12, 25);
    assert_eq!(
        (told.dates[0].from, told.dates[0].to),
        (christmas, christmas)
    );
    assert_eq!(told.dates[0].change, DateChange::Closes);
    // In London it is never the same time.
    assert_eq!(
        spans(&old, &schedule("Europe/London", "open mon-fri 09:00-18:00")),
        None
    );
}
