//! Declares a name that is used and not declared.

use std::collections::BTreeMap;

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_diagnostics::{Edit, FileId, Finding, Problem, Span, TextRange, TextSize};
use proactive_hir::Declarations;
use proactive_syntax::SyntaxKind;

use super::action::{Action, ActionKind};
use super::fixes::touching;
use crate::indent::{Indent, line_ending};
use crate::{FilePosition, Snapshot};

/// Actions to declare the names that a range uses.
pub(super) fn declare(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    touching(snapshot, file, range)
        .filter_map(|(index, finding)| {
            let (title, edit) = declaration(snapshot, finding)?;
            Some(Action {
                finding: Some(index),
                ..Action::new(title, ActionKind::QuickFix, vec![edit])
            })
        })
        .collect()
}

fn declaration(snapshot: &Snapshot, finding: &Finding) -> Option<(String, Edit)> {
    let Problem::UnresolvedName {
        kind, name, of_bot, ..
    } = &finding.problem
    else {
        return None;
    };
    let declarations = snapshot.workspace().declarations();
    let first = |kind| declarations.of_kind(kind).find_map(|it| it.name());
    let (kind, lines) = match kind {
        ReferenceKind::Segment => {
            let condition = format!("  visitor.url contains \"/{name}\"");
            let lines = vec![format!("segment {name} when"), condition];
            (DeclarationKind::Segment, lines)
        }
        ReferenceKind::Channel => {
            let brand = format!("  brand {}", first(DeclarationKind::Brand)?);
            let lines = vec![format!("channel {name} {{"), brand, "}".to_owned()];
            (DeclarationKind::Channel, lines)
        }
        ReferenceKind::Bot => {
            let channels = format!("  channels {}", first(DeclarationKind::Channel)?);
            let answer = "  answer new_answer".to_owned();
            let lines = vec![format!("bot {name} {{"), channels, answer, "}".to_owned()];
            (DeclarationKind::Bot, lines)
        }
        ReferenceKind::Brand => (DeclarationKind::Brand, vec![format!("brand {name}")]),
        ReferenceKind::Answer => {
            let edit = answer(snapshot, &declarations, of_bot.as_deref()?, name)?;
            return Some((format!("Create answer `{name}`"), edit));
        }
        // Nobody but the author knows the hours of a schedule, or what a message says.
        ReferenceKind::Schedule | ReferenceKind::Message => return None,
    };
    let file = home(&declarations, kind).unwrap_or(finding.span.file);
    let text = snapshot.text(file);
    let ending = line_ending(text);
    let end = TextSize::of(text.trim_end());
    let blank = if text.trim().is_empty() { "" } else { ending };
    let separator = [blank, blank].concat();
    let lines = lines.join(ending);
    let edit = Edit {
        span: Span::new(file, TextRange::new(end, TextSize::of(text))),
        replacement: format!("{separator}{lines}{ending}"),
    };
    Some((format!("Declare {} `{name}`", kind.keyword()), edit))
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
) -> Option<Edit> {
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
    Some(Edit {
        span: Span::new(file, TextRange::new(kept, close)),
        replacement: format!("{inner}answer {name}{outer}"),
    })
}
