//! Linked editing: occurrences of a name that change together while one of them is typed.
//!
//! That is safe only for a name that is declared once and used in one file only. In all other cases,
//! authors use [`crate::rename`].

use proactive_diagnostics::TextRange;

use crate::symbol::{occurrences, symbol_at};
use crate::{FilePosition, Snapshot};

/// A regular expression for a name while it is typed.
pub const WORD_PATTERN: &str = "[A-Za-z_][A-Za-z0-9_-]*";

/// The occurrences of the name at a position, in source order, all in the same file. `None` if there
/// is no name, or if linked editing would not be safe.
#[must_use]
pub fn linked_editing_ranges(
    snapshot: &Snapshot,
    position: FilePosition,
) -> Option<Vec<TextRange>> {
    let (symbol, _) = symbol_at(snapshot, position)?;
    let places = occurrences(snapshot, &symbol);
    let declared = places.iter().filter(|place| place.declares).count();
    let here = |file| file == position.file;
    let safe = declared == 1 && places.len() > 1 && places.iter().all(|it| here(it.span.file));
    safe.then(|| places.iter().map(|place| place.span.range).collect())
}
