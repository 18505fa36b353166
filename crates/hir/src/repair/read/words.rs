//! Reads languages and the words of fixed sets.

use proactive_catalog::WordSet;
use proactive_catalog::aliases;
use proactive_catalog::aliases::Scope;

use super::{Reading, distinct};

/// The languages that a phrase can mean: `Deutsch`, `fr_CA`, `Chinese (Simplified)`.
///
/// A language that holds on other devices than the phrase says is not certain.
pub(crate) fn language(phrase: &str) -> Vec<Reading> {
    distinct(aliases::language(phrase).into_iter().map(|alias| Reading {
        text: alias.tag.to_owned(),
        certain: alias.scope == Scope::Same,
    }))
}

/// The words of a set that a phrase can mean: `live`, `une fois par visite`.
pub(crate) fn word(set: WordSet, phrase: &str) -> Vec<Reading> {
    let found = aliases::word(set, phrase);
    distinct(found.value.into_iter().map(|word| Reading {
        text: word.to_owned(),
        certain: found.is_exact,
    }))
}
