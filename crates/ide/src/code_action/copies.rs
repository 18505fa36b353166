//! Copies a message, and renames a copy that has the name of its original.

use proactive_catalog::{DeclarationKind, MessageStatus};
use proactive_diagnostics::{Edit, FileId, Problem, Severity, Span, TextRange, TextSize};
use proactive_hir::draft::{Reply, Slot};
use proactive_hir::{Declarations, Declared};
use proactive_syntax::SyntaxKind;

use super::action::{Action, ActionKind};
use super::fixes::touching;
use super::message::{Extracted, MessageContext, free_name};
use super::status::set_status;
use crate::{FilePosition, Snapshot};

/// The maximum number of channels in the menu.
const MAX_CHANNELS: usize = 5;

/// Copies the message below itself. The copy is a draft, so visitors do not get it by surprise.
pub(super) fn duplicate(context: &MessageContext<'_>) -> Option<Action> {
    if !context.is_in_header() || context.has_errors() {
        return None;
    }
    let declarations = context.snapshot.workspace().declarations();
    let declared = context.declared(&declarations)?;
    let name = free_name(&declarations, DeclarationKind::Message, &context.name.value);
    let edits = vec![
        (context.name.range + context.start, name),
        set_status(context, MessageStatus::Draft)?,
    ];
    let copy = Extracted::of(context.snapshot, declared)?.edited(edits)?;
    let title = format!("Duplicate `{}` as a draft…", context.name.value);
    Some(inserted(context, title, &copy, declared))
}

/// Copies the message for other channels, as a draft. Channels on which the copy would have an
/// error are left out, such as those that the bot of the message is not on.
pub(super) fn copy_for_channels(context: &MessageContext<'_>) -> Vec<Action> {
    let is_here = context.is_in_header() || context.is_in(SyntaxKind::Channel);
    if !is_here || context.has_errors() {
        return Vec::new();
    }
    let declarations = context.snapshot.workspace().declarations();
    let Some(declared) = context.declared(&declarations) else {
        return Vec::new();
    };
    let Some(own) = declarations.channel_of(context.message) else {
        return Vec::new();
    };
    let brand = |channel: Declared<'_>| {
        Some(
            channel
                .declaration()
                .as_channel()?
                .brand
                .given()?
                .value
                .clone(),
        )
    };
    let own_brand = brand(own);
    let mut channels: Vec<Declared<'_>> = declarations
        .of_kind(DeclarationKind::Channel)
        .filter(|it| it.name() != own.name() && has_bot(&declarations, context, *it))
        .collect();
    // The other channels of its brand come first.
    channels.sort_by_key(|it| brand(*it) != own_brand);
    let copies = channels.into_iter().take(2 * MAX_CHANNELS);
    let copies = copies.filter_map(|it| copy_for(context, &declarations, declared, it));
    copies
        .filter(|action| adds_no_error(context.snapshot, &action.edits))
        .take(MAX_CHANNELS)
        .collect()
}

fn copy_for<'s>(
    context: &MessageContext<'s>,
    declarations: &Declarations<'s>,
    declared: Declared<'s>,
    channel: Declared<'s>,
) -> Option<Action> {
    let id = channel.name()?;
    let name = format!("{}_{id}", context.name.value);
    let name = free_name(declarations, DeclarationKind::Message, &name);
    let mut edits = vec![
        (context.name.range + context.start, name),
        set_status(context, MessageStatus::Draft)?,
        match &context.message.channel {
            Slot::Absent => context.prepend(&format!("channel {id}"))?,
            Slot::Broken => return None,
            Slot::Given(written) => (written.range + context.start, id.to_owned()),
        },
    ];
    match &context.message.brand {
        Slot::Absent => {}
        Slot::Broken => return None,
        Slot::Given(written) => {
            let brand = channel.declaration().as_channel()?.brand.given()?;
            edits.push((written.range + context.start, brand.value.to_string()));
        }
    }
    let copy = Extracted::of(context.snapshot, declared)?.edited(edits)?;
    let is_there = |it: &Declared<'s>| {
        let message = it.declaration().as_message();
        let on = message.and_then(|it| declarations.channel_of(it));
        on.and_then(|it| it.name()) == Some(id)
    };
    // Where the messages of the channel are.
    let messages = declarations.of_kind(DeclarationKind::Message);
    let after = messages.filter(is_there).last().unwrap_or(declared);
    let title = format!("Copy for channel `{id}` as a draft…");
    Some(inserted(context, title, &copy, after))
}

/// Whether the bot of the message, if it has one, is on a channel.
fn has_bot(
    declarations: &Declarations<'_>,
    context: &MessageContext<'_>,
    channel: Declared<'_>,
) -> bool {
    let bot = match context.message.reply.given() {
        Some(Reply::Bot { bot, .. }) => bot.given(),
        Some(Reply::Agent { .. }) | None => return true,
    };
    let bot = bot.and_then(|bot| declarations.find(DeclarationKind::Bot, &bot.value));
    let channels = bot.and_then(|bot| bot.declaration().as_bot()?.channels.given());
    channels.is_some_and(|(_, names)| names.iter().any(|it| Some(&*it.value) == channel.name()))
}

/// Whether edits add no error to the workspace.
fn adds_no_error(snapshot: &Snapshot, edits: &[Edit]) -> bool {
    let count = |findings: &[proactive_diagnostics::Finding]| {
        let errors = findings.iter();
        errors.filter(|it| it.severity == Severity::Error).count()
    };
    let after = super::moves::edited(snapshot, edits).check();
    count(after.findings()) <= count(snapshot.findings())
}

/// Inserts a copy below a declaration, with the rename box on its name.
fn inserted(
    context: &MessageContext<'_>,
    title: String,
    copy: &Extracted,
    after: Declared<'_>,
) -> Action {
    let (edit, start) = copy.below(context.snapshot, after);
    // Line endings before the name may differ between the two files.
    let ahead = context.name.range.start() + context.start - copy.start;
    let ahead = copy.text.get(..usize::from(ahead)).unwrap_or("");
    let breaks = |text: &str, ending: &str| text.matches(ending).count();
    let ending = proactive_syntax::indent::line_ending(context.snapshot.text(after.file()));
    let lines = breaks(ahead, "\n");
    let bare = ahead.len() - breaks(ahead, "\r\n") - lines;
    let ahead = TextSize::new(u32::try_from(bare + lines * ending.len()).unwrap_or(0));
    Action {
        rename: Some(FilePosition {
            file: after.file(),
            offset: start + ahead,
        }),
        ..Action::new(title, ActionKind::Copy, vec![edit])
    }
}

/// Gives another name to declarations whose name is already taken, with the rename box on it.
pub(super) fn rename_copies(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let duplicates = touching(snapshot, file, range).filter_map(|(index, finding)| {
        let Problem::DuplicateName { kind, name } = &finding.problem else {
            return None;
        };
        Some((index, finding.span, (*kind)?, name))
    });
    duplicates
        .filter_map(|(index, span, kind, name)| {
            let (replacement, rename) = renamed(snapshot, span, kind, name)?;
            let edit = Edit { span, replacement };
            Some(Action {
                finding: Some(index),
                rename,
                ..Action::new("Rename this copy…", ActionKind::QuickFix, vec![edit])
            })
        })
        .collect()
}

/// The new name of a declaration, and where to open the rename box.
fn renamed(
    snapshot: &Snapshot,
    span: Span,
    kind: DeclarationKind,
    name: &str,
) -> Option<(String, Option<FilePosition>)> {
    let declarations = snapshot.workspace().declarations();
    match kind {
        DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Segment
        | DeclarationKind::Message => {
            let place = FilePosition {
                file: span.file,
                offset: span.range.start(),
            };
            Some((free_name(&declarations, kind, name), Some(place)))
        }
        DeclarationKind::Test => {
            let is_taken = |title: &String| {
                let mut tests = declarations.of_kind(DeclarationKind::Test);
                tests.any(|it| {
                    it.declaration()
                        .title
                        .as_ref()
                        .is_some_and(|it| *it.value == **title)
                })
            };
            let mut titles = (2_u32..).map(|number| format!("{name} {number}"));
            let title = titles.find(|title| !is_taken(title))?;
            Some((proactive_syntax::literal::quote(&title), None))
        }
        DeclarationKind::Account => None,
    }
}
