//! Messages about the hours of schedules and messages, and about their time zones.

use proactive_catalog::time_zones::{LegacyZone, city_ahead};
use proactive_catalog::{Day, Word as _};

use super::phrases::{code, listed};
use super::rendered::Rendered;
use crate::{NeverOpen, TimezoneProblem, WithoutEffect};

pub(super) fn invalid_timezone(found: &str, problem: &TimezoneProblem) -> Rendered {
    match problem {
        TimezoneProblem::Offset { standard, summer } => {
            let city = match (standard, summer) {
                (Some(standard), Some(summer)) => format!(
                    "such as {}, or {} if this is its summer time",
                    code(standard),
                    code(summer)
                ),
                (Some(standard), None) => format!("such as {}", code(standard)),
                (None, _) => "such as `Europe/Paris`".to_owned(),
            };
            Rendered::new(format!(
                "{} is an offset from UTC, not a time zone",
                code(found)
            ))
            .help(format!(
                "Write the name of a city, {city}. An offset does not say when the clocks change."
            ))
        }
        TimezoneProblem::Unknown { candidates } => {
            let help = match candidates.as_slice() {
                [] => "Use a name from the IANA time zone database, such as `Europe/Paris`, \
                       `America/New_York` or `UTC`."
                    .to_owned(),
                candidates => format!("Did you mean {}?", listed(candidates, "or")),
            };
            Rendered::new(format!("{} is not a time zone", code(found))).help(help)
        }
    }
}

pub(super) fn legacy_timezone(found: &str, legacy: LegacyZone) -> Rendered {
    let found = code(found);
    match legacy {
        LegacyZone::Renamed(new) => Rendered::new(format!(
            "{found} is an old name for the time zone {}",
            code(new)
        ))
        .help(format!("Write {}. The hours stay the same.", code(new))),
        LegacyZone::Region(cities) => Rendered::new(format!(
            "{found} is an old name that does not say which city is meant"
        ))
        .help(format!(
            "Write the name of the city, such as {}.",
            listed(cities, "or")
        )),
        LegacyZone::Fixed { ahead, cities } => {
            let help = match cities {
                [] => "Write the name of the city.".to_owned(),
                [city] => format!(
                    "Write the name of the city, such as {}: its clocks change in summer.",
                    code(city)
                ),
                [changes, stays, ..] => format!(
                    "Write {}, where the clocks change in summer, or {}, where they do not.",
                    code(changes),
                    code(stays)
                ),
            };
            Rendered::new(format!(
                "{found} is {} all year: it has no daylight saving time",
                from_utc(ahead)
            ))
            .help(help)
        }
        LegacyZone::Offset { ahead, city } => Rendered::new(format!(
            "{found} is {} all year: the sign in this name is inverted",
            from_utc(ahead)
        ))
        .help(match (city, city_ahead(-ahead)) {
            (Some(city), Some(opposite)) => format!(
                "Write the name of a city, such as {}, or {} if you mean {}.",
                code(city),
                code(opposite),
                from_utc(-ahead)
            ),
            (Some(city), None) => format!("Write the name of a city, such as {}.", code(city)),
            (None, _) => "Write the name of a city.".to_owned(),
        }),
    }
}

/// `five hours behind UTC`
fn from_utc(ahead: i8) -> String {
    const NUMBERS: [&str; 15] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen",
    ];
    let number = NUMBERS.get(usize::from(ahead.unsigned_abs()));
    let hours = match number {
        Some(number) => (*number).to_owned(),
        None => ahead.unsigned_abs().to_string(),
    };
    let unit = if ahead.unsigned_abs() == 1 {
        "hour"
    } else {
        "hours"
    };
    match ahead.signum() {
        0 => "the same as UTC".to_owned(),
        1 => format!("{hours} {unit} ahead of UTC"),
        _ => format!("{hours} {unit} behind UTC"),
    }
}

pub(super) fn none_configured(channel: &str, schedule: Option<&str>) -> Rendered {
    let message = format!("the channel {} has no business hours", code(channel));
    let help = match schedule {
        Some(schedule) => format!(
            "Add {} to the channel {}.",
            code(&format!("business_hours {schedule}")),
            code(channel)
        ),
        None => format!(
            "Add `business_hours` and the name of a schedule to the channel {}.",
            code(channel)
        ),
    };
    Rendered::new(message).help(help)
}

pub(super) fn ambiguous(channel: &str, schedules: &[String]) -> Rendered {
    Rendered::new(format!(
        "the channel {} has more than one schedule: {}",
        code(channel),
        listed(schedules, "and")
    ))
    .help(format!(
        "Say which one you mean, for example {}.",
        code(&format!(
            "schedule business_hours {}",
            schedules.first().map_or("NAME", String::as_str)
        ))
    ))
}

pub(super) fn never_open(name: &str, why: &NeverOpen) -> Rendered {
    let name = code(name);
    match why {
        NeverOpen::NoOpening { messages } => Rendered::new(format!(
            "the schedule {name} is never open: it has no `open` statement"
        ))
        .help(format!(
            "Add its hours, for example `open mon-fri 09:00-18:00`.{}",
            not_shown(" Without them", messages, "never")
        )),
        NeverOpen::Closed { from, to, messages } => Rendered::new(format!(
            "the schedule {name} is closed from {} to {}, which is more than two years",
            code(from),
            code(to)
        ))
        .help(format!(
            "Check the years.{}",
            not_shown(" During this time", messages, "never")
        )),
        NeverOpen::OpenAllWeek {
            schedules,
            is_shown_on_closed_dates,
        } => {
            let verb = if schedules.len() == 1 { "is" } else { "are" };
            let open = format!("{} {verb} open all week", listed(schedules, "and"));
            let help = format!(
                "Change the hours of {}, or write `schedule anytime` to show the message at any \
                 time.",
                listed(schedules, "or")
            );
            let message = match is_shown_on_closed_dates {
                true => format!("{name} is never shown except on closed dates: {open}"),
                false => format!("{name} is never shown: {open}"),
            };
            Rendered::new(message).help(help)
        }
    }
}

/// ` Without them, `a` and `b` are never shown.`, or nothing if there are no messages.
fn not_shown(when: &str, messages: &[String], never: &str) -> String {
    match messages {
        [] => String::new(),
        [message] => format!("{when}, {} is {never} shown.", code(message)),
        messages => format!("{when}, {} are {never} shown.", listed(messages, "and")),
    }
}

pub(super) fn always_open(schedule: &str, messages: &[String]) -> Rendered {
    let anytime = match messages {
        [] => "For messages at any time, `schedule anytime` says the same.".to_owned(),
        messages => format!(
            "`schedule anytime` says the same in {}.",
            listed(messages, "and")
        ),
    };
    Rendered::new(format!(
        "the schedule {} is always open: its hours never end",
        code(schedule)
    ))
    .help(format!(
        "{anytime} If it has other hours, write them, for example `open mon-fri 09:00-18:00`."
    ))
}

pub(super) fn without_effect(problem: &WithoutEffect) -> Rendered {
    match problem {
        WithoutEffect::Hours {
            days,
            from,
            to,
            other,
        } => {
            let verb = if days.len() == 1 { "is" } else { "are" };
            let days = named(days);
            let advice = match other {
                Some(other) => format!(
                    "If {days} {verb} to have only these hours, write {} for the other days.",
                    code(other)
                ),
                None => "Other days or hours were probably meant.".to_owned(),
            };
            Rendered::new(format!(
                "these hours have no effect: {days} {verb} open from {} to {} already",
                code(from),
                code(to)
            ))
            .help(format!(
                "The hours of all `open` statements count together: a later one does not shorten \
                 an earlier one. {advice}"
            ))
        }
        WithoutEffect::Closed { from, to } => {
            let closed = match from == to {
                true => format!("{} is closed already", code(from)),
                false => format!("{} to {} are closed already", code(from), code(to)),
            };
            Rendered::new(closed).help(
                "The dates of all `closed` statements count together. Another date was probably \
                 meant, or one statement is enough.",
            )
        }
    }
}

/// Days in words: `Friday`, `Saturday and Sunday`, `Monday to Friday`.
fn named(days: &[Day]) -> String {
    let name = |day: &Day| day.documentation().trim_end_matches('.');
    let position = |day: &Day| Day::ALL.iter().position(|other| other == day);
    let consecutive = days
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if position(a).map(|at| at + 1) == position(b)));
    match days {
        [] => String::new(),
        [day] => name(day).to_owned(),
        [first, .., last] if consecutive && days.len() > 2 => {
            format!("{} to {}", name(first), name(last))
        }
        [others @ .., last] => {
            let others: Vec<&str> = others.iter().map(name).collect();
            format!("{} and {}", others.join(", "), name(last))
        }
    }
}

pub(super) fn closes_before_midnight(found: &str, meant: &str) -> Rendered {
    Rendered::new(format!(
        "{} leaves out the last minute of the day",
        code(found)
    ))
    .help(format!(
        "Write {}: the end is not included, and `24:00` is midnight.",
        code(meant)
    ))
}
