//! Places in the manifest.

use std::ops::Range;

use proactive_diagnostics::{FileId, Span, TextRange, TextSize};

/// The span of a range of bytes in the manifest.
#[must_use]
pub fn span(range: Range<usize>) -> Span {
    let size = |offset| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    let (start, end) = (size(range.start), size(range.end));
    Span::new(FileId::MANIFEST, TextRange::new(start, end.max(start)))
}
