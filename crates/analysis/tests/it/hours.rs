//! Hours, compared with a clock that is read minute by minute.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use proactive_analysis::{SetRelation, compare};
use proactive_catalog::Word;
use proactive_diagnostics::Code;
use proactive_hir::Workspace;
use proactive_hir::model::{Hours, Model, ScheduleId};
use proptest::prelude::*;
use proptest::sample::select;

use crate::workspaces::{codes, message, model, proved, single};

/// Whether a message of `model` is within its hours, computed independently.
pub(crate) fn is_in(model: &Model, hours: &Hours, unix_seconds: i64) -> bool {
    let open = |id: ScheduleId| {
        let schedule = &model[id];
        let zone = TimeZone::get(&schedule.timezone).expect("a zone");
        let instant = Timestamp::from_second(unix_seconds).expect("an instant");
        let local = instant.to_zoned_datetime(zone).datetime();
        let date = local.date();
        if schedule
            .closed
            .iter()
            .any(|closed| closed.from <= date && date <= closed.to)
        {
            return false;
        }
        let minute = local.hour() as u16 * 60 + local.minute() as u16;
        let day = local.weekday().to_monday_zero_offset() as usize;
        schedule.open.iter().any(|opening| {
            proactive_catalog::Day::ALL[day] == opening.day
                && opening.from.minutes() <= minute
                && minute < opening.to.minutes()
        })
    };
    match hours {
        Hours::Anytime => true,
        Hours::BusinessHours(id) => open(*id),
        Hours::OutsideBusinessHours(ids) => ids.iter().all(|id| !open(*id)),
    }
}

#[derive(Debug, Clone)]
struct RandomCondition {
    zone: &'static str,
    /// Days with start and end times.
    open: Vec<(&'static str, u8, u8)>,
    closed: Option<&'static str>,
}

fn schedule() -> impl Strategy<Value = RandomCondition> {
    let zone = select(vec![
        "Europe/Paris",
        "Europe/London",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "UTC",
    ]);
    let days = select(vec!["mon-fri", "sun", "sat-mon", "mon-sun", "wed"]);
    let opening = (days, 0..23_u8, 1..24_u8).prop_map(|(days, from, length)| {
        let to = (from + length).min(24);
        (days, from, to)
    });
    let closed = select(vec![
        None,
        Some("2026-03-29"),
        Some("2026-10-20 to 2026-11-10"),
    ]);
    (zone, proptest::collection::vec(opening, 1..3), closed)
        .prop_map(|(zone, open, closed)| RandomCondition { zone, open, closed })
}

impl RandomCondition {
    fn text(&self, name: &str) -> String {
        let mut text = format!("schedule {name} {{\n  timezone \"{}\"\n", self.zone);
        for (days, from, to) in &self.open {
            text.push_str(&format!("  open {days} {from:02}:00-{to:02}:00\n"));
        }
        if let Some(closed) = self.closed {
            text.push_str(&format!("  closed {closed}\n"));
        }
        text + "}\n"
    }
}

fn workspace_text(schedules: &[RandomCondition], hours: &[&str]) -> String {
    let mut text = String::new();
    let names = ["s0", "s1"];
    for (schedule, name) in schedules.iter().zip(names) {
        text.push_str(&schedule.text(name));
    }
    text.push_str("brand acme\nchannel web { brand acme business_hours s0, s1 }\n");
    for (number, hours) in hours.iter().enumerate() {
        text.push_str(&message(
            &format!("m{number}"),
            "always",
            &format!("schedule {hours}"),
        ));
    }
    text
}

/// Every half hour of the year 2026.
pub(crate) fn year() -> impl Iterator<Item = i64> {
    let first: Timestamp = "2026-01-05T00:00:00Z".parse().expect("an instant");
    let last = first
        .checked_add((52 * 7 * 24).hours())
        .expect("an instant");
    (first.as_second()..last.as_second()).step_by(30 * 60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn hours_are_compared_as_instants(
        schedules in proptest::collection::vec(schedule(), 2),
        kinds in proptest::collection::vec(
            select(vec!["anytime", "business_hours s0", "business_hours s1", "outside_business_hours"]),
            2,
        ),
    ) {
        let workspace = single(&workspace_text(&schedules, &kinds));
        let model = model(&workspace);
        let hours: Vec<&Hours> = model.messages.iter().map(|message| &message.hours).collect();
        let of = |at: i64| hours.iter().map(|hours| is_in(&model, hours, at)).collect::<Vec<_>>();
        let seen: Vec<Vec<bool>> = year().map(of).collect();
        let only_second = seen.iter().any(|it| !it[0] && it[1]);
        let only_first = seen.iter().any(|it| it[0] && !it[1]);
        let second = seen.iter().any(|it| it[1]);
        let found = shadowing(&workspace);
        let expected: &[Code] = match (only_second, only_first) {
            _ if !second => &[],
            (true, _) => &[],
            (false, true) => &[Code::ShadowedMessage],
            (false, false) => &[Code::DuplicateMessage],
        };
        prop_assert_eq!(found, expected);

        // The same two schedules as a diff from one to the other.
        let other = single(&workspace_text(&schedules, &[kinds[1]]));
        let this = single(&workspace_text(&schedules, &[kinds[0]]));
        let (old, new) = (crate::workspaces::model(&other), crate::workspaces::model(&this));
        let changes = compare(&old, &new);
        let extent = changes.changed.first().map_or(SetRelation::Equal, |change| change.hours.relation);
        let expected = match (only_first, only_second) {
            (false, false) => SetRelation::Equal,
            (true, false) => SetRelation::Wider,
            (false, true) => SetRelation::Narrower,
            (true, true) => SetRelation::Other,
        };
        prop_assert_eq!(extent, expected);
        for change in &changes.changed {
            if let Some(moment) = &change.hours.newly_in {
                prop_assert!(is_in(&new, &new.messages[0].hours, moment.unix_seconds));
                prop_assert!(!is_in(&old, &old.messages[0].hours, moment.unix_seconds));
            }
            if let Some(moment) = &change.hours.newly_out {
                prop_assert!(!is_in(&new, &new.messages[0].hours, moment.unix_seconds));
                prop_assert!(is_in(&old, &old.messages[0].hours, moment.unix_seconds));
            }
        }
    }
}

/// The codes of the findings about messages that come first.
fn shadowing(workspace: &Workspace) -> Vec<Code> {
    let mut codes = codes(&proved(workspace));
    codes.retain(|code| matches!(code, Code::ShadowedMessage | Code::DuplicateMessage));
    codes
}

#[track_caller]
fn assert_codes(schedules: &str, first: &str, second: &str, expected: &[Code]) {
    let text = format!(
        "{schedules}\nschedule base {{ timezone \"UTC\" open mon 09:00-10:00 }}\n\
         brand acme\nchannel web {{ brand acme business_hours base }}\n{}{}",
        message("first", "always", &format!("schedule {first}")),
        message("second", "always", &format!("schedule {second}")),
    );
    assert_eq!(shadowing(&single(&text)), expected, "{text}");
}

const NIGHTS: &str = r#"
schedule nights { timezone "Europe/Paris" open fri 22:00-24:00 open sat 00:00-06:00 }
schedule late { timezone "Europe/Paris" open fri 23:00-24:00 open sat 00:00-01:00 }
schedule skipped { timezone "Europe/Paris" open sun 02:00-03:00 closed 2026-01-01 to 2026-03-28 closed 2026-03-30 to 9999-12-31 }
schedule utc { timezone "UTC" open mon 09:00-10:00 }
schedule never { timezone "UTC" }
schedule forever { timezone "UTC" open mon 09:00-10:00 closed 0001-01-01 to 9999-12-31 }
"#;

#[test]
fn hours_across_midnight() {
    assert_codes(
        NIGHTS,
        "business_hours nights",
        "business_hours late",
        &[Code::ShadowedMessage],
    );
    assert_codes(NIGHTS, "business_hours late", "business_hours nights", &[]);
}

#[test]
fn skipped_hours_do_not_occur() {
    // On the one Sunday that is not closed, that hour does not exist.
    assert_codes(NIGHTS, "business_hours utc", "business_hours skipped", &[]);
}

#[test]
fn messages_never_shown_are_not_shadowed() {
    assert_codes(NIGHTS, "anytime", "business_hours never", &[]);
    assert_codes(NIGHTS, "anytime", "business_hours forever", &[]);
}
