//! How text is compared where upper and lower case do not count.
//!
//! By simple case folding: character by character, by the statuses C and S of Unicode's
//! `CaseFolding.txt`. Nothing else is folded or normalised, so a text keeps its number of
//! characters, and folding twice is folding once.

use std::borrow::Cow;

/// The character that stands for all that differ from this one only by case.
#[must_use]
pub fn fold_char(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    unicode_case_mapping::case_folded(character)
        .and_then(|folded| char::from_u32(folded.get()))
        .unwrap_or(character)
}

/// A text with each of its characters folded.
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
