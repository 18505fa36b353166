//! The last lines of a command: what was looked at, and what was found.

use proactive_diagnostics::Severity;

use super::codes::CodeCount;
use super::findings::Tally;
use super::{Counts, counted};
use crate::style::{GREEN, RED, of_severity, styled_if};

impl Counts {
    /// `3 errors, 1 warning in 2 of 5 files`, with `remark` after it. Unless there is only one finding,
    /// a line for each severity follows with its codes.
    pub(crate) fn summary(&self, remark: &str, codes: &[CodeCount], color: bool) -> String {
        let found = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.infos, Severity::Info),
        ];
        let found = || found.into_iter().filter(|(number, _)| *number > 0);
        let numbers: Vec<String> = found()
            .map(|(number, severity)| {
                let style = styled_if(color, of_severity(severity));
                format!("{style}{}{style:#}", counted(number, severity.as_str()))
            })
            .collect();
        if numbers.is_empty() {
            let green = styled_if(color, GREEN);
            let files = counted(self.files, "file");
            return format!("{files} checked, {green}no problems found{green:#}{remark}");
        }
        let files = match self.files_with_findings {
            some if some < self.files => format!("{some} of {}", counted(self.files, "file")),
            all => counted(all, "file"),
        };
        let mut summary = format!("{} in {files}{remark}", numbers.join(", "));
        if self.errors + self.warnings + self.infos > 1 {
            for (_, severity) in found() {
                let codes: Vec<String> = codes
                    .iter()
                    .filter(|it| it.severity == severity)
                    .map(|it| format!("{} {}", it.count, it.code))
                    .collect();
                if !codes.is_empty() {
                    let codes = codes.join(", ");
                    summary.push_str(&format!("\n  {}s: {codes}", severity.as_str()));
                }
            }
        }
        summary
    }
}

impl Tally {
    /// `5 tests passed, 1 failed`
    pub(crate) fn summary(&self, color: bool) -> String {
        let (green, red) = (styled_if(color, GREEN), styled_if(color, RED));
        let passed = counted(self.passed, "test");
        let passed = match self.passed {
            0 => format!("{passed} passed"),
            _ => format!("{green}{passed} passed{green:#}"),
        };
        match self.failed {
            0 => passed,
            failed => format!("{passed}, {red}{failed} failed{red:#}"),
        }
    }
}
