//! Hours in zones with clock changes: every quarter of an hour around the changes, compared with
//! the calendar.

use jiff::Timestamp;
use proactive_config::json::History;
use proactive_engine::{OpenState, Simulation, Visitor};

use crate::workspaces::play;

/// Whether a schedule in `zone` with these statements is open at each of `moments`.
fn open_at(zone: &str, statements: &str, moments: &[i64]) -> Vec<bool> {
    let play = play(&format!(
        r#"
brand acme
schedule hours {{
  timezone "{zone}"
  {statements}
}}
channel web {{ brand acme business_hours hours }}
message hello {{
  text "Hello"
  reply agent "One moment"
  when always
  on page_load
  schedule business_hours
  frequency every_time
}}
"#
    ));
    let decide = |&start: &i64| {
        let visitor = Visitor {
            history: History::New,
            language: "en",
            start,
            channel: None,
        };
        let mut simulation = Simulation::recording(&play.program, &visitor);
        simulation.visit("https://acme.example/", "");
        let shown = !simulation.shown().is_empty();
        let page = simulation.trace().unwrap();
        assert_eq!(page.messages[0].schedules[0].is_open, shown);
        shown
    };
    moments.iter().map(decide).collect()
}

/// For how many minutes it is open on `date`, seen from outside the zone: from noon to noon around
/// its midnight and the next one.
fn minutes(zone: &str, statements: &str, date: &str) -> usize {
    let noon = format!("{date}T12:00:00Z");
    let noon = noon.parse::<Timestamp>().unwrap().as_second();
    let moments: Vec<i64> = (-36 * 60..36 * 60)
        .map(|minute| noon + minute * 60)
        .collect();
    open_at(zone, statements, &moments)
        .into_iter()
        .filter(|open| *open)
        .count()
}

#[test]
fn days_of_clock_changes() {
    let all_day = "open sun 00:00-24:00";
    let night = "open sun 01:00-04:00";
    let cases = [
        ("Europe/Paris", "2026-03-22", 24 * 60, 180),
        ("Europe/Paris", "2026-03-29", 23 * 60, 120),
        ("Europe/Paris", "2026-10-25", 25 * 60, 240),
        ("America/New_York", "2026-03-08", 23 * 60, 120),
        ("America/New_York", "2026-11-01", 25 * 60, 240),
        ("Australia/Lord_Howe", "2026-04-05", 24 * 60 + 30, 210),
        ("Australia/Lord_Howe", "2026-10-04", 23 * 60 + 30, 150),
        ("Asia/Kolkata", "2026-03-29", 24 * 60, 180),
        ("Asia/Kathmandu", "2026-03-29", 24 * 60, 180),
    ];
    for (zone, date, day, hours) in cases {
        assert_eq!(minutes(zone, all_day, date), day, "{zone} {date}");
        assert_eq!(minutes(zone, night, date), hours, "{zone} {date}");
    }
}

/// A day that a zone skips does not occur: Samoa went from Thursday to Saturday.
#[test]
fn a_skipped_day() {
    assert_eq!(
        minutes("Pacific/Apia", "open fri 00:00-24:00", "2011-12-30"),
        0
    );
    assert_eq!(
        minutes("Pacific/Apia", "open fri 00:00-24:00", "2011-12-23"),
        24 * 60
    );
}

/// A closed date is as long as the day in its zone.
#[test]
fn a_closed_date_on_a_day_of_a_clock_change() {
    let hours = "open sat, sun, mon 00:00-24:00";
    let three_days = minutes("Europe/Paris", hours, "2026-10-25");
    let closed = format!("{hours}\n  closed 2026-10-25");
    assert_eq!(
        three_days - minutes("Europe/Paris", &closed, "2026-10-25"),
        25 * 60
    );
}

/// Across midnight: an evening and a morning, without a gap.
#[test]
fn hours_across_midnight() {
    let night = "open fri 22:00-24:00\n  open sat 00:00-06:00";
    for zone in ["Europe/Paris", "Asia/Kolkata", "Australia/Lord_Howe"] {
        assert_eq!(minutes(zone, night, "2026-01-10"), 8 * 60, "{zone}");
    }
    // The clocks change on a Sunday.
    let night = "open sat 22:00-24:00\n  open sun 00:00-06:00";
    assert_eq!(minutes("Europe/Paris", night, "2026-03-29"), 7 * 60);
    assert_eq!(minutes("Europe/Paris", night, "2026-10-25"), 9 * 60);
}

/// The distant past and future work too, and nothing breaks at the ends of the calendar.
#[test]
fn the_ends_of_time() {
    let extremes = [i64::MIN, -400_000_000_000, 0, 253_402_207_201, i64::MAX];
    assert_eq!(
        open_at("Asia/Kolkata", "open mon-sun 00:00-24:00", &extremes),
        [true; 5]
    );
}

/// Every answer to “until when?” is the first moment at which the answer to “is it open?” differs. Half
/// an hour is enough: these hours and clocks change at no others.
#[test]
fn until_the_first_half_hour_that_differs() {
    let zones = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe"];
    let hours = [
        "open mon-fri 09:00-12:30, 13:30-18:00 open sat 10:00-16:00",
        "open sun 02:00-03:00",
        "open mon-sun 00:00-24:00 closed 2026-03-10 to 2026-03-12",
        "open mon-fri 22:00-24:00 open tue-sat 00:00-06:00 closed 2026-03-28",
        "open sat, sun 00:00-24:00 closed 2026-03-29 closed 2026-04-04 to 2026-04-05",
    ];
    // Just before clocks change in one of these zones.
    let starts = ["2026-03-07", "2026-03-28", "2026-04-03"];
    for (zone, hours) in zones
        .iter()
        .flat_map(|zone| hours.map(|hours| (zone, hours)))
    {
        let play = play(&format!(
            "brand acme\nschedule hours {{ timezone \"{zone}\" {hours} }}\n\
             channel web {{ brand acme business_hours hours }}"
        ));
        let schedule = play.program.schedules().next().unwrap();
        for start in starts {
            let start = format!("{start}T00:00:00Z").parse::<Timestamp>().unwrap();
            let steps = (0..9 * 24 * 2).map(|step| start.as_second() + step * 30 * 60);
            let mut told: Option<OpenState> = None;
            for at in steps {
                let now = play.program.open_state(schedule, at).unwrap();
                if let Some(told) = told {
                    let differs = now.is_open != told.is_open;
                    assert_eq!(differs, told.until == Some(at), "{zone}, {hours}: {at}");
                    assert!(differs || now.until == told.until, "{zone}, {hours}: {at}");
                }
                told = Some(now);
            }
        }
    }
}

#[test]
fn hours_that_never_change() {
    let until = |hours: &str| {
        let play = play(&format!(
            "brand acme\nschedule hours {{ timezone \"Europe/Paris\" {hours} }}\n\
             channel web {{ brand acme business_hours hours }}"
        ));
        let schedule = play.program.schedules().next().unwrap();
        let state = play.program.open_state(schedule, 1_767_607_200).unwrap();
        (state.is_open, state.until)
    };
    assert_eq!(until("open mon-sun 00:00-24:00"), (true, None));
    assert_eq!(until(""), (false, None));
    let midnight = |date: &str| {
        let text = format!("{date}T00:00:00+01:00");
        Some(text.parse::<Timestamp>().unwrap().as_second())
    };
    // Years of closed days are not searched day by day.
    assert_eq!(
        until("open mon-sun 00:00-24:00 closed 2026-01-05 to 8999-12-31"),
        (false, midnight("9000-01-01"))
    );
    assert_eq!(
        until("open mon-sun 00:00-24:00 closed 2030-01-01"),
        (true, midnight("2030-01-01"))
    );
}
