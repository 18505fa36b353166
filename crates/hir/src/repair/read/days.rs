//! Reads days of the week.

use proactive_catalog::aliases::{CALENDARS, Calendar, days_of_phrase, normalize};
use proactive_catalog::{Day, Word as _};

use super::numbers::{spans, without_article};
use super::{Reading, distinct};

/// Words between days, in normal form.
const AND: &[&str] = &[
    "and", "et", "und", "y", "e", "en", "plus", "or", "ou", "oder",
];

/// The days that a phrase can mean: `lun-ven`, `Monday to Friday`, `weekdays`, `sam & dim`.
///
/// A phrase is read in each language. Where two give different days, as for `ma-do`, neither is
/// certain.
pub(crate) fn days(phrase: &str) -> Vec<Reading> {
    let phrase = phrase.trim().trim_end_matches([',', ':', '.']);
    if let Some(group) = group(phrase) {
        return vec![group];
    }
    distinct(
        CALENDARS
            .iter()
            .filter_map(|calendar| list(phrase, calendar)),
    )
}

fn group(phrase: &str) -> Option<Reading> {
    let found = days_of_phrase(phrase).or_else(|| days_of_phrase(without_article(phrase)))?;
    Some(Reading {
        text: found.value.to_owned(),
        certain: found.is_exact,
    })
}

/// Several days or ranges, with commas between them.
fn list(phrase: &str, calendar: &Calendar) -> Option<Reading> {
    if let Some(item) = item(phrase, calendar) {
        return Some(item);
    }
    let signs = |it: char| matches!(it, ',' | ';' | '&' | '+' | '/' | '|' | '、');
    let by_sign: Vec<&str> = phrase.split(signs).map(str::trim).collect();
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let by_word: Vec<String> = words
        .split(|word| AND.contains(&normalize(word).as_str()))
        .map(|words| words.join(" "))
        .collect();
    let by_word: Vec<&str> = by_word.iter().map(String::as_str).collect();
    [by_sign, by_word, words].iter().find_map(|parts| {
        if parts.len() < 2 {
            return None;
        }
        let items: Option<Vec<Reading>> = parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| list(part, calendar))
            .collect();
        let items = items.filter(|items| !items.is_empty())?;
        let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
        Some(Reading {
            text: texts.join(", "),
            certain: items.iter().all(|item| item.certain),
        })
    })
}

/// One day, a range, or a phrase such as `weekdays`.
fn item(phrase: &str, calendar: &Calendar) -> Option<Reading> {
    if let Some(day) = day(phrase, calendar) {
        return Some(Reading::certain(day.as_str()));
    }
    let range = spans(phrase).into_iter().find_map(|(from, to)| {
        let (from, to) = (day(&from, calendar)?, day(&to, calendar)?);
        Some((phrase, from, to))
    });
    match range {
        // `sat/sun`; `mon/fri` can be a range, too.
        Some((phrase, from, to)) if phrase.contains('/') && !phrase.contains("t/m") => {
            Some(Reading {
                text: format!("{}, {}", from.as_str(), to.as_str()),
                certain: (from as u8).abs_diff(to as u8) == 1,
            })
        }
        Some((_, from, to)) => Some(Reading::certain(format!(
            "{}-{}",
            from.as_str(),
            to.as_str()
        ))),
        None => group(phrase),
    }
}

/// A day with a name of the language or in English.
fn day(name: &str, calendar: &Calendar) -> Option<Day> {
    let name = without_article(name.trim()).trim_end_matches('.');
    if name.starts_with('-') || name.ends_with('-') {
        return None;
    }
    let english = || CALENDARS.first().and_then(|english| english.day(name));
    calendar.day(name).or_else(english)
}
