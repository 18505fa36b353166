//! Tables of codes: how often each was found, and what there is.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use proactive_diagnostics::{Code, Severity};

use super::Report;
use crate::output::TerminalStyle;
use crate::report::paragraph::row;
use crate::style::{BOLD, of_severity, styled_if};

/// How often a code was found with a severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CodeCount {
    pub(crate) severity: Severity,
    pub(crate) code: Code,
    pub(crate) count: usize,
}

/// A row of a table of codes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CodeRow {
    /// How often it was found, if that is shown.
    pub(crate) count: Option<usize>,
    pub(crate) code: Code,
    pub(crate) severity: Severity,
}

/// Counts the codes that were found: errors before warnings, and then the most frequent first.
pub(crate) fn code_counts(reports: &[Report]) -> Vec<CodeCount> {
    let mut found: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for finding in reports.iter().flat_map(|report| &report.findings) {
        *found.entry((finding.severity, finding.code())).or_default() += 1;
    }
    let mut counts: Vec<CodeCount> = found
        .into_iter()
        .map(|((severity, code), count)| CodeCount {
            severity,
            code,
            count,
        })
        .collect();
    counts.sort_by_key(|it| (Reverse(it.severity), Reverse(it.count), it.code.as_str()));
    counts
}

/// Writes a row for each code: how often, its name, its severity, and what it means. Rows are wrapped
/// on a terminal only; elsewhere each is one line, which can be searched for.
pub(crate) fn write_table(
    rows: &[CodeRow],
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    let digits = |count: usize| count.to_string().len();
    let digits = rows.iter().filter_map(|row| row.count).map(digits).max();
    let names = rows.iter().map(|row| row.code.as_str().len()).max();
    let bold = styled_if(style.color, BOLD);
    let width = style.row_width();
    for it in rows {
        let count = match (it.count, digits) {
            (Some(count), Some(digits)) => format!("{count:digits$}  "),
            (Some(_) | None, _) => String::new(),
        };
        let (code, severity) = (it.code.as_str(), it.severity.as_str());
        let padding = names.unwrap_or_default() - code.len();
        let color = styled_if(style.color, of_severity(it.severity));
        let cells = format!(
            "{count}{bold}{code}{bold:#}{:padding$}  {color}{severity:7}{color:#}",
            ""
        );
        let meaning = it.code.summary();
        writeln!(to, "{}", row(&cells, first_sentence(&meaning), width))?;
    }
    Ok(())
}

/// The first sentence, which is all a table has room for.
pub(crate) fn first_sentence(text: &str) -> &str {
    match text.split_once(". ") {
        Some((sentence, _)) => sentence,
        None => text.trim_end_matches('.'),
    }
}
