//! Pauses and publishes a message.

use proactive_catalog::{MessageStatus, Word};
use proactive_diagnostics::TextRange;
use proactive_hir::draft::Slot;
use proactive_syntax::SyntaxKind;

use super::action::{Action, ActionKind};
use super::lines;
use super::message::MessageContext;
use crate::document_symbol::trimmed_range;

/// Pauses a published message, and publishes any other. Offered in the header and at `status`.
pub(super) fn pause_or_publish(context: &MessageContext<'_>) -> Option<Action> {
    if !context.is_in_header() && !context.is_in(SyntaxKind::Status) {
        return None;
    }
    let status = match &context.message.status {
        Slot::Absent => MessageStatus::Published,
        Slot::Broken => return None,
        Slot::Given(status) => status.value,
    };
    let (verb, edit) = match status {
        MessageStatus::Published => ("Pause", set_status(context, MessageStatus::Paused)?),
        MessageStatus::Draft | MessageStatus::Paused => ("Publish", publish(context)?),
    };
    let title = format!("{verb} `{}`", context.name.value);
    let edits = vec![context.edit(edit)];
    Some(Action::new(title, ActionKind::Status, edits))
}

/// Writes the status of a message. `None` if it has a broken one.
pub(super) fn set_status(
    context: &MessageContext<'_>,
    status: MessageStatus,
) -> Option<(TextRange, String)> {
    let word = status.as_str();
    match &context.message.status {
        Slot::Absent => context.append(&format!("status {word}")),
        Slot::Broken => None,
        Slot::Given(written) => Some((written.range + context.start, word.to_owned())),
    }
}

/// Removes the statement, because messages are published by default; if it has a comment, writes
/// `published` instead.
fn publish(context: &MessageContext<'_>) -> Option<(TextRange, String)> {
    let node = context.node.child(SyntaxKind::Status)?;
    let range = trimmed_range(node) + context.start;
    let before = context.text.get(..usize::from(range.start()))?;
    let after = context.text.get(usize::from(range.end())..)?;
    let line_before = before.rsplit('\n').next().unwrap_or("");
    let line_after = after.split('\n').next().unwrap_or("");
    let is_first = line_before.trim().is_empty();
    let above = before.strip_suffix(line_before).unwrap_or("").trim_end();
    let last_above = above.rsplit('\n').next().unwrap_or("");
    let is_commented = is_first && last_above.trim_start().starts_with('#');
    if is_commented || line_after.trim_start().starts_with('#') {
        return set_status(context, MessageStatus::Published);
    }
    let gone = lines::removal(context.text, range)?;
    Some((gone, String::new()))
}
