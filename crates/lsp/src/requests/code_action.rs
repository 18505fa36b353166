//! `textDocument/codeAction`
//!
//! A client without support for `CodeAction` literals gets commands, which the server executes by
//! sending the edit back.

use proactive_diagnostics::Edit;
use proactive_ide::code_action::{Action, ActionKind, code_actions, fix_all};
use proactive_ide::manifest;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
};

use super::edits::{edit_of_action, workspace_edit};
use super::execute_command::{APPLY, Apply};
use crate::diagnostics::Converter;
use crate::dispatch::RequestContext;
use crate::line_index::LineIndex;

/// The client command that opens the rename box for a document and a position.
const RENAME: &str = "proactive.rename";

/// Copies a declaration.
const REFACTOR_COPY: CodeActionKind = CodeActionKind::new("refactor.copy");
/// Moves a declaration, as in LSP 3.18.
const REFACTOR_MOVE: CodeActionKind = CodeActionKind::new("refactor.move");

/// Pauses or publishes a message, so that an extension can ask for just that.
const REWRITE_STATUS: CodeActionKind = CodeActionKind::new("refactor.rewrite.status");

pub(crate) fn kinds() -> Vec<CodeActionKind> {
    vec![
        CodeActionKind::QUICKFIX,
        CodeActionKind::SOURCE_FIX_ALL,
        CodeActionKind::REFACTOR_EXTRACT,
        CodeActionKind::REFACTOR_INLINE,
        CodeActionKind::REFACTOR_REWRITE,
        REWRITE_STATUS,
        REFACTOR_COPY,
        REFACTOR_MOVE,
    ]
}

pub(crate) fn answer(
    context: &RequestContext,
    params: CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let only = params.context.only;
    // `refactor` includes `refactor.extract`.
    let wanted = |kind: &CodeActionKind| {
        only.as_ref().is_none_or(|only| {
            only.iter().any(|only| {
                let (only, kind) = (only.as_str(), kind.as_str());
                let below = kind.strip_prefix(only);
                only.is_empty() || below.is_some_and(|it| it.is_empty() || it.starts_with('.'))
            })
        })
    };
    let mut found = Vec::new();
    let range = context.text_range(params.range);
    if context.is_manifest() {
        found.extend(manifest::code_actions(
            context.view.manifest_findings(),
            range,
        ));
    } else {
        found.extend(code_actions(context.snapshot(), context.file, range));
    }
    context.check_cancelled()?;
    // Clients request source actions on save or from a separate menu.
    if only.is_some() && wanted(&CodeActionKind::SOURCE_FIX_ALL) {
        found.extend(fix_all(context.snapshot(), context.file));
    }
    let converted = found
        .into_iter()
        .filter(|action| wanted(&kind(action.kind)))
        .filter_map(|action| match context.can().code_action_literals {
            true => literal(context, action).map(CodeActionOrCommand::CodeAction),
            false if context.can().apply_edit => {
                command(context, action).map(CodeActionOrCommand::Command)
            }
            false => None,
        });
    Ok(Some(converted.collect()))
}

fn literal(context: &RequestContext, action: Action) -> Option<CodeAction> {
    let converter = Converter {
        state: &context.state,
        can: context.can(),
        key: &context.key,
        view: &context.view,
    };
    let findings = match context.is_manifest() {
        true => context.view.manifest_findings(),
        false => context.snapshot().findings(),
    };
    let finding = action.finding.and_then(|index| findings.get(index));
    Some(CodeAction {
        kind: Some(kind(action.kind)),
        diagnostics: finding.map(|finding| vec![converter.diagnostic(finding)]),
        edit: Some(edit_of_action(context, &action)?),
        command: renaming(context, &action),
        is_preferred: (context.can().code_action_preferred && action.preferred).then_some(true),
        title: action.title,
        ..CodeAction::default()
    })
}

/// For clients without `CodeAction` literals: a command that applies the edit.
fn command(context: &RequestContext, action: Action) -> Option<Command> {
    // Versions cannot hold for a file that does not exist yet.
    if action.new_file.is_some() {
        return None;
    }
    let apply = Apply {
        label: action.title.clone(),
        edit: workspace_edit(context, &action.edits)?,
        versions: context
            .state
            .documents
            .values()
            .map(|document| (document.uri.clone(), document.version))
            .collect(),
    };
    Some(Command {
        title: action.title,
        command: APPLY.to_owned(),
        arguments: Some(vec![serde_json::to_value(apply).ok()?]),
    })
}

/// Opens the rename box on a name in the new text, if the client can.
fn renaming(context: &RequestContext, action: &Action) -> Option<Command> {
    let place = action.rename?;
    if !context.state.options.has_command(RENAME) {
        return None;
    }
    let text = changed(
        context.snapshot().text(place.file),
        place.file,
        &action.edits,
    );
    let lines = LineIndex::new(&text, context.view.encoding());
    let position = lines.position(&text, place.offset);
    Some(Command {
        title: "Rename".to_owned(),
        command: RENAME.to_owned(),
        arguments: Some(vec![
            serde_json::to_value(context.uri(place.file)?).ok()?,
            serde_json::to_value(position).ok()?,
        ]),
    })
}

/// The text of a file after the edits.
fn changed(text: &str, file: proactive_diagnostics::FileId, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    let edits = edits.iter().rev();
    for edit in edits.filter(|edit| edit.span.file == file) {
        let range = std::ops::Range::<usize>::from(edit.span.range);
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &edit.replacement);
        }
    }
    text
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::FixAll => CodeActionKind::SOURCE_FIX_ALL,
        ActionKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        ActionKind::Inline => CodeActionKind::REFACTOR_INLINE,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::Status => REWRITE_STATUS,
        ActionKind::Copy => REFACTOR_COPY,
        ActionKind::Move => REFACTOR_MOVE,
    }
}
