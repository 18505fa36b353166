//! From a compiled configuration back to `.proactive` text.
//!
//! The text is written, then read and compiled as any other: so what is handed out is known to
//! build, and to what. Of a configuration that was compiled the text builds to the same bytes. A
//! document that was written elsewhere may repeat itself, or nest a group in one of its kind; its
//! text builds to the [normal form](crate::normalise) of it. What the language cannot say (a name
//! that nothing declares, a message on the channel of another brand) is refused.

mod condition;
mod write;

use std::collections::BTreeSet;
use std::fmt;

use proactive_diagnostics::{Severity, messages};
use proactive_hir::model::Model;
use proactive_hir::{Settings, SourceFile, Workspace};

use crate::compile;
use crate::json::{Configuration, Hours, Id};

/// How many characters of a message's name stand in the name of its file: file systems have
/// limits that names do not have.
const MOST_CHARACTERS: usize = 80;

/// A configuration as text.
#[derive(Debug, Clone)]
pub struct Import {
    /// What the text builds to: the configuration itself, or its normal form.
    pub configuration: Configuration,
    /// The same, checked.
    pub model: Model,
    /// The declarations that messages refer to, each as text, in order.
    declarations: Vec<String>,
    /// The messages as text, in order.
    messages: Vec<String>,
}

/// A file of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// Its path from the root of the workspace.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Something that a configuration of the right shape says, and the language does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// Where it stands: "message `hello`".
    pub declaration: String,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.declaration, self.message)
    }
}

impl Import {
    /// All of it as one text. The manifest of the workspace must have the setting that
    /// [`manifest`](Self::manifest) has.
    #[must_use]
    pub fn text(&self) -> String {
        let all: Vec<&str> = self
            .declarations
            .iter()
            .chain(&self.messages)
            .map(String::as_str)
            .collect();
        all.join("\n")
    }

    /// A file with the declarations, if there are any, and one for each message. Their paths are
    /// numbered, so that the order stays.
    #[must_use]
    pub fn files(&self) -> Vec<ImportedFile> {
        let digits = self.messages.len().to_string().len().max(2);
        let declarations = (!self.declarations.is_empty()).then(|| ImportedFile {
            path: format!("{:0digits$}-account.proactive", 0),
            text: self.declarations.join("\n"),
        });
        let ids = self.configuration.messages.iter().map(|it| &it.id);
        let messages = ids.zip(&self.messages).enumerate();
        let messages = messages.map(|(position, (id, text))| {
            let name: String = id.chars().take(MOST_CHARACTERS).collect();
            ImportedFile {
                path: format!("{:0digits$}-{name}.proactive", position + 1),
                text: text.clone(),
            }
        });
        declarations.into_iter().chain(messages).collect()
    }

    /// The manifest that belongs to the text.
    #[must_use]
    pub fn manifest(&self) -> String {
        let case = if self.configuration.matching.case_sensitive {
            "sensitive"
        } else {
            "insensitive"
        };
        format!("[matching]\ncase = \"{case}\"\n")
    }
}

/// Writes a configuration as text.
///
/// # Errors
///
/// What the language does not allow, in the order of the text.
pub fn import(configuration: &Configuration) -> Result<Import, Vec<ImportError>> {
    let mut pieces = write::pieces(configuration);
    let model = understood(configuration, &pieces)?;
    let normal = compile(&model);
    let elsewhere = outside_elsewhere(configuration, &normal);
    if !elsewhere.is_empty() {
        return Err(elsewhere);
    }
    if normal != *configuration {
        pieces = write::pieces(&normal);
    }
    let (messages, declarations): (Vec<_>, Vec<_>) =
        pieces.into_iter().partition(|piece| piece.is_message);
    Ok(Import {
        configuration: normal,
        model,
        declarations: declarations.into_iter().map(|piece| piece.text).collect(),
        messages: messages.into_iter().map(|piece| piece.text).collect(),
    })
}

/// What the pieces mean, each read as a file of its own.
fn understood(
    configuration: &Configuration,
    pieces: &[write::Piece],
) -> Result<Model, Vec<ImportError>> {
    let settings = Settings {
        case_sensitive: configuration.matching.case_sensitive,
        ..Settings::default()
    };
    let digits = pieces.len().to_string().len();
    let files = pieces
        .iter()
        .enumerate()
        .map(|(position, piece)| SourceFile {
            path: format!("{position:0digits$}.proactive").into(),
            text: piece.text.as_str().into(),
        });
    let workspace = Workspace::new(settings, files.collect());
    let checked = workspace.check();
    checked.model().ok_or_else(|| {
        let errors = checked.findings().iter();
        let errors = errors.filter(|finding| finding.severity == Severity::Error);
        errors
            .map(|finding| ImportError {
                declaration: pieces
                    .get(finding.span.file.0 as usize)
                    .map_or_else(String::new, |piece| piece.name.clone()),
                message: messages::message(&finding.problem),
            })
            .collect()
    })
}

/// The messages that are shown outside of other hours than those of their channels: the language
/// has no words for that.
fn outside_elsewhere(configuration: &Configuration, normal: &Configuration) -> Vec<ImportError> {
    fn outside(hours: &Hours) -> Option<BTreeSet<&Id>> {
        match hours {
            Hours::OutsideBusinessHours { schedules } => Some(schedules.iter().collect()),
            Hours::Anytime {} | Hours::BusinessHours { .. } => None,
        }
    }
    let pairs = configuration.messages.iter().zip(&normal.messages);
    pairs
        .filter(|(given, normal)| outside(&given.schedule) != outside(&normal.schedule))
        .map(|(given, _)| ImportError {
            declaration: format!("message `{}`", given.id),
            message: format!(
                "`outside_business_hours` must list just the schedules of the channel `{}`",
                given.channel
            ),
        })
        .collect()
}
