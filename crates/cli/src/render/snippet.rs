//! The part of a text that is drawn with a finding.
//!
//! The libraries that draw are given no whole files: a file may have a line of many megabytes, or
//! signs that upset a terminal. They get an snippet, with the few lines that matter, long lines
//! cut, and a note of where each line really stands.

use std::ops::Range;

use proactive_catalog::characters::{classify, on_one_line};

use crate::line_index::Position;
use crate::sources::Source;

/// What is drawn of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// How many characters of a line.
    pub(super) width: usize,
    /// Whether what is not the author's own is drawn in ASCII.
    pub(super) ascii: bool,
    /// Whether files are named from the root of the workspace, not from the current folder.
    pub(super) from_root: bool,
}

impl Frame {
    /// How many characters of a line are drawn where no terminal says how many it has.
    pub(super) const WIDTH: usize = 240;

    /// What stands for the part of a line that is not drawn.
    fn cut(self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// What a file is called.
    pub(super) fn path(self, source: &Source) -> String {
        let path = if self.from_root {
            &source.path
        } else {
            &source.shown
        };
        on_one_line(path).into_owned()
    }

    /// A name or a sentence as it may stand on a line: without anything that ends the line or
    /// upsets a terminal.
    pub(super) fn words(self, text: &str) -> String {
        let text = on_one_line(text);
        if self.ascii {
            text.replace('…', "...").replace('→', "->")
        } else {
            text.into_owned()
        }
    }
}

/// How many lines of a long span are drawn.
const LINES: usize = 8;

/// Lines of a file, with marks in them.
#[derive(Debug)]
pub(super) struct Snippet {
    /// The file, from the current folder.
    pub(super) name: String,
    /// The lines, each with a newline behind it.
    pub(super) text: String,
    /// Where they stand; in the order of the file, perhaps with gaps.
    lines: Vec<Line>,
    /// The places to mark, the first one first.
    pub(super) marks: Vec<Mark>,
}

/// A place to mark.
#[derive(Debug)]
pub(super) struct Mark {
    /// Where in the text of the snippet.
    pub(super) range: Range<usize>,
    /// Where in the file it begins.
    pub(super) position: Position,
    /// What there is to say about it.
    pub(super) label: Option<String>,
}

/// A line of an snippet.
#[derive(Debug)]
struct Line {
    /// Its number in the file, from 0.
    number: usize,
    /// Where it stands in the text of the snippet, its newline included.
    range: Range<usize>,
    /// The part of the file that is drawn.
    window: Range<usize>,
    /// Where that begins in the text of the snippet.
    drawn: usize,
}

impl Snippet {
    /// The lines of `source` around `spans`, which come with what there is to say about them.
    pub(super) fn new(
        source: &Source,
        spans: Vec<(Range<usize>, Option<String>)>,
        frame: Frame,
    ) -> Self {
        let mut snippet = Self {
            name: frame.path(source),
            text: String::new(),
            lines: Vec::new(),
            marks: Vec::with_capacity(spans.len()),
        };
        let spans: Vec<_> = spans
            .into_iter()
            .map(|(range, label)| (shortened(source, range), label))
            .collect();
        for number in numbers(source, &spans) {
            snippet.line(source, number, &spans, frame);
        }
        for (range, label) in spans {
            let start = snippet.offset(source, range.start);
            let end = snippet.offset(source, range.end).max(start);
            snippet.marks.push(Mark {
                range: start..end,
                position: source.position(range.start),
                label,
            });
        }
        snippet
    }

    /// Adds a line of the file.
    fn line(
        &mut self,
        source: &Source,
        number: usize,
        spans: &[(Range<usize>, Option<String>)],
        frame: Frame,
    ) {
        let text = source.text();
        let whole = source.lines().range(text, number);
        // Around the first mark that stands in it.
        let marked = spans
            .iter()
            .map(|(range, _)| range)
            .find(|range| range.start <= whole.end && range.end >= whole.start)
            .map_or(whole.start, |range| range.start.max(whole.start));
        let window = window(text, whole.clone(), marked, frame.width);
        let start = self.text.len();
        if window.start > whole.start {
            self.text.push_str(frame.cut());
        }
        let drawn = self.text.len();
        let shown = text.get(window.clone()).unwrap_or_default();
        self.text
            .extend(visible(shown).map(|(_, character)| character));
        if window.end < whole.end {
            self.text.push_str(frame.cut());
        }
        self.text.push('\n');
        self.lines.push(Line {
            number,
            range: start..self.text.len(),
            window,
            drawn,
        });
    }

    /// Where a byte of the file stands in the snippet; at the nearest place if it is not drawn.
    fn offset(&self, source: &Source, offset: usize) -> usize {
        let number = source.lines().line_of(offset);
        let index = self.lines.partition_point(|line| line.number <= number);
        let Some(line) = self.lines.get(index.saturating_sub(1)) else {
            return 0;
        };
        let text = source.text();
        let offset = text.floor_char_boundary(offset.clamp(line.window.start, line.window.end));
        let window = text.get(line.window.clone()).unwrap_or_default();
        let before: usize = visible(window)
            .take_while(|(at, _)| line.window.start + at < offset)
            .map(|(_, character)| character.len_utf8())
            .sum();
        line.drawn + before
    }

    /// The line, counted in the snippet, that holds a byte of the snippet.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|line| line.range.start <= offset)
            .saturating_sub(1)
    }

    /// Where a line of the snippet really stands, from 0.
    pub(super) fn number(&self, line: usize) -> usize {
        self.lines.get(line).map_or(0, |line| line.number)
    }

    /// The line of the snippet that stands at `number` in the file.
    pub(super) fn line_numbered(&self, number: usize) -> Option<usize> {
        self.lines
            .binary_search_by_key(&number, |line| line.number)
            .ok()
    }

    /// The bytes of a line of the snippet, its newline included.
    pub(super) fn range(&self, line: usize) -> Option<Range<usize>> {
        self.lines.get(line).map(|line| line.range.clone())
    }

    /// The lines around `lines` that stand next to them in the file too: up to `before` before
    /// them, and up to `after` behind.
    pub(super) fn around(&self, lines: Range<usize>, before: usize, after: usize) -> Range<usize> {
        let joined = |line: usize| {
            line > 0 && line < self.lines.len() && self.number(line) == self.number(line - 1) + 1
        };
        let mut start = lines.start;
        while start > 0 && lines.start - start < before && joined(start) {
            start -= 1;
        }
        let mut end = lines.end;
        while end < self.lines.len() && end - lines.end < after && joined(end) {
            end += 1;
        }
        start..end
    }

    /// The mark that begins at a byte of the snippet.
    pub(super) fn mark_at(&self, offset: usize) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.range.start == offset)
    }
}

/// The part of a line that is drawn: `width` characters, of which a third stands before `marked` if
/// the line is longer.
fn window(text: &str, line: Range<usize>, marked: usize, width: usize) -> Range<usize> {
    // A character has four bytes at most, so this looks at no more than is needed.
    let near = |from: usize, to: usize| text.get(text.floor_char_boundary(from)..to).unwrap_or("");
    let ahead = |from: usize, count: usize| {
        let rest = near(
            from,
            text.floor_char_boundary(line.end.min(from + 4 * count + 4)),
        );
        rest.char_indices()
            .nth(count)
            .map(|(length, _)| from + length)
    };
    let back = |to: usize, count: usize| {
        let rest = near(line.start.max(to.saturating_sub(4 * count + 4)), to);
        let mut characters = rest.char_indices().rev();
        let from = characters.nth(count.saturating_sub(1));
        from.map_or(line.start, |(length, _)| to - rest.len() + length)
    };
    if ahead(line.start, width).is_none() {
        return line;
    }
    let start = back(text.floor_char_boundary(marked), width / 3);
    match ahead(start, width) {
        Some(end) => start..end,
        None => back(line.end, width)..line.end,
    }
}

/// The numbers of the lines to draw: those that are marked, with one more on each side.
fn numbers(source: &Source, spans: &[(Range<usize>, Option<String>)]) -> Vec<usize> {
    let lines = source.lines();
    let mut numbers: Vec<_> = spans
        .iter()
        .flat_map(|(range, _)| {
            let first = lines.line_of(range.start).saturating_sub(1);
            let last = (lines.line_of(range.end) + 1).min(lines.count() - 1);
            first..=last
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A span without the lines that are too many, and without the newline at its end: what is marked
/// ends with its last character, not on the line below.
fn shortened(source: &Source, range: Range<usize>) -> Range<usize> {
    let (text, lines) = (source.text(), source.lines());
    let first = lines.line_of(range.start);
    let mut end = range.end;
    if lines.line_of(end) >= first + LINES {
        end = lines.range(text, first + LINES - 1).end;
    }
    let last = lines.line_of(end);
    if last > first && lines.range(text, last).start == end {
        end = lines.range(text, last - 1).end;
    }
    range.start..end.max(range.start)
}

/// The characters of a line of source: offset in bytes, and what is drawn instead. Each is drawn as
/// one character, so that the marks below it fit: control characters as pictures, other characters
/// that cannot be seen as `\u{FFFD}`.
fn visible(text: &str) -> impl Iterator<Item = (usize, char)> {
    classify(text).map(|(offset, character, hidden)| {
        let drawn = match (character, hidden) {
            ('\t', _) | (_, None) => character,
            ('\0'..='\u{1F}', Some(_)) => {
                char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            ('\u{7F}', Some(_)) => '\u{2421}',
            (_, Some(_)) => char::REPLACEMENT_CHARACTER,
        };
        (offset, drawn)
    })
}
