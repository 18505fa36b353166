//! A finding with all that is needed to draw it.

use proactive_diagnostics::{Code, Finding, Severity, messages};

use super::excerpt::{Excerpt, Frame};
use crate::report::Report;

/// A finding, in words and excerpts.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) severity: Severity,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// What to draw of each file, that of the finding itself first. There is none when the file
    /// could not be read: then the message names it.
    pub(super) excerpts: Vec<Excerpt>,
}

impl Drawing {
    pub(super) fn new(report: &Report, finding: &Finding, frame: Frame) -> Self {
        let mut message = frame.words(&messages::message(&finding.problem));
        let mut excerpts = Vec::new();
        if let Some((source, range)) = report.sources.locate(finding.span) {
            if source.text.is_some() {
                let mut spans = vec![(range, None)];
                let mut others = Vec::new();
                for label in &finding.labels {
                    if label.span.file == finding.span.file {
                        if let Some((_, range)) = report.sources.locate(label.span) {
                            spans.push((range, Some(frame.words(&messages::label(&label.kind)))));
                        }
                    } else {
                        others.push(label);
                    }
                }
                excerpts.push(Excerpt::new(source, spans, frame));
                // The labels of one other file belong into one excerpt.
                others.sort_by_key(|label| label.span.file);
                for labels in others.chunk_by(|left, right| left.span.file == right.span.file) {
                    let mut spans = Vec::new();
                    let mut place = None;
                    for label in labels {
                        if let Some((source, range)) = report.sources.locate(label.span) {
                            spans.push((range, Some(frame.words(&messages::label(&label.kind)))));
                            place = Some(source);
                        }
                    }
                    excerpts.extend(place.map(|source| Excerpt::new(source, spans, frame)));
                }
            } else {
                message = format!("{}: {message}", frame.path(source));
            }
        }
        Self {
            severity: finding.severity,
            code: finding.code(),
            message,
            help: messages::help(&finding.problem).map(|help| frame.words(&help)),
            excerpts,
        }
    }
}
