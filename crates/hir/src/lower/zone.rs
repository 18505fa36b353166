//! Time zones: finds them by name, and finds out which one is meant by another name.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use proactive_catalog::aliases::normalize;
use proactive_catalog::test_defaults;
use proactive_catalog::time_zones::{LegacyZone, city_ahead};
use proactive_diagnostics::{Fix, Problem, Span, TextRange, TimezoneProblem};

use super::Lower;
use crate::suggest::suggest;

/// The number of zones that a finding suggests.
const MAX_SUGGESTIONS: usize = 4;

/// Typos in shorter names are not looked for: most short names are abbreviations.
const MIN_TYPO_LENGTH: usize = 5;

/// A name of the database, and how it can be found.
struct Zone {
    name: String,
    /// The name in lower case, without punctuation: `americanewyork`.
    compact: String,
    /// The same of its last part, if that is a place: `newyork`.
    city: Option<String>,
}

/// All zones, in the order of the database.
static ZONES: LazyLock<Vec<Zone>> = LazyLock::new(|| {
    let database = TimeZoneDatabase::bundled();
    let names = database.available().map(|name| name.to_string());
    let zones = names.map(|name| Zone {
        compact: compact(&name),
        city: city(&name).map(compact),
        name,
    });
    zones.collect()
});

static NAMES: LazyLock<Vec<String>> =
    LazyLock::new(|| ZONES.iter().map(|zone| zone.name.clone()).collect());

/// The names of all zones, in the order of the database.
pub(super) fn zones() -> &'static [String] {
    &NAMES
}

/// The zones that are meant by a name that is not in the database.
struct Meant {
    /// The best first.
    zones: Vec<&'static str>,
    /// There is no other reading: only case, spaces or punctuation differ.
    is_certain: bool,
}

impl<'a> Lower<'a> {
    /// The zone of this name. Reports it if there is none, or if it is a legacy name.
    pub(super) fn zone(&mut self, name: &str, range: TextRange) -> Option<TimeZone> {
        let zone = find(name);
        match &zone {
            Some(_) => {
                if let Some(legacy) = LegacyZone::find(name) {
                    let problem = Problem::LegacyTimezone {
                        found: name.to_owned(),
                        legacy,
                    };
                    let fixes = legacy_fixes(legacy, range);
                    self.lint(range, problem).fixes.extend(fixes);
                }
            }
            None => {
                let (problem, meant) = problem(name);
                let fixes = meant.zones.iter().map(|zone| {
                    let quoted = format!("\"{zone}\"");
                    let span = Span::local(range);
                    match meant.is_certain {
                        true => Fix::replace(span, quoted),
                        false => Fix::suggest(span, quoted),
                    }
                });
                self.error(range, problem).fixes.extend(fixes);
            }
        }
        zone
    }
}

/// A new name for the same zone means the same. All others change the hours, or are a choice. What
/// an offset should be is unknown, as its sign is often mistaken.
fn legacy_fixes(legacy: LegacyZone, range: TextRange) -> Vec<Fix> {
    let span = Span::local(range);
    let quoted = |zone: &&str| format!("\"{zone}\"");
    match legacy {
        LegacyZone::Renamed(new) => vec![Fix::replace(span, quoted(&new))],
        LegacyZone::Region(cities) | LegacyZone::Fixed { cities, .. } => {
            let fixes = cities.iter().map(|city| Fix::suggest(span, quoted(city)));
            fixes.collect()
        }
        LegacyZone::Offset { .. } => Vec::new(),
    }
}

/// The zones that are meant by words without quotes, the best first: for a legacy name, the cities.
pub(crate) fn zones_of(words: &str) -> Vec<String> {
    let name = words.trim();
    let cities = match LegacyZone::find(name) {
        Some(LegacyZone::Renamed(new)) => vec![new],
        Some(LegacyZone::Region(cities) | LegacyZone::Fixed { cities, .. }) => cities.to_vec(),
        Some(LegacyZone::Offset { .. }) => return Vec::new(),
        None if find(name).is_some() => vec![name],
        None if offset(name).is_some_and(|ahead| ahead != Some(0)) => Vec::new(),
        None => meant(name).map_or(Vec::new(), |meant| meant.zones),
    };
    cities.into_iter().map(str::to_owned).collect()
}

/// Finds a zone by its exact name.
pub(super) fn find(name: &str) -> Option<TimeZone> {
    // The database finds names in any case, but a configuration must have the exact spelling.
    let zone = TimeZoneDatabase::bundled().get(name).ok()?;
    (zone.iana_name() == Some(name)).then_some(zone)
}

/// What is wrong with a name that [`find`] does not find.
pub(super) fn invalid(name: &str) -> Problem {
    problem(name).0
}

fn problem(name: &str) -> (Problem, Meant) {
    let found = name.to_owned();
    let none = Meant {
        zones: Vec::new(),
        is_certain: false,
    };
    if let Some(ahead) = offset(name).filter(|ahead| *ahead != Some(0)) {
        let named = |zone: &str| zone.to_owned();
        let problem = TimezoneProblem::Offset {
            standard: ahead.and_then(city_ahead).map(named),
            summer: ahead.and_then(city_in_summer).map(named),
        };
        return (Problem::InvalidTimezone { found, problem }, none);
    }
    let meant = meant(name).unwrap_or(none);
    let candidates = meant.zones.iter().map(|zone| (*zone).to_owned());
    let problem = TimezoneProblem::Unknown {
        candidates: candidates.collect(),
    };
    (Problem::InvalidTimezone { found, problem }, meant)
}

/// A city whose clocks are this many hours ahead of UTC during daylight saving time.
fn city_in_summer(ahead: i8) -> Option<&'static str> {
    let city = city_ahead(ahead.checked_sub(1)?)?;
    let start = Timestamp::from_second(test_defaults::START).ok()?;
    let changes = find(city)?.following(start).next().is_some();
    changes.then_some(city)
}

/// Reads an offset from UTC: `GMT+1`, `UTC-05:00`, `+02:00`. Returns its hours, if it has no
/// minutes.
fn offset(name: &str) -> Option<Option<i8>> {
    let name = name.trim().to_lowercase();
    let name = name.strip_prefix("etc/").unwrap_or(&name);
    let named = ["gmt", "utc"].iter().find_map(|it| name.strip_prefix(it));
    let rest = named.unwrap_or(name).trim_start();
    let unsigned = rest.trim_start_matches(['+', '-', '−', '–', '±']);
    let is_negative = rest.starts_with(['-', '−', '–']);
    if named.is_none() && unsigned.len() == rest.len() {
        return None;
    }
    let (hours, minutes) = match unsigned.trim().split_once([':', '.', 'h']) {
        Some((hours, minutes)) => (hours, minutes),
        None => unsigned
            .trim()
            .split_at_checked(2)
            .unwrap_or((unsigned.trim(), "")),
    };
    let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
    let hours = number(hours)?;
    let minutes = if minutes.is_empty() {
        0
    } else {
        number(minutes)?
    };
    Some((minutes == 0).then_some(if is_negative { -hours } else { hours }))
}

/// The zones that are meant: first by meaning, then by similar letters.
fn meant(name: &str) -> Option<Meant> {
    if offset(name).is_some() {
        return Some(Meant {
            zones: vec!["UTC", "Europe/London"],
            is_certain: false,
        });
    }
    let readings = [
        without_offset(name),
        without_parentheses(name),
        name.to_owned(),
    ];
    let readings = || readings.iter().map(String::as_str);
    if let Some(zone) = readings().find_map(exact) {
        let is_certain = match LegacyZone::find(zone) {
            None | Some(LegacyZone::Renamed(_)) => true,
            Some(LegacyZone::Region(_) | LegacyZone::Fixed { .. } | LegacyZone::Offset { .. }) => {
                false
            }
        };
        let zones = current(zone);
        return Some(Meant { zones, is_certain });
    }
    // Parentheses can say more: `Eastern Standard Time (Mexico)`.
    let zones = readings()
        .rev()
        .find_map(place)
        .or_else(|| readings().find_map(parts));
    let Some(mut zones) = zones else {
        return readings().find_map(typo);
    };
    zones.truncate(MAX_SUGGESTIONS);
    Some(Meant {
        zones,
        is_certain: false,
    })
}

/// The zone whose name differs only by case, spaces or punctuation.
fn exact(name: &str) -> Option<&'static str> {
    let same = |zone: &&Zone| zone.name.eq_ignore_ascii_case(name.trim());
    let wanted = compact(name);
    let zone = ZONES.iter().find(same).or_else(|| {
        // A sign is more than punctuation.
        let mut alike = ZONES.iter().filter(|zone| zone.compact == wanted);
        alike.find(|zone| {
            !zone
                .name
                .contains(|it: char| it == '+' || it.is_ascii_digit())
        })
    });
    zone.map(|zone| &*zone.name)
}

/// The zones of a city, a country, an abbreviation or a name on an admin screen.
fn place(name: &str) -> Option<Vec<&'static str>> {
    let words = words(name);
    let mut phrase = words.as_str();
    loop {
        if let Some((_, zones)) =
            proactive_catalog::aliases::time_zones().find(|(alias, _)| *alias == phrase)
        {
            return Some(zones.to_vec());
        }
        if let Some(zones) = of_city(phrase) {
            return Some(zones);
        }
        phrase = without_filler(phrase)?;
    }
}

/// The zones of a city that gives a zone its name.
fn of_city(phrase: &str) -> Option<Vec<&'static str>> {
    let wanted: String = phrase.split(' ').collect();
    let named = ZONES
        .iter()
        .filter(|zone| zone.city.as_ref() == Some(&wanted));
    let mut zones: Vec<&'static str> = Vec::new();
    for zone in named.flat_map(|zone| current(&zone.name)) {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    (!zones.is_empty()).then_some(zones)
}

/// A phrase without a word that says only that it is a time zone: `paris time`, `heure de paris`.
fn without_filler(phrase: &str) -> Option<&str> {
    const LAST: [&str; 4] = [" standard time", " summer time", " time", " timezone"];
    const FIRST: [&str; 4] = ["heure de ", "heure d ", "fuseau horaire de ", "time zone "];
    let end = LAST.iter().find_map(|filler| phrase.strip_suffix(filler));
    end.or_else(|| FIRST.iter().find_map(|filler| phrase.strip_prefix(filler)))
}

/// The zones of the parts of a name: `Paris/Europe`, `Boston, USA`, `Amsterdam, Berlin, Rome`.
fn parts(name: &str) -> Option<Vec<&'static str>> {
    let split: Vec<&str> = name.split(['/', ',', ';', '\\', '|']).collect();
    let places = |read: &dyn Fn(&str) -> Option<Vec<&'static str>>| {
        let parts = split.iter().map(|part| words(part));
        let parts = parts.filter(|part| !is_area(part));
        parts.filter_map(|part| read(&part)).collect::<Vec<_>>()
    };
    // A city says more than the country beside it.
    let cities = places(&of_city);
    if !cities.is_empty() {
        let mut zones = cities.concat();
        let mut seen = std::collections::BTreeSet::new();
        zones.retain(|zone| seen.insert(*zone));
        return Some(zones);
    }
    let others = places(&|part| place(part));
    let narrowest = others.into_iter().min_by_key(Vec::len);
    narrowest.or_else(|| {
        // `Paris Europe`, `Europe-Paris-FR`
        let words = words(name);
        let left: Vec<&str> = words.split(' ').filter(|word| !is_area(word)).collect();
        let places = left.join(" ");
        (places != words).then(|| place(&places)).flatten()
    })
}

/// The zone whose name, or whose city, has similar letters.
fn typo(name: &str) -> Option<Meant> {
    let wanted = compact(name);
    if wanted.len() < MIN_TYPO_LENGTH {
        return None;
    }
    let good = || {
        ZONES
            .iter()
            .filter(|zone| LegacyZone::find(&zone.name).is_none())
    };
    let find = |of: &dyn Fn(&'static Zone) -> Option<&'static str>| {
        let near = suggest(&wanted, good().filter_map(of))?;
        good().find(|zone| of(zone) == Some(near))
    };
    let zone = find(&|zone| Some(&zone.compact)).or_else(|| find(&|zone| zone.city.as_deref()))?;
    Some(Meant {
        zones: vec![&zone.name],
        is_certain: false,
    })
}

/// The zones to use for the name of one.
fn current(zone: &'static str) -> Vec<&'static str> {
    LegacyZone::find(zone).map_or_else(|| vec![zone], LegacyZone::instead)
}

/// The last part of the name of a zone, if that is a place: not that of `Etc/UCT`, `Brazil/East`.
fn city(name: &str) -> Option<&str> {
    let (area, city) = name.rsplit_once('/')?;
    let is_place = match area {
        "Etc" | "US" | "Brazil" | "Canada" | "Chile" | "Mexico" => false,
        "Australia" => LegacyZone::find(name).is_none(),
        _ => true,
    };
    is_place.then_some(city)
}

fn is_area(word: &str) -> bool {
    let mut areas = ZONES.iter().filter_map(|zone| zone.name.split_once('/'));
    areas.any(|(area, _)| area.eq_ignore_ascii_case(word))
}

/// A name without what is in parentheses: `Europe/Berlin (CET)`.
fn without_parentheses(name: &str) -> String {
    let mut depth = 0_usize;
    let mut rest = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(character),
            _ => {}
        }
    }
    rest.trim().to_owned()
}

/// A name without the offset beside it: `GMT+1 Paris`, `UTC +01:00 (Berlin)`.
fn without_offset(name: &str) -> String {
    let parts = name.split(|it: char| it.is_whitespace() || it == '(' || it == ')');
    let parts = parts.filter(|part| {
        let is_utc = part.eq_ignore_ascii_case("utc") || part.eq_ignore_ascii_case("gmt");
        !part.is_empty() && !is_utc && offset(part).is_none()
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// The words of a name in lower case, without accents and punctuation, with spaces between them.
fn words(name: &str) -> String {
    let words = name.split(|it: char| !it.is_alphanumeric());
    let words = words.map(normalize).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a name, without spaces.
fn compact(name: &str) -> String {
    words(name).split(' ').collect()
}
