//! `proactive check`: reports problems, and writes nothing.

use std::path::Path;
use std::time::Instant;

use super::emit::Emitter;
use super::load::refuse_inputs;
use crate::args::CheckArguments;
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::report::Report;
use crate::workspace::{self, Extent, Loaded, Request};

pub(crate) fn check(
    arguments: &CheckArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_check(arguments, folder, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_check(
    arguments: &CheckArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let mut emitter = Emitter::new(&arguments.findings, OutputStream::Stdout, folder, output)?;
    if arguments.statistics {
        emitter = emitter.with_statistics()?;
    }
    let request = Request {
        folder,
        paths: &arguments.paths,
        input: &arguments.input,
        extent: Extent::Named,
    };
    request.validate()?;
    let all = workspace::load(&request, stdin);
    refuse_inputs(&all, &request, stdin, &emitter)?;
    workspace::report_empty(&all, &request, output);
    let reports: Vec<_> = all
        .into_iter()
        .map(|loaded| find(loaded).only_named())
        .collect();
    Ok(emitter.emit_findings(&reports, output))
}

/// Checks a workspace.
fn find(loaded: Loaded) -> Report {
    let start = Instant::now();
    let mut findings = loaded.findings;
    let workspace = workspace::build_workspace(loaded.settings, loaded.files, &findings);
    findings.extend_from_slice(workspace.check_with(proactive_analysis::lints).findings());
    Report::new(loaded.name, loaded.sources, findings).took(start.elapsed())
}
