//! A workspace that was read and checked, ready for whatever a command does with it.

use std::io::Read;
use std::path::Path;

use proactive_hir::model::Model;

use crate::output::Output;
use crate::report::Report;
use crate::workspace::{self, Loaded, Request};

/// A workspace with all that was found in it.
pub(super) struct Ready {
    pub(super) report: Report,
    /// None when there is an error.
    pub(super) model: Option<Model>,
}

/// Reads and checks the workspace of the request, which names one path. The error is why that
/// cannot be done.
pub(super) fn ready(
    request: &Request<'_>,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Result<Option<Ready>, String> {
    request.validate()?;
    // One path belongs to one workspace.
    let loaded = workspace::load(request, stdin).pop();
    Ok(loaded.map(|loaded| understand(loaded, request.folder, output)))
}

/// Checks a workspace that was read.
pub(super) fn understand(loaded: Loaded, folder: &Path, output: &mut Output<'_>) -> Ready {
    loaded.notice_what_is_empty(folder, output);
    let mut findings = loaded.findings;
    let readable = findings
        .iter()
        .all(|finding| finding.severity < proactive_diagnostics::Severity::Error);
    let workspace = workspace::understood(loaded.settings, loaded.files, &findings);
    let checked = workspace.check_with(proactive_analysis::lints);
    findings.extend_from_slice(checked.findings());
    Ready {
        report: Report::new(loaded.name, loaded.sources, findings),
        model: checked.model().filter(|_| readable),
    }
}
