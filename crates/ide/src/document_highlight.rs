//! The places of a file that name what the cursor is on, to be marked.

use proactive_diagnostics::TextRange;

use crate::symbol::{occurrences_in, symbol_at};
use crate::{FilePosition, Snapshot};

/// A place to mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// The name, in the file that was asked about.
    pub range: TextRange,
    /// What is done with it.
    pub access: Access,
}

/// What is done with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It is referred to.
    Read,
    /// It is declared.
    Write,
}

/// The places of the same file that name what is named at a place, in the order of the text.
/// Empty if nothing is named there.
#[must_use]
pub fn document_highlights(snapshot: &Snapshot, position: FilePosition) -> Vec<Highlight> {
    let Some((symbol, _)) = symbol_at(snapshot, position) else {
        return Vec::new();
    };
    occurrences_in(snapshot, position.file, &symbol)
        .map(|occurrence| Highlight {
            range: occurrence.span.range,
            access: match occurrence.declares {
                true => Access::Write,
                false => Access::Read,
            },
        })
        .collect()
}
