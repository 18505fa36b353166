//! `time` in tests: time zones and daylight saving time.

use proactive_diagnostics::{Code, Finding};
use proactive_hir::draft::{Body, Moment, Slot};
use proactive_hir::lower::lower;
use proactive_syntax::parse_slice;

fn moment(written: &str) -> Result<Moment, Vec<Finding>> {
    let text = format!("test \"t\" {{\n  time {written}\n}}\n");
    let draft = lower(&text, &parse_slice(&text));
    let Some(Body::Test(test)) = draft.declaration.map(|declaration| declaration.body) else {
        panic!("no test: {text}");
    };
    match test.time {
        Slot::Given(moment) => Ok(moment),
        Slot::Absent | Slot::Broken => Err(draft.errors),
    }
}

#[track_caller]
fn is_at(written: &str, unix_seconds: i64) {
    assert_eq!(
        moment(written).unwrap().unix_seconds,
        unix_seconds,
        "{written}"
    );
}

#[track_caller]
fn is_wrong(written: &str, code: Code, place: &str) {
    let errors = moment(written).unwrap_err();
    let text = format!("test \"t\" {{\n  time {written}\n}}\n");
    let found: Vec<(Code, &str)> = errors
        .iter()
        .map(|finding| (finding.code(), &text[finding.span.range]))
        .collect();
    assert_eq!(found, [(code, place)], "{written}");
}

#[test]
fn times_are_local_to_the_zone() {
    is_at("2026-01-05 10:00", 1_767_607_200);
    is_at("2026-01-05 10:00 \"UTC\"", 1_767_607_200);
    is_at("2026-01-05 11:00 \"Europe/Paris\"", 1_767_607_200);
    is_at("2026-01-05 15:30 \"Asia/Kolkata\"", 1_767_607_200);
    is_at("1970-01-01 00:00", 0);
    is_at("2026-07-01 12:00 \"Europe/Paris\"", 1_782_900_000);
}

#[test]
fn a_skipped_time_is_an_error() {
    // On this Sunday, clocks go from 02:00 to 03:00.
    is_at("2026-03-29 01:59 \"Europe/Paris\"", 1_774_745_940);
    is_wrong(
        "2026-03-29 02:00 \"Europe/Paris\"",
        Code::InvalidTime,
        "2026-03-29 02:00",
    );
    is_wrong(
        "2026-03-29 02:59 \"Europe/Paris\"",
        Code::InvalidTime,
        "2026-03-29 02:59",
    );
    is_at("2026-03-29 03:00 \"Europe/Paris\"", 1_774_746_000);
    // A whole day that was skipped at the date line.
    is_wrong(
        "2011-12-30 12:00 \"Pacific/Apia\"",
        Code::InvalidTime,
        "2011-12-30 12:00",
    );
}

#[test]
fn the_first_of_two_equal_times_is_meant() {
    // At 03:00, clocks go back to 02:00.
    is_at("2026-10-25 01:59 \"Europe/Paris\"", 1_792_886_340);
    is_at("2026-10-25 02:00 \"Europe/Paris\"", 1_792_886_400);
    is_at("2026-10-25 02:59 \"Europe/Paris\"", 1_792_889_940);
    is_at("2026-10-25 03:00 \"Europe/Paris\"", 1_792_893_600);
}

#[test]
fn zones_are_spelled_as_in_the_database() {
    for (written, usual) in [
        ("europe/paris", "Europe/Paris"),
        ("EUROPE/PARIS", "Europe/Paris"),
        ("utc", "UTC"),
        (
            "america/argentina/buenos_aires",
            "America/Argentina/Buenos_Aires",
        ),
    ] {
        let errors = moment(&format!("2026-01-05 10:00 \"{written}\"")).unwrap_err();
        let [finding] = errors.as_slice() else {
            panic!("{errors:?}");
        };
        assert_eq!(finding.code(), Code::InvalidTimezone);
        let fix = finding
            .fixes
            .iter()
            .find(|fix| fix.is_machine_applicable())
            .unwrap();
        assert_eq!(fix.edits[0].replacement, format!("\"{usual}\""));
        assert!(moment(&format!("2026-01-05 10:00 \"{usual}\"")).is_ok());
    }
    is_wrong(
        "2026-01-05 10:00 \"Mars/Base\"",
        Code::InvalidTimezone,
        "\"Mars/Base\"",
    );
}

#[test]
fn nonexistent_dates_and_times() {
    for (written, place) in [
        ("2026-02-29 10:00", "2026-02-29"),
        ("2026-13-01 10:00", "2026-13-01"),
        ("26-01-05 10:00", "26-01-05"),
        ("2026-1-5 10:00", "2026-1-5"),
        ("2026-01-05 24:00", "24:00"),
        ("2026-01-05 24:01", "24:01"),
        ("2026-01-05 10:60", "10:60"),
        ("2026-01-05 9:00", "9:00"),
        ("2026-01-05 10", "10"),
        ("2026-01-05 10:00:00", "10:00:00"),
    ] {
        is_wrong(written, Code::InvalidTime, place);
    }
    is_at("2028-02-29 23:59", 1_835_481_540);
    is_at("0001-01-01 00:00", -62_135_596_800);
    // This evening in Honolulu is in a year that is out of range in UTC.
    is_at("9999-12-30 12:00 \"Pacific/Honolulu\"", 253_402_207_200);
    is_wrong(
        "9999-12-31 23:59 \"Pacific/Honolulu\"",
        Code::InvalidTime,
        "9999-12-31 23:59",
    );
}
