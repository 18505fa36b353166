//! Loading and checking the workspace of a command.

use std::ops::ControlFlow;
use std::path::Path;

use proactive_hir::lower::parse_value;
use proactive_hir::model::{MessageId, Model};
use proactive_simulator::{InvalidVisit, VisitField};

use super::emit::Emitter;
use crate::args::{Format, ReportArguments};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::Report;
use crate::workspace::{self, Extent, Loaded, Request};

/// A checked workspace and its findings.
pub(super) struct CheckedWorkspace {
    pub(super) report: Report,
    /// `None` if there is an error.
    pub(super) model: Option<Model>,
}

/// The command that reports on a workspace.
pub(super) struct Reporter<'r> {
    /// The name of the command.
    pub(super) name: &'r str,
    /// The formats that only it has.
    pub(super) formats: &'r [Format],
    /// What is missing if the workspace has errors, as a clause.
    pub(super) missing: &'r str,
}

/// Loads and checks the workspace that a command reports on, and says where the report goes. If the
/// workspace has errors, they are reported instead, and the command ends.
///
/// # Errors
///
/// A sentence for the author, as for [`load`].
pub(super) fn load_to_report(
    reporter: &Reporter<'_>,
    arguments: &ReportArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<ControlFlow<Exit, (Model, Emitter)>, String> {
    let emitter = Emitter::without_findings(
        reporter.name,
        reporter.formats,
        &arguments.format,
        arguments.json,
        folder,
        output,
    )?;
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        extent: Extent::Workspace,
    };
    let CheckedWorkspace { report, model } = load(&request, stdin, &emitter, output)?;
    match model {
        Some(model) => Ok(ControlFlow::Continue((model, emitter))),
        None => {
            let exit = emitter.emit_findings(&[report], output);
            output.notice(reporter.missing);
            Ok(ControlFlow::Break(exit))
        }
    }
}

/// Shows that a workspace is being read and checked, if that takes long. Standard input can be typed
/// on the terminal, where nothing may come between.
pub(super) fn begin_progress(request: &Request<'_>, output: &mut Output<'_>) {
    if !request.reads_stdin() {
        output.progress().begin("checking");
    }
}

/// Loads and checks the workspace of a request for one path.
///
/// # Errors
///
/// A sentence for the author when the request is invalid, when there is no workspace or nothing in
/// it, or when an output of `emitter` would overwrite a file that was read.
pub(super) fn load(
    request: &Request<'_>,
    stdin: &mut Stdin<'_>,
    emitter: &Emitter,
    output: &mut Output<'_>,
) -> Result<CheckedWorkspace, String> {
    begin_progress(request, output);
    let loaded = load_one(request, stdin)?;
    refuse_empty(&loaded, request, output)?;
    refuse_inputs(std::slice::from_ref(&loaded), request, stdin, emitter)?;
    Ok(check(loaded))
}

/// Fails if there is nothing to look at and the request does not allow that.
///
/// # Errors
///
/// A sentence for the author.
pub(super) fn refuse_empty(
    loaded: &Loaded,
    request: &Request<'_>,
    output: &mut Output<'_>,
) -> Result<(), String> {
    let Some(nothing) = loaded.nothing_found(request.folder) else {
        return Ok(());
    };
    loaded.notice_nested(request.folder, output);
    if request.input.allow_empty {
        output.notice(nothing);
        return Ok(());
    }
    Err(nothing)
}

/// Fails if an output of `emitter` would overwrite a file that was read.
///
/// # Errors
///
/// A sentence for the author.
pub(super) fn refuse_inputs(
    all: &[Loaded],
    request: &Request<'_>,
    stdin: &Stdin<'_>,
    emitter: &Emitter,
) -> Result<(), String> {
    let inputs = all.iter().flat_map(Loaded::inputs);
    emitter.refuse_inputs(inputs.chain(request.stdin_file(stdin)))
}

/// Loads the workspace of a request for one path.
///
/// # Errors
///
/// A sentence for the author when the request is invalid or there is no workspace.
pub(super) fn load_one(request: &Request<'_>, stdin: &mut Stdin<'_>) -> Result<Loaded, String> {
    request.validate()?;
    // One path belongs to one workspace.
    let Some(loaded) = workspace::load(request, stdin).pop() else {
        return Err("there is nothing to read".into());
    };
    match loaded.misdirected(request.folder) {
        Some(reason) => Err(reason),
        None => Ok(loaded),
    }
}

/// Checks a loaded workspace.
pub(super) fn check(loaded: Loaded) -> CheckedWorkspace {
    let mut findings = loaded.findings;
    let readable = findings
        .iter()
        .all(|finding| finding.severity < proactive_diagnostics::Severity::Error);
    let workspace = workspace::build_workspace(loaded.settings, loaded.files, &findings);
    let checked = workspace.check_with(proactive_analysis::lints);
    findings.extend_from_slice(checked.findings());
    CheckedWorkspace {
        report: Report::new(loaded.name, loaded.sources, findings),
        model: checked.model().filter(|_| readable),
    }
}

/// The message that `--message` names.
///
/// # Errors
///
/// A sentence for the author.
pub(super) fn known_message(model: &Model, name: &str) -> Result<MessageId, String> {
    if let Some(message) = model.message_ids().find(|id| *model[*id].id == *name) {
        return Ok(message);
    }
    let mut names = model.messages.iter().map(|message| &*message.id);
    let help = match proactive_hir::suggest(name, names.clone()) {
        Some(name) => format!("; did you mean `{name}`?"),
        None if names.next().is_none() => "; the workspace has no messages".to_owned(),
        // There can be hundreds, so they are not listed.
        None => ", and none with a similar name".to_owned(),
    };
    Err(format!("`--message`: there is no message `{name}`{help}"))
}

/// Fails if `--channel` names a channel that the workspace does not have.
///
/// # Errors
///
/// A sentence for the author.
pub(super) fn known_channel(model: &Model, id: &str) -> Result<(), String> {
    match model.channels.iter().any(|channel| *channel.id == *id) {
        true => Ok(()),
        false => Err(unknown_channel(model, id)),
    }
}

/// The error for an unknown `--channel`.
pub(super) fn unknown_channel(model: &Model, id: &str) -> String {
    let names: Vec<&str> = model.channels.iter().map(|channel| &*channel.id).collect();
    let help = match proactive_hir::suggest(id, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if names.is_empty() => "the workspace has no channels".to_owned(),
        None => format!("the channels are `{}`", names.join("`, `")),
    };
    format!("`--channel`: there is no channel `{id}`: {help}")
}

/// The address of a page as browsers show it, from `--url`.
///
/// # Errors
///
/// A sentence for the author when it is not one.
pub(super) fn page_address(written: &str) -> Result<Box<str>, String> {
    parse_value::address(written).map_err(|problem| {
        let invalid = InvalidVisit {
            field: VisitField::Url,
            problem: Box::new(problem),
        };
        invalid_visit(&invalid)
    })
}

/// The error for an invalid part of a visit.
pub(super) fn invalid_visit(invalid: &InvalidVisit) -> String {
    format!("`--{}`: {invalid}", invalid.field.as_str())
}
