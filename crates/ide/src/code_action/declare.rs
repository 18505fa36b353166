//! Declares a name that is used and not declared.

use std::collections::BTreeMap;

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_diagnostics::{FileId, Finding, Problem, Span, TextRange, TextSize};
use proactive_hir::Declarations;
use proactive_syntax::SyntaxKind;
use proactive_syntax::indent::{Indent, line_ending};

use super::action::{Action, ActionKind};
use super::fixes::touching;
use crate::completion::Snippet;
use crate::{FilePosition, Snapshot};

/// Actions to declare the names that a range uses.
pub(super) fn declare(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    touching(snapshot, file, range)
        .filter_map(|(index, finding)| {
            let action = declaration(snapshot, finding)?;
            Some(Action {
                finding: Some(index),
                ..action
            })
        })
        .collect()
}

/// Declares a name, with the rename box on it. What only the author knows are tab stops.
fn declaration(snapshot: &Snapshot, finding: &Finding) -> Option<Action> {
    let Problem::UnresolvedName {
        kind, name, of_bot, ..
    } = &finding.problem
    else {
        return None;
    };
    let declarations = snapshot.workspace().declarations();
    let names = |kind| {
        let declared = declarations.of_kind(kind);
        let names: Vec<&str> = declared.filter_map(|it| it.name()).collect();
        (!names.is_empty()).then_some(names)
    };
    let (kind, rest) = match kind {
        ReferenceKind::Segment => {
            let condition = Snippet::plain_text(" when\n  ");
            let condition = condition.stop(format!("visitor.url contains \"/{name}\""));
            (DeclarationKind::Segment, condition)
        }
        ReferenceKind::Channel => {
            let block = Snippet::plain_text(" {\n  brand ");
            let block = block.choice(names(DeclarationKind::Brand)?).text("\n}");
            (DeclarationKind::Channel, block)
        }
        ReferenceKind::Bot => {
            let block = Snippet::plain_text(" {\n  channels ");
            let block = block.choice(names(DeclarationKind::Channel)?);
            let block = block.text("\n  answer ").stop("new_answer").text("\n}");
            (DeclarationKind::Bot, block)
        }
        ReferenceKind::Brand => (DeclarationKind::Brand, Snippet::default()),
        ReferenceKind::Answer => {
            let (span, snippet) = answer(snapshot, &declarations, of_bot.as_deref()?, name)?;
            let title = format!("Create answer `{name}`");
            return Some(named(title, span, snippet, name));
        }
        // Nobody but the author knows the hours of a schedule, or what a message says.
        ReferenceKind::Schedule | ReferenceKind::Message => return None,
    };
    let file = home(&declarations, kind).unwrap_or(finding.span.file);
    let text = snapshot.text(file);
    let ending = line_ending(text);
    let end = TextSize::of(text.trim_end());
    let blank = if text.trim().is_empty() { "" } else { ending };
    let header = format!("{blank}{blank}{} ", kind.keyword());
    let snippet = Snippet::plain_text(header).stop(name.as_str()).then(rest);
    let snippet = snippet.text("\n").with_line_ending(ending);
    let span = Span::new(file, TextRange::new(end, TextSize::of(text)));
    let title = format!("Declare {} `{name}`", kind.keyword());
    Some(named(title, span, snippet, name))
}

/// Writes a declaration, with the rename box on its name.
fn named(title: String, span: Span, snippet: Snippet, name: &str) -> Action {
    let text = snippet.plain();
    let ahead = text.find(&format!(" {name}")).map_or(0, |at| at + 1);
    let ahead = TextSize::of(text.get(..ahead).unwrap_or(""));
    Action {
        rename: Some(FilePosition {
            file: span.file,
            offset: span.range.start() + ahead,
        }),
        ..Action::with_snippet(title, ActionKind::QuickFix, span, snippet)
    }
}

/// The file in which most declarations of a kind are.
fn home(declarations: &Declarations<'_>, kind: DeclarationKind) -> Option<FileId> {
    let mut counts: BTreeMap<FileId, usize> = BTreeMap::new();
    for declared in declarations.of_kind(kind) {
        *counts.entry(declared.file()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(file, _)| file)
}

/// Adds an answer to a bot, as its last statement.
fn answer(
    snapshot: &Snapshot,
    declarations: &Declarations<'_>,
    bot: &str,
    name: &str,
) -> Option<(Span, Snippet)> {
    let declared = declarations.find(DeclarationKind::Bot, bot)?;
    let file = declared.file();
    let offset = declared.span(declared.declaration().keyword).range.start();
    let item = snapshot.item_at(FilePosition { file, offset })?;
    let start = item.range().start();
    let root = item.parsed().tree.root();
    let node = root
        .children()
        .find(|node| node.kind().declaration().is_some())?;
    let close = node.child(SyntaxKind::Rbrace)?.range().start() + start;
    let text = snapshot.text(file);
    let indent = Indent::of_line(text, offset);
    let before = text.get(..usize::from(close))?;
    let kept = TextSize::of(before.trim_end());
    let (inner, outer) = (indent.deeper().line(), indent.line());
    let snippet = Snippet::plain_text(format!("{inner}answer "));
    let snippet = snippet.stop(name).text(" \"").stop(display_name(name));
    let snippet = snippet.text(format!("\"{outer}"));
    Some((Span::new(file, TextRange::new(kept, close)), snippet))
}

/// A display name as it may be: `order_status` is `Order status`.
fn display_name(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
