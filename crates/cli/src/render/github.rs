//! The `github` format: workflow commands, which GitHub Actions shows as annotations of the lines of a
//! pull request.
//!
//! GitHub shows at most ten annotations of a kind for each step and drops the others, so the first
//! ten of each severity are commands, and the rest are ordinary lines of the log. The escapes are
//! those of `@actions/core`, which the runner reverses.

use std::io::{self, Write};

use proactive_catalog::characters::{on_lines, on_one_line};
use proactive_diagnostics::{Finding, Severity, messages};

use crate::report::{Report, counted};
use crate::sources::Sources;

/// How many annotations of one kind GitHub shows for a step ("Usage limits" of workflow commands).
const SHOWN: usize = 10;

/// Severities in the order in which they are written.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

pub(super) fn write(reports: &[Report], to: &mut dyn Write) -> io::Result<()> {
    let mut others: Vec<(&Report, &Finding)> = Vec::new();
    for severity in SEVERITIES {
        let all = reports.iter().flat_map(|report| {
            let findings = report.findings.iter();
            findings.map(move |finding| (report, finding))
        });
        let found = all.filter(|(_, finding)| finding.severity == severity);
        for (index, (report, finding)) in found.enumerate() {
            match index < SHOWN {
                true => write_command(&report.sources, finding, to)?,
                false => others.push((report, finding)),
            }
        }
    }
    if !others.is_empty() {
        let others = counted(others.len(), "finding");
        writeln!(
            to,
            "GitHub shows {SHOWN} annotations of a kind. Without annotation: {others}"
        )?;
    }
    for (report, finding) in others {
        write_line(&report.sources, finding, to)?;
    }
    Ok(())
}

fn write_command(sources: &Sources, finding: &Finding, to: &mut dyn Write) -> io::Result<()> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    write!(to, "::{command} title={}", finding.code())?;
    if let Some((source, range)) = sources.locate(finding.span) {
        let path = sources.path_in(sources.repository(), source);
        write!(to, ",file={}", property(&path))?;
        let (start, end) = (source.position(range.start), source.position(range.end));
        write!(to, ",line={},endLine={}", start.line, end.line)?;
        // GitHub rejects columns for an annotation that spans several lines.
        if start.line == end.line {
            write!(to, ",col={},endColumn={}", start.column, end.column)?;
        }
    }
    let mut text = messages::message(&finding.problem);
    for label in &finding.labels {
        // An annotation marks one place, so its text names the others.
        if let Some((source, range)) = sources.locate(label.span) {
            let line = source.position(range.start).line;
            let place = match label.span.file == finding.span.file {
                true => format!("line {line}"),
                false => format!("{} line {line}", source.path),
            };
            text += &format!("\n{place}: {}", messages::label(&label.kind));
        }
    }
    if let Some(advice) = messages::advice(finding) {
        text += &format!("\n{advice}");
    }
    writeln!(to, "::{}", data(&on_lines(&text)))
}

/// Writes a line of the log that cannot be taken for a command, whatever text is in it.
fn write_line(sources: &Sources, finding: &Finding, to: &mut dyn Write) -> io::Result<()> {
    let mut line = format!("{}[{}]: ", finding.severity.as_str(), finding.code());
    if let Some((source, range)) = sources.locate(finding.span) {
        let path = sources.path_in(sources.repository(), source);
        let position = source.position(range.start);
        line += &format!("{path}:{}:{}: ", position.line, position.column);
    }
    line += &messages::message(&finding.problem);
    // The runner also recognizes an older form of commands, anywhere in a line.
    writeln!(to, "{}", on_one_line(&line).replace("##[", "## ["))
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
