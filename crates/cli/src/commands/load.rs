//! Loading and checking the workspace of a command.

use std::io::Read;
use std::path::Path;

use proactive_hir::model::Model;

use crate::output::Output;
use crate::report::Report;
use crate::workspace::{self, Loaded, Request};

/// A checked workspace and its findings.
pub(super) struct CheckedWorkspace {
    pub(super) report: Report,
    /// `None` if there is an error.
    pub(super) model: Option<Model>,
}

/// Loads and checks the workspace of a request for one path.
///
/// # Errors
///
/// A sentence for the author when the request is invalid.
pub(super) fn load(
    request: &Request<'_>,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Result<Option<CheckedWorkspace>, String> {
    request.validate()?;
    // One path belongs to one workspace.
    let loaded = workspace::load(request, stdin).pop();
    Ok(loaded.map(|loaded| check(loaded, request.folder, output)))
}

/// Checks a loaded workspace.
pub(super) fn check(loaded: Loaded, folder: &Path, output: &mut Output<'_>) -> CheckedWorkspace {
    loaded.notice_what_is_empty(folder, output);
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
