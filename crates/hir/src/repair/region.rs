//! The part of an item that a repair may rewrite: the statement with the error, or the header.

use std::ops::Range;

use proactive_catalog::{Block, DeclarationKind};
use proactive_diagnostics::{TextRange, TextSize};
use proactive_syntax::{Node, ParsedSlice, SyntaxKind};

/// A part of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// Its bytes in the slice.
    pub(super) range: Range<usize>,
    pub(super) place: Place,
}

impl Region {
    /// The region in a text that has `by` bytes more before.
    pub(super) fn shifted(self, by: usize) -> Self {
        Self {
            range: self.range.start + by..self.range.end + by,
            ..self
        }
    }
}

/// Where in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the header of a declaration, from its keyword to the `{` or the end of the line.
    Header,
    /// A statement, or several on one line, of a block.
    Statement(Block),
    /// The condition of a segment, or of a `when`.
    Condition,
    /// Outside of all blocks.
    Outside,
}

/// The regions that may be rewritten to repair an error at `range`, the smallest first.
pub(super) fn regions(slice: &str, parsed: &ParsedSlice, range: TextRange) -> Vec<Region> {
    let path = path_to(parsed, range);
    let mut regions = Vec::new();
    let mut parent: Option<Node<'_>> = None;
    let mut block: Option<Block> = None;
    for node in path {
        if node.kind() == SyntaxKind::Condition {
            regions.insert(
                0,
                Region {
                    range: trimmed(slice, node.range()),
                    place: Place::Condition,
                },
            );
        }
        if node.kind().is_statement()
            && let Some(block) = block
            && let Some(parent) = parent
        {
            regions.extend(
                on_its_line(slice, parent, node)
                    .into_iter()
                    .map(|range| Region {
                        range,
                        place: Place::Statement(block),
                    }),
            );
        }
        if node.kind().declaration().is_some() && !in_block(node, range) {
            regions.push(Region {
                range: header(slice, node),
                place: Place::Header,
            });
        }
        if parent.is_some_and(|it| it.kind() == SyntaxKind::Slice)
            && node.kind().declaration().is_none()
        {
            regions.push(Region {
                range: trimmed(slice, node.range()),
                place: Place::Outside,
            });
        }
        block = match node.kind() {
            SyntaxKind::ReplyBlock => Some(Block::AgentReply),
            kind => kind.declaration().map_or(block, DeclarationKind::block),
        };
        parent = Some(node);
    }
    regions
}

/// The nodes around a place, the outermost first. A place at the end of a node is in it.
fn path_to<'t>(parsed: &'t ParsedSlice, range: TextRange) -> Vec<Node<'t>> {
    let mut path = vec![parsed.tree.root()];
    while let Some(node) = path.last() {
        let inside = node
            .children()
            .filter(|child| child.range().contains_range(range))
            .last();
        match inside {
            Some(child) if !child.is_leaf() || child.kind().is_statement() => path.push(child),
            Some(_) | None => break,
        }
    }
    path
}

fn in_block(declaration: Node<'_>, range: TextRange) -> bool {
    declaration
        .child(SyntaxKind::Lbrace)
        .is_some_and(|brace| range.start() >= brace.range().end())
}

/// From the keyword of a declaration to its `{`, or to the end of its line.
fn header(slice: &str, declaration: Node<'_>) -> Range<usize> {
    let start = usize::from(declaration.range().start());
    let text = slice.get(start..).unwrap_or("");
    let line = text.find('\n').map_or(slice.len(), |at| start + at);
    let end = declaration
        .child(SyntaxKind::Lbrace)
        .map(|brace| usize::from(brace.range().start()))
        .filter(|&brace| brace <= line);
    trim(slice, start..end.unwrap_or(line))
}

/// A statement alone, then with one, two … of the statements after it on its line, and with all
/// before it on its line.
fn on_its_line(slice: &str, parent: Node<'_>, node: Node<'_>) -> Vec<Range<usize>> {
    let siblings: Vec<Node<'_>> = parent
        .children()
        .filter(|it| it.kind().is_statement())
        .collect();
    let Some(position) = siblings.iter().position(|it| *it == node) else {
        return Vec::new();
    };
    let same_line = |a: Node<'_>, b: Node<'_>| {
        let between = usize::from(a.range().end())..usize::from(b.range().start());
        slice
            .get(between)
            .is_some_and(|text| !text.contains(['\n', '#']))
    };
    let mut first = position;
    while let Some(before) = first.checked_sub(1)
        && let (Some(a), Some(b)) = (siblings.get(before), siblings.get(first))
        && same_line(*a, *b)
    {
        first = before;
    }
    let mut last = position;
    while let (Some(a), Some(b)) = (siblings.get(last), siblings.get(last + 1))
        && same_line(*a, *b)
    {
        last += 1;
    }
    let range = |from: usize, to: usize| {
        let start = siblings.get(from).map(|it| it.range().start());
        let end = siblings.get(to).map(|it| it.range().end());
        trimmed(
            slice,
            TextRange::new(start.unwrap_or_default(), end.unwrap_or_default()),
        )
    };
    let mut ranges: Vec<Range<usize>> = (position..=last.min(position + 3))
        .map(|to| range(position, to))
        .collect();
    let own_end = usize::from(node.range().end());
    ranges.extend(balanced(slice, usize::from(node.range().start())).filter(|it| it.end > own_end));
    // The entries of a list, one on each line.
    let entries = siblings.iter().skip(last + 1).take_while(|it| {
        let text = slice.get(Range::<usize>::from(it.range())).unwrap_or("");
        text.starts_with(['-', '*', '•'])
    });
    if let Some(end) = entries.count().checked_sub(1) {
        ranges.push(range(position, last + 1 + end));
    }
    for from in (first..position).rev().take(3) {
        ranges.push(range(from, position));
        if last > position {
            ranges.push(range(from, last));
        }
    }
    ranges
}

/// A statement up to the end of the brackets that open on its line.
fn balanced(slice: &str, start: usize) -> Option<Range<usize>> {
    const MAX_LENGTH: usize = 2000;
    let mut open = 0_usize;
    let mut in_string = false;
    for (at, character) in slice.get(start..)?.char_indices().take(MAX_LENGTH) {
        match character {
            '"' => in_string = !in_string,
            '\n' if open == 0 => return None,
            '\n' => in_string = false,
            _ if in_string => {}
            '{' | '(' | '[' => open += 1,
            '}' | ')' | ']' => {
                open = open.checked_sub(1)?;
                if open == 0 {
                    return Some(start..start + at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Without the white space at its ends.
fn trimmed(slice: &str, range: TextRange) -> Range<usize> {
    trim(slice, range.into())
}

fn trim(slice: &str, range: Range<usize>) -> Range<usize> {
    let text = slice.get(range.clone()).unwrap_or("");
    let start = range.start + (text.len() - text.trim_start().len());
    let end = range.end - (text.len() - text.trim_end().len());
    start..end.max(start)
}

/// Offsets as the tree has them.
pub(super) fn text_range(range: &Range<usize>) -> TextRange {
    let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    TextRange::new(size(range.start), size(range.end))
}
