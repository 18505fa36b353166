//! Document highlights: the occurrences of the name under the cursor in the same file.

use proactive_diagnostics::TextRange;

use crate::symbol::{occurrences_in, symbol_at};
use crate::{FilePosition, Snapshot};

/// An occurrence to highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// The name, in the file of the request.
    pub range: TextRange,
    /// How it is used.
    pub access: Access,
}

/// How a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It is a reference.
    Read,
    /// It is a declaration.
    Write,
}

/// The occurrences of the name at a position in the same file, in source order. Empty if there is no
/// name.
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
