//! Lines and columns: the one place that converts byte offsets to them.

use std::ops::Range;

/// The number of bytes between two cached character counts.
const BLOCK: usize = 4096;

/// The byte order mark that some editors put at the start of a file; not part of the first line.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A line and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The character in the line, from 1.
    pub(crate) column: usize,
}

/// The starts of the lines of a text.
///
/// Created once per text; lookups take nearly constant time, however long the lines are.
#[derive(Debug)]
pub(crate) struct LineIndex {
    /// The first byte of each line; never empty.
    starts: Vec<usize>,
    /// The number of characters before each [`BLOCK`].
    characters: Vec<usize>,
}

impl LineIndex {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let first = if text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        };
        let mut starts = vec![first];
        starts.extend(memchr::memchr_iter(b'\n', bytes).map(|newline| newline + 1));
        let mut count = 0;
        let characters = bytes
            .chunks(BLOCK)
            .map(|block| {
                let before = count;
                count += characters_in(block);
                before
            })
            .collect();
        Self { starts, characters }
    }

    /// The line of the byte at `offset`, counted from 0.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    /// The byte range of a line, counted from 0, without its line ending. The range of a line past
    /// the last is empty and at the end of the text.
    pub(crate) fn range(&self, text: &str, line: usize) -> Range<usize> {
        let Some(start) = self.starts.get(line).copied() else {
            return text.len()..text.len();
        };
        let bytes = text.as_bytes();
        let mut end = match self.starts.get(line + 1) {
            Some(next) => next - 1,
            None => text.len(),
        };
        if end > start && self.starts.len() > line + 1 && bytes.get(end - 1) == Some(&b'\r') {
            end -= 1;
        }
        start..end
    }

    /// The number of lines; another one begins after a final newline.
    pub(crate) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The position of the byte at `offset`.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let before = self.characters_before(text, start.min(offset));
        Position {
            line: line + 1,
            column: self.characters_before(text, offset) - before + 1,
        }
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let known = self.characters.get(block).copied();
        // There is no next count at the end of a text that fills its last block.
        let (from, known) = match known {
            Some(known) => (block * BLOCK, known),
            None => match self.characters.last() {
                Some(known) => ((self.characters.len() - 1) * BLOCK, *known),
                None => (0, 0),
            },
        };
        let rest = text.as_bytes().get(from..offset).unwrap_or_default();
        known + characters_in(rest)
    }
}

/// The number of characters that begin in `bytes`.
fn characters_in(bytes: &[u8]) -> usize {
    // All but the continuation bytes of UTF-8, which are 0b10xxxxxx.
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}
