//! From a compiled configuration back to `.proactive` text.
//!
//! The text is written, then parsed and compiled like any other, so the result is known to build,
//! and what it builds to. For a compiled configuration, that is the same bytes. A document from
//! elsewhere may contain duplicates, or nest a group in one of its kind; its text builds to its
//! [normal form](crate::normalise). What the language cannot express is rejected: a name without a
//! declaration, or a message on a channel of another brand.

mod condition;
mod write;

use std::collections::BTreeSet;
use std::fmt;

use proactive_diagnostics::{Severity, messages};
use proactive_hir::model::Model;
use proactive_hir::{Settings, SourceFile, Workspace};

use crate::compile;
use crate::json::{Configuration, Hours, Id};

/// The number of characters of a message's ID in the name of its file: unlike IDs, file names are
/// limited.
const MAX_FILE_NAME_CHARACTERS: usize = 80;

/// A configuration as source text.
#[derive(Debug, Clone)]
pub struct Import {
    /// What the text builds to: the configuration, or its normal form.
    pub configuration: Configuration,
    /// The checked model of the text.
    pub model: Model,
    /// The text of each declaration that messages refer to, in order.
    declarations: Vec<String>,
    /// The text of each message, in order.
    messages: Vec<String>,
}

/// A file of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// The path, relative to the root of the workspace.
    pub path: String,
    /// The source text.
    pub text: String,
}

/// Something in a well-formed configuration that the language does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// Where it is: "message `hello`".
    pub declaration: String,
    /// What is wrong, without a full stop.
    pub message: String,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.declaration, self.message)
    }
}

impl Import {
    /// Everything as one text. The manifest of the workspace must have the same setting as
    /// [`manifest`](Self::manifest).
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

    /// One file for the declarations, if there are any, and one for each message. The paths are
    /// numbered to keep the order.
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
            let name: String = id.chars().take(MAX_FILE_NAME_CHARACTERS).collect();
            ImportedFile {
                path: format!("{:0digits$}-{name}.proactive", position + 1),
                text: text.clone(),
            }
        });
        declarations.into_iter().chain(messages).collect()
    }

    /// The manifest for the text.
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

/// Converts a configuration to source text.
///
/// # Errors
///
/// Everything that the language does not allow, in the order of the text.
pub fn import(configuration: &Configuration) -> Result<Import, Vec<ImportError>> {
    let mut pieces = write::pieces(configuration);
    let model = check(configuration, &pieces)?;
    let normal = compile(&model);
    let elsewhere = wrong_outside_hours(configuration, &normal);
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

/// Checks the pieces, each as a file of its own.
fn check(
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

/// The messages whose `outside_business_hours` lists other schedules than their channel has: the
/// language cannot express that.
fn wrong_outside_hours(configuration: &Configuration, normal: &Configuration) -> Vec<ImportError> {
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
                "`outside_business_hours` must list exactly the schedules of the channel `{}`",
                given.channel
            ),
        })
        .collect()
}
