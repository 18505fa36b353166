//! Rendered findings: the same findings in every format.

mod fingerprint;
mod json;
mod junit;
mod markdown;
mod plain;
mod pretty;
mod rendered;
mod short;
mod snippet;

use std::io::{self, Write};
use std::slice;

pub(crate) use json::{check_schema, test_schema};

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::codes::{self, CodeRow, code_counts};
use crate::report::{Counts, Report};

/// Renders the findings of a report to a string.
#[must_use]
pub fn draw(format: Format, report: &Report, style: TerminalStyle) -> String {
    let reports = slice::from_ref(report);
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = write(format, reports, &Counts::new(reports), style, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// Writes all findings in a format.
pub(crate) fn write(
    format: Format,
    reports: &[Report],
    counts: &Counts,
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Pretty => pretty::write(reports, style, to),
        Format::Plain => plain::write(reports, style.width, to),
        // Findings have no table of their own.
        Format::Short | Format::Csv => short::write(reports, to),
        Format::Json => json::write(reports, counts, to),
        Format::Junit => junit::write(reports, to),
        Format::Markdown => markdown::write(reports, to),
    }
}

/// Writes how often each code was found, in a format that has a form of it.
pub(crate) fn write_statistics(
    format: Format,
    reports: &[Report],
    counts: &Counts,
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    if format.is_for_machines() {
        return json::write_statistics(reports, counts, to);
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
