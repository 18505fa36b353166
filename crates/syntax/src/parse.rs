//! Parsing a file: it is cut into slices, and each slice is parsed on its own.

use std::sync::Arc;

use proactive_diagnostics::{Finding, TextSize};

use crate::grammar;
use crate::items;
use crate::tree::Tree;
use crate::validation::validate;

/// A parsed file: slices that tile its text.
#[derive(Debug, Clone)]
pub struct Parse {
    /// The slices, in the order of the text.
    pub slices: Vec<Slice>,
}

/// A slice in its file.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Where it begins in the file.
    pub start: TextSize,
    /// Its tree and findings. They do not depend on its position, so a slice that an edit only
    /// moves keeps them.
    pub parsed: Arc<ParsedSlice>,
}

/// A slice on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedSlice {
    /// The tree.
    pub tree: Tree,
    /// The errors in the text, its delimiters and its shape. Spans are
    /// [local](proactive_diagnostics::FileId::LOCAL): they count from the start of the slice.
    pub findings: Vec<Finding>,
}

/// Parses a file. `text` must be shorter than 4 GiB.
#[must_use]
pub fn parse(text: &str) -> Parse {
    let slices = items::slices(text)
        .into_iter()
        .map(|range| Slice {
            start: TextSize::new(u32::try_from(range.start).unwrap_or(u32::MAX)),
            parsed: Arc::new(parse_slice(text.get(range).unwrap_or(""))),
        })
        .collect();
    Parse { slices }
}

/// Parses one slice, as cut by [`items::slices`]. Any other text gives a tree, too.
#[must_use]
pub fn parse_slice(text: &str) -> ParsedSlice {
    let tree = grammar::parse_slice(text);
    let findings = validate(&tree, text);
    ParsedSlice { tree, findings }
}
