//! One line a finding: `file:line:column: severity[code]: message`.

use std::io::{self, Write};

use proactive_catalog::characters::on_one_line;
use proactive_diagnostics::messages;

use crate::report::Report;

pub(super) fn write(reports: &[Report], to: &mut dyn Write) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            let Some((source, range)) = report.sources.locate(finding.span) else {
                continue;
            };
            let position = source.position(range.start);
            writeln!(
                to,
                "{}:{}:{}: {}[{}]: {}",
                on_one_line(&source.shown),
                position.line,
                position.column,
                finding.severity.as_str(),
                finding.code(),
                on_one_line(&messages::message(&finding.problem))
            )?;
        }
    }
    Ok(())
}
