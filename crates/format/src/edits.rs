//! The difference between a text and its layout, as edits of the gaps between tokens.
//!
//! Tokens and comments are the same before and after, so only the whitespace and commas between
//! them are replaced: a cursor in a word stays there.

use proactive_diagnostics::{TextRange, TextSize};
use proactive_syntax::parse;

use crate::doc::Anchor;
use crate::file::{BrokenItems, Laid, lay_out};
use crate::precondition::NotFormattable;

/// A change to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes to replace, counted from the start of the text, with a byte order mark. Empty for
    /// an insertion.
    pub range: TextRange,
    /// The new text.
    pub replacement: String,
}

/// The edits that format `text`, in order and without overlap. Applied together, they give the same
/// text as [`format`](crate::format()).
///
/// # Errors
///
/// A text with syntax errors is not formatted, as with [`format`](crate::format()).
pub fn edits(text: &str) -> Result<Vec<TextEdit>, NotFormattable> {
    parsed::edits(text, &parse(text))
}

/// The edits that format a part of `text`: those of [`edits`] that touch `range`, or are in a
/// statement or a header that it touches.
///
/// Items with syntax errors are left as they are, and the others are formatted, so this works in a
/// file that is being written.
#[must_use]
pub fn format_range(text: &str, range: TextRange) -> Vec<TextEdit> {
    parsed::format_range(text, &parse(text), range)
}

/// The edits after `typed` was typed just before `offset`: a line ending (`\n`) formats the
/// statement above, and a `}` the block that it closes. Nothing at or after the cursor changes.
/// Other characters change nothing.
#[must_use]
pub fn on_type(text: &str, offset: TextSize, typed: char) -> Vec<TextEdit> {
    match typed {
        // Parsing is most of the work.
        '\n' | '}' => parsed::on_type(text, &parse(text), offset, typed),
        _ => Vec::new(),
    }
}

/// The same functions for callers that have parsed the text already.
pub mod parsed {
    use proactive_diagnostics::{TextRange, TextSize};
    use proactive_syntax::Parse;

    use super::{BrokenItems, TextEdit, block_that_ends, gaps, lay_out, size, whole_units};
    use crate::precondition::NotFormattable;

    /// As [`edits`](super::edits()).
    ///
    /// # Errors
    ///
    /// The same.
    pub fn edits(text: &str, parse: &Parse) -> Result<Vec<TextEdit>, NotFormattable> {
        let laid = lay_out(text, parse, BrokenItems::Refuse)?;
        Ok(gaps(text, &laid).map(|gap| gap.edit).collect())
    }

    /// As [`format_range`](super::format_range()).
    #[must_use]
    pub fn format_range(text: &str, parse: &Parse, range: TextRange) -> Vec<TextEdit> {
        let laid = lay_out(text, parse, BrokenItems::Keep).unwrap_or_default();
        let range = whole_units(&laid.anchors, range);
        gaps(text, &laid)
            .filter(|gap| gap.touches(range))
            .map(|gap| gap.edit)
            .collect()
    }

    /// As [`on_type`](super::on_type()).
    #[must_use]
    pub fn on_type(text: &str, parse: &Parse, offset: TextSize, typed: char) -> Vec<TextEdit> {
        let before = text.get(..usize::from(offset)).unwrap_or("");
        let Some(line_or_block) = before.strip_suffix(typed) else {
            return Vec::new();
        };
        let laid = lay_out(text, parse, BrokenItems::Keep).unwrap_or_default();
        let range = match typed {
            '\n' => {
                let line = line_or_block.trim_end_matches('\r');
                let start = line.rfind('\n').map_or(0, |at| at + 1);
                let code = line
                    .get(start..)
                    .unwrap_or("")
                    .trim_start_matches([' ', '\t']);
                if code.is_empty() {
                    return Vec::new();
                }
                TextRange::new(size(line.len() - code.len()), size(line.len()))
            }
            '}' => match block_that_ends(&laid, text, offset) {
                Some(range) => range,
                None => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        let range = whole_units(&laid.anchors, range);
        if range.end() > offset {
            // The statement continues after the cursor, and half a statement can't be formatted.
            return Vec::new();
        }
        gaps(text, &laid)
            .filter(|gap| gap.touches(range) && gap.old.end() < offset)
            .map(|gap| gap.edit)
            .collect()
    }
}

/// From the header of the block whose brace ends at `offset` up to that brace.
fn block_that_ends(laid: &Laid, text: &str, offset: TextSize) -> Option<TextRange> {
    let written = |anchor: &Anchor| {
        text.get(std::ops::Range::<usize>::from(anchor.from))
            .unwrap_or("")
    };
    let end = laid
        .anchors
        .iter()
        .position(|anchor| anchor.from.end() == offset && written(anchor) == "}")?;
    let mut depth = 0_usize;
    for anchor in laid.anchors.get(..=end)?.iter().rev() {
        match written(anchor) {
            "}" => depth += 1,
            "{" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(TextRange::new(anchor.from.start(), offset));
                }
            }
            _ => {}
        }
    }
    None
}

/// The range, extended to whole units: half a statement can't be formatted.
fn whole_units(anchors: &[Anchor], range: TextRange) -> TextRange {
    let mut whole = range;
    for unit in anchors.chunk_by(|left, right| left.unit == right.unit) {
        if let (Some(first), Some(last)) = (unit.first(), unit.last()) {
            let unit = first.from.cover(last.from);
            if unit.intersect(range).is_some() {
                whole = whole.cover(unit);
            }
        }
    }
    whole
}

/// What is between two anchors, where it changes.
struct Gap {
    /// All of it.
    old: TextRange,
    edit: TextEdit,
}

impl Gap {
    fn touches(&self, range: TextRange) -> bool {
        self.old.intersect(range).is_some()
    }
}

/// The gaps that change, in order.
fn gaps<'t>(text: &'t str, laid: &'t Laid) -> impl Iterator<Item = Gap> + 't {
    let end = Anchor {
        from: TextRange::empty(size(text.len())),
        to: laid.text.len(),
        unit: usize::MAX,
    };
    let mut from = 0_usize;
    let mut to = 0_usize;
    laid.anchors
        .iter()
        .copied()
        .chain(std::iter::once(end))
        .filter_map(move |anchor| {
            let start = usize::from(anchor.from.start());
            let old = text.get(from..start).unwrap_or("");
            let new = laid.text.get(to..anchor.to).unwrap_or("");
            let gap = (old != new).then(|| Gap {
                old: TextRange::new(size(from), size(start)),
                edit: edit(size(from), old, new),
            });
            from = usize::from(anchor.from.end());
            to = anchor.to + usize::from(anchor.from.len());
            gap
        })
}

/// The edit that turns `old`, which begins at `start`, into `new`, without the common prefix and
/// suffix. A CR LF is never split: no editor has a position inside it.
fn edit(start: TextSize, old: &str, new: &str) -> TextEdit {
    let (mut prefix, mut suffix) = (0, 0);
    if !old.contains('\r') && !new.contains('\r') {
        let same = |(a, b): &(char, char)| a == b;
        let length = |(a, _): (char, char)| a.len_utf8();
        prefix = old
            .chars()
            .zip(new.chars())
            .take_while(same)
            .map(length)
            .sum();
        let old_rest = old.get(prefix..).unwrap_or("").chars().rev();
        let new_rest = new.get(prefix..).unwrap_or("").chars().rev();
        suffix = old_rest.zip(new_rest).take_while(same).map(length).sum();
    }
    let from = start + size(prefix);
    let to = start + size(old.len() - suffix);
    TextEdit {
        range: TextRange::new(from, to),
        replacement: new.get(prefix..new.len() - suffix).unwrap_or("").to_owned(),
    }
}

fn size(offset: usize) -> TextSize {
    TextSize::try_from(offset).unwrap_or_default()
}
