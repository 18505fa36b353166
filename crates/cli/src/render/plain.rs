//! For logs: drawn by codespan-reporting, in ASCII and without colours.

use std::io::{self, Write};
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{Chars, Config, emit_into_string};
use proactive_diagnostics::{Finding, Severity};

use super::drawing::Drawing;
use super::excerpt::{Excerpt, Frame};
use crate::report::Report;

pub(super) fn write(reports: &[Report], to: &mut dyn Write) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            write_one(report, finding, false, to)?;
        }
    }
    Ok(())
}

/// Draws one finding of a report; files are named from the current folder, or from the root of
/// the workspace.
pub(super) fn write_one(
    report: &Report,
    finding: &Finding,
    from_root: bool,
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
    let drawing = Drawing::new(report, finding, frame);
    let text = draw(&drawing, &config).map_err(io::Error::other)?;
    for line in text.lines() {
        // The library fills lines with blanks.
        writeln!(to, "{}", line.trim_end())?;
    }
    Ok(())
}

fn draw(drawing: &Drawing, config: &Config) -> Result<String, Error> {
    let level = match drawing.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Note,
    };
    let mut labels = Vec::new();
    for (file, excerpt) in drawing.excerpts.iter().enumerate() {
        for (index, mark) in excerpt.marks.iter().enumerate() {
            let style = if file == 0 && index == 0 {
                LabelStyle::Primary
            } else {
                LabelStyle::Secondary
            };
            let message = mark.label.clone().unwrap_or_default();
            labels.push(Label::new(style, file, mark.range.clone()).with_message(message));
        }
    }
    let mut notes: Vec<_> = drawing
        .help
        .iter()
        .map(|help| format!("help: {help}"))
        .collect();
    notes.push(format!("more: proactive explain {}", drawing.code));
    let diagnostic = Diagnostic::new(level)
        .with_code(drawing.code.as_str())
        .with_message(&drawing.message)
        .with_labels(labels)
        .with_notes(notes);
    let text = emit_into_string(config, &Excerpts(&drawing.excerpts), &diagnostic)?;
    // The library has its own word for what is only worth knowing.
    Ok(match text.strip_prefix("note[") {
        Some(rest) => format!("{}[{rest}", drawing.severity.as_str()),
        None => text,
    })
}

/// The excerpts of a finding, as files. Lines keep the numbers that they have in their files.
struct Excerpts<'d>(&'d [Excerpt]);

impl Excerpts<'_> {
    fn excerpt(&self, file: usize) -> Result<&Excerpt, Error> {
        self.0.get(file).ok_or(Error::FileMissing)
    }
}

impl<'f> Files<'f> for Excerpts<'_> {
    type FileId = usize;
    type Name = &'f str;
    type Source = &'f str;

    fn name(&'f self, file: usize) -> Result<&'f str, Error> {
        Ok(&self.excerpt(file)?.name)
    }

    fn source(&'f self, file: usize) -> Result<&'f str, Error> {
        Ok(&self.excerpt(file)?.text)
    }

    fn line_index(&'f self, file: usize, offset: usize) -> Result<usize, Error> {
        let excerpt = self.excerpt(file)?;
        Ok(excerpt.number(excerpt.line_at(offset)))
    }

    fn line_range(&'f self, file: usize, number: usize) -> Result<Range<usize>, Error> {
        let excerpt = self.excerpt(file)?;
        excerpt
            .line_numbered(number)
            .and_then(|line| excerpt.range(line))
            .ok_or(Error::LineTooLarge {
                given: number,
                max: number,
            })
    }

    fn column_number(&'f self, file: usize, _number: usize, offset: usize) -> Result<usize, Error> {
        // The excerpt may be cut, so its own columns mean nothing; only those of marks are asked.
        let mark = self.excerpt(file)?.mark_at(offset);
        Ok(mark.map_or(1, |mark| mark.position.column))
    }
}
