//! Lines and columns: the only module that converts bytes to positions of the protocol and back.
//!
//! A line ends with `\n`, `\r\n` or `\r`, as the protocol defines. A column counts in the encoding
//! negotiated with the client: UTF-8 bytes, UTF-16 code units or characters. A position past the
//! end of its line means the end of the line, and one past the last line the end of the text (LSP
//! 3.17, "Position").

use std::ops::Range;
use std::sync::OnceLock;

use proactive_diagnostics::{TextRange, TextSize};
use tower_lsp_server::ls_types::{self, PositionEncodingKind};

/// The distance in bytes between two cached unit counts.
const BLOCK: usize = 4096;

/// The mark that some editors put at the start of a file. On disk it belongs to no line.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A position encoding: what a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 code units: bytes.
    Utf8,
    /// UTF-16 code units; a character outside the basic multilingual plane has two.
    Utf16,
    /// Characters (Unicode code points).
    Utf32,
}

impl Encoding {
    /// Chooses an encoding that the client supports: UTF-8 if possible, because it needs no
    /// conversion. A client that offers none means UTF-16.
    #[must_use]
    pub fn negotiated(offered: Option<&[PositionEncodingKind]>) -> Self {
        let offered = offered.unwrap_or_default();
        if offered.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offered.contains(&PositionEncodingKind::UTF32)
            && !offered.contains(&PositionEncodingKind::UTF16)
        {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// The name in the protocol.
    #[must_use]
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The number of units of the character that starts with this byte; zero for a continuation
    /// byte.
    fn units_of(self, byte: u8) -> usize {
        match self {
            Self::Utf8 => 1,
            // Every byte except UTF-8 continuation bytes (0b10xxxxxx) starts a character;
            // characters of four bytes need two units.
            Self::Utf16 => usize::from((byte & 0xC0) != 0x80) + usize::from(byte >= 0xF0),
            Self::Utf32 => usize::from((byte & 0xC0) != 0x80),
        }
    }

    fn units(self, bytes: &[u8]) -> usize {
        match self {
            Self::Utf8 => bytes.len(),
            Self::Utf16 | Self::Utf32 => bytes.iter().map(|byte| self.units_of(*byte)).sum(),
        }
    }
}

/// The offsets at which the lines of a text start. There is always a first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of a text, the first of which starts at `first`.
    fn new(text: &str, first: usize) -> Self {
        let mut starts = vec![first];
        starts.extend(starts_in(text, first..text.len()));
        Self { starts }
    }

    /// Updates the lines after `range` was replaced with `inserted` bytes; `text` is the new text.
    /// Only the surroundings of the edit are scanned again.
    fn replaced(&mut self, text: &str, range: Range<usize>, inserted: usize) {
        let line_of = |offset| {
            self.starts
                .partition_point(|start| *start <= offset)
                .saturating_sub(1)
        };
        // One line more on both sides, because a `\r` and a `\n` may have been joined or separated
        // there.
        let first = line_of(range.start).saturating_sub(1);
        let after = (line_of(range.end) + 2).min(self.starts.len());
        let moved = |start: usize| start - range.end + range.start + inserted;
        let from = self.starts.get(first).copied().unwrap_or_default();
        let to = self
            .starts
            .get(after)
            .map_or(text.len(), |start| moved(*start));
        let found: Vec<usize> = starts_in(text, from..to)
            .filter(|start| *start != to || after == self.starts.len())
            .collect();
        for start in self.starts.iter_mut().skip(after) {
            *start = moved(*start);
        }
        let gone = (first + 1).min(after)..after;
        self.starts.splice(gone, found);
    }

    /// The number of lines; after a final line ending there is one more.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line, counted from 0, that contains the byte at `offset`.
    fn line_of(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    /// The bytes of a line without its line ending; none past the last line.
    fn range(&self, text: &str, line: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(line)?;
        let next = self.starts.get(line + 1).copied();
        let content = text.get(start..next.unwrap_or(text.len()))?;
        let end = match next {
            Some(_) => content
                .strip_suffix("\r\n")
                .or_else(|| content.strip_suffix(['\n', '\r']))
                .map_or(content.len(), str::len),
            None => content.len(),
        };
        Some(start..start + end)
    }
}

/// The offsets of the lines that start after the line endings in `range`.
fn starts_in(text: &str, range: Range<usize>) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let within = bytes.get(range.clone()).unwrap_or_default();
    memchr::memchr2_iter(b'\n', b'\r', within).filter_map(move |at| {
        let at = at + range.start;
        let ends = bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n');
        ends.then_some(at + 1)
    })
}

/// Converts positions of one text.
#[derive(Debug)]
pub struct LineIndex {
    lines: Lines,
    /// The number of units before each [`BLOCK`], computed when a long line is first met.
    units: OnceLock<Vec<usize>>,
    encoding: Encoding,
}

impl LineIndex {
    /// Indexes a text that a client holds: every byte counts.
    #[must_use]
    pub fn new(text: &str, encoding: Encoding) -> Self {
        Self::of_lines(Lines::new(text, 0), encoding)
    }

    /// Indexes a text read from disk: a byte order mark at the start is not counted.
    #[must_use]
    pub fn of_disk(text: &str, encoding: Encoding) -> Self {
        let first = if text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        };
        Self::of_lines(Lines::new(text, first), encoding)
    }

    fn of_lines(lines: Lines, encoding: Encoding) -> Self {
        Self {
            lines,
            units: OnceLock::new(),
            encoding,
        }
    }

    /// The lines of the text.
    #[must_use]
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The position of the byte at `offset`, or of the character that contains it.
    #[must_use]
    pub fn position(&self, text: &str, offset: TextSize) -> ls_types::Position {
        let offset = text.floor_char_boundary(usize::from(offset).min(text.len()));
        let line = self.lines.line_of(offset);
        let start = self.lines.starts.get(line).copied().unwrap_or_default();
        // Anything before the first line (a byte order mark) maps to its start.
        let start = start.min(offset);
        let character = match text.as_bytes().get(start..offset) {
            // Most lines are short. In a long line, the cached counts avoid scanning from its
            // start.
            Some(before) if before.len() <= BLOCK => self.encoding.units(before),
            _ => self.units_before(text, offset) - self.units_before(text, start),
        };
        ls_types::Position {
            line: narrow(line),
            character: narrow(character),
        }
    }

    /// Converts a range of bytes.
    #[must_use]
    pub fn range(&self, text: &str, range: TextRange) -> ls_types::Range {
        ls_types::Range {
            start: self.position(text, range.start()),
            end: self.position(text, range.end()),
        }
    }

    /// The offset of a position, in bytes.
    #[must_use]
    pub fn offset(&self, text: &str, position: ls_types::Position) -> TextSize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(range) = self.lines.range(text, line) else {
            return size(text.len());
        };
        let column = usize::try_from(position.character).unwrap_or(usize::MAX);
        if range.len() <= BLOCK {
            let start = range.start;
            let line = text.as_bytes().get(range).unwrap_or_default();
            let offset = start + bytes_of(line, column, self.encoding);
            return size(text.floor_char_boundary(offset));
        }
        let units = self.units(text);
        let wanted = self.units_before(text, range.start).saturating_add(column);
        let block = units.partition_point(|before| *before <= wanted);
        let block = block.saturating_sub(1);
        let known = units.get(block).copied().unwrap_or_default();
        let (from, known) = match block * BLOCK {
            from if from > range.start => (from, known),
            _ => (range.start, wanted - column),
        };
        let rest = text.as_bytes().get(from..range.end).unwrap_or_default();
        let offset = from + bytes_of(rest, wanted - known, self.encoding);
        size(text.floor_char_boundary(offset.min(range.end)))
    }

    /// Converts a range of the protocol; a reversed range is empty.
    #[must_use]
    pub fn text_range(&self, text: &str, range: ls_types::Range) -> TextRange {
        let start = self.offset(text, range.start);
        TextRange::new(start, self.offset(text, range.end).max(start))
    }

    fn units_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let known = self.units(text).get(block).copied().unwrap_or_default();
        let rest = text.as_bytes().get(block * BLOCK..offset);
        known + self.encoding.units(rest.unwrap_or_default())
    }

    fn units(&self, text: &str) -> &[usize] {
        self.units.get_or_init(|| {
            let mut count = 0;
            let note = |block: &[u8]| {
                let before = count;
                count += self.encoding.units(block);
                before
            };
            let mut units: Vec<usize> = text.as_bytes().chunks(BLOCK).map(note).collect();
            // The end of the text may be the end of the last block.
            units.push(count);
            units
        })
    }
}

/// The number of bytes that contain the first `wanted` units. A unit inside a character counts as
/// the start of that character.
fn bytes_of(bytes: &[u8], wanted: usize, encoding: Encoding) -> usize {
    let mut count = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let units = encoding.units_of(*byte);
        if units > 0 && count + units > wanted {
            return at;
        }
        count += units;
    }
    bytes.len()
}

/// A text under edit, with its lines kept up to date.
#[derive(Debug)]
pub struct Editing {
    text: String,
    lines: Lines,
    encoding: Encoding,
}

impl Editing {
    /// Starts from a text that a client holds, and its index.
    #[must_use]
    pub fn new(text: &str, index: &LineIndex) -> Self {
        Self {
            text: text.to_owned(),
            lines: index.lines.clone(),
            encoding: index.encoding,
        }
    }

    /// Replaces a range, or the whole text.
    pub fn apply(&mut self, range: Option<ls_types::Range>, new: &str) {
        let Some(range) = range else {
            new.clone_into(&mut self.text);
            self.lines = Lines::new(new, 0);
            return;
        };
        let start = self.offset(range.start);
        let end = self.offset(range.end).max(start);
        self.text.replace_range(start..end, new);
        self.lines.replaced(&self.text, start..end, new.len());
    }

    fn offset(&self, position: ls_types::Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(range) = self.lines.range(&self.text, line) else {
            return self.text.len();
        };
        let column = usize::try_from(position.character).unwrap_or(usize::MAX);
        let start = range.start;
        let line = self.text.as_bytes().get(range).unwrap_or_default();
        self.text
            .floor_char_boundary(start + bytes_of(line, column, self.encoding))
    }

    /// The current text and its index.
    #[must_use]
    pub fn finish(self) -> (String, LineIndex) {
        (self.text, LineIndex::of_lines(self.lines, self.encoding))
    }

    /// The current lines.
    #[must_use]
    pub fn lines(&self) -> &Lines {
        &self.lines
    }
}

/// The protocol's numbers have 32 bits.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn size(offset: usize) -> TextSize {
    TextSize::new(narrow(offset))
}
