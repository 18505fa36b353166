//! `proactive check`: reports problems, and with `--fix` applies the certain fixes first.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::add_allow::Allowing;
use super::emit::Emitter;
use super::fix::Fixes;
use super::load::{begin_progress, refuse_inputs};
use super::rewrite::RewriteMode;
use super::since::Before;
use super::watch::watched;
use crate::args::{CheckArguments, FixArguments};
use crate::baseline::{self, Baseline};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::paths;
use crate::report::{Counts, Report, counted};
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
        add_allow: false,
        reason: None,
        diff,
        watch: false,
        write_baseline: false,
        since: None,
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
    let mode = RewriteMode::new(arguments.diff);
    let rewrites = arguments.fix || arguments.add_allow;
    // The changed text of standard input and diffs go to standard output.
    let product = rewrites && (mode == RewriteMode::Show || request.reads_stdin());
    let stream = match product {
        true => OutputStream::Stderr,
        false => OutputStream::Stdout,
    };
    let mut emitter = Emitter::new(&arguments.findings, stream, request.folder, output)?;
    if arguments.statistics {
        emitter = emitter.with_statistics()?;
    }
    begin_progress(request, output);
    let all = workspace::load(request, stdin);
    refuse_inputs(&all, request, stdin, &emitter)?;
    workspace::report_empty(&all, request, output);
    let baselines: Vec<Option<Baseline>> = all
        .iter()
        .map(|loaded| loaded.baseline.clone())
        .collect::<Result<_, _>>()?;
    let hide_known = |mut reports: Vec<Report>| {
        for (report, baseline) in reports.iter_mut().zip(&baselines) {
            if let Some(baseline) = baseline {
                baseline.hide_known(report);
            }
        }
        reports
    };
    if arguments.fix {
        let mut fixes = Fixes::new(mode);
        let reports = all
            .into_iter()
            .map(|loaded| fixes.apply(loaded, output).only_named());
        let reports = hide_known(reports.collect());
        let exit = emit_left(mode, &emitter, &reports, output);
        fixes.summarize(output);
        return Ok(exit.max(fixes.exit()));
    }
    let before = |root: &Path| {
        let since = arguments.since.as_ref();
        let before = since.map(|revision| Before::new(request, root, revision));
        before.transpose()
    };
    if arguments.add_allow {
        let mut allowing = Allowing::new(mode, arguments.reason.as_deref());
        allowing.refuse_without_reason(&all)?;
        let mut reports = Vec::new();
        for (loaded, baseline) in all.into_iter().zip(&baselines) {
            let before = before(&loaded.root)?;
            reports.push(allowing.apply(loaded, baseline.as_ref(), before.as_ref(), output));
        }
        let exit = emit_left(mode, &emitter, &reports, output);
        allowing.summarize(output);
        return Ok(exit.max(allowing.exit()));
    }
    let roots: Vec<PathBuf> = all.iter().map(|loaded| loaded.root.clone()).collect();
    let mut reports: Vec<_> = all
        .into_iter()
        .map(|loaded| find(loaded).only_named())
        .collect();
    for (report, root) in reports.iter_mut().zip(&roots) {
        if let Some(before) = before(root)? {
            before.changes(&report.sources).keep_changed(report);
        }
    }
    if !arguments.write_baseline {
        return Ok(emitter.emit_findings(&hide_known(reports), output));
    }
    let mut written = Vec::new();
    for ((report, root), old) in reports.into_iter().zip(roots).zip(&baselines) {
        let (baseline, report) = Baseline::write(old.as_ref(), &root, report)?;
        let path = paths::relative(request.folder, &root.join(baseline::FILE_NAME));
        output.notice(match baseline {
            0 => format!("there are no warnings, so there is no `{path}`"),
            known => format!("`{path}` has {}", counted(known, "known finding")),
        });
        written.push(report);
    }
    Ok(emitter.emit_findings(&written, output))
}

/// Reports what is left after changes.
fn emit_left(
    mode: RewriteMode,
    emitter: &Emitter,
    reports: &[Report],
    output: &mut Output<'_>,
) -> Exit {
    match mode {
        // A diff replaces the findings, unless a file could not be read and it may be incomplete.
        RewriteMode::Show if !Counts::new(reports).failure => Exit::Fine,
        RewriteMode::Show | RewriteMode::Write => emitter.emit_findings(reports, output),
    }
}

/// Checks a workspace.
fn find(loaded: Loaded) -> Report {
    let start = Instant::now();
    let mut findings = loaded.findings;
    let workspace = workspace::build_workspace(loaded.settings, loaded.files, &findings);
    findings.extend_from_slice(workspace.check_with(proactive_analysis::lints).findings());
    Report::new(loaded.name, loaded.sources, findings).took(start.elapsed())
}
