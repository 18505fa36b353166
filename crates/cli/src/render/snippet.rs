//! The part of a source that is shown with a finding.
//!
//! The rendering libraries never get whole files, which can have lines of many megabytes or characters
//! that confuse a terminal. They get a snippet: the few lines that matter, with long lines truncated,
//! and the original position of each line.

use std::ops::Range;

use proactive_catalog::characters::{classify, on_one_line};

use proactive_diagnostics::{LabelKind, messages};

use crate::line_index::Position;
use crate::sources::Source;

/// How sources are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The most characters of a line to show.
    pub(super) width: usize,
    /// Whether everything but the author's text is ASCII.
    pub(super) ascii: bool,
    /// Whether paths are relative to the root of the workspace, not to the current folder.
    pub(super) from_root: bool,
}

impl Frame {
    /// The most characters of a line to show without a terminal.
    pub(super) const WIDTH: usize = 240;

    /// The placeholder for the part of a line that is not shown.
    fn cut(self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// The path of a file.
    pub(super) fn path(self, source: &Source) -> String {
        let path = if self.from_root {
            &source.path
        } else {
            &source.shown
        };
        on_one_line(path).into_owned()
    }

    /// The words of a label: on one line, or without a restriction to ASCII on several.
    pub(super) fn label(self, kind: &LabelKind) -> String {
        if self.ascii {
            return self.words(&messages::label(kind));
        }
        let lines = messages::label_lines(kind).into_iter();
        let lines: Vec<String> = lines.map(|line| self.words(&line)).collect();
        lines.join("\n")
    }

    /// A name or a sentence that fits on a line: without line breaks and characters that confuse a
    /// terminal.
    pub(super) fn words(self, text: &str) -> String {
        let text = on_one_line(text);
        if self.ascii {
            text.replace('…', "...").replace('→', "->")
        } else {
            text.into_owned()
        }
    }
}

/// The most lines of a long span to show.
const LINES: usize = 8;

/// Lines of a file with marks.
#[derive(Debug)]
pub(super) struct Snippet {
    /// The path of the file.
    pub(super) name: String,
    /// The lines, each followed by a newline.
    pub(super) text: String,
    /// The original positions of the lines, in order, possibly with gaps.
    lines: Vec<Line>,
    /// The marks; the first one is the place of the finding.
    pub(super) marks: Vec<Mark>,
}

/// A marked range.
#[derive(Debug)]
pub(super) struct Mark {
    /// The byte range in the text of the snippet.
    pub(super) range: Range<usize>,
    /// The position in the file at which it begins.
    pub(super) position: Position,
    /// The text of its label.
    pub(super) label: Option<String>,
}

/// A line of a snippet.
#[derive(Debug)]
struct Line {
    /// Its number in the file, counted from 0.
    number: usize,
    /// Its byte range in the text of the snippet, with its newline.
    range: Range<usize>,
    /// The byte range of the file that is shown.
    window: Range<usize>,
    /// The offset of that range in the text of the snippet.
    drawn: usize,
}

impl Snippet {
    /// Takes the lines of `source` around `spans`, which come with the texts of their labels.
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

    /// Appends a line of the file.
    fn line(
        &mut self,
        source: &Source,
        number: usize,
        spans: &[(Range<usize>, Option<String>)],
        frame: Frame,
    ) {
        let text = source.text();
        let whole = source.lines().range(text, number);
        // Truncates around the first mark in the line.
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

    /// The offset in the snippet of a byte of the file, or the nearest one if it is not shown.
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

    /// The line of the snippet that contains a byte of the snippet.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|line| line.range.start <= offset)
            .saturating_sub(1)
    }

    /// The number in the file of a line of the snippet, counted from 0.
    pub(super) fn number(&self, line: usize) -> usize {
        self.lines.get(line).map_or(0, |line| line.number)
    }

    /// The number in the file of the last line, counted from 0.
    pub(super) fn last_number(&self) -> Option<usize> {
        self.lines.last().map(|line| line.number)
    }

    /// The line of the snippet whose number in the file is `number`.
    pub(super) fn line_numbered(&self, number: usize) -> Option<usize> {
        self.lines
            .binary_search_by_key(&number, |line| line.number)
            .ok()
    }

    /// The byte range of a line of the snippet, with its newline.
    pub(super) fn range(&self, line: usize) -> Option<Range<usize>> {
        self.lines.get(line).map(|line| line.range.clone())
    }

    /// Extends `lines` by lines that are adjacent in the file too: at most `before` before them, and
    /// at most `after` after them.
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

    /// The mark that starts at a byte of the snippet.
    pub(super) fn mark_at(&self, offset: usize) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.range.start == offset)
    }
}

/// The part of a line to show: at most `width` characters, a third of them before `marked` if the line
/// is longer.
fn window(text: &str, line: Range<usize>, marked: usize, width: usize) -> Range<usize> {
    // A character has at most four bytes, so this does not scan the whole line.
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

/// The numbers of the lines to show: the marked lines, and one more on each side.
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

/// Shortens a span to the most lines to show, and drops its final newline, so that the mark ends at
/// the last character, not on the next line.
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

/// The characters of a line of source, as byte offsets and replacements. Each is shown as one
/// character, so that marks line up: control characters as control pictures, other invisible
/// characters as `\u{FFFD}`.
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
