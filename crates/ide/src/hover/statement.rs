//! Statements: their form and their meaning.

use proactive_catalog::{Block, StatementInfo};

use super::context::HoverContext;
use crate::classify::TokenClass;
use crate::markup::{Line, Markup};

/// The word that begins a statement.
pub(super) fn keyword(block: Block, row: &StatementInfo, word: &str) -> Markup {
    let markup = Markup::default().code(row.syntax()).text(row.documentation);
    let mut notes = Line::default();
    if row.is_required() {
        notes = notes.text(&format!("A {} must have it.", noun(block)));
    } else if row.is_repeatable() && block != Block::Test {
        notes = notes.text(&format!("A {} may have several.", noun(block)));
    }
    if word == "after" && block == Block::Message {
        notes = notes.text("Conditions are checked once, at that moment. A message has either `after … on page_view` or `on page_load`.");
    }
    markup.line(notes)
}

/// A word that joins the parts of a statement: what it is part of.
pub(super) fn joining(context: &HoverContext<'_>) -> Option<Markup> {
    let word = context.word();
    let keyword_before = context
        .before
        .iter()
        .rev()
        .find_map(|element| match element.kind {
            TokenClass::StatementKeyword(block, keyword) => Some(Some((block, keyword.0?))),
            TokenClass::DeclarationKeyword(_) => Some(None),
            _ => None,
        });
    match keyword_before? {
        Some((block, row)) => {
            let said = match word {
                "for" => "How long the visitor stays on the page; not at all if left out.",
                "title" => "The title of the page; empty if left out.",
                "to" => "The last day that is closed.",
                "nothing" => {
                    "Nothing came up on this page but what an `expect MESSAGE` above it names."
                }
                "no" => "This message did not come up on this page.",
                "after" => "The message came up exactly so long after the page loaded.",
                "answer" => "Which of the bot's answers is given.",
                "on" => "What starts the clock: `page_view`, the visitor's stay on a page.",
                _ => return Some(keyword(block, row, row.keyword)),
            };
            Some(Markup::default().code(row.syntax()).text(said))
        }
        None => {
            let said =
                "Who belongs to the segment: a condition, in which other segments may stand.";
            (word == "when").then(|| {
                Markup::default()
                    .code("segment ID when CONDITION")
                    .text(said)
            })
        }
    }
}

/// What a block belongs to.
pub(super) fn noun(block: Block) -> &'static str {
    match block {
        Block::Account => "account",
        Block::Brand => "brand",
        Block::Channel => "channel",
        Block::Bot => "bot",
        Block::Schedule => "schedule",
        Block::Message => "message",
        Block::AgentReply => "reply by an agent",
        Block::Test => "test",
    }
}
