//! The languages that are registered for language tags.
//!
//! Source: the IANA Language Subtag Registry (RFC 5646, section 3), File-Date 2025-08-25: its records
//! of `Type: language`, deprecated ones too. The file has a line for the first two letters of the
//! codes: `.` if these are a code themselves, then the third letters of the longer codes. No code
//! is longer.

/// The codes, in the order of their first two letters.
const LANGUAGES: &str = include_str!("language_subtags.txt");

/// Returns whether `subtag`, the first of a well-formed language tag, is a registered language. So
/// are the codes for private use, `x` and `qaa` to `qtz`, and `i` of the tags that were registered
/// before the registry had subtags. Case is ignored.
#[must_use]
pub fn is_registered_language(subtag: &str) -> bool {
    let subtag = subtag.to_ascii_lowercase();
    let Some((start, last)) = subtag.split_at_checked(2) else {
        return matches!(subtag.as_str(), "i" | "x");
    };
    if subtag.len() > 3 {
        return false;
    }
    let is_private = ("qa"..="qt").contains(&start) && last.len() == 1;
    let last = if last.is_empty() { "." } else { last };
    let mut lines = LANGUAGES.lines().filter_map(|line| line.split_once(' '));
    let line = lines.find(|(letters, _)| *letters == start);
    is_private || line.is_some_and(|(_, letters)| letters.contains(last))
}
