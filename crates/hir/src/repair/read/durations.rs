//! Reads durations.

use proactive_catalog::limits::MAX_DURATION_SECONDS;
use proactive_syntax::literal;

use super::numbers::{Piece, number_of_word, pieces};
use super::{Reading, distinct};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl Unit {
    #[rustfmt::skip]
    const WORDS: &[(Self, &[&str])] = &[
        (Self::Milliseconds, &["ms", "msec", "msecs", "millis", "millisecond", "milliseconds", "milliseconde", "millisecondes", "millisekunde", "millisekunden", "milisegundo", "milisegundos", "millisecondi", "milliseconden"]),
        (Self::Seconds, &[
            "s", "sec", "secs", "second", "seconds", "seconde", "secondes", "sek", "sekunde", "sekunden", "seg", "segs", "segundo", "segundos", "secondo", "secondi", "seconden", "scs", "secondo", "sc", "seconda",
        ]),
        (Self::Minutes, &["m", "mn", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "minuut", "mns"]),
        (Self::Hours, &["h", "hr", "hrs", "hour", "hours", "heure", "heures", "std", "stunde", "stunden", "hora", "horas", "ora", "ore", "uur", "uren", "u"]),
        (Self::Days, &["d", "day", "days", "jour", "jours", "tag", "tage", "dia", "dias", "giorno", "giorni", "dag", "dagen", "j"]),
    ];

    fn of_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, words)| words.contains(&word))
            .map(|(unit, _)| *unit)
    }

    /// Milliseconds in one of the unit.
    fn milliseconds(self) -> u64 {
        match self {
            Self::Milliseconds => 1,
            Self::Seconds => 1_000,
            Self::Minutes => 60_000,
            Self::Hours => 3_600_000,
            Self::Days => 86_400_000,
        }
    }

    /// The unit of a number that follows this one without a unit of its own: `1 min 30`.
    fn below(self) -> Option<Self> {
        match self {
            Self::Hours => Some(Self::Minutes),
            Self::Minutes => Some(Self::Seconds),
            Self::Milliseconds | Self::Seconds | Self::Days => None,
        }
    }
}

/// Words that say no time at all.
#[rustfmt::skip]
const AT_ONCE: &[&str] = &[
    "immediately", "immediate", "instantly", "instant", "atonce", "rightaway", "now", "straightaway", "nodelay", "none", "immediatement", "toutdesuite", "aussitot", "sofort", "inmediatamente", "subito", "direct", "onmiddellijk", "imediatamente", "withoutdelay",
];

/// Fractions as words, with their unit: seconds.
#[rustfmt::skip]
const FRACTIONS: &[(u32, &[&str])] = &[
    (30, &["half a minute", "a half minute", "half minute", "a half a minute", "demi minute", "une demi minute", "une demie minute", "eine halbe minute", "halbe minute", "medio minuto", "mezzo minuto", "halve minuut", "een halve minuut", "meio minuto", "one half minute", "1/2 minute", "1/2 min", "½ minute", "½ min", "½m"]),
    (90, &["a minute and a half", "one and a half minutes", "one minute and a half", "1 and a half minutes", "1 minute and a half", "une minute et demie", "1 minute et demie", "1 min et demie", "anderthalb minuten", "eineinhalb minuten", "minuto y medio", "un minuto y medio", "un minuto e mezzo", "anderhalve minuut", "um minuto e meio", "1½ min", "1½ minutes", "1 1/2 minutes", "1½m"]),
    (150, &["two and a half minutes", "2 and a half minutes", "deux minutes et demie", "2 minutes et demie", "zweieinhalb minuten", "2½ minutes", "2½ min"]),
    (15, &["quarter of a minute", "a quarter of a minute", "quarter minute", "un quart de minute"]),
    (1800, &["half an hour", "a half hour", "half hour", "demi heure", "une demi heure", "une demie heure", "eine halbe stunde", "halbe stunde", "media hora", "mezz'ora", "half uur", "een half uur", "meia hora", "½ hour", "½h", "1/2 hour"]),
    (900, &["quarter of an hour", "a quarter of an hour", "quarter hour", "quart d'heure", "un quart d'heure", "viertelstunde", "eine viertelstunde", "un cuarto de hora", "un quarto d'ora", "kwartier", "een kwartier"]),
    (2700, &["three quarters of an hour", "trois quarts d'heure", "dreiviertelstunde"]),
    (5400, &["an hour and a half", "one and a half hours", "une heure et demie", "1 heure et demie", "1h et demie", "anderthalb stunden", "eineinhalb stunden", "hora y media", "un'ora e mezza", "anderhalf uur"]),
];

/// The durations that a phrase can mean: `1 min 30`, `thirty seconds`, `PT1M30S`.
pub(crate) fn duration(phrase: &str) -> Vec<Reading> {
    let phrase = phrase.trim().trim_end_matches('.');
    if phrase.is_empty() || phrase.starts_with('-') {
        return Vec::new();
    }
    let phrase = phrase.strip_prefix('+').unwrap_or(phrase);
    let normal = proactive_catalog::aliases::normalize(phrase);
    let is = |keys: &[&str]| {
        keys.iter()
            .any(|key| proactive_catalog::aliases::normalize(key) == normal)
    };
    if is(AT_ONCE) {
        return vec![Reading::possible("0s")];
    }
    if let Some((seconds, _)) = FRACTIONS.iter().find(|(_, phrases)| is(phrases)) {
        return vec![Reading::certain(literal::duration(*seconds))];
    }
    let Some(pieces) = pieces(phrase) else {
        return Vec::new();
    };
    let pieces = without_iso(pieces);
    clock(&pieces)
        .or_else(|| point_for_colon(&pieces))
        .or_else(|| unit_first(&pieces))
        .or_else(|| parts(&pieces))
        .map(distinct)
        .unwrap_or_default()
}

/// The pieces of an ISO 8601 duration, `PT1M30S`, without its letters `P` and `T`.
fn without_iso(pieces: Vec<Piece>) -> Vec<Piece> {
    match pieces.as_slice() {
        [Piece::Word(word), rest @ ..] if word == "pt" && !rest.is_empty() => rest.to_vec(),
        _ => pieces,
    }
}

/// `1:30`, in minutes and seconds, or in hours and minutes; `0:01:30` and `1:30 min`.
fn clock(pieces: &[Piece]) -> Option<Vec<Reading>> {
    let colon = Piece::Sign(':');
    let (numbers, unit) = match pieces {
        [start @ .., Piece::Word(unit)] => (start, Some(Unit::of_word(unit)?)),
        start => (start, None),
    };
    match numbers {
        [
            Piece::Number { value: first, .. },
            one,
            Piece::Number {
                value: second,
                digits: 2,
            },
        ] if *one == colon && *second < 60 => {
            let minutes = first.checked_mul(60)?.checked_add(*second)?;
            let hours = minutes.checked_mul(60)?;
            match unit {
                Some(Unit::Minutes) => Some(vec![certain(minutes)?]),
                Some(Unit::Hours) => Some(vec![certain(hours)?]),
                Some(_) => None,
                None => {
                    let minutes = possible(minutes)?;
                    // `0:30` is half a minute; `9:00` is more like a time.
                    let hours = (*first > 0).then(|| possible(hours)).flatten();
                    Some(std::iter::once(minutes).chain(hours).collect())
                }
            }
        }
        [
            Piece::Number { value: hours, .. },
            one,
            Piece::Number {
                value: minutes,
                digits: 2,
            },
            two,
            Piece::Number {
                value: seconds,
                digits: 2,
            },
        ] if *one == colon && *two == colon && *minutes < 60 && *seconds < 60 && unit.is_none() => {
            let total = hours
                .checked_mul(3600)?
                .checked_add(minutes * 60 + seconds)?;
            Some(vec![certain(total)?])
        }
        _ => None,
    }
}

/// `1.30 min`, which can be a minute and a half. `0.25 min` and `1.5 min` can't.
fn point_for_colon(pieces: &[Piece]) -> Option<Vec<Reading>> {
    let [
        Piece::Number { value: whole, .. },
        Piece::Sign('.' | ','),
        Piece::Number {
            value: part @ 0..60,
            digits: 2,
        },
        Piece::Word(word),
    ] = pieces
    else {
        return None;
    };
    let unit = Unit::of_word(word)?;
    if matches!(part, 0 | 25 | 50) || !matches!(unit, Unit::Minutes | Unit::Hours) {
        return None;
    }
    let below = unit.milliseconds() / 60;
    let written = whole
        .checked_mul(60)?
        .checked_add(*part)?
        .checked_mul(below)?;
    let decimal = whole
        .checked_mul(100)?
        .checked_add(*part)?
        .checked_mul(unit.milliseconds() / 100)?;
    let readings = [written, decimal].map(|it| whole_seconds(it).and_then(possible));
    Some(readings.into_iter().flatten().collect())
}

/// `m30`
fn unit_first(pieces: &[Piece]) -> Option<Vec<Reading>> {
    let [Piece::Word(unit), Piece::Number { value, .. }] = pieces else {
        return None;
    };
    let milliseconds = Unit::of_word(unit)?.milliseconds().checked_mul(*value)?;
    Some(vec![possible(whole_seconds(milliseconds)?)?])
}

/// Numbers with their units, the largest unit first.
fn parts(pieces: &[Piece]) -> Option<Vec<Reading>> {
    let mut rest = pieces;
    let mut total = 0_u64;
    let mut last: Option<Unit> = None;
    let mut count = 0;
    let mut is_certain = true;
    let mut only_seconds = true;
    if let Some(right) = right_form(pieces) {
        return Some(vec![Reading::certain(right)]);
    }
    while !rest.is_empty() {
        // `1 minute and 30 seconds`
        if count > 0
            && let [Piece::Word(word), after @ ..] = rest
            && matches!(word.as_str(), "and" | "et" | "und" | "y" | "e" | "en")
        {
            rest = after;
        } else if count > 0
            && let [Piece::Sign(',' | '&' | '+'), after @ ..] = rest
        {
            rest = after;
        }
        let (thousandths, after) = number(rest)?;
        let (unit, after) = match unit(after) {
            Some((unit, after)) => (unit, after),
            None if after.is_empty() => match last {
                None if thousandths == 0 => (Unit::Seconds, after),
                // `30`, but not `thirty`.
                None if matches!(rest, [Piece::Number { .. }]) => {
                    is_certain = false;
                    (Unit::Seconds, after)
                }
                // `1 min 30`, `1h30`
                Some(unit) if thousandths < 60_000 => (unit.below()?, after),
                None | Some(_) => return None,
            },
            None => return None,
        };
        if last.is_some_and(|last| last <= unit) {
            return None;
        }
        only_seconds &= unit == Unit::Seconds && thousandths.is_multiple_of(1000);
        total = thousandths
            .checked_mul(unit.milliseconds())?
            .checked_add(total)?;
        last = Some(unit);
        count += 1;
        rest = after;
    }
    // A thousandth of a millisecond.
    let seconds = whole_seconds(
        total
            .checked_div(1000)
            .filter(|_| total.is_multiple_of(1000))?,
    )?;
    // `90s` is as right as `1m30s`, and nearer to what is written.
    let text = if only_seconds && seconds <= u64::from(MAX_DURATION_SECONDS) {
        format!("{seconds}s")
    } else {
        literal::duration(in_range(seconds)?)
    };
    Some(vec![Reading {
        text,
        certain: is_certain,
    }])
}

/// A duration that is right as it is, with minutes of `0` too.
fn right_form(pieces: &[Piece]) -> Option<String> {
    if let [Piece::Number { value, .. }, Piece::Word(unit)] = pieces
        && unit == "m"
    {
        in_range(value.checked_mul(60)?)?;
        return Some(format!("{value}m"));
    }
    let [
        Piece::Number {
            value: minutes,
            digits: 1..,
        },
        Piece::Word(m),
        Piece::Number {
            value: seconds @ 0..=59,
            digits: places @ 2,
        },
        Piece::Word(s),
    ] = pieces
    else {
        return None;
    };
    in_range(minutes.checked_mul(60)?.checked_add(*seconds)?)?;
    (m == "m" && s == "s").then(|| format!("{minutes}m{seconds:0places$}s"))
}

/// A number in thousandths, with digits after a point or a comma, or as a word.
fn number(pieces: &[Piece]) -> Option<(u64, &[Piece])> {
    match pieces {
        [Piece::Number { value: whole, .. }, Piece::Sign('.' | ','), Piece::Number { value, digits }, rest @ ..]
            // Not `1, 30`: a comma with digits on both sides, and a unit behind.
            if *digits <= 3 && !rest.is_empty() =>
        {
            let scale = 10_u64.checked_pow(u32::try_from(3 - digits).ok()?)?;
            let thousandths = whole.checked_mul(1000)?.checked_add(value.checked_mul(scale)?)?;
            Some((thousandths, rest))
        }
        [Piece::Number { value, .. }, rest @ ..] => Some((value.checked_mul(1000)?, rest)),
        // `forty-five`
        [Piece::Word(tens), Piece::Sign('-'), Piece::Word(ones), rest @ ..]
            if number_of_word(tens).is_some_and(|tens| tens >= 20)
                && number_of_word(ones).is_some_and(|ones| ones < 10) =>
        {
            let value = number_of_word(tens)? + number_of_word(ones)?;
            Some((value * 1000, rest))
        }
        [Piece::Word(word), rest @ ..] => Some((number_of_word(word)? * 1000, rest)),
        _ => None,
    }
}

/// A unit: a word, or a sign for minutes and seconds.
fn unit(pieces: &[Piece]) -> Option<(Unit, &[Piece])> {
    match pieces {
        [Piece::Word(word), Piece::Sign('.'), rest @ ..] => Some((Unit::of_word(word)?, rest)),
        [Piece::Sign('-'), Piece::Word(word), rest @ ..] | [Piece::Word(word), rest @ ..] => {
            Some((Unit::of_word(word)?, rest))
        }
        [Piece::Sign('\''), Piece::Sign('\''), rest @ ..] | [Piece::Sign('"'), rest @ ..] => {
            Some((Unit::Seconds, rest))
        }
        [Piece::Sign('\''), rest @ ..] => Some((Unit::Minutes, rest)),
        _ => None,
    }
}

fn whole_seconds(milliseconds: u64) -> Option<u64> {
    milliseconds
        .is_multiple_of(1000)
        .then_some(milliseconds / 1000)
}

fn in_range(seconds: u64) -> Option<u32> {
    u32::try_from(seconds)
        .ok()
        .filter(|seconds| *seconds <= MAX_DURATION_SECONDS)
}

fn certain(seconds: u64) -> Option<Reading> {
    in_range(seconds).map(|seconds| Reading::certain(literal::duration(seconds)))
}

fn possible(seconds: u64) -> Option<Reading> {
    in_range(seconds).map(|seconds| Reading::possible(literal::duration(seconds)))
}
