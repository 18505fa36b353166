//! Moves a message to another file, or above the message that hides it.

use std::collections::BTreeMap;

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{Edit, FileId, Finding, Problem, ShadowAdvice, TextRange};
use proactive_hir::{Declarations, Declared, Workspace};
use proactive_syntax::indent::line_ending;

use super::action::{Action, ActionKind, NewFile};
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
            let order = match changes_order(&declarations, declared, after) {
                true => ORDER_CHANGES,
                false => "",
            };
            let title = format!("Move `{}` to {path}{order}", context.name.value);
            Some(Action::new(title, ActionKind::Move, edits))
        })
        .collect()
}

/// What a title says if messages of the channel are then in another order. Of messages that are due
/// at the same moment, the first is shown.
const ORDER_CHANGES: &str = " (changes the order of messages)";

/// Moves the message to a file of its own, in the same folder and named like it.
pub(super) fn move_to_new_file(context: &MessageContext<'_>) -> Option<Action> {
    if !context.is_in_header() || context.has_errors() {
        return None;
    }
    let snapshot = context.snapshot;
    let declarations = snapshot.workspace().declarations();
    let declared = context.declared(&declarations)?;
    let messages = declarations.of_kind(DeclarationKind::Message);
    let others = declarations.all().filter(|it| it.file() == context.file);
    if messages.filter(|it| it.name() == declared.name()).count() > 1 || others.count() < 2 {
        return None;
    }
    let path = &*snapshot.workspace().file(context.file)?.path;
    let folder = path
        .rfind('/')
        .map_or("", |at| path.get(..=at).unwrap_or(""));
    let is_free = |name: &String| {
        let path = format!("{folder}{name}");
        let mut files = snapshot.workspace().files().iter();
        !files.any(|file| file.path.eq_ignore_ascii_case(&path))
    };
    let stem = context.name.value.to_ascii_lowercase();
    let name = Some(format!("{stem}.proactive")).filter(is_free)?;
    let moved = Extracted::of(snapshot, declared)?;
    let ending = line_ending(context.text);
    let new_path = format!("{folder}{name}");
    let before = |other: Declared<'_>| {
        let path = snapshot.workspace().file(other.file());
        path.is_some_and(|file| *file.path < *new_path)
    };
    let order = match reordered(&declarations, declared, before) {
        true => ORDER_CHANGES,
        false => "",
    };
    let title = format!(
        "Move `{}` to the new file {new_path}{order}",
        context.name.value
    );
    Some(Action {
        new_file: Some(NewFile {
            beside: context.file,
            name,
            text: format!("{}{ending}", moved.text),
        }),
        ..Action::new(title, ActionKind::Move, vec![moved.removal])
    })
}

/// Whether moving a message below `after` changes its order among the messages of its channel.
fn changes_order(
    declarations: &Declarations<'_>,
    moved: Declared<'_>,
    after: Declared<'_>,
) -> bool {
    let place = |it: Declared<'_>| it.span(it.declaration().range);
    reordered(declarations, moved, |other| place(other) <= place(after))
}

/// Whether a message has another order among those of its channel: `is_above` says which messages
/// are above its new place.
fn reordered(
    declarations: &Declarations<'_>,
    moved: Declared<'_>,
    is_above: impl Fn(Declared<'_>) -> bool,
) -> bool {
    let place = |it: Declared<'_>| it.span(it.declaration().range);
    let channel = |it: Declared<'_>| {
        let message = it.declaration().as_message()?;
        declarations.channel_of(message)?.name().map(str::to_owned)
    };
    let own = channel(moved);
    let messages = declarations.of_kind(DeclarationKind::Message);
    let mut others = messages.filter(|it| place(*it) != place(moved) && channel(*it) == own);
    others.any(|other| (place(other) < place(moved)) != is_above(other))
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
