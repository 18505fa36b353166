//! `proactive fmt`: formats files.

use std::path::Path;

use proactive_catalog::characters::on_one_line;
use proactive_diagnostics::{FileId, Finding, NestingOf, Problem, Severity, TextSize};
use proactive_hir::{SourceFile, Workspace};
use rayon::prelude::*;

use super::emit::Emitter;
use crate::args::{FindingArguments, FmtArguments};
use crate::atomic_write::atomic_write;
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::paths::io_reason;
use crate::report::{Report, counted};
use crate::sources::Source;
use crate::text_diff::unified_diff;
use crate::workspace::{self, Extent, Loaded, Request};

pub(crate) fn fmt(
    arguments: &FmtArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_fmt(arguments, folder, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_fmt(
    arguments: &FmtArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let request = Request {
        folder,
        paths: &arguments.paths,
        input: &arguments.input,
        extent: Extent::Named,
    };
    request.validate()?;
    let findings = FindingArguments {
        format: Vec::new(),
        json: false,
        deny: None,
        max_warnings: None,
    };
    let emitter = Emitter::new(&findings, OutputStream::Stderr, folder, output)?;
    let mut tally = Tally::default();
    let mut reports = Vec::new();
    let all = workspace::load(&request, stdin);
    workspace::report_empty(&all, &request, output);
    for loaded in all {
        let (sources, report) = lay_out(loaded);
        for (position, laid) in sources {
            if let Some(source) = report.sources.files().get(position) {
                finish(source, &laid, arguments, output, &mut tally);
            }
        }
        reports.extend(Some(report).filter(|report| !report.findings.is_empty()));
    }
    let mut exit = Exit::Fine;
    if !reports.is_empty() {
        exit = emitter.emit_findings(&reports, output);
    }
    tally.notice(arguments, output);
    let stale = arguments.check || arguments.diff;
    if tally.broken > 0 || stale && tally.changed > 0 {
        exit = exit.max(Exit::Findings);
    }
    Ok(exit)
}

/// A file that was examined.
enum Laid {
    /// It is formatted.
    Unchanged,
    /// It has to change to this text.
    Changed(String),
    /// It has syntax errors, which the report contains.
    Broken,
}

/// Formats the named files of a workspace. Each comes with its position in the report, which says
/// why some were not formatted.
fn lay_out(loaded: Loaded) -> (Vec<(usize, Laid)>, Report) {
    let Loaded {
        name,
        settings,
        files,
        sources,
        mut findings,
        ..
    } = loaded;
    let named = |position: usize| sources.files().get(position).is_some_and(|it| it.named);
    // Files that are not named are not formatted.
    let files: Vec<SourceFile> = files
        .into_iter()
        .enumerate()
        .map(|(position, file)| match named(position) {
            true => file,
            false => SourceFile {
                text: "".into(),
                ..file
            },
        })
        .collect();
    let workspace = Workspace::new(settings, files);
    let errors: Vec<Finding> = workspace
        .check()
        .findings()
        .iter()
        .filter(|finding| is_of_syntax(finding))
        .cloned()
        .collect();
    let laid: Vec<(usize, Laid, Vec<Finding>)> = workspace
        .files()
        .par_iter()
        .enumerate()
        .filter(|(position, _)| named(*position))
        .map(|(position, file)| {
            let id = FileId(u32::try_from(position).unwrap_or(u32::MAX));
            let told = errors.iter().any(|finding| finding.span.file == id);
            match proactive_format::format(&file.text) {
                Ok(text) if !told && text == *file.text => (position, Laid::Unchanged, Vec::new()),
                Ok(text) if !told => (position, Laid::Changed(text), Vec::new()),
                Err(broken) if !told => {
                    let moved = |finding: Finding| finding.rebased(id, TextSize::new(0));
                    let findings = broken.findings.into_iter().map(moved).collect();
                    (position, Laid::Broken, findings)
                }
                Ok(_) | Err(_) => (position, Laid::Broken, Vec::new()),
            }
        })
        .collect();
    findings.extend(errors);
    let mut outcomes = Vec::with_capacity(laid.len());
    for (position, laid, more) in laid {
        outcomes.push((position, laid));
        findings.extend(more);
    }
    (outcomes, Report::new(name, sources, findings).only_named())
}

/// Whether a finding prevents its file from being formatted.
fn is_of_syntax(finding: &Finding) -> bool {
    finding.severity == Severity::Error
        && matches!(
            finding.problem,
            Problem::Syntax(_)
                | Problem::UnclosedDelimiter { .. }
                | Problem::UnterminatedString { .. }
                | Problem::InvalidEscape { .. }
                | Problem::NestingTooDeep {
                    of: NestingOf::Text,
                    ..
                }
                | Problem::UnknownDeclaration { .. }
                | Problem::UnknownStatement { .. }
        )
}

/// Writes a file, or shows what would be written.
fn finish(
    source: &Source,
    laid: &Laid,
    arguments: &FmtArguments,
    output: &mut Output<'_>,
    tally: &mut Tally,
) {
    let shows = arguments.check || arguments.diff;
    let text = match laid {
        Laid::Changed(text) => {
            tally.changed += 1;
            text
        }
        Laid::Unchanged => {
            tally.unchanged += 1;
            source.text()
        }
        Laid::Broken => {
            tally.broken += 1;
            source.text()
        }
    };
    match (&source.file, laid) {
        (_, Laid::Changed(_)) if shows => show(source, text, arguments.diff, output),
        (None, _) if !shows => {
            let _ = output
                .writer(OutputStream::Stdout)
                .write_all(text.as_bytes());
        }
        (Some(file), Laid::Changed(_)) => {
            if let Err(error) = atomic_write(file, text.as_bytes()) {
                tally.changed -= 1;
                let reason = io_reason(&error);
                output.error(format_args!("cannot write `{}`: {reason}", source.shown));
            }
        }
        (_, Laid::Unchanged | Laid::Broken | Laid::Changed(_)) => {}
    }
}

/// Describes a change: the file, or its diff.
fn show(source: &Source, text: &str, diff: bool, output: &mut Output<'_>) {
    let shown = &source.shown;
    let told = if diff {
        let color = output.style(OutputStream::Stdout).color;
        unified_diff((shown, source.text()), (shown, text), color)
    } else {
        format!("{}\n", on_one_line(shown))
    };
    let _ = output
        .writer(OutputStream::Stdout)
        .write_all(told.as_bytes());
}

/// The number of files by outcome.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    broken: usize,
}

impl Tally {
    fn notice(&self, arguments: &FmtArguments, output: &mut Output<'_>) {
        // Output to standard output needs no summary.
        let from_stdin = matches!(arguments.paths.as_slice(), [only] if only.as_os_str() == "-");
        if from_stdin {
            return;
        }
        let (done, next) = match (arguments.check, arguments.diff) {
            (true, _) => (
                "would be formatted",
                "; to format them, run without `--check`",
            ),
            (false, true) => (
                "would be formatted",
                "; to format them, run without `--diff`",
            ),
            (false, false) => ("formatted", ""),
        };
        let next = if self.changed > 0 { next } else { "" };
        let mut parts = Vec::new();
        if self.changed > 0 {
            parts.push(format!("{} {done}", counted(self.changed, "file")));
        }
        if self.unchanged > 0 {
            parts.push(format!("{} unchanged", counted(self.unchanged, "file")));
        }
        if self.broken > 0 {
            let broken = counted(self.broken, "file");
            parts.push(format!("{broken} skipped because of syntax errors"));
        }
        if !parts.is_empty() {
            output.report_summary(format_args!("{}{next}", parts.join(", ")));
        }
    }
}
