//! Places in the source: a file and a range of bytes.

use text_size::{TextRange, TextSize};

/// A file of a workspace: its index in the ordered list of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// No file yet: ranges count from the start of a slice. [`crate::Finding::rebased`] sets the file.
    pub const LOCAL: Self = Self(u32::MAX);

    /// The manifest, which is not in the list of files.
    pub const MANIFEST: Self = Self(u32::MAX - 1);
}

/// A range of bytes (UTF-8) in a file. Only the command and the language server convert it to
/// lines and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The bytes, from the start of the file, including a byte order mark.
    pub range: TextRange,
}

impl Span {
    /// Creates a span of `range` in `file`.
    #[must_use]
    pub fn new(file: FileId, range: TextRange) -> Self {
        Self { file, range }
    }

    /// Creates a span in a slice whose file is not known yet.
    #[must_use]
    pub fn local(range: TextRange) -> Self {
        Self::new(FileId::LOCAL, range)
    }

    /// Moves a [local](FileId::LOCAL) span, which counts from a slice, to the slice's `start` in
    /// `file`. Other spans stay.
    #[must_use]
    pub fn rebased(self, file: FileId, start: TextSize) -> Self {
        if self.file == FileId::LOCAL {
            Self::new(file, self.range + start)
        } else {
            self
        }
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |span: &Self| (span.file, span.range.start(), span.range.end());
        key(self).cmp(&key(other))
    }
}
