//! A file and its items, each parsed and lowered on its own.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use proactive_diagnostics::{Finding, TextRange, TextSize};
use proactive_syntax::ParsedSlice;
use proactive_syntax::foreign::{self, ReadText};
use rayon::prelude::*;

use crate::draft::Draft;
use crate::lower::lower;

/// Fewer items are parsed on the current thread, because waking others takes longer.
const MIN_PER_THREAD: usize = 32;

/// A file of a workspace. Clones share the text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path from the root of the workspace, separated by `/`.
    pub path: Arc<str>,
    /// The text of the file.
    pub text: Arc<str>,
}

/// A file whose items are parsed and lowered.
#[derive(Debug)]
pub(crate) struct LoweredFile {
    pub(crate) items: Vec<Item>,
    /// The text as it is parsed, if it has comments or spaces of other languages.
    read_as: Option<Box<str>>,
    /// The findings about those, with local spans that count from the start of the file.
    pub(crate) findings: Vec<Finding>,
}

/// A slice of a file, parsed and lowered.
///
/// The ranges of its tree and draft are relative to its start, so both stay valid when it moves.
#[derive(Debug, Clone)]
pub struct Item {
    pub(crate) start: TextSize,
    pub(crate) length: TextSize,
    pub(crate) parsed: Arc<ParsedSlice>,
    pub(crate) draft: Arc<Draft>,
}

impl Item {
    fn new(start: TextSize, slice: &str) -> Self {
        let parsed = proactive_syntax::parse_slice(slice);
        let draft = lower(slice, &parsed);
        Self {
            start,
            length: size(slice.len()),
            parsed: Arc::new(parsed),
            draft: Arc::new(draft),
        }
    }

    /// Returns the bytes it covers in its file. The items of a file tile its text.
    #[must_use]
    pub fn range(&self) -> TextRange {
        TextRange::at(self.start, self.length)
    }

    /// Returns its syntax tree, with findings.
    #[must_use]
    pub fn parsed(&self) -> &ParsedSlice {
        &self.parsed
    }

    /// Returns its draft.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }
}

impl LoweredFile {
    pub(crate) fn new(text: &str) -> Self {
        let ReadText { text, findings } = foreign::read(text);
        let items = proactive_syntax::items::slices(&text)
            .into_par_iter()
            .with_min_len(MIN_PER_THREAD)
            .map(|range| {
                let start = size(range.start);
                Item::new(start, text.get(range).unwrap_or(""))
            })
            .collect();
        Self {
            items,
            read_as: owned(text),
            findings,
        }
    }

    /// The text of an item as it is parsed; `source` is the file's.
    pub(crate) fn slice<'s>(&'s self, source: &'s str, item: &Item) -> &'s str {
        let text = self.read_as.as_deref().unwrap_or(source);
        text.get(Range::<usize>::from(item.range())).unwrap_or("")
    }

    /// Does the same as [`LoweredFile::new`], but reuses the items before and after an edit that turned
    /// `before` into `text`.
    pub(crate) fn edited(&self, before: &str, text: &str) -> Self {
        let before = self.read_as.as_deref().unwrap_or(before);
        let ReadText {
            text: read,
            findings,
        } = foreign::read(text);
        let text = &*read;
        let old: Vec<Range<usize>> = self.items.iter().map(|item| item.range().into()).collect();
        let cut = proactive_syntax::reparse::slices_after(&old, before, text);
        let (above, rest) = self.items.split_at(cut.above);
        let (rest, below) = rest.split_at(rest.len() - cut.below);
        // Some of the new slices may have the same text as before.
        let same = |(item, slice): &(&Item, &Range<usize>)| {
            before.get(Range::<usize>::from(item.range())) == text.get((*slice).clone())
        };
        let first = rest.iter().zip(&cut.between).take_while(same).count();
        let most = rest.len().min(cut.between.len()) - first;
        let last = rest.iter().rev().zip(cut.between.iter().rev());
        let last = last.take(most).take_while(same).count();
        let (same_first, rest) = rest.split_at(first);
        let (_, same_last) = rest.split_at(rest.len() - last);
        let new = cut.between.len() - last;
        let new = cut.between.get(first..new).unwrap_or_default();

        let mut items = Vec::with_capacity(cut.above + cut.between.len() + cut.below);
        items.extend(above.iter().chain(same_first).cloned());
        let parse = |slice: &Range<usize>| {
            Item::new(size(slice.start), text.get(slice.clone()).unwrap_or(""))
        };
        if new.len() < MIN_PER_THREAD {
            items.extend(new.iter().map(parse));
        } else {
            items.par_extend(new.par_iter().with_min_len(MIN_PER_THREAD).map(parse));
        }
        let mut end = new.last().map_or_else(
            || {
                items
                    .last()
                    .map_or(TextSize::new(0), |item| item.range().end())
            },
            |slice| size(slice.end),
        );
        items.extend(same_last.iter().chain(below).map(|item| {
            let start = end;
            end += item.length;
            Item {
                start,
                ..item.clone()
            }
        }));
        Self {
            items,
            read_as: owned(read),
            findings,
        }
    }
}

/// The text, if it differs from the source.
fn owned(text: Cow<'_, str>) -> Option<Box<str>> {
    match text {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text.into()),
    }
}

/// Converts an offset. Offsets have 32 bits; larger texts are rejected before they get here.
fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}
