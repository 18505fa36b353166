//! Comparison of text regardless of case.
//!
//! This is Unicode's simple case folding: each character is mapped by the entries with status C or
//! S in `CaseFolding.txt`. Nothing else is folded or normalised, so the number of characters stays
//! the same, and folding is idempotent.

use std::borrow::Cow;

/// Folds a character: characters that differ only by case have the same result.
#[must_use]
pub fn fold_char(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    unicode_case_mapping::case_folded(character)
        .and_then(|folded| char::from_u32(folded.get()))
        .unwrap_or(character)
}

/// Folds each character of a text.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text
        .chars()
        .all(|character| fold_char(character) == character)
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(fold_char).collect())
}
