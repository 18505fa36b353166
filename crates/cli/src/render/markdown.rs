//! Findings in Markdown.

use std::io::{self, Write};

use super::plain;
use crate::output::TerminalStyle;
use crate::report::Report;

/// Writes the findings for a `diff` that fails because of errors.
pub(super) fn write(reports: &[Report], to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "## Proactive messages\n")?;
    writeln!(to, "They cannot be compared, as there are errors.\n")?;
    write_block(reports, usize::MAX, to)
}

/// Writes the findings of all reports as a code block, cut after a line when there are more than
/// `limit` bytes.
pub(super) fn write_block(reports: &[Report], limit: usize, to: &mut dyn Write) -> io::Result<()> {
    let mut drawn = Vec::new();
    plain::write(reports, TerminalStyle::FILE.width, &mut drawn)?;
    let drawn = String::from_utf8_lossy(&drawn);
    let longest = drawn
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let (shown, remark) = match drawn.get(..drawn.floor_char_boundary(limit)) {
        Some(beginning) if beginning.len() < drawn.len() => {
            let end = beginning.rfind('\n').unwrap_or_default();
            let shown = beginning.get(..end).unwrap_or_default();
            (shown, "\nThe other findings are in the log.\n")
        }
        Some(_) | None => (&*drawn, ""),
    };
    write!(to, "{fence}text\n{}\n{fence}\n{remark}", shown.trim_end())
}
