//! Time zones: the tables of names, checked with the database, and what other names mean.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use proactive_catalog::aliases;
use proactive_catalog::time_zones::{LegacyZone, city_ahead, renamed};
use proactive_diagnostics::{Code, Problem, TimezoneProblem};
use proactive_hir::lower::parse_value::time_zones;
use proptest::prelude::*;

use crate::fixes::apply;
use crate::workspaces::Files;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or_else(|_| panic!("{name} is in the database"))
}

/// A moment in each month from 2026 to 2035.
fn months() -> impl Iterator<Item = Timestamp> {
    (2026..2036).flat_map(|year| {
        (1..=12).map(move |month| {
            let noon = date(year, month, 15).at(12, 0, 0, 0);
            TimeZone::UTC.to_timestamp(noon).unwrap()
        })
    })
}

fn offsets(name: &str) -> Vec<i32> {
    let zone = zone(name);
    months().map(|at| zone.to_offset(at).seconds()).collect()
}

fn hours(ahead: i8) -> i32 {
    i32::from(ahead) * 60 * 60
}

fn assert_good(name: &str) {
    assert!(time_zones().iter().any(|zone| zone == name), "{name}");
    assert_eq!(LegacyZone::find(name), None, "{name}");
}

#[test]
fn suggested_zones_are_good_names() {
    for (_, zones) in aliases::time_zones() {
        zones.iter().for_each(|zone| assert_good(zone));
    }
    for zone in time_zones() {
        if let Some(legacy) = LegacyZone::find(zone) {
            legacy.instead().into_iter().for_each(assert_good);
        }
    }
    for name in ["UTC", "Etc/UTC", "Europe/Paris", "Europe/Amsterdam"] {
        assert_good(name);
    }
}

#[test]
fn renamed_zones_have_the_same_clocks() {
    assert!(renamed().is_sorted());
    for (old, new) in renamed() {
        assert!(time_zones().iter().any(|zone| zone == old), "{old}");
        assert_eq!(LegacyZone::find(old), Some(LegacyZone::Renamed(new)));
        assert_eq!(offsets(old), offsets(new), "{old}");
    }
}

#[test]
fn legacy_zones_have_the_clocks_that_are_said() {
    for name in time_zones() {
        match LegacyZone::find(name) {
            Some(LegacyZone::Fixed { ahead, cities }) => {
                assert!(offsets(name).iter().all(|it| *it == hours(ahead)), "{name}");
                let changes = offsets(cities[0]);
                assert!(changes.contains(&hours(ahead)), "{name}");
                assert!(changes.contains(&hours(ahead + 1)), "{name}");
                for stays in &cities[1..] {
                    assert_eq!(offsets(stays), offsets(name), "{name}");
                }
            }
            Some(LegacyZone::Region(cities)) => {
                for city in cities {
                    assert_eq!(offsets(name), offsets(city), "{name}");
                }
            }
            Some(LegacyZone::Offset { ahead, .. }) => {
                assert!(offsets(name).iter().all(|it| *it == hours(ahead)), "{name}");
            }
            Some(LegacyZone::Renamed(_)) | None => {}
        }
    }
}

#[test]
fn cities_of_offsets_have_them() {
    for ahead in -11..=14 {
        let city = city_ahead(ahead).expect("a city");
        assert_good(city);
        assert_eq!(
            offsets(city).into_iter().min(),
            Some(hours(ahead)),
            "{city}"
        );
    }
    assert_eq!(city_ahead(-12), None);
}

#[test]
fn each_alias_is_listed_once_in_its_plain_form() {
    let mut seen = BTreeSet::new();
    for (name, zones) in aliases::time_zones() {
        assert!(seen.insert(name), "{name}");
        assert!(!zones.is_empty());
        let plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == ' ';
        assert!(name.chars().all(plain), "{name}");
        assert!(!name.contains("  ") && name.trim() == name, "{name}");
    }
}

fn schedule(zone: &str) -> Files {
    let text = format!("schedule s {{ timezone \"{zone}\" open mon 09:00-10:00 }}\n");
    Files {
        files: vec![("main.proactive".to_owned(), text)],
        ..Files::default()
    }
}

/// What is suggested for a name that is no zone. `None` for an offset.
fn meant(name: &str) -> Option<Vec<String>> {
    let findings = schedule(name).findings();
    let mut problems = findings.iter().map(|finding| &finding.problem);
    let problem = problems.find_map(|problem| match problem {
        Problem::InvalidTimezone { problem, .. } => Some(problem.clone()),
        _ => None,
    });
    match problem.unwrap_or_else(|| panic!("`{name}` is a zone: {findings:?}")) {
        TimezoneProblem::Offset { .. } => None,
        TimezoneProblem::Unknown { candidates } => Some(candidates),
    }
}

#[test]
fn names_are_understood() {
    for (name, expected) in [
        // Screens.
        ("Central Time (US & Canada)", "America/Chicago"),
        ("(GMT-06:00) Central Time (US & Canada)", "America/Chicago"),
        ("(GMT+01:00) Berlin", "Europe/Berlin"),
        ("(UTC+01:00) Paris", "Europe/Paris"),
        ("UTC +09:00 (Tokyo)", "Asia/Tokyo"),
        ("Eastern Standard Time", "America/New_York"),
        ("Eastern Standard Time (Mexico)", "America/Cancun"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        // Cities.
        ("Paris", "Europe/Paris"),
        ("new york", "America/New_York"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Munich", "Europe/Berlin"),
        ("Genève", "Europe/Zurich"),
        ("San Francisco", "America/Los_Angeles"),
        ("Lyon, France", "Europe/Paris"),
        ("Paris time", "Europe/Paris"),
        ("heure de Paris", "Europe/Paris"),
        ("Parsi", "Europe/Paris"),
        // Countries.
        ("France", "Europe/Paris"),
        ("Royaume-Uni", "Europe/London"),
        ("Deutschland", "Europe/Berlin"),
        ("Europe/Germany", "Europe/Berlin"),
        // Spellings.
        ("Europe/paris", "Europe/Paris"),
        ("europe-paris", "Europe/Paris"),
        ("Paris/Europe", "Europe/Paris"),
        ("Europe Paris", "Europe/Paris"),
        ("America/NewYork", "America/New_York"),
        ("Europe/Berlin (CET)", "Europe/Berlin"),
        ("Europe/Pari", "Europe/Paris"),
        ("us/eastern", "America/New_York"),
        ("utc", "UTC"),
        // Abbreviations.
        ("EDT", "America/New_York"),
        ("PST", "America/Los_Angeles"),
        ("CEST", "Europe/Paris"),
        ("BST", "Europe/London"),
        ("est", "America/New_York"),
        ("EST/EDT", "America/New_York"),
    ] {
        let found = meant(name).unwrap_or_default();
        assert_eq!(
            found.first().map(String::as_str),
            Some(expected),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn names_of_several_zones_are_listed() {
    let list = |names: &[&str]| Some(names.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!(meant("CST"), list(&["America/Chicago", "Asia/Shanghai"]));
    assert_eq!(
        meant("(UTC+01:00) Amsterdam, Berlin, Rome"),
        list(&["Europe/Amsterdam", "Europe/Berlin", "Europe/Rome"])
    );
    assert_eq!(
        meant("USA"),
        list(&[
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles"
        ])
    );
    assert_eq!(meant("nowhere in particular"), list(&[]));
    assert_eq!(meant("XYZ"), list(&[]));
    assert_eq!(meant("UTC+00:00"), list(&["UTC", "Europe/London"]));
}

#[test]
fn offsets_are_no_names() {
    for offset in [
        "GMT+1",
        "UTC+2",
        "UTC-05:00",
        "+02:00",
        "-5",
        "utc+0200",
        "GMT 1",
        "UTC+5:30",
    ] {
        assert_eq!(meant(offset), None, "{offset}");
        assert!(schedule(offset).findings()[0].fixes.is_empty(), "{offset}");
    }
}

proptest! {
    /// Whatever is written, the suggestions are zones without a finding.
    #[test]
    fn suggestions_have_no_finding(
        name in prop_oneof![
            "[A-Za-z+/ ()0-9-]{1,20}",
            prop::sample::select(time_zones().to_vec()),
            (prop::sample::select(time_zones().to_vec()), 0..40_usize).prop_map(|(mut name, at)| {
                if at < name.len() {
                    name.remove(at);
                }
                name
            }),
        ],
    ) {
        let files = schedule(&name);
        for finding in files.findings() {
            for fix in &finding.fixes {
                let fixed = apply(&files, fix);
                let zones = [Code::InvalidTimezone, Code::LegacyTimezone];
                let left = fixed.findings();
                prop_assert!(!left.iter().any(|it| zones.contains(&it.code())), "{}", name);
            }
        }
    }
}
