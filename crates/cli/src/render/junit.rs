//! The `junit` format: JUnit XML with a suite for each workspace and a case for each test. An error
//! that is not a failed test is a case of its own.

use std::fmt::Write as _;
use std::io::{self, Write};

use proactive_catalog::characters::{Hidden, classify, push_escape};
use proactive_diagnostics::{Code, Finding, Problem, Severity, Span, messages};

use super::plain;
use crate::output::TerminalStyle;
use crate::report::Report;

/// The name of a suite whose workspace has no name.
const NAMELESS: &str = "proactive";

pub(super) fn write(reports: &[Report], to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(to, "<testsuites>")?;
    for report in reports {
        suite(report, to)?;
    }
    writeln!(to, "</testsuites>")
}

fn suite(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    let tests = report.tests.as_ref().map_or(&[][..], |tests| &tests.ran);
    let errors: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|it| it.severity == Severity::Error && it.code() != Code::TestFailed)
        .collect();
    writeln!(
        to,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">",
        escaped(report.name.as_deref().unwrap_or(NAMELESS)),
        tests.len() + errors.len(),
        tests.iter().filter(|test| !test.passed).count(),
        errors.len()
    )?;
    for error in errors {
        open(report, error.code().as_str(), error.span, ">", to)?;
        trouble("error", report, error, to)?;
        writeln!(to, "    </testcase>")?;
    }
    for test in tests {
        let failure = report.findings.iter().find(|finding| {
            matches!(&finding.problem, Problem::TestFailed { test: name, .. } if *name == test.name)
        });
        match failure {
            None => open(report, &test.name, test.span, "/>", to)?,
            Some(failure) => {
                open(report, &test.name, test.span, ">", to)?;
                trouble("failure", report, failure, to)?;
                writeln!(to, "    </testcase>")?;
            }
        }
    }
    writeln!(to, "  </testsuite>")
}

/// Writes the start of a case, up to `end`.
fn open(report: &Report, name: &str, span: Span, end: &str, to: &mut dyn Write) -> io::Result<()> {
    let Some((source, range)) = report.sources.locate(span) else {
        return writeln!(to, "    <testcase name=\"{}\"{end}", escaped(name));
    };
    let path = escaped(&source.path);
    writeln!(
        to,
        "    <testcase name=\"{}\" classname=\"{path}\" file=\"{path}\" line=\"{}\"{end}",
        escaped(name),
        source.position(range.start).line
    )
}

/// Writes a failure: the message, and the rendered finding.
fn trouble(
    element: &str,
    report: &Report,
    finding: &Finding,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut drawn = Vec::new();
    plain::write_one(report, finding, true, TerminalStyle::FILE.width, &mut drawn)?;
    writeln!(
        to,
        "      <{element} message=\"{}\" type=\"{}\">{}</{element}>",
        escaped(&messages::message(&finding.problem)),
        finding.code(),
        escaped_text(String::from_utf8_lossy(&drawn).trim_end())
    )
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
