//! Writes a text on one line or on several; its value stays the same.

use proactive_syntax::indent::{Indent, line_ending};
use proactive_syntax::literal::{quote, text_block, unquote};
use proactive_syntax::{Node, SyntaxKind};

use super::action::{Action, ActionKind};
use super::message::MessageContext;

/// Turns `"…"` into `"""…"""` or back, for the text of a message or of an agent.
pub(super) fn rewrite_text(context: &MessageContext<'_>) -> Option<Action> {
    let here = |node: &Node<'_>| {
        matches!(node.kind(), SyntaxKind::Text | SyntaxKind::Reply)
            && node.range().contains_range(context.range)
    };
    let outer = context.node.children().find(here)?;
    let block = outer.child(SyntaxKind::ReplyBlock);
    let statement = match block {
        Some(block) => block.children().find(here)?,
        None => outer,
    };
    let literal = statement
        .children()
        .find(|child| matches!(child.kind(), SyntaxKind::Quoted | SyntaxKind::TextBlock))?;
    let range = literal.range() + context.start;
    let written = context.text.get(std::ops::Range::<usize>::from(range))?;
    let (value, problems) = unquote(written);
    if !problems.is_empty() || value.trim().is_empty() {
        return None;
    }
    let (title, new) = if literal.kind() == SyntaxKind::Quoted {
        let indent = Indent::of_line(context.text, statement.range().start() + context.start);
        let margin = indent.deeper();
        let block = text_block(&value, margin.whitespace());
        let block = block.replace('\n', line_ending(context.text));
        ("Write the text on several lines", block)
    } else {
        ("Write the text on one line", quote(&value))
    };
    // What cannot be written the other way stays as it is.
    let (read, problems) = unquote(&new);
    let is_same = problems.is_empty() && read == value;
    is_same.then(|| Action::new(title, ActionKind::Rewrite, vec![context.edit((range, new))]))
}
