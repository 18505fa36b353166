//! Diagnostics: the findings of a file as an editor shows them.
//!
//! The text is the same as in the terminal: a message, and help on what to do next.

use std::hash::{DefaultHasher, Hash, Hasher};

use proactive_diagnostics::{Code, FileId, Finding, Fix, Severity, Span, TextRange, messages};

use crate::Snapshot;

/// The diagnostics of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics {
    /// A hash of everything that is shown. While it is the same, nothing new has to be sent. It is
    /// not stable across runs of the program.
    pub id: u64,
    /// The diagnostics, in source order.
    pub list: Vec<Diagnostic>,
}

/// A finding as an editor shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The wrong text. Empty where something is missing.
    pub range: TextRange,
    /// Whether it is an error or a warning.
    pub severity: Severity,
    /// Its code; see [`page`] for its documentation.
    pub code: Code,
    /// What is wrong, in one line that begins with a lowercase letter.
    pub message: String,
    /// What to do next, in whole sentences.
    pub help: Option<String>,
    /// Related places, in order of importance. They can be in other files.
    pub related: Vec<Related>,
    /// How to draw the text.
    pub tag: Option<Tag>,
    /// Fixes, the best first.
    pub fixes: Vec<Fix>,
}

/// A place that is related to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// How it is related.
    pub message: String,
}

/// How an editor draws the text of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Faded, because the text can be removed.
    Unnecessary,
}

impl Diagnostic {
    /// The message and, on a line of its own, the help, for editors that show a single text.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.help {
            Some(help) => format!("{}\nhelp: {help}", self.message),
            None => self.message.clone(),
        }
    }
}

/// The path of a code's documentation below the project's folder `docs`, with `/` as separator. Its
/// text is [`Code::page`].
#[must_use]
pub fn page(code: Code) -> String {
    format!("diagnostics/{code}.md")
}

/// The diagnostics of a file; none if there is no such file.
#[must_use]
pub fn diagnostics(snapshot: &Snapshot, file: FileId) -> Diagnostics {
    let findings = snapshot.findings_of(file).iter();
    let list: Vec<Diagnostic> = findings.map(diagnostic).collect();
    let mut hasher = DefaultHasher::new();
    for diagnostic in &list {
        hash(snapshot, diagnostic, &mut hasher);
    }
    let id = hasher.finish();
    Diagnostics { id, list }
}

/// A finding as an editor shows it.
#[must_use]
pub fn diagnostic(finding: &Finding) -> Diagnostic {
    let related = finding.labels.iter().map(|label| Related {
        span: label.span,
        message: messages::label(&label.kind),
    });
    Diagnostic {
        range: finding.span.range,
        severity: finding.severity,
        code: finding.code(),
        message: messages::message(&finding.problem),
        help: messages::advice(finding),
        related: related.collect(),
        tag: is_unnecessary(finding.code()).then_some(Tag::Unnecessary),
        fixes: finding.fixes.clone(),
    }
}

/// Whether the text of such a finding can be removed.
fn is_unnecessary(code: Code) -> bool {
    matches!(
        code,
        Code::RedundantCondition
            | Code::DuplicateValue
            | Code::HoursWithoutEffect
            | Code::UnusedDeclaration
            | Code::UnusedAllow
    )
}

/// Hashes everything that is shown. Files are hashed by path, as their IDs change when other files
/// are added or removed.
fn hash(snapshot: &Snapshot, diagnostic: &Diagnostic, hasher: &mut DefaultHasher) {
    let Diagnostic {
        range,
        severity,
        code,
        message,
        help,
        related,
        tag,
        fixes,
    } = diagnostic;
    (range, severity, code, message, help, tag).hash(hasher);
    let place = |span: Span, text: &str, hasher: &mut DefaultHasher| {
        let path = snapshot.workspace().file(span.file).map(|file| &file.path);
        (path, span.range, text).hash(hasher);
    };
    related.len().hash(hasher);
    for Related { span, message } in related {
        place(*span, message, hasher);
    }
    fixes.len().hash(hasher);
    for fix in fixes {
        (
            messages::fix_title(&fix.title),
            fix.is_machine_applicable(),
            fix.edits.len(),
        )
            .hash(hasher);
        for edit in &fix.edits {
            place(edit.span, &edit.replacement, hasher);
        }
    }
}
