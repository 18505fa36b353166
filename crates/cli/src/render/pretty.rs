//! The `pretty` format for terminals: rendered by miette.

use std::fmt::{self, Display};
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use proactive_diagnostics::Severity;
use unicode_width::UnicodeWidthStr as _;

use super::rendered::Rendered;
use super::snippet::{Frame, Snippet};
use crate::output::TerminalStyle;
use crate::report::Report;
use crate::report::paragraph;
use crate::style::{CYAN, for_findings, of_severity};

/// The width of what precedes a line: its number and the frame.
const MARGIN: usize = 10;

/// The least width that the library can draw in: it subtracts what precedes a line, with the codes of
/// its colours, from the width.
const MIN_WIDTH: usize = 40;

/// The width of the line that leads from a mark to its label.
const LABEL_MARGIN: usize = 4;

/// The width of a label for which there is no room.
const MIN_LABEL: usize = 24;

pub(super) fn write(
    reports: &[Report],
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    let frame = Frame {
        // Marks would not line up with a line that the terminal wraps.
        width: if style.terminal {
            style.width.saturating_sub(MARGIN)
        } else {
            Frame::WIDTH
        },
        ascii: !style.unicode,
        from_root: false,
    };
    for report in reports {
        for finding in &report.findings {
            let picture = MietteReport::new(Rendered::new(report, finding, frame), style.width);
            let mut text = String::new();
            handler(&picture, style)
                .render_report(&mut text, &picture)
                .map_err(io::Error::other)?;
            writeln!(to, "{text}")?;
        }
    }
    Ok(())
}

/// What draws a finding. The mark at its place has the colour of its severity, the others that of what
/// explains it.
fn handler(report: &MietteReport, style: TerminalStyle) -> GraphicalReportHandler {
    let severity = for_findings(of_severity(report.severity));
    // The library takes the colours in the order of the marks in the text.
    let marks = report
        .snippet
        .iter()
        .flat_map(|it| it.marks.iter().enumerate());
    let mut marks: Vec<_> = marks
        .map(|(index, mark)| (mark.range.start, index))
        .collect();
    marks.sort_unstable();
    let mut highlights: Vec<_> = marks
        .into_iter()
        .map(|(_, index)| match index {
            0 => severity,
            _ => for_findings(CYAN),
        })
        .collect();
    if highlights.is_empty() {
        highlights.push(severity);
    }
    let styles = match style.color {
        true => ThemeStyles {
            error: for_findings(of_severity(Severity::Error)),
            warning: for_findings(of_severity(Severity::Warning)),
            advice: for_findings(of_severity(Severity::Info)),
            help: for_findings(CYAN),
            link: owo_colors::Style::new().underline(),
            linum: owo_colors::Style::new().dimmed(),
            highlights,
        },
        false => ThemeStyles::none(),
    };
    let characters = match style.unicode {
        true => ThemeCharacters::unicode(),
        false => ThemeCharacters::ascii(),
    };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(style.width.max(MIN_WIDTH))
        .with_links(false)
        .without_syntax_highlighting()
        .with_show_related_as_nested(true)
}

/// A finding in the form that the library renders.
#[derive(Debug)]
struct MietteReport {
    severity: Severity,
    message: String,
    help: Option<String>,
    code: Option<&'static str>,
    snippet: Option<Snippet>,
    /// The snippets of other files.
    others: Vec<Self>,
}

impl MietteReport {
    /// The labels are wrapped, so that they fit into `width` columns.
    fn new(rendered: Rendered, width: usize) -> Self {
        let mut snippets = rendered.snippets.into_iter().map(|mut snippet| {
            wrap_labels(&mut snippet, width);
            snippet
        });
        Self {
            severity: rendered.severity,
            message: rendered.message,
            help: rendered.help,
            code: Some(rendered.code.as_str()),
            snippet: snippets.next(),
            others: snippets.map(Self::other).collect(),
        }
    }

    /// The snippet of another file; the first label is its message.
    fn other(mut snippet: Snippet) -> Self {
        let message = match snippet.marks.as_mut_slice() {
            [only] => only.label.take(),
            _ => None,
        };
        Self {
            severity: Severity::Info,
            message: message.unwrap_or_else(|| "see also".into()),
            help: None,
            code: None,
            snippet: Some(snippet),
            others: Vec::new(),
        }
    }
}

/// Wraps labels, which are drawn beside the middle of their marks, to a width of `width` columns. A mark
/// whose label does not fit on a line is only at its first word.
fn wrap_labels(snippet: &mut Snippet, width: usize) {
    let Snippet { text, marks, .. } = snippet;
    for mark in marks {
        let Some(label) = &mut mark.label else {
            continue;
        };
        let before = text.get(..mark.range.start).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let marked = text.get(mark.range.clone()).unwrap_or_default();
        let room = |middle: usize| width.saturating_sub(MARGIN + middle + LABEL_MARGIN);
        let mut columns = match marked.contains('\n') {
            // The label is at the left, where the lines join.
            true => room(0),
            false => room(before.width() + marked.width() / 2),
        };
        if let Some((word, _)) = marked.split_once(' ')
            && label.lines().any(|line| line.width() > columns)
        {
            // There is more room beside its first word.
            columns = room(before.width() + word.width() / 2);
            mark.range.end = mark.range.start + word.len();
        }
        *label = paragraph::lines(label, columns.max(MIN_LABEL));
    }
}

impl Display for MietteReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for MietteReport {}

impl Diagnostic for MietteReport {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.code.map(|code| Box::new(code) as Box<dyn Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        let code = self.code?;
        Some(Box::new(format!("proactive explain {code}")))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet
            .as_ref()
            .map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let snippet = self.snippet.as_ref()?;
        let labels = snippet.marks.iter().enumerate().map(|(index, mark)| {
            let span = (mark.range.start, mark.range.len());
            if index == 0 {
                LabeledSpan::new_primary_with_span(mark.label.clone(), span)
            } else {
                LabeledSpan::new_with_span(mark.label.clone(), span)
            }
        });
        Some(Box::new(labels))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        if self.others.is_empty() {
            return None;
        }
        Some(Box::new(
            self.others.iter().map(|other| other as &dyn Diagnostic),
        ))
    }
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let first = self.line_at(span.offset());
        let last = self.line_at(span.offset() + span.len());
        if self.around(first..first + 1, 0, last - first).end <= last {
            // The snippet does not have the lines between them, so these are two separate parts.
            return Err(MietteError::OutOfBounds);
        }
        let lines = self.around(first..last + 1, before, after);
        let start = self.range(lines.start).map_or(0, |range| range.start);
        let end = self.range(lines.end - 1).map_or(start, |range| range.end);
        let column = match self.mark_at(span.offset()) {
            // Without context lines, the library asks where the span begins.
            Some(mark) if before == 0 && after == 0 => mark.position.column - 1,
            _ => 0,
        };
        Ok(Box::new(Contents {
            data: self.text.as_bytes().get(start..end).unwrap_or_default(),
            span: (start, end - start).into(),
            name: &self.name,
            line: self.number(lines.start),
            column,
            line_count: lines.len(),
        }))
    }
}

/// A few lines of a snippet.
struct Contents<'a> {
    data: &'a [u8],
    span: SourceSpan,
    name: &'a str,
    line: usize,
    column: usize,
    line_count: usize,
}

impl<'a> SpanContents<'a> for Contents<'a> {
    fn data(&self) -> &'a [u8] {
        self.data
    }

    fn span(&self) -> &SourceSpan {
        &self.span
    }

    fn name(&self) -> Option<&str> {
        Some(self.name)
    }

    fn line(&self) -> usize {
        self.line
    }

    fn column(&self) -> usize {
        self.column
    }

    fn line_count(&self) -> usize {
        self.line_count
    }
}
