//! The one canonical layout of `.proactive` files, made from the tree.
//!
//! Only whitespace, line endings and trailing commas change. All tokens and comments stay in their
//! order, so the text keeps its meaning. `docs/reference/formatting.md` describes the layout.
//!
//! [`format()`] formats a whole file. [`edits`], [`format_range`] and [`on_type`] give the same
//! layout as edits for an editor. [`condition`] is for code that generates text. All offsets are in
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

/// Formats a file, or a single item. The result ends with a line ending unless it is empty. Its
/// line endings are those of most lines of `text`; a byte order mark stays.
///
/// # Errors
///
/// If the text has syntax errors: then it is not clear which layout the author means.
pub fn format(text: &str) -> Result<String, NotFormattable> {
    file::lay_out(text, &parse(text), BrokenItems::Refuse).map(|laid| laid.text)
}

/// Formats a condition as it is in a message after `when`, with LF line endings, so that it can
/// replace another condition. The result does not end with a line ending.
///
/// # Errors
///
/// If `text` is not a condition, or something follows the condition.
pub fn condition(text: &str) -> Result<String, NotFormattable> {
    const HEADER: &str = "segment x when ";
    /// As in a message: two spaces and `when`.
    const COLUMN: usize = 6;
    let source = format!("{HEADER}{text}");
    let header = TextSize::of(HEADER);
    let parsed = parse_slice(&source);
    precondition::check_formattable(&parsed, &source).map_err(|broken| broken.without(header))?;
    let (leaves, _) = layout::leaves(&parsed.tree, &source);
    let leaves = leaves.into_iter().filter(|leaf| leaf.start >= header);
    let mut layout = Layout::after_something(leaves.collect());
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
    // The space after `when`.
    Ok(printed.trim_start().to_owned())
}
