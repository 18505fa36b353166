//! Places in the text: a file and a range of bytes.

use text_size::TextRange;

/// A file of a workspace: its position in the workspace's ordered list of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

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
