//! A file: its items, laid out one by one, and what is between them.

use std::sync::Arc;

use proactive_diagnostics::{FileId, Finding, TextRange, TextSize};
use proactive_syntax::{Parse, ParsedSlice, SyntaxKind, Tree};

use crate::doc::{Anchor, Printed, print};
use crate::item::declaration;
use crate::layout::{Layout, Leaf, leaves};
use crate::precondition::{NotFormattable, check_formattable};

/// A file, laid out.
#[derive(Debug, Default)]
pub(crate) struct Laid {
    /// The result.
    pub(crate) text: String,
    /// What the result keeps of the source, in order: everything except whitespace and commas.
    pub(crate) anchors: Vec<Anchor>,
}

/// What to do with items that have syntax errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BrokenItems {
    /// Format nothing in the file.
    Refuse,
    /// Leave them as they are, and format the others.
    Keep,
}

/// A slice of the file.
struct Piece<'a> {
    start: TextSize,
    source: &'a str,
    /// `None` if the item has syntax errors.
    item: Option<Item<'a>>,
}

struct Item<'a> {
    /// The declaration, without what follows it; `None` if the slice has none.
    declaration: Option<Printed>,
    /// The comments that follow.
    comments: Vec<Leaf<'a>>,
    /// The number of line endings after the last comment.
    newlines: usize,
}

impl Item<'_> {
    /// Whether the declaration takes several lines.
    fn is_tall(&self) -> bool {
        self.declaration
            .as_ref()
            .is_some_and(|printed| printed.text.contains('\n'))
    }

    /// Whether an empty line follows the declaration.
    fn is_set_apart(&self) -> bool {
        self.newlines > 1 || self.comments.iter().any(|comment| comment.newlines > 1)
    }
}

/// Lays out a file; `parse` is the parse of its text.
pub(crate) fn lay_out(
    text: &str,
    parse: &Parse,
    broken_items: BrokenItems,
) -> Result<Laid, NotFormattable> {
    let mut endings = Endings::default();
    let mut broken = NotFormattable::default();
    let mut refused = false;
    let mut slices: Vec<(TextSize, &str, Option<&Arc<ParsedSlice>>)> =
        Vec::with_capacity(parse.slices.len());
    let ends = parse.slices.iter().skip(1).map(|slice| slice.start);
    let ends = ends.chain(std::iter::once(size(text.len())));
    for (slice, end) in parse.slices.iter().zip(ends) {
        let range = usize::from(slice.start)..usize::from(end);
        let source = text.get(range).unwrap_or("");
        endings.count(&slice.parsed.tree, source);
        let reason = check_formattable(&slice.parsed, source).err();
        slices.push((
            slice.start,
            source,
            Some(&slice.parsed).filter(|_| reason.is_none()),
        ));
        if let Some(reason) = reason {
            refused = true;
            let moved = |finding: Finding| finding.rebased(FileId::LOCAL, slice.start);
            broken
                .findings
                .extend(reason.findings.into_iter().map(moved));
        }
    }
    if refused && broken_items == BrokenItems::Refuse {
        return Err(broken);
    }
    let ending = endings.ending();
    let pieces: Vec<Piece<'_>> = slices
        .into_iter()
        .map(|(start, source, parsed)| Piece {
            start,
            source,
            item: parsed.map(|parsed| item(&parsed.tree, source, ending)),
        })
        .collect();
    Ok(join(&pieces, text, ending))
}

/// Lays out a slice without syntax errors.
fn item<'a>(tree: &Tree, source: &'a str, ending: &str) -> Item<'a> {
    let (leaves, newlines) = leaves(tree, source);
    let mut layout = Layout::new(leaves);
    let node = tree
        .root()
        .children()
        .find(|child| child.kind() != SyntaxKind::Comment);
    let printed = node.map(|node| {
        declaration(&mut layout, node, source);
        print(&layout.doc, ending, 0, 0)
    });
    Item {
        declaration: printed,
        comments: layout.rest().to_vec(),
        newlines,
    }
}

/// The line endings of a file.
#[derive(Debug, Default)]
struct Endings {
    crlf: usize,
    lf: usize,
}

impl Endings {
    /// Counts line endings outside of strings: those inside are part of a text.
    fn count(&mut self, tree: &Tree, source: &str) {
        for (kind, range) in tree.leaves() {
            if !matches!(kind, SyntaxKind::Whitespace | SyntaxKind::Slice) {
                continue;
            }
            let gap = source
                .get(std::ops::Range::<usize>::from(range))
                .unwrap_or("");
            let crlf = gap.matches("\r\n").count();
            self.crlf += crlf;
            self.lf += gap.matches('\n').count() - crlf;
        }
    }

    fn ending(&self) -> &'static str {
        if self.crlf > self.lf { "\r\n" } else { "\n" }
    }
}

/// Joins the pieces.
fn join(pieces: &[Piece<'_>], text: &str, ending: &str) -> Laid {
    let mut joiner = Joiner {
        laid: Laid {
            text: String::with_capacity(text.len() + text.len() / 8),
            anchors: Vec::with_capacity(text.len() / 6),
        },
        ending,
        unit: 0,
        empty: true,
    };
    if text.starts_with('\u{FEFF}') {
        joiner.laid.text.push('\u{FEFF}');
    }
    for (position, piece) in pieces.iter().enumerate() {
        let next = pieces.get(position + 1);
        let Some(item) = &piece.item else {
            joiner.verbatim(piece);
            continue;
        };
        let next_item = next.and_then(|next| next.item.as_ref());
        let tall = item.is_tall();
        let apart = item.declaration.is_some()
            && !item.is_set_apart()
            && next_item.is_some_and(|next| tall || next.is_tall());
        joiner.item(piece.start, item, apart, next.is_some());
    }
    joiner.laid
}

struct Joiner<'e> {
    laid: Laid,
    ending: &'e str,
    unit: usize,
    /// The result is still empty.
    empty: bool,
}

impl Joiner<'_> {
    fn verbatim(&mut self, piece: &Piece<'_>) {
        // The byte order mark was written already.
        let source = match piece.source.strip_prefix('\u{FEFF}') {
            Some(rest) if piece.start == TextSize::new(0) => rest,
            _ => piece.source,
        };
        let dropped = piece.source.len() - source.len();
        self.unit += 1;
        self.push(source, piece.start + size(dropped));
    }

    fn item(&mut self, start: TextSize, item: &Item<'_>, mut apart: bool, more: bool) {
        self.unit += 1;
        if let Some(printed) = &item.declaration {
            let to = self.laid.text.len();
            self.laid.text.push_str(&printed.text);
            let mut last = self.unit;
            for anchor in &printed.anchors {
                last = self.unit + anchor.unit;
                self.laid.anchors.push(Anchor {
                    from: anchor.from + start,
                    to: anchor.to + to,
                    unit: last,
                });
            }
            self.unit = last;
            self.empty = false;
        }
        for comment in &item.comments {
            if comment.newlines == 0 && !self.empty {
                self.laid.text.push(' ');
            } else {
                self.unit += 1;
                let blank = comment.newlines > 1 || std::mem::take(&mut apart);
                self.end_line(blank);
            }
            self.push(comment.text, start + comment.start);
        }
        if more {
            self.end_line(item.newlines > 1 || apart);
        } else {
            self.end_line(false);
        }
    }

    /// Ends the line and adds an empty one, unless this is the first line.
    fn end_line(&mut self, blank: bool) {
        if !self.empty {
            self.laid.text.push_str(self.ending);
            if blank {
                self.laid.text.push_str(self.ending);
            }
        }
    }

    /// Adds something that is at `from` in the source.
    fn push(&mut self, text: &str, from: TextSize) {
        self.laid.anchors.push(Anchor {
            from: TextRange::at(from, size(text.len())),
            to: self.laid.text.len(),
            unit: self.unit,
        });
        self.laid.text.push_str(text);
        self.empty = false;
    }
}

fn size(length: usize) -> TextSize {
    TextSize::try_from(length).unwrap_or_default()
}
