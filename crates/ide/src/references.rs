//! All places that name what the cursor is on.

use proactive_diagnostics::Span;

use crate::symbol::{occurrences, symbol_at};
use crate::{FilePosition, Snapshot};

/// All places that name what is named at a place, in all files, in the order of the text; those
/// that declare it only if `with_declaration`. None if nothing is named there.
#[must_use]
pub fn references(
    snapshot: &Snapshot,
    position: FilePosition,
    with_declaration: bool,
) -> Option<Vec<Span>> {
    let (symbol, _) = symbol_at(snapshot, position)?;
    let found = occurrences(snapshot, &symbol).into_iter();
    let wanted = found.filter(|occurrence| with_declaration || !occurrence.declares);
    Some(wanted.map(|occurrence| occurrence.span).collect())
}
