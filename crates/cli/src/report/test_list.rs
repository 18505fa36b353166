//! The tests of a run, one line each: those that would be run, and those that passed.

use std::collections::HashSet;
use std::io::{self, Write};

use proactive_catalog::characters::on_one_line;
use schemars::JsonSchema;
use serde::Serialize;

use super::place::{self, SpanJson};
use super::{Report, Tested, counted};
use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::paragraph::paragraph;
use crate::report::write_json;
use crate::style::{BOLD, GREEN, styled_if};

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 1;

/// The tests that would be run.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "List of tests", rename = "TestList")]
pub(crate) struct TestListOutput {
    /// The version of this format.
    version: u32,
    /// The tests, file by file in source order.
    tests: Vec<ListedTest>,
}

/// A test.
#[derive(Debug, Serialize, JsonSchema)]
struct ListedTest {
    /// Its name.
    name: String,
    /// The name of its workspace, if that has one.
    workspace: Option<String>,
    /// Where its name is written.
    span: Option<SpanJson>,
    /// The number of its steps.
    steps: usize,
    /// The same for people, from the current folder.
    #[serde(skip)]
    shown: String,
    /// The file, from the current folder.
    #[serde(skip)]
    file: String,
}

impl TestListOutput {
    pub(crate) fn new(reports: &[Report]) -> Self {
        let tests = reports.iter().flat_map(|report| {
            let tests = report.tests.iter().flat_map(|tests| &tests.ran);
            tests.map(|test| ListedTest {
                name: test.name.clone(),
                workspace: report.name.clone(),
                span: SpanJson::new(&report.sources, test.span),
                steps: test.steps,
                shown: place::shown(&report.sources, test.span),
                file: report
                    .sources
                    .get(test.span.file)
                    .map(|source| source.shown.clone())
                    .unwrap_or_default(),
            })
        });
        Self {
            version: VERSION,
            tests: tests.collect(),
        }
    }

    /// How many tests there are, for a notice.
    pub(crate) fn summary(&self) -> String {
        let files: HashSet<&str> = self.tests.iter().map(|test| test.file.as_str()).collect();
        let tests = counted(self.tests.len(), "test");
        format!("{tests} in {}", counted(files.len(), "file"))
    }

    pub(crate) fn write(
        &self,
        format: Format,
        style: TerminalStyle,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        if format.is_for_machines() {
            return write_json(self, to);
        }
        let bold = styled_if(style.color && format == Format::Pretty, BOLD);
        for test in &self.tests {
            let (place, name) = (&test.shown, on_one_line(&test.name));
            let steps = counted(test.steps, "step");
            let line = format!("{place}: {bold}{name}{bold:#} ({steps})");
            writeln!(to, "{}", paragraph(&line, style.row_width(), "", "    "))?;
        }
        Ok(())
    }
}

/// Writes the tests that passed. The time that each took is shown only on a terminal, so that what
/// is kept in files is the same for every run.
pub(crate) fn write_passed(
    reports: &[Report],
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    let green = styled_if(style.color, GREEN);
    for report in reports {
        let tests = report.tests.iter().flat_map(|tests| &tests.ran);
        for test in tests.filter(|test| test.passed) {
            let place = place::shown(&report.sources, test.span);
            let name = on_one_line(&test.name);
            let time = match style.terminal {
                true => format!(" ({})", time(test)),
                false => String::new(),
            };
            let line = format!("{place}: {green}passed{green:#}: {name}{time}");
            writeln!(to, "{}", paragraph(&line, style.row_width(), "", "    "))?;
        }
    }
    Ok(())
}

/// `3 ms`; below that, to a tenth: `0.4 ms`.
fn time(test: &Tested) -> String {
    let milliseconds = test.took.as_secs_f64() * 1000.0;
    let decimals = usize::from(milliseconds < 3.0);
    format!("{milliseconds:.decimals$} ms")
}
