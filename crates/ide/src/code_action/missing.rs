//! Adds the required statements that a block is missing, with placeholders for their arguments.

use proactive_catalog::{Block, DeclarationKind, Frequency, MessageStatus, Word};
use proactive_diagnostics::{FileId, Finding, Problem, Required, Span, TextRange};
use proactive_hir::draft::{Body, Reply, Slot};
use proactive_hir::{Declarations, Declared};
use proactive_syntax::indent::Indent;
use proactive_syntax::{Node, SyntaxKind};

use super::action::{Action, ActionKind};
use super::fixes::touching;
use crate::completion::Snippet;
use crate::{FilePosition, Snapshot};

/// Actions to add what is missing in the blocks that a range touches.
pub(super) fn missing(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    touching(snapshot, file, range)
        .filter_map(|(index, finding)| add(snapshot, index, finding))
        .collect()
}

fn add(snapshot: &Snapshot, index: usize, finding: &Finding) -> Option<Action> {
    let Problem::MissingStatement { block, required } = &finding.problem else {
        return None;
    };
    let declarations = snapshot.workspace().declarations();
    let about = declarations
        .all()
        .find(|it| it.span(it.declaration().place()) == finding.span);
    let statements: Option<Vec<Snippet>> = required
        .iter()
        .map(|it| statement(&declarations, *block, about, it))
        .collect();
    let mut statements = statements?;
    let has_placeholder = statements.iter().any(|it| it.plain().contains(PLACEHOLDER));
    let is_draft = has_placeholder && about.is_some_and(|about| has_no_status(about, *block));
    if is_draft {
        let draft = MessageStatus::Draft.as_str();
        statements.push(Snippet::plain_text(format!("status {draft}")));
    }
    let (span, snippet) = insertion(snapshot, finding.span, *block, &statements)?;
    let title = match (required.len(), is_draft) {
        (1, false) => "Add the missing statement",
        (1, true) => "Add the missing statement, as a draft",
        (_, false) => "Add the missing statements",
        (_, true) => "Add the missing statements, as a draft",
    };
    // Only the author knows the texts and the condition.
    Some(Action {
        finding: Some(index),
        ..Action::with_snippet(title, ActionKind::QuickFix, span, snippet)
    })
}

/// A text that the author has to write.
const PLACEHOLDER: &str = "…";

/// Whether a block is a message that does not say whether it is published.
fn has_no_status(about: Declared<'_>, block: Block) -> bool {
    let message = about.declaration().as_message();
    block == Block::Message && message.is_some_and(|it| matches!(it.status, Slot::Absent))
}

/// A valid statement; `None` if the author has to choose a name that is not declared.
fn statement(
    declarations: &Declarations<'_>,
    block: Block,
    about: Option<Declared<'_>>,
    required: &Required,
) -> Option<Snippet> {
    let quoted = |keyword: &str| {
        let snippet = Snippet::plain_text(keyword).text(" \"");
        snippet.stop(PLACEHOLDER).text("\"")
    };
    Some(match (block, required) {
        (_, Required::Trigger) => Snippet::plain_text("after ")
            .stop("0m30s")
            .text(" on page_view"),
        (_, Required::Channel { .. }) => {
            let channels = channels(declarations, about?).filter_map(|it| it.name());
            named("channel", channels)?
        }
        (Block::Channel, Required::Statement("brand")) => {
            let brands = declarations.of_kind(DeclarationKind::Brand);
            named("brand", brands.filter_map(|it| it.name()))?
        }
        (Block::Bot, Required::Statement("channels")) => {
            let channels = declarations.of_kind(DeclarationKind::Channel);
            named("channels", channels.filter_map(|it| it.name()))?
        }
        (Block::Bot, Required::Statement("answer")) => {
            Snippet::plain_text("answer ").stop("new_answer")
        }
        (Block::Schedule, Required::Statement("timezone")) => {
            Snippet::plain_text("timezone \"").stop("UTC").text("\"")
        }
        (_, Required::Statement("text")) => quoted("text"),
        (Block::Message, Required::Statement("reply")) => quoted("reply agent"),
        (Block::Message, Required::Statement("when")) => {
            Snippet::plain_text("when ").stop("always")
        }
        (Block::Message, Required::Statement("frequency")) => {
            let words = [
                Frequency::OncePerVisit,
                Frequency::OncePerCustomer,
                Frequency::EveryTime,
            ];
            let words = words.map(|it| it.as_str().to_owned());
            Snippet::plain_text("frequency ").choice(words.to_vec())
        }
        (_, Required::Statement(_)) => return None,
    })
}

/// A statement with a reference to one of these; `None` if there are none.
fn named<'n>(keyword: &str, names: impl Iterator<Item = &'n str>) -> Option<Snippet> {
    let names: Vec<String> = names.map(str::to_owned).collect();
    let snippet = Snippet::plain_text(keyword).text(" ");
    (!names.is_empty()).then(|| snippet.choice(names))
}

/// The channels that a message can be on: those of its bot and its brand, first those in its file.
fn channels<'w>(
    declarations: &Declarations<'w>,
    declared: Declared<'_>,
) -> impl Iterator<Item = Declared<'w>> + use<'w> {
    let mut found = fitting(declarations, declared).unwrap_or_default();
    found.sort_by_key(|channel| channel.file() != declared.file());
    found.into_iter()
}

fn fitting<'w>(
    declarations: &Declarations<'w>,
    declared: Declared<'_>,
) -> Option<Vec<Declared<'w>>> {
    let Body::Message(message) = &declared.declaration().body else {
        return None;
    };
    let bot = match message.reply.given() {
        Some(Reply::Bot { bot, .. }) => bot.given(),
        Some(Reply::Agent { .. }) | None => None,
    };
    let bot = bot.and_then(|bot| declarations.find(DeclarationKind::Bot, &bot.value));
    let of_bot = bot.and_then(|bot| bot.declaration().as_bot()?.channels.given());
    let fits = |channel: &Declared<'_>| {
        let brand = channel.declaration().as_channel();
        let brand = brand.and_then(|channel| channel.brand.given());
        let of_brand = match &message.brand {
            Slot::Absent => true,
            Slot::Broken => false,
            Slot::Given(expected) => brand.is_some_and(|brand| brand.value == expected.value),
        };
        let of_bot = of_bot.is_none_or(|(_, names)| {
            names
                .iter()
                .any(|name| Some(&*name.value) == channel.name())
        });
        of_brand && of_bot
    };
    let channels = declarations.of_kind(DeclarationKind::Channel).filter(fits);
    Some(channels.collect())
}

/// Inserts statements at the end of the block of the declaration at `place`, or of the reply there.
pub(super) fn insertion(
    snapshot: &Snapshot,
    place: Span,
    block: Block,
    statements: &[Snippet],
) -> Option<(Span, Snippet)> {
    let Span { file, range } = place;
    let offset = range.start();
    let item = snapshot.item_at(FilePosition { file, offset })?;
    let text = snapshot.workspace().text_of(file, item);
    let start = item.range().start();
    let root = item.parsed().tree.root();
    let declaration = root
        .children()
        .find(|node| node.kind().declaration().is_some())?;
    let block = match block {
        Block::AgentReply => declaration
            .children()
            .filter(|node| node.kind() == SyntaxKind::Reply)
            .find(|node| (node.range() + start).contains_range(range))?
            .child(SyntaxKind::ReplyBlock),
        Block::Account
        | Block::Brand
        | Block::Channel
        | Block::Bot
        | Block::Schedule
        | Block::Message
        | Block::Test => Some(declaration),
    };
    let indent = Indent::of_line(text, block.unwrap_or(declaration).range().start());
    let inner = indent.deeper().line();
    let lines = statements
        .iter()
        .fold(Snippet::default(), |lines, statement| {
            lines.text(&inner).then(statement.clone())
        });
    let outer = indent.line();
    let insert = |range: TextRange, snippet: Snippet| (Span::new(file, range + start), snippet);
    let block = block?;
    if block.child(SyntaxKind::Lbrace).is_none() {
        // The declaration has a header and no block.
        let is_header = !block
            .children()
            .any(|node| node.kind().is_statement() || node.kind() == SyntaxKind::MissingOpen);
        let end = header_end(block);
        let snippet = Snippet::plain_text(" {").then(lines.clone());
        let snippet = snippet.text(&outer).text("}");
        return is_header.then(|| insert(TextRange::empty(end), snippet));
    }
    let close = block.child(SyntaxKind::Rbrace)?;
    // The whitespace before the brace is replaced, so that the brace is on a line of its own.
    let before = text.get(..usize::from(close.range().start()))?;
    let kept = proactive_diagnostics::TextSize::of(before.trim_end());
    // The statements begin with a line ending, so that they never become part of a comment.
    Some(insert(
        TextRange::new(kept, close.range().start()),
        lines.text(&outer),
    ))
}

fn header_end(declaration: Node<'_>) -> proactive_diagnostics::TextSize {
    let ends = declaration.children().map(|node| node.range().end());
    ends.max().unwrap_or(declaration.range().end())
}
