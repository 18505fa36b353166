//! On-type formatting: a line break in a comment continues the comment.

use std::ops::Range;

use proactive_diagnostics::{Edit, Span, TextRange, TextSize};
use proactive_syntax::SyntaxKind;

use crate::{FilePosition, Snapshot};

/// The edit that continues a comment after a line break was typed. `position` is the cursor on the
/// new line, after the indentation that the editor may have inserted.
///
/// A comment on a line of its own continues on the next line. A line with only `#` ends it, and so
/// does the directive `# proactive: …`. A comment after a statement continues only if it was broken
/// in the middle, because the rest would no longer be part of a comment.
#[must_use]
pub fn on_enter(snapshot: &Snapshot, position: FilePosition) -> Option<Edit> {
    let text = snapshot.text(position.file);
    let offset = usize::from(position.offset);
    let line_start = text.get(..offset)?.rfind('\n')? + 1;
    let indent = text.get(line_start..offset)?;
    let rest = text.get(offset..)?.lines().next().unwrap_or("");
    if !is_blank(indent) || rest.trim_start().starts_with('#') {
        return None;
    }
    let above = text.get(..line_start)?.strip_suffix('\n')?;
    let above = above.strip_suffix('\r').unwrap_or(above);
    let above_start = above.rfind('\n').map_or(0, |newline| newline + 1);
    let comment = comment_at_end(snapshot, position, size(above.len()))?;
    let before = text.get(above_start..usize::from(comment.start()))?;
    let written = text.get(Range::<usize>::from(comment))?;
    let content = written.trim_start_matches('#');
    let sign = written.get(..written.len() - content.len())?;
    let broken = !rest.trim().is_empty();
    let is_directive = content.trim_start().starts_with("proactive:");
    let alone = is_blank(before.trim_start_matches('\u{FEFF}'));
    let goes_on = broken || alone && !content.trim().is_empty() && !is_directive;
    if !goes_on {
        return None;
    }
    let indent = match alone {
        true => before.trim_start_matches('\u{FEFF}'),
        false => indent,
    };
    // If the comment was broken before a space, the rest begins with that space.
    let after = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let range = TextRange::new(size(line_start), size(offset + after));
    Some(Edit {
        span: Span::new(position.file, range),
        replacement: format!("{indent}{sign} "),
    })
}

/// The comment that ends at `end`.
fn comment_at_end(snapshot: &Snapshot, position: FilePosition, end: TextSize) -> Option<TextRange> {
    let items = snapshot.workspace().items(position.file).iter();
    let mut items = items.filter(|item| item.range().contains(end));
    let item = items.next()?;
    let inside = end.checked_sub(item.range().start())?;
    let path = item.parsed().tree.path_to(inside);
    let leaf = path.last()?;
    (leaf.kind() == SyntaxKind::Comment).then(|| leaf.range() + item.range().start())
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|it| matches!(it, ' ' | '\t'))
}

fn size(length: usize) -> TextSize {
    TextSize::new(u32::try_from(length).unwrap_or(u32::MAX))
}
