//! Messages about durations, times and dates.

use super::phrases::code;
use super::rendered::Rendered;
use crate::{DurationProblem, TimeProblem};

pub(super) fn duration(found: &str, problem: DurationProblem) -> Rendered {
    match problem {
        DurationProblem::Form => Rendered::new(format!("{} is not a duration", code(found)))
            .help("Write minutes and seconds, such as `30s`, `2m` or `1m05s`."),
        DurationProblem::Hours => Rendered::new(format!(
            "{} is in hours, but durations are in minutes and seconds",
            code(found)
        ))
        .help("Write it in minutes: one hour is `60m`."),
        DurationProblem::TooLong => Rendered::new(format!("{} is too long", code(found)))
            .help("The longest duration is `1440m`, which is one day."),
    }
}

pub(super) fn time(found: &str, problem: &TimeProblem) -> Rendered {
    let found = code(found);
    match problem {
        TimeProblem::TimeForm => Rendered::new(format!("{found} is not a time of day"))
            .help("Write two digits for the hour and two for the minute: `09:00`."),
        TimeProblem::NoSuchTime => Rendered::new(format!("there is no time {found}"))
            .help("A day lasts from `00:00` to `24:00`."),
        TimeProblem::MidnightEnd => Rendered::new(format!("{found} cannot be the start"))
            .help("`24:00` is only the end of a day. The next day starts at `00:00`."),
        TimeProblem::IntervalForm => Rendered::new(format!("{found} is not a range of times"))
            .help("Write two times joined by `-`, without spaces: `09:00-12:30`."),
        TimeProblem::IntervalOrder => {
            Rendered::new(format!("{found} does not end after it starts")).help(
                "Swap the two times. For hours past midnight, use two ranges: `22:00-24:00`, and \
                 `00:00-06:00` on the next day.",
            )
        }
        TimeProblem::DateForm => Rendered::new(format!("{found} is not a date"))
            .help("Write year, month and day with all digits: `2026-12-05`."),
        TimeProblem::NoSuchDate => Rendered::new(format!("there is no date {found}"))
            .help("The year comes first, then the month, then the day: `2026-12-05`."),
        TimeProblem::MomentForm => Rendered::new(format!("{found} is not a moment")).help(
            "Write a time, with a day or a date before it if needed: `20:00`, `sat 20:00`, \
             `2026-12-05 20:00` or `now`.",
        ),
        TimeProblem::ClosingOrder => {
            Rendered::new("these closed days end before they start").help("Swap the two dates.")
        }
        TimeProblem::Skipped { zone } => Rendered::new(format!(
            "there is no {found} in {}: the clocks go forward",
            code(zone)
        ))
        .help("Choose a time before or after the hour that is skipped."),
        TimeProblem::Backwards => Rendered::new(format!("{found} would set the clock back"))
            .help("In a test, time only moves forward: choose a later time."),
    }
}
