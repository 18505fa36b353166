//! The `junit` format: JUnit XML with a suite for each workspace.
//!
//! Of `test`, a case is a test; an error that is not a failed test is a case of its own. Of `check`, a
//! case is a finding that makes the command fail, or a file without any, so that a report is never
//! empty. JUnit XML has no standard; this is the subset that Jenkins (its `junit-10.xsd`), GitLab and
//! the reporters of GitHub read.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::{self, Write as _};
use std::io::{self, Write};
use std::time::Duration;

use proactive_catalog::characters::{Hidden, classify, push_escape};
use proactive_diagnostics::{Code, Finding, Problem, Severity, Span, messages};

use super::{Findings, plain};
use crate::output::TerminalStyle;
use crate::report::{Report, Tests};
use crate::sources::Source;

/// The name of a suite whose workspace has no name.
const NAMELESS: &str = "proactive";

/// A `testsuite` element: what ran in a workspace.
struct Suite<'r> {
    report: &'r Report,
    cases: Vec<Case<'r>>,
}

/// A `testcase` element.
struct Case<'r> {
    /// Unique in its file, as GitLab asks for.
    name: Cow<'r, str>,
    place: Option<(&'r Source, usize)>,
    outcome: Outcome<'r>,
    took: Duration,
}

/// How a case ended.
enum Outcome<'r> {
    Passed,
    Failed(&'r Finding),
    /// Something that is not a test kept the tests from running.
    Broken(&'r Finding),
}

pub(super) fn write(findings: &Findings<'_>, to: &mut dyn Write) -> io::Result<()> {
    let suites: Vec<Suite<'_>> = findings
        .reports
        .iter()
        .map(|report| Suite {
            report,
            cases: match &report.tests {
                Some(tests) => test_cases(report, tests),
                None => file_cases(report, findings.fails_from),
            },
        })
        .collect();
    let cases = || suites.iter().flat_map(|suite| &suite.cases);
    let took = suites.iter().map(|suite| suite.report.took).sum();
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(to, "<testsuites {}>", Totals::new(cases(), took))?;
    for suite in &suites {
        suite.write(to)?;
    }
    writeln!(to, "</testsuites>")
}

/// A case for each test, after one for each error that is no failed test.
fn test_cases<'r>(report: &'r Report, tests: &'r Tests) -> Vec<Case<'r>> {
    let errors = report
        .findings
        .iter()
        .filter(|it| it.severity == Severity::Error && it.code() != Code::TestFailed);
    let errors = errors.map(|error| Case::of_finding(report, error, Outcome::Broken(error)));
    let ran = tests.ran.iter().map(|test| {
        let failure = report.findings.iter().find(|finding| {
            matches!(&finding.problem, Problem::TestFailed { test: name, .. } if *name == test.name)
        });
        Case {
            name: Cow::Borrowed(&test.name),
            place: located(report, test.span),
            outcome: failure.map_or(Outcome::Passed, Outcome::Failed),
            took: test.took,
        }
    });
    errors.chain(ran).collect()
}

/// A case for each finding that makes the command fail, and for each file without any.
fn file_cases(report: &Report, fails_from: Severity) -> Vec<Case<'_>> {
    let failures: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|finding| finding.severity >= fails_from)
        .collect();
    let wrong: HashSet<*const Source> = failures
        .iter()
        .filter_map(|finding| report.sources.get(finding.span.file))
        .map(std::ptr::from_ref)
        .collect();
    let named = report.sources.files().iter().filter(|source| source.named);
    let right = named.filter(|source| !wrong.contains(&std::ptr::from_ref(*source)));
    let failures = failures
        .iter()
        .map(|failure| Case::of_finding(report, failure, Outcome::Failed(failure)));
    let right = right.map(|source| Case {
        name: Cow::Borrowed(&source.path),
        place: Some((source, 1)),
        outcome: Outcome::Passed,
        took: Duration::ZERO,
    });
    failures.chain(right).collect()
}

fn located(report: &Report, span: Span) -> Option<(&Source, usize)> {
    let (source, range) = report.sources.locate(span)?;
    Some((source, source.position(range.start).line))
}

impl<'r> Case<'r> {
    /// A case with the code and the place as its name: `never-matches at 8:3`.
    fn of_finding(report: &'r Report, finding: &Finding, outcome: Outcome<'r>) -> Self {
        let code = finding.code().as_str();
        let name = match report.sources.locate(finding.span) {
            Some((source, range)) => {
                let start = source.position(range.start);
                Cow::Owned(format!("{code} at {}:{}", start.line, start.column))
            }
            None => Cow::Borrowed(code),
        };
        Self {
            name,
            place: located(report, finding.span),
            outcome,
            took: Duration::ZERO,
        }
    }

    fn write(&self, report: &Report, to: &mut dyn Write) -> io::Result<()> {
        write!(to, "    <testcase name=\"{}\"", escaped(&self.name))?;
        if let Some((source, line)) = self.place {
            let path = escaped(&source.path);
            write!(to, " classname=\"{path}\" file=\"{path}\" line=\"{line}\"")?;
        }
        write!(to, " time=\"{}\"", seconds(self.took))?;
        let (element, finding) = match self.outcome {
            Outcome::Passed => return writeln!(to, "/>"),
            Outcome::Failed(finding) => ("failure", finding),
            Outcome::Broken(finding) => ("error", finding),
        };
        let mut drawn = Vec::new();
        plain::write_one(report, finding, true, TerminalStyle::FILE.width, &mut drawn)?;
        writeln!(to, ">")?;
        writeln!(
            to,
            "      <{element} message=\"{}\" type=\"{}\">{}</{element}>",
            escaped(&messages::message(&finding.problem)),
            finding.code(),
            escaped_text(String::from_utf8_lossy(&drawn).trim_end())
        )?;
        writeln!(to, "    </testcase>")
    }
}

impl Suite<'_> {
    fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let name = self.report.name.as_deref().unwrap_or(NAMELESS);
        let totals = Totals::new(self.cases.iter(), self.report.took);
        writeln!(to, "  <testsuite name=\"{}\" {totals}>", escaped(name))?;
        for case in &self.cases {
            case.write(self.report, to)?;
        }
        writeln!(to, "  </testsuite>")
    }
}

/// How many cases there are, and how they ended, as attributes.
struct Totals {
    tests: usize,
    failures: usize,
    errors: usize,
    took: Duration,
}

impl Totals {
    fn new<'c>(cases: impl Iterator<Item = &'c Case<'c>>, took: Duration) -> Self {
        let mut totals = Self {
            tests: 0,
            failures: 0,
            errors: 0,
            took,
        };
        for case in cases {
            totals.tests += 1;
            match case.outcome {
                Outcome::Passed => {}
                Outcome::Failed(_) => totals.failures += 1,
                Outcome::Broken(_) => totals.errors += 1,
            }
        }
        totals
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{}\"",
            self.tests,
            self.failures,
            self.errors,
            seconds(self.took)
        )
    }
}

/// A duration in seconds, with as many decimals as Jenkins takes.
fn seconds(duration: Duration) -> String {
    format!("{:.3}", duration.as_secs_f64())
}

/// The value of an attribute. Line breaks would become spaces, so they are written as references.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (_, character, hidden) in classify(text) {
        match character {
            '\t' | '\n' | '\r' => {
                let _ = write!(escaped, "&#{};", u32::from(character));
            }
            other => push(other, hidden, &mut escaped),
        }
    }
    escaped
}

/// The text between tags.
fn escaped_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (_, character, hidden) in classify(text) {
        push(character, hidden, &mut escaped);
    }
    escaped
}

fn push(character: char, hidden: Option<Hidden>, to: &mut String) {
    match character {
        '&' => to.push_str("&amp;"),
        '<' => to.push_str("&lt;"),
        '>' => to.push_str("&gt;"),
        '"' => to.push_str("&quot;"),
        '\t' | '\n' => to.push(character),
        // XML allows neither noncharacters nor most control characters, not even as references.
        '\u{FFFE}' | '\u{FFFF}' => push_escape(character, to),
        other if hidden.is_some() => push_escape(other, to),
        other => to.push(other),
    }
}
