//! Sentences about durations, times, dates and hours.

use super::Rendered;
use super::phrases::{code, did_you_mean, listed};
use crate::{DurationProblem, TimeProblem};

pub(super) fn duration(found: &str, problem: DurationProblem) -> Rendered {
    match problem {
        DurationProblem::Form => Rendered::new(format!("{} is not a duration", code(found)))
            .help("Write minutes and seconds, as in `30s`, `2m` or `1m05s`."),
        DurationProblem::Hours => Rendered::new(format!(
            "{} has hours, and durations have none",
            code(found)
        ))
        .help("Write it in minutes: an hour is `60m`."),
        DurationProblem::TooLong => Rendered::new(format!("{} is too long", code(found)))
            .help("A duration has at most `1440m`, which is a day."),
    }
}

pub(super) fn time(found: &str, problem: &TimeProblem) -> Rendered {
    let found = code(found);
    match problem {
        TimeProblem::TimeForm => Rendered::new(format!("{found} is not a time of day"))
            .help("Write two digits for the hour and two for the minute: `09:00`."),
        TimeProblem::NoSuchTime => Rendered::new(format!("no day has the time {found}"))
            .help("A day runs from `00:00` to `24:00`."),
        TimeProblem::MidnightEnd => Rendered::new(format!("{found} cannot begin anything"))
            .help("`24:00` only closes a day; the next one begins at `00:00`."),
        TimeProblem::IntervalForm => {
            Rendered::new(format!("{found} does not say from when to when"))
                .help("Write two times with `-` and no blank between them: `09:00-12:30`.")
        }
        TimeProblem::IntervalOrder => Rendered::new(format!("{found} ends before it begins")).help(
            "Swap the two times. Hours over midnight are two: `22:00-24:00`, and `00:00-06:00` \
             on the next day.",
        ),
        TimeProblem::DateForm => Rendered::new(format!("{found} is not a date"))
            .help("Write the year, the month and the day with all their digits: `2026-12-05`."),
        TimeProblem::NoSuchDate => Rendered::new(format!("no calendar has the date {found}"))
            .help("Dates have the year first, then the month, then the day: `2026-12-05`."),
        TimeProblem::ClosingOrder => {
            Rendered::new("this closing ends before it begins").help("Swap the two dates.")
        }
        TimeProblem::Skipped { zone } => {
            Rendered::new(format!("the clocks of {} skip {found}", code(zone)))
                .help("They are put forward at that hour; choose a time before or after it.")
        }
        TimeProblem::Backwards => Rendered::new(format!("{found} would set the clock back"))
            .help("In a test, time only moves on: choose a later moment."),
    }
}

pub(super) fn timezone(found: &str, suggestion: Option<&str>) -> Rendered {
    Rendered::new(format!("{} is not a time zone", code(found))).help(did_you_mean(
        suggestion,
        || {
            "Write the zone as the IANA database names it, such as `Europe/Paris`, \
         `America/New_York` or `UTC`."
                .into()
        },
    ))
}

pub(super) fn no_hours(channel: &str) -> Rendered {
    Rendered::new(format!(
        "the channel {} has no business hours",
        code(channel)
    ))
    .help(format!(
        "Add `business_hours` and the name of a schedule to the channel {}.",
        code(channel)
    ))
}

pub(super) fn ambiguous_hours(channel: &str, schedules: &[String]) -> Rendered {
    Rendered::new(format!(
        "the channel {} has several schedules: {}",
        code(channel),
        listed(schedules, "and")
    ))
    .help(format!(
        "Say which is meant: {}.",
        code(&format!(
            "schedule business_hours {}",
            schedules.first().map_or("NAME", String::as_str)
        ))
    ))
}
