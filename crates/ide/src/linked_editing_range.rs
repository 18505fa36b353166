//! Names that change together while one of them is typed.
//!
//! That is safe only where the whole name is in sight: it is declared once, and nothing in another
//! file refers to it. Everywhere else an author renames on purpose, see [`crate::rename`].

use proactive_diagnostics::TextRange;

use crate::symbol::{occurrences, symbol_at};
use crate::{FilePosition, Snapshot};

/// What a name may look like while it is typed, as a regular expression.
pub const WORD_PATTERN: &str = "[A-Za-z_][A-Za-z0-9_-]*";

/// The names that change together with the one at a place, that one among them, in the order of
/// the text; all are in its file. None where there is no name, or where it would not be safe.
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
