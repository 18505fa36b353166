//! The names of days and months in some languages.

use super::meaning::Meaning;
use super::phrase::{is_in, is_same};
use crate::{Day, Word};

/// The days and months of one language.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// The tag of the language.
    pub language: &'static str,
    /// The names of each day from Monday, with abbreviations.
    pub days: [&'static [&'static str]; 7],
    /// The names of each month from January, with abbreviations.
    pub months: [&'static [&'static str]; 12],
}

/// The languages whose days and months are known, English first.
#[rustfmt::skip]
pub const CALENDARS: &[Calendar] = &[
    Calendar {
        language: "en",
        days: [
            &["monday", "mondays", "mon", "mo"], &["tuesday", "tuesdays", "tues", "tue", "tu"], &["wednesday", "wednesdays", "weds", "wed", "we"],
            &["thursday", "thursdays", "thurs", "thur", "thu", "th"], &["friday", "fridays", "fri", "fr"], &["saturday", "saturdays", "satur", "sat", "sa"], &["sunday", "sundays", "sun", "su"],
        ],
        months: [
            &["january", "jan"], &["february", "feb"], &["march", "mar"], &["april", "apr"], &["may"], &["june", "jun"], &["july", "jul"],
            &["august", "aug"], &["september", "sept", "sep"], &["october", "oct"], &["november", "nov"], &["december", "dec"],
        ],
    },
    Calendar {
        language: "fr",
        days: [
            &["lundi", "lundis", "lun", "lu"], &["mardi", "mardis", "mar", "ma"], &["mercredi", "mercredis", "mer", "me"], &["jeudi", "jeudis", "jeu", "je"],
            &["vendredi", "vendredis", "ven", "ve"], &["samedi", "samedis", "sam", "sa"], &["dimanche", "dimanches", "dim", "di"],
        ],
        months: [
            &["janvier", "janv"], &["février", "févr", "fév"], &["mars"], &["avril", "avr"], &["mai"], &["juin"], &["juillet", "juil"],
            &["août"], &["septembre", "sept"], &["octobre", "oct"], &["novembre", "nov"], &["décembre", "déc"],
        ],
    },
    Calendar {
        language: "de",
        days: [
            &["montag", "montags", "mo"], &["dienstag", "dienstags", "die", "di"], &["mittwoch", "mittwochs", "mit", "mi"], &["donnerstag", "donnerstags", "don", "do"],
            &["freitag", "freitags", "fre", "fr"], &["samstag", "samstags", "sonnabend", "sam", "sa"], &["sonntag", "sonntags", "son", "so"],
        ],
        months: [
            &["januar", "jänner", "jan"], &["februar", "feb"], &["märz", "maerz", "mrz", "mär"], &["april", "apr"], &["mai"], &["juni"], &["juli"],
            &["august", "aug"], &["september", "sept", "sep"], &["oktober", "okt"], &["november", "nov"], &["dezember", "dez"],
        ],
    },
    Calendar {
        language: "es",
        days: [
            &["lunes", "lun", "lu"], &["martes", "mar", "ma"], &["miércoles", "mié", "mi"], &["jueves", "jue", "ju"],
            &["viernes", "vie", "vi"], &["sábado", "sábados", "sáb", "sa"], &["domingo", "domingos", "dom", "do"],
        ],
        months: [
            &["enero", "ene"], &["febrero", "feb"], &["marzo", "mar"], &["abril", "abr"], &["mayo", "may"], &["junio", "jun"], &["julio", "jul"],
            &["agosto", "ago"], &["septiembre", "setiembre", "sept", "sep"], &["octubre", "oct"], &["noviembre", "nov"], &["diciembre", "dic"],
        ],
    },
    Calendar {
        language: "it",
        days: [
            &["lunedì", "lun", "lu"], &["martedì", "mar", "ma"], &["mercoledì", "mer", "me"], &["giovedì", "gio", "gi"],
            &["venerdì", "ven", "ve"], &["sabato", "sab", "sa"], &["domenica", "domeniche", "dom", "do"],
        ],
        months: [
            &["gennaio", "gen"], &["febbraio", "feb"], &["marzo", "mar"], &["aprile", "apr"], &["maggio", "mag"], &["giugno", "giu"], &["luglio", "lug"],
            &["agosto", "ago"], &["settembre", "set"], &["ottobre", "ott"], &["novembre", "nov"], &["dicembre", "dic"],
        ],
    },
    Calendar {
        language: "nl",
        days: [
            &["maandag", "maa", "ma"], &["dinsdag", "din", "di"], &["woensdag", "woe", "wo"], &["donderdag", "don", "do"],
            &["vrijdag", "vrij", "vri", "vr"], &["zaterdag", "zat", "za"], &["zondag", "zon", "zo"],
        ],
        months: [
            &["januari", "jan"], &["februari", "feb"], &["maart", "mrt"], &["april", "apr"], &["mei"], &["juni", "jun"], &["juli", "jul"],
            &["augustus", "aug"], &["september", "sept", "sep"], &["oktober", "okt"], &["november", "nov"], &["december", "dec"],
        ],
    },
    Calendar {
        language: "pt",
        days: [
            &["segunda-feira", "segunda", "seg"], &["terça-feira", "terça", "ter"], &["quarta-feira", "quarta", "qua"], &["quinta-feira", "quinta", "qui"],
            &["sexta-feira", "sexta", "sex"], &["sábado", "sábados", "sáb"], &["domingo", "domingos", "dom"],
        ],
        months: [
            &["janeiro", "jan"], &["fevereiro", "fev"], &["março", "mar"], &["abril", "abr"], &["maio", "mai"], &["junho", "jun"], &["julho", "jul"],
            &["agosto", "ago"], &["setembro", "set"], &["outubro", "out"], &["novembro", "nov"], &["dezembro", "dez"],
        ],
    },
];

impl Calendar {
    /// The day with a name of this language.
    #[must_use]
    pub fn day(&self, name: &str) -> Option<Day> {
        let named = self.days.iter().zip(Day::ALL);
        named
            .into_iter()
            .find(|(names, _)| is_in(name, names))
            .map(|(_, day)| *day)
    }

    /// The number of the month with a name of this language, from 1.
    #[must_use]
    pub fn month(&self, name: &str) -> Option<i8> {
        (1..)
            .zip(self.months)
            .find(|(_, names)| is_in(name, names))
            .map(|(month, _)| month)
    }
}

/// The days that a name can mean in any language; more than one where languages differ, as for `ma`.
#[must_use]
pub fn days_of_week(name: &str) -> Vec<Day> {
    distinct(CALENDARS.iter().filter_map(|calendar| calendar.day(name)))
}

/// The numbers of the months that a name can mean in any language, from 1.
#[must_use]
pub fn months(name: &str) -> Vec<i8> {
    distinct(CALENDARS.iter().filter_map(|calendar| calendar.month(name)))
}

fn distinct<T: PartialEq>(found: impl Iterator<Item = T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for one in found {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}

/// Phrases for several days, in the notation of the language, and whether they mean just these.
#[rustfmt::skip]
const GROUPS: &[(&str, bool, &[&str])] = &[
    ("mon-fri", true, &[
        "weekdays", "weekday", "working days", "workdays", "workday", "business days", "every weekday", "on weekdays", "m-f", "mtwtf", "mtwrf", "all weekdays", "jours ouvrés", "en semaine", "la semaine", "jours de semaine", "semaine", "wochentags", "wochentage", "unter der woche", "entre semana", "días laborables", "días laborales", "de lunes a viernes",
        "giorni feriali", "feriali", "doordeweeks", "weekdagen", "werkdagen", "dias úteis", "dias de semana", "l-v",]),
    ("mon-fri", false, &["week", "werktags", "werktage", "workweek", "1-5", "5 days a week", "five days a week", "5j/7", "5 jours sur 7", "5/7"]),
    ("mon-sat", false, &["jours ouvrables", "6j/7", "6 jours sur 7", "6 days a week", "6/7", "six days a week"]),
    ("sat-sun", true, &[
        "weekend", "weekends", "the weekend", "on weekends", "at the weekend", "le week-end", "wochenende", "wochenenden", "am wochenende", "fin de semana", "fines de semana", "fine settimana",
        "weekeinde", "in het weekend", "fim de semana", "fins de semana", "sat & sun", "s-d",]),
    ("mon-sun", true, &[
        "every day", "daily", "all days", "all week", "7 days a week", "7 days", "seven days a week", "any day", "each day", "all", "always", "whole week", "7/7", "7j/7", "7j7", "7 jours sur 7", "tous les jours", "chaque jour",
        "toute la semaine", "quotidien", "quotidiennement", "täglich", "jeden tag", "alle tage", "die ganze woche", "todos los días", "cada día", "diario", "a diario", "toda la semana", "tutti i giorni", "ogni giorno", "tutta la settimana", "elke dag", "iedere dag",
        "dagelijks", "alle dagen", "todos os dias", "diariamente", "7 tage", "7 tage die woche", "7 días", "l-d",]),
];

/// What a phrase for several days is in the notation of the language: `mon-fri` for `weekdays`, and
/// whether it means just that.
#[must_use]
pub fn days_of_phrase(phrase: &str) -> Option<Meaning<&'static str>> {
    let (days, is_exact, _) = GROUPS
        .iter()
        .find(|(_, _, phrases)| phrases.iter().any(|key| is_same(phrase, key)))?;
    Some(Meaning {
        value: *days,
        is_exact: *is_exact,
    })
}

/// Every phrase for several days, with what it means.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, String)> {
    GROUPS.iter().flat_map(|(days, _, phrases)| {
        phrases
            .iter()
            .map(move |phrase| (*phrase, (*days).to_owned()))
    })
}
