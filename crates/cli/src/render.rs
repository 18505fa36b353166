//! Rendered findings: the same findings in every format.

mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod plain;
mod pretty;
mod rendered;
mod sarif;
mod short;
mod snippet;
mod step_summary;

use std::io::{self, Write};
use std::slice;

use proactive_diagnostics::Severity;

pub(crate) use json::{check_schema, test_schema};
pub(crate) use step_summary::write as write_step_summary;

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::codes::{self, CodeRow, code_counts};
use crate::report::{Counts, Report};

/// What was found, and what it means for the command.
pub(crate) struct Findings<'r> {
    pub(crate) reports: &'r [Report],
    pub(crate) counts: &'r Counts,
    /// The least severity of a finding that makes the command fail.
    pub(crate) fails_from: Severity,
}

/// Renders the findings of a report to a string.
#[must_use]
pub fn draw(format: Format, report: &Report, style: TerminalStyle) -> String {
    let reports = slice::from_ref(report);
    let findings = Findings {
        reports,
        counts: &Counts::new(reports),
        fails_from: Severity::Error,
    };
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = write(format, &findings, style, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// Writes all findings in a format.
pub(crate) fn write(
    format: Format,
    findings: &Findings<'_>,
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    let reports = findings.reports;
    match format {
        Format::Pretty => pretty::write(reports, style, to),
        Format::Plain => plain::write(reports, style.width, to),
        // Findings have no table of their own.
        Format::Short | Format::Csv => short::write(reports, to),
        Format::Json => json::write(reports, findings.counts, to),
        Format::Sarif => sarif::write(reports, findings.counts, to),
        Format::Github => github::write(reports, to),
        Format::Gitlab => gitlab::write(reports, to),
        Format::Junit => junit::write(findings, to),
        Format::Markdown => markdown::write(reports, to),
    }
}

/// Writes how often each code was found, in a format that has a form of it.
pub(crate) fn write_statistics(
    format: Format,
    findings: &Findings<'_>,
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    let reports = findings.reports;
    if format.is_for_machines() {
        return json::write_statistics(reports, findings.counts, to);
    }
    let style = TerminalStyle {
        color: style.color && format == Format::Pretty,
        ..style
    };
    let rows: Vec<CodeRow> = code_counts(reports)
        .into_iter()
        .map(|it| CodeRow {
            count: Some(it.count),
            code: it.code,
            severity: it.severity,
        })
        .collect();
    codes::write_table(&rows, style, to)
}
