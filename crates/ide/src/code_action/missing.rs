//! Adds the required statements that a block is missing, with placeholders for their arguments.

use proactive_catalog::{Block, DeclarationKind, MessageStatus, Word};
use proactive_diagnostics::{Edit, FileId, Finding, Problem, Required, Span, TextRange};
use proactive_hir::draft::{Body, Reply, Slot};
use proactive_hir::{Declarations, Declared};
use proactive_syntax::{Node, SyntaxKind};

use super::action::{Action, ActionKind};
use super::fixes::touching;
use crate::indent::Indent;
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
    let statements: Option<Vec<String>> = required
        .iter()
        .map(|it| statement(&declarations, *block, about, it))
        .collect();
    let mut statements = statements?;
    let has_placeholder = statements.iter().any(|it| it.contains(PLACEHOLDER));
    let is_draft = has_placeholder && about.is_some_and(|about| has_no_status(about, *block));
    if is_draft {
        let draft = MessageStatus::Draft.as_str();
        statements.push(format!("status {draft}"));
    }
    let edit = insertion(snapshot, finding, &statements)?;
    let title = match (required.len(), is_draft) {
        (1, false) => "Add the missing statement",
        (1, true) => "Add the missing statement, as a draft",
        (_, false) => "Add the missing statements",
        (_, true) => "Add the missing statements, as a draft",
    };
    // Only the author knows the texts and the condition.
    Some(Action {
        finding: Some(index),
        ..Action::new(title, ActionKind::QuickFix, vec![edit])
    })
}

/// A text that the author has to write.
const PLACEHOLDER: &str = "\"…\"";

/// Whether a block is a message that does not say whether it is published.
fn has_no_status(about: Declared<'_>, block: Block) -> bool {
    let message = about.declaration().as_message();
    block == Block::Message && message.is_some_and(|it| matches!(it.status, Slot::Absent))
}

/// A valid statement; `None` if the author has to choose a name.
fn statement(
    declarations: &Declarations<'_>,
    block: Block,
    about: Option<Declared<'_>>,
    required: &Required,
) -> Option<String> {
    let first = |kind| declarations.of_kind(kind).find_map(|it| it.name());
    Some(match (block, required) {
        (_, Required::Trigger) => "after 0m30s on page_view".to_owned(),
        (_, Required::Channel { .. }) => {
            format!("channel {}", channel(declarations, about?)?.name()?)
        }
        (Block::Channel, Required::Statement("brand")) => {
            format!("brand {}", first(DeclarationKind::Brand)?)
        }
        (Block::Schedule, Required::Statement("timezone")) => "timezone \"UTC\"".to_owned(),
        (_, Required::Statement("text")) => format!("text {PLACEHOLDER}"),
        (Block::Message, Required::Statement("reply")) => format!("reply agent {PLACEHOLDER}"),
        (Block::Message, Required::Statement("when")) => "when always".to_owned(),
        (Block::Message, Required::Statement("frequency")) => "frequency once_per_visit".to_owned(),
        (_, Required::Statement(_)) => return None,
    })
}

/// The likeliest channel of a message: one of its bot and its brand, in the same file if there is one.
fn channel<'w>(declarations: &Declarations<'w>, declared: Declared<'_>) -> Option<Declared<'w>> {
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
    channels.min_by_key(|channel| channel.file() != declared.file())
}

/// Inserts statements at the end of the block that a finding is about.
fn insertion(snapshot: &Snapshot, finding: &Finding, statements: &[String]) -> Option<Edit> {
    let Span { file, range } = finding.span;
    let offset = range.start();
    let item = snapshot.item_at(FilePosition { file, offset })?;
    let text = snapshot.workspace().text_of(file, item);
    let start = item.range().start();
    let root = item.parsed().tree.root();
    let declaration = root
        .children()
        .find(|node| node.kind().declaration().is_some())?;
    let block = match finding.problem {
        Problem::MissingStatement {
            block: Block::AgentReply,
            ..
        } => declaration
            .children()
            .filter(|node| node.kind() == SyntaxKind::Reply)
            .find(|node| (node.range() + start).contains_range(range))?
            .child(SyntaxKind::ReplyBlock),
        _ => Some(declaration),
    };
    let indent = Indent::of_line(text, block.unwrap_or(declaration).range().start());
    let inner = indent.deeper().line();
    let lines: String = statements
        .iter()
        .map(|statement| format!("{inner}{statement}"))
        .collect();
    let outer = indent.line();
    let insert = |node_range: TextRange, replacement: String| Edit {
        span: Span::new(file, node_range + start),
        replacement,
    };
    let block = block?;
    if block.child(SyntaxKind::Lbrace).is_none() {
        // The declaration has a header and no block.
        let is_header = !block
            .children()
            .any(|node| node.kind().is_statement() || node.kind() == SyntaxKind::MissingOpen);
        let end = header_end(block);
        return is_header.then(|| insert(TextRange::empty(end), format!(" {{{lines}{outer}}}")));
    }
    let close = block.child(SyntaxKind::Rbrace)?;
    // The whitespace before the brace is replaced, so that the brace is on a line of its own.
    let before = text.get(..usize::from(close.range().start()))?;
    let kept = proactive_diagnostics::TextSize::of(before.trim_end());
    // The statements begin with a line ending, so that they never become part of a comment.
    Some(insert(
        TextRange::new(kept, close.range().start()),
        format!("{lines}{outer}"),
    ))
}

fn header_end(declaration: Node<'_>) -> proactive_diagnostics::TextSize {
    let ends = declaration.children().map(|node| node.range().end());
    ends.max().unwrap_or(declaration.range().end())
}
