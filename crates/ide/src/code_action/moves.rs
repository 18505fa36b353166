//! Moves a message to another file, or above the message that hides it.

use std::collections::BTreeMap;

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{Edit, FileId, Finding, Problem, ShadowAdvice, TextRange};
use proactive_hir::{Declared, Workspace};

use super::action::{Action, ActionKind};
use super::fixes::touching;
use super::message::{Extracted, MessageContext};
use crate::Snapshot;

/// The maximum number of files in the menu.
const MAX_FILES: usize = 5;

/// Moves the message below the last message of another file, for files with messages of its
/// channel, and then of its brand.
pub(super) fn move_to_files(context: &MessageContext<'_>) -> Vec<Action> {
    if !context.is_in_header() || context.has_errors() {
        return Vec::new();
    }
    let snapshot = context.snapshot;
    let declarations = snapshot.workspace().declarations();
    let Some(declared) = context.declared(&declarations) else {
        return Vec::new();
    };
    let Some(moved) = Extracted::of(snapshot, declared) else {
        return Vec::new();
    };
    // References mean the first of several with one name, so their order matters.
    let messages = declarations.of_kind(DeclarationKind::Message);
    if messages.filter(|it| it.name() == declared.name()).count() > 1 {
        return Vec::new();
    }
    let channel = declarations.channel_of(context.message);
    let channel = channel.and_then(|it| it.name());
    let brand = declarations.brand_of(context.message).map(|it| &*it.value);
    let mut targets: BTreeMap<FileId, (bool, usize, Declared<'_>)> = BTreeMap::new();
    for other in declarations.of_kind(DeclarationKind::Message) {
        let Some(message) = other.declaration().as_message() else {
            continue;
        };
        let on = declarations.channel_of(message).and_then(|it| it.name());
        let same_channel = channel.is_some() && on == channel;
        let of = declarations.brand_of(message).map(|it| &*it.value);
        if other.file() == context.file || !same_channel && (brand.is_none() || of != brand) {
            continue;
        }
        let target = targets.entry(other.file()).or_insert((false, 0, other));
        *target = (target.0 || same_channel, target.1 + 1, other);
    }
    let mut targets: Vec<_> = targets.into_iter().collect();
    targets
        .sort_by_key(|(_, (same_channel, count, _))| (!*same_channel, std::cmp::Reverse(*count)));
    let targets = targets.into_iter().take(MAX_FILES);
    targets
        .filter_map(|(file, (_, _, after))| {
            let path = &snapshot.workspace().file(file)?.path;
            let (insertion, _) = moved.below(snapshot, after);
            let edits = vec![moved.removal.clone(), insertion];
            let title = format!("Move `{}` to {path}", context.name.value);
            Some(Action::new(title, ActionKind::Move, edits))
        })
        .collect()
}

/// Moves messages that are never shown above the one that is shown instead, if a check of the
/// result proves that this helps and hides no other message.
pub(super) fn move_above(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let hidden = touching(snapshot, file, range).filter_map(|(index, finding)| {
        let Problem::ShadowedMessage {
            name,
            by,
            advice: ShadowAdvice::MoveAbove,
            ..
        } = &finding.problem
        else {
            return None;
        };
        Some((index, name, by))
    });
    hidden
        .filter_map(|(index, name, by)| {
            let declarations = snapshot.workspace().declarations();
            let message = declarations.find(DeclarationKind::Message, name)?;
            let other = declarations.find(DeclarationKind::Message, by)?;
            let moved = Extracted::of(snapshot, message)?;
            let edits = vec![moved.above(snapshot, other), moved.removal];
            let action = Action {
                finding: Some(index),
                ..Action::new(format!("Move above `{by}`"), ActionKind::QuickFix, edits)
            };
            let after = edited(snapshot, &action.edits).check_with(proactive_analysis::lints);
            let before = hidden_messages(snapshot.findings());
            let left = hidden_messages(after.findings());
            let helps = !left.contains(&name.as_str()) && left.iter().all(|it| before.contains(it));
            helps.then_some(action)
        })
        .collect()
}

/// The messages that are never shown because of another.
fn hidden_messages(findings: &[Finding]) -> Vec<&str> {
    let hidden = findings.iter().filter_map(|finding| {
        if let Problem::ShadowedMessage { name, .. } | Problem::DuplicateMessage { name, .. } =
            &finding.problem
        {
            Some(name.as_str())
        } else {
            None
        }
    });
    hidden.collect()
}

/// The workspace with edits, which are ordered and do not overlap.
pub(super) fn edited(snapshot: &Snapshot, edits: &[Edit]) -> Workspace {
    let mut workspace = snapshot.workspace().clone();
    let mut texts: BTreeMap<FileId, String> = BTreeMap::new();
    for edit in edits.iter().rev() {
        let file = edit.span.file;
        let text = texts.entry(file);
        let text = text.or_insert_with(|| snapshot.text(file).to_owned());
        let range = std::ops::Range::<usize>::from(edit.span.range);
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &edit.replacement);
        }
    }
    for (file, text) in texts {
        if let Some(source) = snapshot.workspace().file(file) {
            workspace.set_file(&source.path, text.into());
        }
    }
    workspace
}
