//! The `json` format: one document with everything, for programs.

use std::io::{self, Write};

use proactive_diagnostics::{Edit, Finding, Fix, Label, messages};
use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde_json::Value;

use crate::report::codes::code_counts;
use crate::report::coverage::CoverageJson;
use crate::report::place::SpanJson;
use crate::report::reason::ReasonJson;
use crate::report::{Counts, FailedTest, Fingerprint, Fingerprints, Report, write_json};

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 1;

/// The same for the document of `test`.
const TEST_VERSION: u32 = 2;

pub(super) fn write(reports: &[Report], counts: &Counts, to: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let findings = reports
        .iter()
        .flat_map(|report| {
            report
                .fingerprinted()
                .map(move |(finding, it)| (report, finding, it))
        })
        .map(|(report, finding, it)| json(report, finding, it.map(|it| fingerprints.unique(it))))
        .collect();
    let summary = Summary::new(reports, counts);
    if reports.iter().any(|report| report.tests.is_some()) {
        let document = TestDocument {
            version: TEST_VERSION,
            findings,
            tests: reports.iter().flat_map(tests).collect(),
            coverage: CoverageJson::new(reports),
            summary,
        };
        write_json(&document, to)
    } else {
        let document = Document {
            version: VERSION,
            findings: Some(findings),
            summary,
        };
        write_json(&document, to)
    }
}

/// Writes the document without the findings themselves.
pub(super) fn write_statistics(
    reports: &[Report],
    counts: &Counts,
    to: &mut dyn Write,
) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        findings: None,
        summary: Summary::new(reports, counts),
    };
    write_json(&document, to)
}

/// The JSON Schema of the document of `check` and `build`.
pub(crate) fn check_schema() -> Value {
    schema_for!(Document<'_>).to_value()
}

/// The JSON Schema of the document of `test`.
pub(crate) fn test_schema() -> Value {
    schema_for!(TestDocument<'_>).to_value()
}

/// What `check` and `build` found.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Findings", rename = "Findings")]
struct Document<'r> {
    /// The version of this format.
    version: u32,
    /// The findings, sorted by workspace, file and place; left out with `--statistics`.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<JsonFinding<'r>>>,
    /// How much there is.
    summary: Summary,
}

/// The findings of a workspace, and the tests that were run.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Tests", rename = "Tests")]
struct TestDocument<'r> {
    /// The version of this format.
    version: u32,
    /// One for each test that failed, and what else was found.
    findings: Vec<JsonFinding<'r>>,
    /// The tests that ran. Tests of a workspace with errors do not run.
    tests: Vec<JsonTest<'r>>,
    /// What they cover, with `--coverage` or `--min-coverage`.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<CoverageJson>,
    /// How much there is.
    summary: Summary,
}

/// How many findings and tests there are.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// The files that were checked.
    files: usize,
    /// The findings of this severity.
    errors: usize,
    /// The findings of this severity.
    warnings: usize,
    /// The findings of this severity.
    infos: usize,
    /// How often each code was found: errors before warnings, and then the most frequent first.
    codes: Vec<JsonCodeCount>,
    /// The findings that a baseline hides, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<usize>,
    /// How many tests ran, if tests did.
    #[serde(skip_serializing_if = "Option::is_none")]
    tests: Option<JsonTally>,
}

/// How often a code was found with a severity.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CodeCount")]
struct JsonCodeCount {
    /// The code, which `proactive explain` explains.
    code: &'static str,
    /// `error`, `warning` or `info`.
    severity: &'static str,
    /// The findings of both.
    count: usize,
}

impl Summary {
    fn new(reports: &[Report], counts: &Counts) -> Self {
        let codes = code_counts(reports).into_iter().map(|it| JsonCodeCount {
            code: it.code.as_str(),
            severity: it.severity.as_str(),
            count: it.count,
        });
        Self {
            files: counts.files,
            errors: counts.errors,
            warnings: counts.warnings,
            infos: counts.infos,
            codes: codes.collect(),
            known: Some(counts.hidden.known).filter(|known| *known > 0),
            tests: counts.tests.map(|tests| JsonTally {
                passed: tests.passed,
                failed: tests.failed,
            }),
        }
    }
}

/// How many tests passed and failed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Tally")]
struct JsonTally {
    /// The tests that passed.
    passed: usize,
    /// The tests that failed.
    failed: usize,
}

/// A test that was run.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Test")]
struct JsonTest<'r> {
    /// Its name.
    name: &'r str,
    /// Whether it passed.
    passed: bool,
    /// Where its name is written.
    span: Option<SpanJson>,
    /// Why it failed; null if it passed.
    failure: Option<JsonTestFailure<'r>>,
}

/// Why a test failed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TestFailure")]
struct JsonTestFailure<'r> {
    /// What happened instead of what was expected, in a sentence.
    words: &'r str,
    /// What to do about it, where that is known.
    help: Option<&'r str>,
    /// The messages that it is about: those that were not shown although they are expected, or
    /// that were although they are not.
    messages: Vec<JsonExplainedMessage<'r>>,
}

/// A message that a failed test is about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ExplainedMessage")]
struct JsonExplainedMessage<'r> {
    /// Its ID.
    message: &'r str,
    /// Why it was shown or not.
    reasons: Vec<ReasonJson<'r>>,
}

/// A finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct JsonFinding<'r> {
    /// Its code, which `proactive explain` explains.
    code: &'static str,
    /// `error`, `warning` or `info`.
    severity: &'static str,
    /// What is wrong, in a sentence.
    message: String,
    /// What to do about it.
    help: Option<String>,
    /// The workspace; paths are relative to its root.
    workspace: Option<&'r str>,
    /// Where it is; null if it is about no place in a file.
    span: Option<SpanJson>,
    /// Other places that explain it.
    labels: Vec<JsonLabel>,
    /// Alternative changes that fix it, starting with the best.
    fixes: Vec<JsonFix<'r>>,
    /// A name for the finding that stays the same when lines are added or removed elsewhere in the
    /// file.
    fingerprint: Option<String>,
}

/// A place that explains a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Label")]
struct JsonLabel {
    /// What it explains.
    message: String,
    /// Where it is.
    span: Option<SpanJson>,
}

/// A change that fixes a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
struct JsonFix<'r> {
    /// What it does.
    title: String,
    /// Whether it can be applied without looking.
    certain: bool,
    /// What it replaces. The edits do not overlap.
    edits: Vec<JsonEdit<'r>>,
}

/// A replacement of text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct JsonEdit<'r> {
    /// What is replaced.
    span: Option<SpanJson>,
    /// The text instead of it.
    replacement: &'r str,
}

fn tests(report: &Report) -> impl Iterator<Item = JsonTest<'_>> {
    let tests = report.tests.iter().flat_map(|tests| &tests.ran);
    tests.map(|test| JsonTest {
        name: &test.name,
        passed: test.passed,
        span: SpanJson::new(&report.sources, test.span),
        failure: test.failure.as_ref().map(failure),
    })
}

fn failure(failure: &FailedTest) -> JsonTestFailure<'_> {
    let messages = failure.messages.iter();
    JsonTestFailure {
        words: &failure.words,
        help: failure.help.as_deref(),
        messages: messages
            .map(|(message, reasons)| JsonExplainedMessage {
                message,
                reasons: ReasonJson::all(reasons),
            })
            .collect(),
    }
}

fn json<'r>(
    report: &'r Report,
    finding: &'r Finding,
    fingerprint: Option<Fingerprint>,
) -> JsonFinding<'r> {
    let sources = &report.sources;
    let label = |label: &Label| JsonLabel {
        message: messages::label(&label.kind),
        span: SpanJson::new(sources, label.span),
    };
    let edit = |edit: &'r Edit| JsonEdit {
        span: SpanJson::new(sources, edit.span),
        replacement: &edit.replacement,
    };
    let fix = |fix: &'r Fix| JsonFix {
        title: messages::fix_title(&fix.title),
        certain: fix.is_machine_applicable(),
        edits: fix.edits.iter().map(edit).collect(),
    };
    JsonFinding {
        code: finding.code().as_str(),
        severity: finding.severity.as_str(),
        message: messages::message(&finding.problem),
        help: messages::advice(finding),
        workspace: report.name.as_deref(),
        span: SpanJson::new(sources, finding.span),
        labels: finding.labels.iter().map(label).collect(),
        fixes: finding.fixes.iter().map(fix).collect(),
        fingerprint: fingerprint.map(|it| it.to_string()),
    }
}
