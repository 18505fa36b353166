//! The one canonical layout of `.proactive` files, made from the tree.
//!
//! Only white space, line endings and trailing commas change: all tokens and comments stay, in
//! their order, so a text means the same before and after. The layout itself is described in
//! `docs/formatting.md`.
//!
//! [`format()`] lays out a whole file; [`edits`], [`format_range`] and [`on_type`] give the same
//! layout as changes for an editor; [`condition`] is for those who make text. All offsets count
//! bytes of UTF-8.

mod doc;
mod edits;
mod file;
mod item;
mod layout;
mod precondition;

use proactive_diagnostics::TextSize;
use proactive_syntax::{SyntaxKind, parse, parse_slice};

pub use doc::WIDTH;
pub use edits::{TextEdit, edits, format_range, on_type, parsed};
pub use precondition::NotFormattable;

use file::BrokenItems;
use layout::Layout;

/// Lays out a file, or an item alone. The result ends with a line ending, unless it is empty. Its
/// lines end as most lines of `text` do; a byte order mark stays.
///
/// # Errors
///
/// When something is wrong with the text, its delimiters or its shape: then nothing can be said of
/// the layout that the author means.
pub fn format(text: &str) -> Result<String, NotFormattable> {
    file::lay_out(text, &parse(text), BrokenItems::Refuse).map(|laid| laid.text)
}

/// Lays out a condition that stands in a message behind `when`, in the manner of a file with LF:
/// what is put in the place of another condition. The result has no line ending at its end.
///
/// # Errors
///
/// When `text` is no condition, or is followed by something else.
pub fn condition(text: &str) -> Result<String, NotFormattable> {
    const HEADER: &str = "segment x when ";
    /// In a message: two blanks and `when`.
    const COLUMN: usize = 6;
    let source = format!("{HEADER}{text}");
    let header = TextSize::of(HEADER);
    let parsed = parse_slice(&source);
    precondition::check_formattable(&parsed, &source).map_err(|broken| broken.without(header))?;
    let (leaves, _) = layout::leaves(&parsed.tree, &source);
    let leaves = leaves.into_iter().filter(|leaf| leaf.start >= header);
    let mut layout = Layout::behind_something(leaves.collect());
    let node = parsed
        .tree
        .nodes()
        .find(|node| node.kind() == SyntaxKind::Condition);
    if let Some(node) = node {
        item::condition(&mut layout, node, &source, false);
    }
    if !layout.rest().is_empty() {
        return Err(NotFormattable::default());
    }
    let printed = doc::print(&layout.doc, "\n", COLUMN, 1).text;
    // The blank behind `when`.
    Ok(printed.trim_start().to_owned())
}
