//! `proactive check`: reports problems, and with `--fix` applies the certain fixes first.

use std::path::Path;
use std::time::Instant;

use super::emit::Emitter;
use super::fix::{FixMode, Fixes};
use super::load::refuse_inputs;
use super::watch::watched;
use crate::args::{CheckArguments, FixArguments};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::report::{Counts, Report};
use crate::workspace::{self, Extent, Loaded, Request};

pub(crate) fn check(
    arguments: &CheckArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    let request = request(arguments, folder);
    watched(arguments.watch, &request, output, |output| {
        try_check(arguments, &request, stdin, output)
    })
}

fn request<'r>(arguments: &'r CheckArguments, folder: &'r Path) -> Request<'r> {
    Request {
        folder,
        paths: &arguments.paths,
        input: &arguments.input,
        extent: Extent::Named,
    }
}

/// `proactive fix`: the same as `check --fix`.
pub(crate) fn fix(
    arguments: FixArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    let FixArguments {
        paths,
        input,
        diff,
        findings,
    } = arguments;
    let arguments = CheckArguments {
        paths,
        input,
        fix: true,
        diff,
        watch: false,
        statistics: false,
        findings,
    };
    check(&arguments, folder, stdin, output)
}

/// The error is a sentence that says why the command failed.
fn try_check(
    arguments: &CheckArguments,
    request: &Request<'_>,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    request.validate()?;
    let fixes = match (arguments.fix, arguments.diff) {
        (false, _) => None,
        (true, true) => Some(FixMode::Show),
        (true, false) => Some(FixMode::Write),
    };
    // The fixed text of standard input and diffs go to standard output.
    let product = fixes == Some(FixMode::Show) || fixes.is_some() && request.reads_stdin();
    let stream = match product {
        true => OutputStream::Stderr,
        false => OutputStream::Stdout,
    };
    let mut emitter = Emitter::new(&arguments.findings, stream, request.folder, output)?;
    if arguments.statistics {
        emitter = emitter.with_statistics()?;
    }
    let all = workspace::load(request, stdin);
    refuse_inputs(&all, request, stdin, &emitter)?;
    workspace::report_empty(&all, request, output);
    let Some(mode) = fixes else {
        let reports: Vec<_> = all
            .into_iter()
            .map(|loaded| find(loaded).only_named())
            .collect();
        return Ok(emitter.emit_findings(&reports, output));
    };
    let mut fixes = Fixes::new(mode);
    let reports: Vec<_> = all
        .into_iter()
        .map(|loaded| fixes.apply(loaded, output).only_named())
        .collect();
    let exit = match mode {
        // A diff stands for itself, unless it may be incomplete.
        FixMode::Show if !Counts::new(&reports).failure => Exit::Fine,
        FixMode::Show | FixMode::Write => emitter.emit_findings(&reports, output),
    };
    fixes.summarize(output);
    Ok(exit.max(fixes.exit()))
}

/// Checks a workspace.
fn find(loaded: Loaded) -> Report {
    let start = Instant::now();
    let mut findings = loaded.findings;
    let workspace = workspace::build_workspace(loaded.settings, loaded.files, &findings);
    findings.extend_from_slice(workspace.check_with(proactive_analysis::lints).findings());
    Report::new(loaded.name, loaded.sources, findings).took(start.elapsed())
}
