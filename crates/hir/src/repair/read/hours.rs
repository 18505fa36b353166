//! Reads times of day, intervals and whole opening hours.

use proactive_catalog::aliases::normalize;

use super::days::days;
use super::numbers::{Piece, pieces, spans, without_article, without_at};
use super::{Reading, distinct};

/// Minutes in a day.
const DAY: u16 = 24 * 60;

/// Half of a day, for clocks that count to twelve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// A time as it is written.
#[derive(Debug, Clone, Copy)]
struct Clock {
    hour: u16,
    minute: u16,
    half: Option<Half>,
    /// Whether it is a number alone: `9`.
    is_bare: bool,
}

impl Clock {
    /// Minutes from midnight. Without a half of the day, of a clock that counts to 24.
    fn minutes(self) -> Option<u16> {
        let hour = match (self.half, self.hour) {
            (Some(Half::Morning), 12) => 0,
            (Some(Half::Morning), 13..) => return None,
            (Some(Half::Afternoon), 1..=11) => self.hour + 12,
            (Some(Half::Afternoon), 0) => return None,
            (Some(_) | None, hour) => hour,
        };
        let minutes = hour * 60 + self.minute;
        (self.minute < 60 && minutes <= DAY).then_some(minutes)
    }

    fn with(self, half: Half) -> Self {
        Self {
            half: Some(half),
            ..self
        }
    }

    /// Whether it can be a time of a clock that counts to twelve.
    fn may_be_of_twelve(self) -> bool {
        self.half.is_none() && (1..=12).contains(&self.hour)
    }
}

fn written(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Phrases for noon and midnight, in normal form.
#[rustfmt::skip]
const NOON: &[&str] = &["noon", "midday", "midi", "mittag", "mediodia", "mezzogiorno", "middag", "meiodia", "12noon", "12middag"];
#[rustfmt::skip]
const MIDNIGHT: &[&str] = &["midnight", "minuit", "mitternacht", "medianoche", "mezzanotte", "middernacht", "meianoite", "12midnight"];

/// Words behind an hour, in normal form.
#[rustfmt::skip]
const HOUR_WORDS: &[&str] = &["h", "hs", "hr", "hrs", "uhr", "u", "uur", "heure", "heures", "hour", "hours", "hora", "horas", "ore", "std"];
#[rustfmt::skip]
const MORNING: &[&str] = &["am", "morning", "matin", "morgens", "vormittags", "manana", "mattina", "ochtends", "manha", "mattino"];
#[rustfmt::skip]
const AFTERNOON: &[&str] = &["pm", "afternoon", "evening", "soir", "nachmittags", "abends", "tarde", "noche", "pomeriggio", "sera", "middags", "avonds", "apresmidi", "midi", "tonight"];
#[rustfmt::skip]
const FILLERS: &[&str] = &["in", "the", "du", "de", "la", "of", "del", "da", "l", "s", "di", "at"];

fn clock(phrase: &str) -> Option<Clock> {
    let normal = normalize(phrase);
    let at = |hour, half| {
        Some(Clock {
            hour,
            minute: 0,
            half,
            is_bare: false,
        })
    };
    if NOON.contains(&normal.as_str()) {
        return at(12, Some(Half::Afternoon));
    }
    if MIDNIGHT.contains(&normal.as_str()) {
        return at(24, None);
    }
    let pieces = pieces(without_at(without_article(phrase)))?;
    let (number, rest) = match pieces.as_slice() {
        [Piece::Number { value, digits }, rest @ ..] => ((*value, *digits), rest),
        _ => return None,
    };
    let (hour, minute, rest, mut is_bare) = match (number, rest) {
        ((value, 3..=4), rest) => (value / 100, value % 100, rest, false),
        (
            (hour, 1..=2),
            [
                Piece::Sign(':' | '.'),
                Piece::Number { value, digits: 2 },
                rest @ ..,
            ],
        ) => {
            // Seconds, if there are none.
            let rest = match rest {
                [
                    Piece::Sign(':'),
                    Piece::Number {
                        value: 0,
                        digits: 2,
                    },
                    rest @ ..,
                ] => rest,
                rest => rest,
            };
            (hour, *value, rest, false)
        }
        (
            (hour, 1..=2),
            [
                Piece::Word(word),
                Piece::Number { value, digits: 2 },
                rest @ ..,
            ],
        ) if HOUR_WORDS.contains(&word.as_str()) => {
            let rest = match rest {
                [Piece::Word(unit), rest @ ..] if matches!(unit.as_str(), "m" | "mn" | "min") => {
                    rest
                }
                rest => rest,
            };
            (hour, *value, rest, false)
        }
        ((hour, 1..=2), rest) => (hour, 0, rest, true),
        _ => return None,
    };
    let mut half = None;
    for word in words_behind(rest)? {
        let is = |words: &[&str]| words.contains(&word.as_str());
        if is(MORNING) {
            half = Some(Half::Morning);
        } else if is(AFTERNOON) {
            half = Some(Half::Afternoon);
        } else if is(HOUR_WORDS) {
            is_bare = false;
        } else if !is(FILLERS) && word != "oclock" {
            return None;
        }
    }
    is_bare &= half.is_none();
    let small = |value: u64| u16::try_from(value).ok().filter(|value| *value < 100);
    Some(Clock {
        hour: small(hour)?,
        minute: small(minute)?,
        half,
        is_bare,
    })
}

/// The words behind a number. Letters with points, and `o'clock`, are one word. `None` if something
/// else is there.
fn words_behind(pieces: &[Piece]) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for piece in pieces {
        match piece {
            Piece::Word(word) => {
                match words.last_mut().filter(|_| joins) {
                    Some(last) => last.push_str(word),
                    None => words.push(word.clone()),
                }
                joins = matches!(word.as_str(), "a" | "p" | "o" | "apres");
            }
            Piece::Sign('.' | '\'' | '-') => {}
            Piece::Sign(_) | Piece::Number { .. } => return None,
        }
    }
    Some(words)
}

/// The times of day that a phrase can mean: `9:00`, `9h`, `5 pm`, `midi`.
pub(crate) fn time_of_day(phrase: &str) -> Vec<Reading> {
    let reading = clock(phrase).and_then(|clock| {
        Some(Reading {
            text: written(clock.minutes()?),
            certain: !clock.is_bare,
        })
    });
    reading.into_iter().collect()
}

/// Phrases for a whole day.
#[rustfmt::skip]
const ALL_DAY: &[&str] = &[
    "all day", "24h", "24 h", "24 hours", "24/24", "24h/24", "24h24", "all hours", "round the clock", "around the clock", "toute la journée", "jour et nuit", "24 heures", "24 heures sur 24", "24h sur 24", "ganztägig", "rund um die uhr", "24 stunden", "todo el día", "24 horas",
    "tutto il giorno", "24 ore", "hele dag", "24 uur", "o dia todo", "whole day", "the whole day", "day and night", "den ganzen tag", "24 hours a day", "0-24", "anytime", "24hrs", "24 hrs", "always",
];

/// Phrases for every hour of every day.
#[rustfmt::skip]
const ALWAYS: &[&str] = &[
    "24/7", "24x7", "24-7", "7/24", "24/7/365", "24h/24 7j/7", "7j/7 24h/24", "24h/24 et 7j/7", "24h/7j", "24h/24, 7j/7", "7j/7, 24h/24", "always", "toujours", "immer", "siempre", "sempre", "altijd", "anytime", "at all times", "all the time", "any time", "24/24 7/7", "7/7 24/24", "24 hours a day, 7 days a week", "24 hours 7 days",
    "24h 7/7", "24/24h 7/7j", "non stop", "nonstop",
];

/// The intervals that a phrase can mean: `9-17`, `9am to 5pm`, `de 9h à 17h30`.
///
/// None if it runs over midnight: see [`overnight`].
pub(crate) fn interval(phrase: &str) -> Vec<Reading> {
    if ALL_DAY
        .iter()
        .any(|key| normalize(key) == normalize(phrase))
    {
        return vec![Reading::certain("00:00-24:00")];
    }
    let readings = spans(phrase).into_iter().filter_map(|(from, to)| {
        let (from, to) = (clock(&from)?, clock(&to)?);
        Some(of_clocks(from, to))
    });
    distinct(readings.flatten())
}

fn of_clocks(from: Clock, to: Clock) -> Vec<Reading> {
    use Half::{Afternoon, Morning};
    let reading = |from: Clock, to: Clock, certain: bool| {
        let (from, to) = (from.minutes()?, to.minutes()?);
        // Midnight to midnight is a whole day, or nothing.
        let certain = certain && from != to;
        let from = if from == DAY { 0 } else { from };
        let to = if to == 0 { DAY } else { to };
        (from < to).then(|| Reading {
            text: format!("{}-{}", written(from), written(to)),
            certain,
        })
    };
    let both_of_twelve = from.may_be_of_twelve() && to.may_be_of_twelve();
    let readings = match (from.half, to.half) {
        (Some(_), Some(_)) => vec![reading(from, to, true)],
        // `9-5pm`, `1-5pm`
        (None, Some(half)) if from.may_be_of_twelve() => {
            let morning = reading(from.with(Morning), to, true);
            let same = reading(from.with(half), to, true);
            match half {
                Morning => vec![morning],
                Afternoon => vec![same, morning],
            }
        }
        // `9am-5`
        (Some(_), None) if to.may_be_of_twelve() => vec![
            reading(from, to.with(Morning), false),
            reading(from, to.with(Afternoon), false),
        ],
        (None, None) if both_of_twelve && from.is_bare && to.is_bare => {
            let as_written = reading(from, to, false);
            let day = reading(from, to.with(Afternoon), false);
            let afternoon = reading(from.with(Afternoon), to.with(Afternoon), false);
            // `9-5`, `1-5`, `8-12`
            match as_written {
                None => vec![day],
                Some(_) if to.hour < 8 => vec![afternoon, as_written],
                Some(_) => vec![as_written],
            }
        }
        // `9:00-5:30`
        (None, None) if both_of_twelve && to.minutes() < from.minutes() => {
            vec![reading(from, to.with(Afternoon), false)]
        }
        (Some(_) | None, Some(_) | None) => vec![reading(from, to, true)],
    };
    readings.into_iter().flatten().collect()
}

/// Hours that run over midnight, which take two intervals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Overnight {
    /// The interval until midnight: `22:00-24:00`.
    pub(crate) evening: String,
    /// The interval of the next day: `00:00-06:00`.
    pub(crate) morning: String,
}

/// The two intervals of a phrase that runs over midnight: `22:00-06:00`.
pub(crate) fn overnight(phrase: &str) -> Option<Overnight> {
    if !interval(phrase).is_empty() {
        return None;
    }
    spans(phrase).into_iter().find_map(|(from, to)| {
        let (from, to) = (clock(&from)?.minutes()?, clock(&to)?.minutes()?);
        (to < from && to > 0 && from < DAY).then(|| Overnight {
            evening: format!("{}-24:00", written(from)),
            morning: format!("00:00-{}", written(to)),
        })
    })
}

/// Words between intervals, in normal form.
const AND: &[&str] = &[
    "and", "et", "und", "y", "e", "en", "puis", "then", "plus", "&", "+",
];

/// The lists of intervals that a phrase can mean, with commas between them.
pub(crate) fn intervals(phrase: &str) -> Vec<Reading> {
    let single = interval(phrase);
    if !single.is_empty() {
        return single;
    }
    // `09:00 17:30`, `09:00,17:30`
    let times: Vec<&str> = phrase
        .split([' ', ',', ';'])
        .filter(|it| !it.is_empty())
        .collect();
    if let [from, to] = times.as_slice()
        && [from, to]
            .iter()
            .all(|it| it.contains(':') && !it.contains('-'))
    {
        let joined = interval(&format!("{from}-{to}"));
        return joined
            .into_iter()
            .map(|it| Reading::possible(it.text))
            .collect();
    }
    let signs = |it: char| matches!(it, ',' | ';' | '&' | '+' | '/' | '|');
    let by_sign: Vec<&str> = phrase.split(signs).map(str::trim).collect();
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let by_word: Vec<String> = words
        .split(|word| AND.contains(&normalize(word).as_str()))
        .map(|words| words.join(" "))
        .collect();
    let by_word: Vec<&str> = by_word.iter().map(String::as_str).collect();
    [by_sign, by_word, words]
        .iter()
        .filter(|parts| parts.len() > 1)
        .map(|parts| list(parts))
        .find(|readings| !readings.is_empty())
        .unwrap_or_default()
}

/// The best reading of each part, with commas between them.
fn list(parts: &[&str]) -> Vec<Reading> {
    let mut intervals_of_parts = Vec::new();
    for part in parts {
        match intervals(part).into_iter().next() {
            Some(best) => intervals_of_parts.push(best),
            None => return Vec::new(),
        }
    }
    let texts: Vec<&str> = intervals_of_parts
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    // `9-12, 14-18`: the last can only be of a clock that counts to 24, and so are those before it.
    let certain = texts.is_sorted() && intervals_of_parts.last().is_some_and(|last| last.certain);
    vec![Reading {
        certain: certain || intervals_of_parts.iter().all(|it| it.certain),
        text: texts.join(", "),
    }]
}

/// What follows `open`, of several days with hours of their own: `mon-fri 9-18, sat 10-12`. One
/// reading for each of them.
pub(crate) fn openings(phrase: &str) -> Option<Vec<Reading>> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let is_sign = |it: char| matches!(it, ',' | ';' | ':');
    let is_day = |word: &&str| !days(word.trim_matches(is_sign)).is_empty();
    let has_digit = |word: &&str| word.contains(|it: char| it.is_ascii_digit());
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for word in words {
        let begins = is_day(&word)
            && !has_digit(&word)
            && groups
                .last()
                .is_none_or(|group| group.iter().any(has_digit));
        match groups.last_mut() {
            Some(group) if !begins => group.push(word),
            Some(_) | None => groups.push(vec![word]),
        }
    }
    if groups.len() < 2 {
        return None;
    }
    let readings = groups.iter().map(|group| {
        let text = group.join(" ");
        let text = text.trim_matches(is_sign).trim();
        let text = text.strip_suffix(" and").unwrap_or(text);
        match opening(text).as_slice() {
            [only] => Some(only.clone()),
            [] | [_, ..] => None,
        }
    });
    readings.collect()
}

/// What follows `open`: days and their intervals, in either order: `9h-17h du lundi au vendredi`.
pub(crate) fn opening(phrase: &str) -> Vec<Reading> {
    let normal = normalize(phrase);
    if ALWAYS.iter().any(|key| normalize(key) == normal) {
        return vec![Reading::certain("mon-sun 00:00-24:00")];
    }
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let mut found = Vec::new();
    for at in 1..words.len() {
        let Some((start, end)) = words.split_at_checked(at) else {
            continue;
        };
        let (start, end) = (start.join(" "), end.join(" "));
        let start = start.trim_end_matches([':', ',', ';', '=', '-']);
        let end = end.trim_start_matches([':', ',', ';', '=', '-']);
        for (day, hours) in [(start, end), (end, start)] {
            let days = days(day);
            if days.is_empty() {
                continue;
            }
            for hours in intervals(hours) {
                found.extend(days.iter().map(|days| Reading {
                    text: format!("{} {}", days.text, hours.text),
                    certain: days.certain && hours.certain,
                }));
            }
        }
    }
    distinct(found)
}
