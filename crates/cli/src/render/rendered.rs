//! A finding with everything needed to render it.

use proactive_diagnostics::{Code, Finding, Severity, messages};

use super::snippet::{Frame, Snippet};
use crate::report::Report;

/// A finding as words and snippets.
#[derive(Debug)]
pub(super) struct Rendered {
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// A snippet of each file, starting with the file of the finding. Empty if that file could not
    /// be read; then the message names it.
    pub(super) snippets: Vec<Snippet>,
}

impl Rendered {
    pub(super) fn new(report: &Report, finding: &Finding, frame: Frame) -> Self {
        let mut message = frame.words(&messages::message(&finding.problem));
        let mut snippets = Vec::new();
        if let Some((source, range)) = report.sources.locate(finding.span) {
            if source.text.is_some() {
                let mut spans = vec![(range, None)];
                let mut others = Vec::new();
                for label in &finding.labels {
                    if label.span.file == finding.span.file {
                        if let Some((_, range)) = report.sources.locate(label.span) {
                            spans.push((range, Some(frame.label(&label.kind))));
                        }
                    } else {
                        others.push(label);
                    }
                }
                snippets.push(Snippet::new(source, spans, frame));
                // All labels in one other file share a snippet.
                others.sort_by_key(|label| label.span.file);
                for labels in others.chunk_by(|left, right| left.span.file == right.span.file) {
                    let mut spans = Vec::new();
                    let mut place = None;
                    for label in labels {
                        if let Some((source, range)) = report.sources.locate(label.span) {
                            spans.push((range, Some(frame.label(&label.kind))));
                            place = Some(source);
                        }
                    }
                    snippets.extend(place.map(|source| Snippet::new(source, spans, frame)));
                }
            } else {
                message = format!("{}: {message}", frame.path(source));
            }
        }
        Self {
            severity: finding.severity,
            code: finding.code(),
            message,
            help: messages::advice(finding).map(|help| frame.words(&help)),
            snippets,
        }
    }
}
