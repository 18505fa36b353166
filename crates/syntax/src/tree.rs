//! The lossless tree of a slice: a flat list of nodes in the order of the text.
//!
//! A node stores where it begins and ends, and where the list continues after its last descendant.
//! That takes 16 bytes per node and is all that a walk needs, and dropping a tree is one
//! deallocation, however deep it is. Whitespace is not stored: it is what is between the leaves, so
//! leaves and gaps tile the text ([`Tree::leaves`]). All offsets count bytes from the start of the
//! slice.

use proactive_diagnostics::{TextRange, TextSize};

use crate::kind::SyntaxKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    start: TextSize,
    end: TextSize,
    /// The index after the last descendant.
    next: u32,
    kind: SyntaxKind,
}

/// The tree of a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    entries: Box<[Entry]>,
    length: TextSize,
}

impl Tree {
    /// Its root, a [`SyntaxKind::Slice`].
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node {
            tree: self,
            index: 0,
        }
    }

    /// All nodes, parents before children, in the order of the text.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.entries.len()).map(|index| Node { tree: self, index })
    }

    /// The nodes that contain `offset`, from the root to a leaf, or to the innermost node that has
    /// whitespace there. Where two nodes meet at `offset`, the earlier one counts; empty nodes are
    /// skipped.
    #[must_use]
    pub fn path_to(&self, offset: TextSize) -> Vec<Node<'_>> {
        let mut path = vec![self.root()];
        let mut next = Some(self.root());
        while let Some(node) = next {
            next = node.children_with_comments().find(|child| {
                let range = child.range();
                !range.is_empty() && range.contains_inclusive(offset)
            });
            path.extend(next);
        }
        path
    }

    /// The leaves and the whitespace between them, which together tile the text. Empty leaves
    /// (something missing) are included.
    pub fn leaves(&self) -> impl Iterator<Item = (SyntaxKind, TextRange)> {
        let mut at = TextSize::new(0);
        let end = std::iter::once((None, self.length));
        self.nodes()
            .filter(|node| node.is_leaf())
            .map(|node| (Some(node), node.range().start()))
            .chain(end)
            .flat_map(move |(node, start)| {
                let gap = (at < start).then(|| (SyntaxKind::Whitespace, TextRange::new(at, start)));
                if let Some(node) = node {
                    at = node.range().end();
                }
                let leaf = node.map(|node| (node.kind(), node.range()));
                gap.into_iter().chain(leaf)
            })
    }

    fn entry(&self, index: usize) -> Entry {
        // No index is out of range. If one were, this empty slice would stand in rather than a
        // panic.
        self.entries.get(index).copied().unwrap_or(Entry {
            start: self.length,
            end: self.length,
            next: u32::MAX,
            kind: SyntaxKind::Slice,
        })
    }
}

/// A node of a tree. Leaves are nodes without children.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    index: usize,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.index == other.index
    }
}

impl Eq for Node<'_> {}

impl<'t> Node<'t> {
    /// Its kind.
    #[must_use]
    pub fn kind(self) -> SyntaxKind {
        self.tree.entry(self.index).kind
    }

    /// Its range, from the start of the slice.
    #[must_use]
    pub fn range(self) -> TextRange {
        let entry = self.tree.entry(self.index);
        TextRange::new(entry.start, entry.end)
    }

    /// Whether it has no children.
    #[must_use]
    pub fn is_leaf(self) -> bool {
        self.tree.entry(self.index).next as usize <= self.index + 1
    }

    /// Its text. `slice` is the text of the whole slice.
    #[must_use]
    pub fn text(self, slice: &str) -> &str {
        slice
            .get(std::ops::Range::<usize>::from(self.range()))
            .unwrap_or("")
    }

    /// Its children, without comments.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        self.children_with_comments()
            .filter(|child| child.kind() != SyntaxKind::Comment)
    }

    /// Its children, with comments.
    pub fn children_with_comments(self) -> Children<'t> {
        let end = self.tree.entry(self.index).next as usize;
        Children {
            tree: self.tree,
            index: self.index + 1,
            end: end.min(self.tree.entries.len()),
        }
    }

    /// Its first child of a kind.
    #[must_use]
    pub fn child(self, kind: SyntaxKind) -> Option<Node<'t>> {
        self.children().find(|child| child.kind() == kind)
    }
}

/// The children of a node, with comments; see [`Node::children_with_comments`].
#[derive(Debug, Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    index: usize,
    end: usize,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.index >= self.end {
            return None;
        }
        let child = Node {
            tree: self.tree,
            index: self.index,
        };
        self.index = self.tree.entry(self.index).next as usize;
        Some(child)
    }
}

/// Builds a tree in the order of the text. Where a function takes or returns a text, it is what is
/// left of the slice at that point.
pub(crate) struct TreeBuilder {
    entries: Vec<Entry>,
    length: usize,
}

impl TreeBuilder {
    pub(crate) fn new(length: usize) -> Self {
        Self {
            entries: Vec::with_capacity(length / 8 + 8),
            length,
        }
    }

    /// Adds a node from `rest` to where `content` ends. `content` adds its children.
    pub(crate) fn node<'t>(
        &mut self,
        kind: SyntaxKind,
        rest: &'t [u8],
        content: impl FnOnce(&mut Self) -> &'t [u8],
    ) -> &'t [u8] {
        let index = self.open(kind, rest);
        let rest = content(self);
        self.close(index, rest);
        rest
    }

    /// As [`node`](Self::node), but adds nothing if there is no `content`.
    pub(crate) fn try_node<'t>(
        &mut self,
        kind: SyntaxKind,
        rest: &'t [u8],
        content: impl FnOnce(&mut Self) -> Option<&'t [u8]>,
    ) -> Option<&'t [u8]> {
        let index = self.open(kind, rest);
        let rest = content(self);
        match rest {
            Some(rest) => self.close(index, rest),
            None => self.entries.truncate(index),
        }
        rest
    }

    /// Adds a node without children, from `rest` to `end`.
    pub(crate) fn leaf<'t>(&mut self, kind: SyntaxKind, rest: &[u8], end: &'t [u8]) -> &'t [u8] {
        let next = index(self.entries.len() + 1);
        self.entries.push(Entry {
            start: self.offset(rest),
            end: self.offset(end),
            next,
            kind,
        });
        end
    }

    /// As [`leaf`](Self::leaf), but adds nothing if there is no `end`.
    pub(crate) fn try_leaf<'t>(
        &mut self,
        kind: SyntaxKind,
        rest: &[u8],
        end: Option<&'t [u8]>,
    ) -> Option<&'t [u8]> {
        Some(self.leaf(kind, rest, end?))
    }

    /// Removes what `content` adds if it returns nothing.
    pub(crate) fn attempt<'t>(
        &mut self,
        content: impl FnOnce(&mut Self) -> Option<&'t [u8]>,
    ) -> Option<&'t [u8]> {
        let length = self.entries.len();
        let rest = content(self);
        if rest.is_none() {
            self.entries.truncate(length);
        }
        rest
    }

    /// Calls `once` as long as it returns something.
    pub(crate) fn repeat<'t>(
        &mut self,
        mut rest: &'t [u8],
        once: impl Fn(&mut Self, &'t [u8]) -> Option<&'t [u8]>,
    ) -> &'t [u8] {
        while let Some(after) = once(self, rest) {
            rest = after;
        }
        rest
    }

    pub(crate) fn finish(self) -> Tree {
        Tree {
            entries: self.entries.into_boxed_slice(),
            length: size(self.length),
        }
    }

    fn open(&mut self, kind: SyntaxKind, rest: &[u8]) -> usize {
        let index = self.entries.len();
        let start = self.offset(rest);
        self.entries.push(Entry {
            start,
            end: start,
            next: 0,
            kind,
        });
        index
    }

    fn close(&mut self, at: usize, rest: &[u8]) {
        let end = self.offset(rest);
        let next = index(self.entries.len());
        if let Some(entry) = self.entries.get_mut(at) {
            entry.end = end;
            entry.next = next;
        }
    }

    fn offset(&self, rest: &[u8]) -> TextSize {
        size(self.length - rest.len())
    }
}

/// Positions in the list are 32 bits wide, as offsets are.
fn index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Offsets are 32 bits wide. Larger files are rejected before they are parsed.
fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}
