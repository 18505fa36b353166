//! A workspace that was read and checked, ready for whatever a command does with it.

use std::io::Read;
use std::path::Path;

use proactive_hir::model::Model;

use crate::output::Output;
use crate::report::Report;
use crate::workspace::{self, Loaded, Request};

/// A workspace with all that was found in it.
pub(super) struct CheckedWorkspace {
    pub(super) report: Report,
    /// None when there is an error.
    pub(super) model: Option<Model>,
}

/// Reads and checks the workspace of the request, which names one path. The error is why that
/// cannot be done.
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

/// Checks a workspace that was read.
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
