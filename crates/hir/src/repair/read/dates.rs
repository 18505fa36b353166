//! Reads dates, days in a row and moments.

use jiff::civil::Date;
use proactive_catalog::aliases::{days_of_week, months};

use super::hours::time_of_day;
use super::numbers::{Piece, pieces, spans, without_article, without_at};
use super::{Reading, distinct};

/// Words of dates that say nothing, in normal form.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "of", "de", "du", "le", "the", "den", "der", "el", "am", "del", "d", "il", "di", "on", "em", "do", "st", "nd", "rd", "th", "er", "ere", "eme", "e", "o", "ste", "dem", "日", "일", "van", "op",
];

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number { value: i16, digits: usize },
    Month(i8),
    Sign(char),
}

/// The dates that a phrase can mean: `25/12/2026`, `Dec 25, 2026`, `20261225`.
///
/// None without a year: see [`is_date_without_year`].
pub(crate) fn date(phrase: &str) -> Vec<Reading> {
    let phrase = phrase.trim();
    let phrase = without_midnight(phrase);
    let Some(parts) = parts(phrase) else {
        return Vec::new();
    };
    distinct(of_parts(&parts).into_iter().map(|(date, certain)| Reading {
        text: date.to_string(),
        certain,
    }))
}

/// `2026-12-25T00:00:00Z` without its time.
fn without_midnight(phrase: &str) -> &str {
    match phrase.split_once(['T', 't', ' ']) {
        Some((date, time))
            if time.starts_with("00:00")
                && time
                    .chars()
                    .all(|it| matches!(it, '0' | ':' | '.' | 'Z' | 'z' | '+')) =>
        {
            date
        }
        Some(_) | None => phrase,
    }
}

/// Whether a phrase is a date that lacks its year: `12-25`, `25 décembre`.
pub(crate) fn is_date_without_year(phrase: &str) -> bool {
    let Some(parts) = parts(phrase.trim()) else {
        return false;
    };
    let exists = |month: i16, day: i16| {
        // A leap year.
        calendar_date(2024, month, day).is_some()
    };
    let parts_of_date = numbers(&parts);
    if let Some((day, month)) = day_and_month(&parts_of_date) {
        return exists(month.into(), day);
    }
    match parts_of_date.as_slice() {
        [
            Part::Number {
                value: first,
                digits: 1..=2,
            },
            Part::Number {
                value: second,
                digits: 1..=2,
            },
        ] => {
            let has_sign = parts
                .iter()
                .any(|part| matches!(part, Part::Sign('-' | '/' | '.')));
            has_sign && (exists(*first, *second) || exists(*second, *first))
        }
        _ => false,
    }
}

/// The parts of a phrase without words that say nothing; `None` if it has other words.
fn parts(phrase: &str) -> Option<Vec<Part>> {
    let pieces = pieces(phrase)?;
    let count = pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Word(word) if !months(word).is_empty()))
        .count();
    let mut seen_words = 0;
    let mut parts = Vec::new();
    for piece in &pieces {
        match piece {
            Piece::Number { value, digits } => parts.push(Part::Number {
                value: i16::try_from(*value)
                    .ok()
                    .filter(|_| *digits <= 4)
                    .or((*digits == 8).then_some(0))?,
                digits: *digits,
            }),
            Piece::Sign(sign @ ('-' | '/' | '.' | ',')) => parts.push(Part::Sign(*sign)),
            Piece::Sign(_) => return None,
            Piece::Word(word) if matches!(word.as_str(), "年" | "月" | "년" | "월") => {
                parts.push(Part::Sign('-'));
            }
            Piece::Word(word) => {
                seen_words += 1;
                let is_day = !days_of_week(word).is_empty();
                match months(word).first() {
                    // `Mar 25 mars 2026`
                    Some(month) if !(is_day && count > 1 && seen_words == 1) => {
                        parts.push(Part::Month(*month));
                    }
                    _ if is_day || FILLERS.contains(&word.as_str()) => {}
                    _ => return None,
                }
            }
        }
    }
    // A date in one number is read from the text.
    if let [Part::Number { digits: 8, .. }] = parts.as_slice() {
        return of_eight_digits(&pieces);
    }
    (!parts
        .iter()
        .any(|part| matches!(part, Part::Number { digits: 5.., .. })))
    .then_some(parts)
}

/// `20261225`, as year, month and day.
fn of_eight_digits(pieces: &[Piece]) -> Option<Vec<Part>> {
    let [Piece::Number { value, .. }] = pieces else {
        return None;
    };
    let number = |value: u64, digits| {
        Some(Part::Number {
            value: i16::try_from(value).ok()?,
            digits,
        })
    };
    let dash = Part::Sign('-');
    if (1900..2200).contains(&(value / 10_000)) {
        let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
        return Some(vec![
            number(year, 4)?,
            dash,
            number(month, 2)?,
            dash,
            number(day, 2)?,
        ]);
    }
    let (day, month, year) = (value / 1_000_000, value / 10_000 % 100, value % 10_000);
    Some(vec![
        number(day, 2)?,
        dash,
        number(month, 2)?,
        dash,
        number(year, 4)?,
    ])
}

fn numbers(parts: &[Part]) -> Vec<Part> {
    parts
        .iter()
        .copied()
        .filter(|part| !matches!(part, Part::Sign(_)))
        .collect()
}

/// A day and the name of its month, in either order.
fn day_and_month(parts: &[Part]) -> Option<(i16, i8)> {
    match *parts {
        [
            Part::Number {
                value,
                digits: 1..=2,
            },
            Part::Month(month),
        ]
        | [
            Part::Month(month),
            Part::Number {
                value,
                digits: 1..=2,
            },
        ] => Some((value, month)),
        _ => None,
    }
}

/// The dates of some parts, and whether there is no doubt.
fn of_parts(parts: &[Part]) -> Vec<(Date, bool)> {
    let separators: Vec<char> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Sign(sign) => Some(*sign),
            Part::Number { .. } | Part::Month(_) => None,
        })
        .collect();
    let found = match numbers(parts).as_slice() {
        // The year comes first.
        [
            Part::Number {
                value: year,
                digits: 4,
            },
            Part::Number {
                value: month,
                digits: 1..=2,
            },
            Part::Number {
                value: day,
                digits: 1..=2,
            },
        ] if separators.len() >= 2 => match calendar_date(*year, *month, *day) {
            Some(date) => vec![Some((date, true))],
            None => vec![calendar_date(*year, *day, *month).map(|date| (date, false))],
        },
        // The year comes last.
        [
            Part::Number {
                value: first,
                digits: 1..=2,
            },
            Part::Number {
                value: second,
                digits: 1..=2,
            },
            Part::Number {
                value: year,
                digits: digits @ (2 | 4),
            },
        ] if separators.len() >= 2 || *digits == 4 => {
            let year = full_year(*year, *digits);
            let certain = *digits == 4;
            let mut dates = vec![
                calendar_date(year, *second, *first).map(|date| (date, certain)),
                calendar_date(year, *first, *second).map(|date| (date, certain)),
            ];
            // `26-12-25` is as likely to begin with the year.
            if *digits == 2 && separators.starts_with(&['-']) {
                let year = full_year(*first, 2);
                let day = numbers(parts).last().copied();
                if let Some(Part::Number { value: day, .. }) = day {
                    dates.push(calendar_date(year, *second, day).map(|date| (date, false)));
                }
            }
            dates
        }
        [
            day_month @ ..,
            Part::Number {
                value: year,
                digits: digits @ (2 | 4),
            },
        ] if let Some((day, month)) = day_and_month(day_month) => {
            let date = calendar_date(full_year(*year, *digits), month.into(), day);
            vec![date.map(|date| (date, *digits == 4))]
        }
        [
            Part::Number {
                value: year,
                digits: 4,
            },
            Part::Month(month),
            Part::Number {
                value: day,
                digits: 1..=2,
            },
        ] => vec![calendar_date(*year, (*month).into(), *day).map(|date| (date, true))],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// A year of two digits is one of this century.
fn full_year(year: i16, digits: usize) -> i16 {
    if digits == 2 { 2000 + year } else { year }
}

fn calendar_date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The last day of the month, and the next day, for a date that its month does not have:
/// `2026-02-30`.
pub(crate) fn neighbors(found: &str) -> Vec<Reading> {
    let numbers: Vec<i16> = found.split('-').filter_map(|it| it.parse().ok()).collect();
    let [year, month, _] = numbers.as_slice() else {
        return Vec::new();
    };
    let Some(first) = calendar_date(*year, *month, 1) else {
        return Vec::new();
    };
    let last = first.last_of_month();
    let dates = [Some(last), last.tomorrow().ok()].into_iter().flatten();
    dates
        .map(|date| Reading::possible(date.to_string()))
        .collect()
}

/// What follows `closed`: a date, or the first and the last of several days: `24/12/2026 au
/// 26/12/2026`.
pub(crate) fn closing(phrase: &str) -> Vec<Reading> {
    let single = date(phrase);
    if !single.is_empty() {
        return single;
    }
    // `A / B` can be two days.
    if phrase.contains(" / ") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (from, to) in spans(phrase) {
        let ends = match date(&to) {
            // `2026-12-24 to 26`
            ends if ends.is_empty() => of_begin(&from, &to),
            ends => ends,
        };
        for end in &ends {
            let begins = match date(&from) {
                begins if begins.is_empty() => of_end(&from, end),
                begins => begins,
            };
            found.extend(
                begins
                    .into_iter()
                    .filter(|begin| begin.text <= end.text)
                    .map(|begin| Reading {
                        text: format!("{} to {}", begin.text, end.text),
                        certain: begin.certain && end.certain,
                    }),
            );
        }
    }
    distinct(found)
}

/// The last of several days, if it is a number alone: `26`.
fn of_begin(from: &str, to: &str) -> Vec<Reading> {
    let (number, begins) = (parts(to), date(from));
    let (
        Some(
            [
                Part::Number {
                    value: day,
                    digits: 1..=2,
                },
            ],
        ),
        [begin],
    ) = (number.as_deref(), begins.as_slice())
    else {
        return Vec::new();
    };
    let end = begin.text.parse::<Date>().ok().and_then(|begin| {
        let date = calendar_date(begin.year(), begin.month().into(), *day)?;
        Some(Reading::possible(date.to_string()))
    });
    end.into_iter().collect()
}

/// The first of several days, if only the last has a year: `24` or `24 décembre`.
fn of_end(from: &str, end: &Reading) -> Vec<Reading> {
    let (Some(parts), Ok(end_date)) = (parts(without_article(from)), end.text.parse::<Date>())
    else {
        return Vec::new();
    };
    let parts = numbers(&parts);
    let date = match (day_and_month(&parts), parts.as_slice()) {
        (Some((day, month)), _) => {
            let year = end_date.year() - i16::from(month > end_date.month());
            calendar_date(year, month.into(), day)
        }
        (
            None,
            [
                Part::Number {
                    value: day,
                    digits: 1..=2,
                },
            ],
        ) => calendar_date(end_date.year(), end_date.month().into(), *day),
        (None, _) => None,
    };
    date.map(|date| Reading {
        text: date.to_string(),
        certain: end.certain,
    })
    .into_iter()
    .collect()
}

/// What follows `time`: a date and a time: `2026-03-16T10:00`, `16/03/2026 à 10h`.
///
/// A `Z` at the end is UTC, which is meant without a zone. None with another offset.
pub(crate) fn moment(phrase: &str) -> Vec<Reading> {
    let phrase = phrase.trim();
    let phrase = phrase.strip_suffix(['Z', 'z']).unwrap_or(phrase);
    let mut found = Vec::new();
    for (at, separator) in phrase.char_indices() {
        if !(separator.is_whitespace() || matches!(separator, 'T' | 't' | ',' | '@')) {
            continue;
        }
        let start = phrase.get(..at).unwrap_or_default();
        let end = phrase.get(at + separator.len_utf8()..).unwrap_or_default();
        for (day, time) in [(start, end), (end, start)] {
            let time = without_at(time);
            for day in date(without_article(day.trim_end_matches(','))) {
                found.extend(time_of_day(time).into_iter().map(|time| Reading {
                    certain: day.certain && time.certain,
                    text: format!("{} {}", day.text, time.text),
                }));
            }
        }
    }
    distinct(
        found
            .into_iter()
            .filter(|reading| !reading.text.ends_with("24:00")),
    )
}
