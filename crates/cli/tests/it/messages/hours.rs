//! Problems of hours and time zones; one of each.

use proactive_catalog::Day;
use proactive_catalog::time_zones::LegacyZone;
use proactive_diagnostics::{NeverOpen, Problem, TimezoneProblem, WithoutEffect};

use super::shape::{list, s};

pub(super) fn errors() -> Vec<Problem> {
    let mut problems = vec![
        Problem::NoBusinessHours {
            channel: s("web"),
            schedule: None,
        },
        Problem::NoBusinessHours {
            channel: s("web"),
            schedule: Some(s("paris")),
        },
        Problem::AmbiguousBusinessHours {
            channel: s("web"),
            schedules: list(&["paris", "lyon", "nice"]),
        },
    ];
    for (standard, summer) in [
        (Some("Europe/Athens"), Some("Europe/Paris")),
        (Some("Asia/Tokyo"), None),
        (None, None),
    ] {
        problems.push(Problem::InvalidTimezone {
            found: s("+02:00"),
            problem: TimezoneProblem::Offset {
                standard: standard.map(s),
                summer: summer.map(s),
            },
        });
    }
    for candidates in [
        list(&[]),
        list(&["Europe/Paris"]),
        list(&["America/Chicago", "Asia/Shanghai"]),
    ] {
        problems.push(Problem::InvalidTimezone {
            found: s("somewhere"),
            problem: TimezoneProblem::Unknown { candidates },
        });
    }
    problems
}

pub(super) fn lints() -> Vec<Problem> {
    let mut problems = Vec::new();
    for messages in [list(&[]), list(&["hello"]), list(&["hello", "cart"])] {
        problems.push(Problem::HoursAlwaysOpen {
            schedule: s("paris"),
            messages: messages.clone(),
        });
        problems.push(Problem::HoursNeverOpen {
            name: s("paris"),
            why: NeverOpen::NoOpening {
                messages: messages.clone(),
            },
        });
        problems.push(Problem::HoursNeverOpen {
            name: s("paris"),
            why: NeverOpen::Closed {
                from: s("2026-01-01"),
                to: s("2099-12-31"),
                messages,
            },
        });
    }
    for (schedules, is_shown_on_closed_dates) in [
        (list(&["paris"]), false),
        (list(&["paris"]), true),
        (list(&["paris", "night"]), false),
    ] {
        problems.push(Problem::HoursNeverOpen {
            name: s("hello"),
            why: NeverOpen::OpenAllWeek {
                schedules,
                is_shown_on_closed_dates,
            },
        });
    }
    for (days, other) in [
        (vec![Day::Friday], Some("open mon-thu 09:00-17:00")),
        (vec![Day::Saturday, Day::Sunday], None),
        (vec![Day::Monday, Day::Tuesday, Day::Wednesday], None),
        (vec![Day::Monday, Day::Wednesday, Day::Friday], None),
    ] {
        problems.push(Problem::HoursWithoutEffect(WithoutEffect::Hours {
            days,
            from: s("09:00"),
            to: s("17:00"),
            other: other.map(s),
        }));
    }
    for to in ["2026-12-24", "2026-12-26"] {
        problems.push(Problem::HoursWithoutEffect(WithoutEffect::Closed {
            from: s("2026-12-24"),
            to: s(to),
        }));
    }
    problems.push(Problem::ClosesBeforeMidnight {
        found: s("18:00-23:59"),
        meant: s("18:00-24:00"),
    });
    for found in [
        "US/Eastern",
        "CET",
        "WET",
        "EST",
        "MST",
        "GMT",
        "Etc/GMT+5",
        "Etc/GMT-1",
        "Etc/GMT-13",
        "Etc/GMT+12",
    ] {
        let legacy = LegacyZone::find(found).expect("a legacy name");
        let found = s(found);
        problems.push(Problem::LegacyTimezone { found, legacy });
    }
    problems
}
