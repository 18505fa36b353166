//! `proactive check`: reports problems, and writes nothing.

use std::io::Read;
use std::path::Path;

use super::emit::Emitter;
use crate::args::CheckArguments;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::report::Report;
use crate::workspace::{self, Loaded, Request};

pub(crate) fn check(
    arguments: &CheckArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Exit {
    let emitter = match Emitter::new(&arguments.findings, OutputStream::Stdout, folder, output) {
        Ok(emitter) => emitter,
        Err(reason) => {
            output.error(reason);
            return Exit::Failure;
        }
    };
    let request = Request {
        folder,
        paths: &arguments.paths,
        input: &arguments.input,
        named_always: true,
    };
    if let Err(reason) = request.validate() {
        output.error(reason);
        return Exit::Failure;
    }
    let reports: Vec<_> = workspace::load(&request, stdin)
        .into_iter()
        .map(|loaded| {
            loaded.notice_what_is_empty(request.folder, output);
            find(loaded).only_named()
        })
        .collect();
    emitter.emit_findings(&reports, output)
}

/// Checks a workspace.
fn find(loaded: Loaded) -> Report {
    let mut findings = loaded.findings;
    let workspace = workspace::build_workspace(loaded.settings, loaded.files, &findings);
    findings.extend_from_slice(workspace.check_with(proactive_analysis::lints).findings());
    Report::new(loaded.name, loaded.sources, findings)
}
