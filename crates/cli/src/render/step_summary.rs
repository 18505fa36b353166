//! The summary of findings and tests on the page of a GitHub Actions job, in Markdown.

use std::io::{self, Write};

use super::{Findings, markdown};
use crate::report::codes::code_counts;

/// The most bytes of findings. GitHub refuses a summary of more than a mebibyte for a step.
const MAX_FINDINGS: usize = 256 * 1024;

/// Writes a heading with what was found, how often each code was, and the findings.
pub(crate) fn write(findings: &Findings<'_>, to: &mut dyn Write) -> io::Result<()> {
    let counts = findings.counts;
    if let Some(tests) = &counts.tests {
        writeln!(to, "\n### proactive: {}", tests.summary(false))?;
    }
    if counts.has_more_than_tests() {
        writeln!(to, "\n### proactive: {}", counts.summary("", &[], false))?;
    }
    let codes = code_counts(findings.reports);
    if codes.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n| | code | severity | meaning |")?;
    writeln!(to, "| ---: | --- | --- | --- |")?;
    for it in codes {
        let meaning = it.code.summary().replace('|', "\\|");
        let (code, severity) = (it.code.as_str(), it.severity.as_str());
        writeln!(to, "| {} | `{code}` | {severity} | {meaning} |", it.count)?;
    }
    writeln!(to, "\n<details><summary>Findings</summary>\n")?;
    markdown::write_block(findings.reports, MAX_FINDINGS, to)?;
    writeln!(to, "\n</details>")
}
