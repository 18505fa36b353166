//! The `plain` format for logs: rendered by codespan-reporting, in ASCII and without colors.

use std::io::{self, Write};
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{Chars, Config, emit_into_string};
use proactive_diagnostics::{Finding, Severity};

use super::rendered::Rendered;
use super::snippet::{Frame, Snippet};
use crate::report::Report;
use crate::report::paragraph::paragraph;

/// The word before the help of a finding.
const HELP: &str = "help: ";

pub(super) fn write(reports: &[Report], width: usize, to: &mut dyn Write) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            write_one(report, finding, false, width, to)?;
        }
    }
    Ok(())
}

/// Renders one finding of a report, with paths relative to the current folder or to the root of the
/// workspace. Its notes are wrapped to `width` columns; its message stays on its line, where it can be
/// searched for.
pub(super) fn write_one(
    report: &Report,
    finding: &Finding,
    from_root: bool,
    width: usize,
    to: &mut dyn Write,
) -> io::Result<()> {
    let config = Config {
        chars: Chars::ascii(),
        ..Config::default()
    };
    let frame = Frame {
        width: Frame::WIDTH,
        ascii: true,
        from_root,
    };
    let rendered = Rendered::new(report, finding, frame);
    let text = draw(&rendered, width, &config).map_err(io::Error::other)?;
    for line in text.lines() {
        // The library pads lines with spaces.
        writeln!(to, "{}", line.trim_end())?;
    }
    Ok(())
}

fn draw(rendered: &Rendered, width: usize, config: &Config) -> Result<String, Error> {
    let level = match rendered.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Note,
    };
    let mut labels = Vec::new();
    for (file, snippet) in rendered.snippets.iter().enumerate() {
        for (index, mark) in snippet.marks.iter().enumerate() {
            let style = if file == 0 && index == 0 {
                LabelStyle::Primary
            } else {
                LabelStyle::Secondary
            };
            let message = mark.label.clone().unwrap_or_default();
            labels.push(Label::new(style, file, mark.range.clone()).with_message(message));
        }
    }
    let last_line = rendered
        .snippets
        .iter()
        .filter_map(Snippet::last_number)
        .max();
    // Before a note are a column for each digit of the line numbers, and ` = `.
    let margin = last_line.map_or(0, |line| (line + 1).to_string().len()) + " = ".len();
    let columns = width.saturating_sub(margin);
    let indentation = " ".repeat(HELP.len());
    let mut notes: Vec<_> = rendered
        .help
        .iter()
        .map(|help| paragraph(help, columns, HELP, &indentation))
        .collect();
    notes.push(format!("more: proactive explain {}", rendered.code));
    let diagnostic = Diagnostic::new(level)
        .with_code(rendered.code.as_str())
        .with_message(&rendered.message)
        .with_labels(labels)
        .with_notes(notes);
    let text = emit_into_string(config, &Snippets(&rendered.snippets), &diagnostic)?;
    // The library has its own word for this severity.
    Ok(match text.strip_prefix("note[") {
        Some(rest) => format!("{}[{rest}", rendered.severity.as_str()),
        None => text,
    })
}

/// The snippets of a finding as files for the library. Lines keep the numbers of their files.
struct Snippets<'d>(&'d [Snippet]);

impl Snippets<'_> {
    fn snippet(&self, file: usize) -> Result<&Snippet, Error> {
        self.0.get(file).ok_or(Error::FileMissing)
    }
}

impl<'f> Files<'f> for Snippets<'_> {
    type FileId = usize;
    type Name = &'f str;
    type Source = &'f str;

    fn name(&'f self, file: usize) -> Result<&'f str, Error> {
        Ok(&self.snippet(file)?.name)
    }

    fn source(&'f self, file: usize) -> Result<&'f str, Error> {
        Ok(&self.snippet(file)?.text)
    }

    fn line_index(&'f self, file: usize, offset: usize) -> Result<usize, Error> {
        let snippet = self.snippet(file)?;
        Ok(snippet.number(snippet.line_at(offset)))
    }

    fn line_range(&'f self, file: usize, number: usize) -> Result<Range<usize>, Error> {
        let snippet = self.snippet(file)?;
        snippet
            .line_numbered(number)
            .and_then(|line| snippet.range(line))
            .ok_or(Error::LineTooLarge {
                given: number,
                max: number,
            })
    }

    fn column_number(&'f self, file: usize, _number: usize, offset: usize) -> Result<usize, Error> {
        // The snippet can be truncated, so only the columns of marks are meaningful.
        let mark = self.snippet(file)?.mark_at(offset);
        Ok(mark.map_or(1, |mark| mark.position.column))
    }
}
