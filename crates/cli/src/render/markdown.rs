//! Findings in Markdown, for a `diff` that fails because of errors.

use std::io::{self, Write};

use super::plain;
use crate::output::TerminalStyle;
use crate::report::Report;

/// Writes the findings of all reports as a code block.
pub(super) fn write(reports: &[Report], to: &mut dyn Write) -> io::Result<()> {
    let mut drawn = Vec::new();
    plain::write(reports, TerminalStyle::FILE.width, &mut drawn)?;
    let drawn = String::from_utf8_lossy(&drawn);
    let longest = drawn
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    writeln!(to, "## Proactive messages\n")?;
    writeln!(to, "They cannot be compared, as there are errors.\n")?;
    writeln!(to, "{fence}text\n{}\n{fence}", drawn.trim_end())
}
