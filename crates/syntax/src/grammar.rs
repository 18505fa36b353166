//! The parser of a slice.
//!
//! `grammar/proactive.pest` is the grammar. Two modules are generated from it by
//! `cargo xtask grammar`: the rules that write [`nodes`], and those that only [`scan`].

mod matchers;
mod nodes;
mod scan;

use crate::kind::SyntaxKind;
use crate::tree::{Tree, TreeBuilder};

/// Parses a slice of a file: an item with what follows it, or what comes before the first.
///
/// The grammar is total, so there is always a tree. If it did not match all the same, the tree
/// would hold nothing but the text as [`SyntaxKind::OutsideJunk`].
pub(crate) fn parse_slice(text: &str) -> Tree {
    let mut builder = TreeBuilder::new(text.len());
    let text = text.as_bytes();
    if nodes::slice(&mut builder, text).is_none() {
        builder.node(SyntaxKind::Slice, text, |tree| {
            tree.leaf(SyntaxKind::OutsideJunk, text, &[])
        });
    }
    builder.finish()
}
