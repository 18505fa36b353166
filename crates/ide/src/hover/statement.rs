//! Hover on the keywords of statements and arguments.

use proactive_catalog::{Block, DeclarationKind, MessageStatement, StatementInfo, StatementKind};

use super::context::HoverContext;
use crate::classify::TokenClass;
use crate::markup::{Line, Markup};

/// The form of a statement and its meaning.
pub(super) fn keyword(block: Block, row: &StatementInfo) -> Markup {
    let markup = Markup::default().code(row.syntax()).text(row.documentation);
    let mut notes = Line::default();
    if row.is_required() {
        notes = notes.text("This statement is required.");
    } else if row.is_repeatable() && block != Block::Test {
        notes = notes.text("This statement can be repeated.");
    }
    if row.kind == StatementKind::Message(MessageStatement::After) {
        notes = notes.text("The condition is checked once, at that moment. A message has either `after … on page_view` or `on page_load`.");
    }
    markup.line(notes)
}

/// The keyword of an argument: what that argument means.
pub(super) fn argument_keyword(context: &HoverContext<'_>) -> Option<Markup> {
    let keyword_before = context
        .before
        .iter()
        .rev()
        .find_map(|token| match token.kind {
            TokenClass::StatementKeyword(block, keyword) => Some(Some((block, keyword.0?))),
            TokenClass::DeclarationKeyword(_) => Some(None),
            _ => None,
        });
    match keyword_before? {
        Some((block, row)) => {
            let mut arguments = row.arguments();
            let argument = arguments.find(|argument| argument.keyword == Some(context.word()));
            Some(match argument {
                Some(argument) => Markup::default()
                    .code(row.syntax())
                    .text(argument.documentation),
                None => keyword(block, row),
            })
        }
        None => (context.word() == "when").then(|| {
            Markup::default()
                .code(DeclarationKind::Segment.info().form)
                .text("Who belongs to the segment: a condition, which can use other segments.")
        }),
    }
}
