//! Places in the text: a file and a range of bytes.

use text_size::{TextRange, TextSize};

/// A file of a workspace: its position in the workspace's ordered list of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl FileId {
    /// No file yet: ranges count from the start of a slice. [`crate::Finding::rebased`] gives them one.
    pub const LOCAL: Self = Self(u32::MAX);

    /// The manifest. It is none of the files of the workspace, whose numbers count up from 0.
    pub const MANIFEST: Self = Self(u32::MAX - 1);
}

/// A range of bytes (UTF-8) in a file. Lines and columns are made of it only at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The bytes, counted from the start of the file (a byte order mark included).
    pub range: TextRange,
}

impl Span {
    /// A span of `range` in `file`.
    #[must_use]
    pub fn new(file: FileId, range: TextRange) -> Self {
        Self { file, range }
    }

    /// A span in a slice that does not know its file.
    #[must_use]
    pub fn local(range: TextRange) -> Self {
        Self::new(FileId::LOCAL, range)
    }

    /// The same place, of a slice that begins at `start` of `file`.
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
