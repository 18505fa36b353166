//! The `json` format: one document with everything, for programs.

use std::io::{self, Write};

use proactive_diagnostics::{Edit, Finding, Fix, Label, Span, messages};
use serde::Serialize;

use super::fingerprint::Fingerprints;
use crate::report::coverage::CoverageJson;
use crate::report::{Counts, Report};
use crate::sources::Sources;

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 1;

pub(super) fn write(reports: &[Report], counts: &Counts, to: &mut dyn Write) -> io::Result<()> {
    let coverage: Vec<_> = reports
        .iter()
        .filter_map(|report| report.tests.as_ref()?.coverage.as_ref())
        .collect();
    let document = Document {
        version: VERSION,
        findings: reports.iter().flat_map(findings).collect(),
        tests: counts
            .tests
            .map(|_| reports.iter().flat_map(tests).collect()),
        coverage: CoverageJson::new(&coverage),
        summary: Summary {
            files: counts.files,
            errors: counts.errors,
            warnings: counts.warnings,
            infos: counts.infos,
            tests: counts.tests.map(|tests| JsonTally {
                passed: tests.passed,
                failed: tests.failed,
            }),
        },
    };
    serde_json::to_writer_pretty(&mut *to, &document)?;
    writeln!(to)
}

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    findings: Vec<JsonFinding<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tests: Option<Vec<JsonTest<'r>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<CoverageJson<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    tests: Option<JsonTally>,
}

#[derive(Serialize)]
struct JsonTally {
    passed: usize,
    failed: usize,
}

#[derive(Serialize)]
struct JsonTest<'r> {
    name: &'r str,
    passed: bool,
    /// Where its name is written.
    span: Option<JsonSpan<'r>>,
}

#[derive(Serialize)]
struct JsonFinding<'r> {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: Option<String>,
    /// The workspace; paths are relative to its root.
    workspace: Option<&'r str>,
    span: Option<JsonSpan<'r>>,
    labels: Vec<JsonLabel<'r>>,
    fixes: Vec<JsonFix<'r>>,
    fingerprint: Option<String>,
}

#[derive(Serialize)]
struct JsonLabel<'r> {
    message: String,
    span: Option<JsonSpan<'r>>,
}

#[derive(Serialize)]
struct JsonFix<'r> {
    title: String,
    certain: bool,
    edits: Vec<JsonEdit<'r>>,
}

#[derive(Serialize)]
struct JsonEdit<'r> {
    span: Option<JsonSpan<'r>>,
    replacement: &'r str,
}

#[derive(Serialize)]
struct JsonSpan<'r> {
    file: &'r str,
    start: JsonPlace,
    end: JsonPlace,
}

#[derive(Serialize)]
struct JsonPlace {
    /// The offset in bytes from the start of the file.
    offset: usize,
    /// Counted from 1.
    line: usize,
    /// In characters, counted from 1.
    column: usize,
}

fn findings(report: &Report) -> impl Iterator<Item = JsonFinding<'_>> {
    let mut fingerprints = Fingerprints::default();
    report
        .findings
        .iter()
        .map(move |finding| json(report, finding, &mut fingerprints))
}

fn tests(report: &Report) -> impl Iterator<Item = JsonTest<'_>> {
    let tests = report.tests.iter().flat_map(|tests| &tests.ran);
    tests.map(|test| JsonTest {
        name: &test.name,
        passed: test.passed,
        span: span(&report.sources, test.span),
    })
}

fn json<'r>(
    report: &'r Report,
    finding: &'r Finding,
    fingerprints: &mut Fingerprints,
) -> JsonFinding<'r> {
    let sources = &report.sources;
    let label = |label: &Label| JsonLabel {
        message: messages::label(&label.kind),
        span: span(sources, label.span),
    };
    let edit = |edit: &'r Edit| JsonEdit {
        span: span(sources, edit.span),
        replacement: &edit.replacement,
    };
    let fix = |fix: &'r Fix| JsonFix {
        title: messages::fix_title(&fix.title),
        certain: fix.is_machine_applicable(),
        edits: fix.edits.iter().map(edit).collect(),
    };
    let source = sources.get(finding.span.file);
    JsonFinding {
        code: finding.code().as_str(),
        severity: finding.severity.as_str(),
        message: messages::message(&finding.problem),
        help: messages::advice(finding),
        workspace: report.name.as_deref(),
        span: span(sources, finding.span),
        labels: finding.labels.iter().map(label).collect(),
        fixes: finding.fixes.iter().map(fix).collect(),
        fingerprint: source.map(|source| fingerprints.next(finding, source)),
    }
}

fn span(sources: &Sources, span: Span) -> Option<JsonSpan<'_>> {
    let (source, range) = sources.locate(span)?;
    let place = |offset| {
        let position = source.position(offset);
        JsonPlace {
            offset,
            line: position.line,
            column: position.column,
        }
    };
    Some(JsonSpan {
        file: &source.path,
        start: place(range.start),
        end: place(range.end),
    })
}
