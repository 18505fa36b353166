//! The findings of a file as an editor shows them.
//!
//! The words are those of the terminal: the message, and below it what to do next.

use std::hash::{DefaultHasher, Hash, Hasher};

use proactive_diagnostics::{Code, FileId, Finding, Fix, Severity, Span, TextRange, messages};

use crate::Snapshot;

/// What an editor shows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics {
    /// Made of all that is shown: as long as it is the same, nothing new need be sent. It holds
    /// for as long as the program runs.
    pub id: u64,
    /// The findings, in the order of the text.
    pub list: Vec<Diagnostic>,
}

/// A finding as an editor shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Just the wrong text. May be empty, where something is missing.
    pub range: TextRange,
    /// How bad it is.
    pub severity: Severity,
    /// Its code; see [`page`] for what explains it.
    pub code: Code,
    /// What is wrong, in one line that begins with a small letter.
    pub message: String,
    /// What to do next, in whole sentences.
    pub help: Option<String>,
    /// Other places that belong to it, in order of importance; they may be in other files.
    pub related: Vec<Related>,
    /// What it says of the text at its place.
    pub tag: Option<Tag>,
    /// Mends, the best first.
    pub fixes: Vec<Fix>,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What it has to do with the finding.
    pub message: String,
}

/// What a finding says of the text at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// It could as well not be there: an editor draws it faded.
    Unnecessary,
}

impl Diagnostic {
    /// All that is said of it, for an editor that shows one text: the message, and on a line of
    /// its own the help.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.help {
            Some(help) => format!("{}\nhelp: {help}", self.message),
            None => self.message.clone(),
        }
    }
}

/// The documentation of a code: a file below the project's folder `docs`, with `/`. Its text is
/// [`Code::page`].
#[must_use]
pub fn page(code: Code) -> String {
    format!("diagnostics/{code}.md")
}

/// What an editor shows of a file; nothing if there is no such file.
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
        help: messages::help(&finding.problem),
        related: related.collect(),
        tag: is_unnecessary(finding.code()).then_some(Tag::Unnecessary),
        fixes: finding.fixes.clone(),
    }
}

/// Whether the text at the place of such a finding could as well not be there.
fn is_unnecessary(code: Code) -> bool {
    matches!(
        code,
        Code::RedundantCondition
            | Code::DuplicateValue
            | Code::UnusedDeclaration
            | Code::UnusedAllow
    )
}

/// Feeds all that is shown. Files go in by their paths, as their numbers change when others come
/// and go.
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
            fix.certain,
            fix.edits.len(),
        )
            .hash(hasher);
        for edit in &fix.edits {
            place(edit.span, &edit.replacement, hasher);
        }
    }
}
