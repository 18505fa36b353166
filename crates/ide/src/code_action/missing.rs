//! Adds the required statements that a block is missing, with placeholders for their arguments.

use proactive_catalog::{Block, DeclarationKind};
use proactive_diagnostics::{Edit, FileId, Finding, Problem, Required, Span, TextRange};
use proactive_hir::draft::{Body, Slot};
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
    let edit = insertion(snapshot, finding, &statements?)?;
    let title = match required.len() {
        1 => "Add the missing statement",
        _ => "Add the missing statements",
    };
    Some(Action {
        finding: Some(index),
        preferred: true,
        ..Action::new(title, ActionKind::QuickFix, vec![edit])
    })
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
        (_, Required::Statement("text")) => "text \"…\"".to_owned(),
        (Block::Message, Required::Statement("reply")) => "reply agent \"…\"".to_owned(),
        (Block::Message, Required::Statement("when")) => "when always".to_owned(),
        (Block::Message, Required::Statement("frequency")) => "frequency once_per_visit".to_owned(),
        (_, Required::Statement(_)) => return None,
    })
}

/// The first channel that a message can be published on.
fn channel<'w>(declarations: &Declarations<'w>, message: Declared<'_>) -> Option<Declared<'w>> {
    let Body::Message(message) = &message.declaration().body else {
        return None;
    };
    let mut channels = declarations.of_kind(DeclarationKind::Channel);
    match &message.brand {
        Slot::Absent => channels.next(),
        Slot::Broken => None,
        Slot::Given(brand) => channels.find(|channel| {
            let of_channel = channel
                .declaration()
                .as_channel()
                .and_then(|it| it.brand.given());
            of_channel.is_some_and(|it| it.value == brand.value)
        }),
    }
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
