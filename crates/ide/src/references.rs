//! Find references.

use proactive_diagnostics::Span;

use crate::symbol::{occurrences, symbol_at};
use crate::{FilePosition, Snapshot};

/// The occurrences of the name at a position, in all files, in source order. Declarations are
/// included only if `with_declaration` is true. `None` if there is no name.
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
