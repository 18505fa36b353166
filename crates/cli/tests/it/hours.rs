//! `proactive hours`.

use serde_json::{Value, json};

use crate::support::{Folder, RIGHT, schema_errors, wrong};

/// A shop that is open on workdays, a night shift, and a schedule without hours.
const SCHEDULES: &str = r#"
brand acme
schedule day "Support" {
  timezone "Europe/Paris"
  open mon-fri 09:00-12:30, 13:30-18:00
  closed 2026-11-01
  closed 2026-12-25 "Noël"
  closed 2026-12-28 to 2027-01-03 "Annual\nholidays"
  closed 2027-05-01
  closed 2027-07-14
}
schedule night {
  timezone "America/New_York"
  open mon-sun 22:00-24:00
  open mon-sun 00:00-04:00
}
schedule all_day "All day" {
  timezone "UTC"
  open mon-sun 00:00-24:00
}
channel web { brand acme business_hours day, night, all_day }
"#;

fn folder() -> Folder {
    Folder::with("shop.proactive", SCHEDULES)
}

/// Without `--at`, it is the time of the environment: Monday 2026-11-30 10:00 UTC.
#[test]
fn the_hours_now() {
    let ran = folder().run(&["hours"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "2 of 3 schedules open\n"));
    insta::assert_snapshot!(ran.out);
    let drawn = folder().screen(&["hours"], 80).styled;
    assert!(drawn.contains("‹green›open‹/›"), "{drawn}");
    assert!(drawn.contains("‹yellow›closed‹/›"), "{drawn}");
}

/// Parts of a moment that are left out are those of today, in the zone of each schedule.
#[test]
fn moments_with_parts_left_out() {
    let at = |moment: &str| {
        let ran = folder().run(&["hours", "--json", "--at", moment]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let document: Value = serde_json::from_str(&ran.out).unwrap();
        let schedules = document["schedules"].as_array().unwrap();
        let local = schedules.iter().map(|it| it["at"]["local"].clone());
        local.collect::<Vec<Value>>()
    };
    assert_eq!(
        at("now"),
        [
            "Mon 2026-11-30 11:00",
            "Mon 2026-11-30 05:00",
            "Mon 2026-11-30 10:00"
        ]
    );
    assert_eq!(at("20:00"), ["Mon 2026-11-30 20:00"; 3]);
    assert_eq!(at("mon 20:00"), ["Mon 2026-11-30 20:00"; 3]);
    assert_eq!(at("sun 20:00"), ["Sun 2026-12-06 20:00"; 3]);
    assert_eq!(at("2026-03-16 20:00"), ["Mon 2026-03-16 20:00"; 3]);
    assert_eq!(
        at("2026-03-16 20:00 Asia/Tokyo"),
        [
            "Mon 2026-03-16 12:00",
            "Mon 2026-03-16 07:00",
            "Mon 2026-03-16 11:00"
        ]
    );
}

#[test]
fn json_follows_its_schema() {
    let ran = folder().run(&["hours", "--json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["version"], 1);
    let all_day = &document["schedules"][2];
    assert_eq!(all_day["until"], json!(null));
    let day = &document["schedules"][0];
    assert_eq!(day["until"]["local"], "Mon 2026-11-30 12:30");
    assert_eq!(
        day["closings"][0],
        json!({ "from": "2026-12-25", "to": "2026-12-25", "name": "Noël" })
    );
    assert_eq!(schema_errors("hours", &document), Vec::<String>::new());
}

#[test]
fn what_is_wrong_is_told() {
    let fails = |at: &str| {
        let ran = folder().run(&["hours", "--at", at]);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{at}");
        ran.err
    };
    insta::assert_snapshot!(
        [
            "",
            "tomorrow",
            "25:00",
            "sat",
            "sat 8:00",
            "2026-02-30 10:00",
            "10:00 Paris",
            "10:00 UTC x",
            "24:00"
        ]
        .map(fails)
        .concat()
    );
    // The clocks in Paris go forward from 02:00 to 03:00.
    let ran = folder().run(&["hours", "--at", "2026-03-29 02:30"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("the clocks go forward"), "{}", ran.err);
}

#[test]
fn workspaces_without_schedules_and_with_errors() {
    let ran = Folder::with("shop.proactive", RIGHT).run(&["hours"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "the workspace has no schedules\n");
    let ran = Folder::with("shop.proactive", wrong()).run(&["hours"]);
    assert_eq!(ran.exit, 1);
    assert!(
        ran.err.ends_with("the hours are not known\n"),
        "{}",
        ran.err
    );
}
