//! The words that other languages and programming languages have between and before comparisons.

use super::meaning::Meaning;
use super::phrase::is_in;

/// What joins comparisons, or comes before values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Connective {
    /// `and`
    And,
    /// `or`
    Or,
    /// `not`
    Not,
    /// `and not`
    AndNot,
    /// `any of`: some of the values.
    AnyOf,
    /// The negative operator with `any of`: none of the values.
    NoneOf,
    /// A comparison for each value, joined with `and`.
    AllOf,
}

struct Row {
    connective: Connective,
    is_exact: bool,
    phrases: &'static [&'static str],
}

/// Exact phrases are listed apart from those that have other meanings, too.
#[rustfmt::skip]
const CONNECTIVES: &[Row] = &[
    Row { connective: Connective::And, is_exact: true, phrases: &[
        "and", "&&", "&", "and also", "and if", "and when", "and where", "as well as", "∧",
        "et", "et que", "et si", "ainsi que", "und", "und wenn", "sowie",] },
    Row { connective: Connective::And, is_exact: false, phrases: &[
        "y", "e", "en", "plus", "but", ",", "+", ";", "with", "then", "also", "mais", "aber", "pero", "ma", "maar", "mas", "ed",
        "avec", "mit", "con", "met", "com",] },
    Row { connective: Connective::Or, is_exact: true, phrases: &[
        "or", "||", "|", "or else", "or if", "or when", "∨", "ou", "ou bien", "ou si", "oder", "oder wenn",] },
    Row { connective: Connective::Or, is_exact: false, phrases: &["o", "u", "od", "of", "ofwel", "oppure", "/", "and/or", "et/ou", "und/oder"] },
    Row { connective: Connective::Not, is_exact: true, phrases: &[
        "not", "!", "¬", "if not", "it is not the case that", "not when", "non", "nicht", "niet", "não",] },
    Row { connective: Connective::Not, is_exact: false, phrases: &["no", "pas", "never", "jamais"] },
    Row { connective: Connective::AndNot, is_exact: true, phrases: &[
        "and not", "unless", "except", "except if", "except when", "except where", "excepting", "excluding", "but not", "and if not",
        "and no", "not if", "but not if", "but not when", "&& !", "& !", "exclude", "excludes", "except for",
        "sauf", "sauf si", "sauf quand", "sauf lorsque", "à moins que", "et non", "et pas", "mais pas", "mais non", "excepté", "hormis",
        "und nicht", "aber nicht", "außer", "außer wenn", "es sei denn", "ausgenommen",
        "y no", "pero no", "excepto", "salvo", "salvo si", "excepto si", "a menos que", "e non", "ma non", "eccetto", "tranne", "a meno che",
        "en niet", "maar niet", "behalve", "tenzij", "e não", "mas não", "exceto", "a não ser que",] },
    Row { connective: Connective::AnyOf, is_exact: true, phrases: &[
        "any of", "one of", "either of", "at least one of", "at least one", "some of", "any of the following", "one of the following",
        "any of these", "one of these", "in", "in list", "either", "any", "some", "among",
        "l'un de", "l'une de", "l'un des", "l'une des", "un de", "une de", "un des", "une des", "au moins un de", "au moins un des",
        "parmi", "dans", "soit", "n'importe lequel de", "einer von", "eine von", "eines von", "mindestens eines von", "uno de", "una de",
        "alguno de", "cualquiera de", "uno di", "una di", "almeno uno di", "een van", "um de", "uma de", "qualquer um de",] },
    Row { connective: Connective::NoneOf, is_exact: true, phrases: &[
        "none of", "not in", "neither", "neither of", "not any of", "not one of", "none of these", "none of the following", "not either", "not any",
        "nor", "nin", "aucun de", "aucune de", "aucun des", "aucune des", "ni", "pas dans", "keiner von", "keine von", "keines von",
        "weder", "ninguno de", "ninguna de", "nessuno di", "nessuna di", "geen van", "nenhum de", "nenhuma de",] },
    Row { connective: Connective::AllOf, is_exact: true, phrases: &[
        "all of", "all of these", "all of the following", "every", "each of", "every one of", "both", "both of", "all", "tous", "toutes", "tous les", "toutes les", "chacun de", "chacun des", "alle", "alle von", "todos", "todas", "todos los", "todas las",
        "tutti", "tutte", "allemaal",] },
];

/// The connective that a phrase means.
///
/// A phrase that has other meanings too, such as `of` (Dutch for "or") and `no` (Spanish for "not"),
/// is not exact.
#[must_use]
pub fn connective(phrase: &str) -> Option<Meaning<Connective>> {
    let row = CONNECTIVES.iter().find(|row| is_in(phrase, row.phrases))?;
    Some(Meaning {
        value: row.connective,
        is_exact: row.is_exact,
    })
}

/// Every phrase of the table, with the connective that it means.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, String)> {
    CONNECTIVES.iter().flat_map(|row| {
        row.phrases
            .iter()
            .map(move |phrase| (*phrase, format!("{:?}", row.connective)))
    })
}

/// What people write for `always` after `when`.
const ALWAYS: &[&str] = &[
    "always",
    "everyone",
    "everybody",
    "anyone",
    "anybody",
    "all",
    "any",
    "all visitors",
    "every visitor",
    "any visitor",
    "everywhere",
    "all pages",
    "any page",
    "every page",
    "true",
    "*",
    "toujours",
    "tous",
    "tout le monde",
    "tous les visiteurs",
    "partout",
    "vrai",
    "immer",
    "alle",
    "jeder",
    "alle besucher",
    "überall",
    "siempre",
    "todos",
    "sempre",
    "tutti",
    "altijd",
    "iedereen",
    "yes",
    "no condition",
    "unconditionally",
    "all users",
    "everytime",
    "sans condition",
];

/// Whether a phrase after `when` says `always`.
#[must_use]
pub fn is_always(phrase: &str) -> bool {
    is_in(phrase, ALWAYS)
}
