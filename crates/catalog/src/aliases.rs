//! What people write for a thing of the language: words of other languages, of programming
//! languages and of the platform's screens.
//!
//! Each table is data with a lookup. A phrase is compared in its [normal form](normalize), so case,
//! accents and the way its words are joined do not matter. No lookup guesses by spelling: a phrase
//! that is in no table means nothing here.

mod calendar;
mod connectives;
mod declarations;
mod fields;
mod keywords;
mod languages;
mod meaning;
mod operators;
mod phrase;
mod small_words;
mod time_zones;
mod wishes;
mod words;

pub use calendar::{CALENDARS, Calendar, days_of_phrase, days_of_week, months};
pub use connectives::{Connective, connective, is_always};
pub use declarations::declaration;
pub use fields::{FieldAlias, field};
pub use keywords::{StatementAlias, keyword, keywords};
pub use languages::{LanguageAlias, Scope, language, language_names};
pub use meaning::Meaning;
pub use operators::{OperatorAlias, Quantifier, operator};
pub use phrase::normalize;
pub use small_words::{
    ends_block, introduces_condition, introduces_name, is_argument_keyword, is_filler, truth,
};
pub use time_zones::time_zones;
pub use wishes::{Wish, WishPlace, wish};
pub use words::word;

/// Every phrase of the tables.
///
/// The days and months of [`CALENDARS`] are not among them.
#[must_use]
pub fn entries() -> Vec<Entry> {
    let entry = |table: &str, (phrase, meaning): (&'static str, String)| Entry {
        table: table.to_owned(),
        phrase,
        meaning,
    };
    let of = |table: String, phrase, meaning| Entry {
        table,
        phrase,
        meaning,
    };
    let mut entries: Vec<Entry> = Vec::new();
    entries.extend(operators::entries().map(|it| entry("operators", it)));
    entries.extend(connectives::entries().map(|it| entry("connectives", it)));
    entries.extend(fields::entries().map(|it| entry("fields", it)));
    entries.extend(declarations::entries().map(|it| entry("declarations", it)));
    entries.extend(languages::entries().map(|it| entry("languages", it)));
    entries.extend(calendar::entries().map(|it| entry("days", it)));
    entries.extend(
        keywords::entries()
            .map(|(block, phrase, meaning)| of(format!("keywords of {block:?}"), phrase, meaning)),
    );
    entries.extend(
        words::entries()
            .map(|(set, phrase, meaning)| of(format!("words of {set:?}"), phrase, meaning)),
    );
    entries.extend(
        wishes::entries()
            .map(|(place, phrase, meaning)| of(format!("wishes at {place}"), phrase, meaning)),
    );
    entries
}

/// A phrase of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which table.
    pub table: String,
    /// The phrase, as people write it.
    pub phrase: &'static str,
    /// What it means, for a person.
    pub meaning: String,
}
