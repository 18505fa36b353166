//! Sentences about files and the manifest.

use super::Rendered;
use super::phrases::{code, did_you_mean, listed};
use crate::{FileProblem, ManifestProblem};

pub(super) fn file(problem: &FileProblem) -> Rendered {
    match problem {
        FileProblem::Unreadable { reason } => Rendered::new(format!("cannot be read: {reason}"))
            .help("Check that it is a file, and that you may read it."),
        FileProblem::NotFound => Rendered::new("there is no such file or folder")
            .help("Check how the path is written, and from which folder."),
        FileProblem::NotUtf8 { offset } => Rendered::new(format!(
            "this file is not in UTF-8: byte {offset} is part of no character"
        ))
        .help("Save it anew in UTF-8; most editors have a command such as \"Save with encoding\"."),
        FileProblem::TooLarge { limit } => Rendered::new(format!(
            "this file has more than {} MiB",
            limit / (1024 * 1024)
        ))
        .help("Divide it into several files: a workspace reads them all."),
    }
}

pub(super) fn manifest(problem: &ManifestProblem) -> Rendered {
    match problem {
        ManifestProblem::Toml { reason } => Rendered::new(format!("this is not TOML: {reason}"))
            .help("A line is written `key = value`; texts stand in quotes."),
        ManifestProblem::UnknownKey { key, suggestion } => {
            Rendered::new(format!("there is no key {}", code(key)))
                .help(did_you_mean(suggestion.as_deref(), || {
                    "Run `proactive explain manifest-error` for the keys that there are.".into()
                }))
        }
        ManifestProblem::WrongType { key, expected } => {
            Rendered::new(format!("{} takes {expected}", code(key)))
                .help(format!("Write {expected} behind the `=`."))
        }
        ManifestProblem::UnknownValue {
            key,
            found,
            candidates,
            suggestion,
        } => Rendered::new(format!("{} cannot be {}", code(key), code(found)))
            .help(did_you_mean(suggestion.as_deref(), || {
                format!("Possible are {}.", listed(candidates, "and"))
            })),
        ManifestProblem::NotALint { code: name } => Rendered::new(format!(
            "{} is always an error and has no level",
            code(name)
        ))
        .help("Remove the line; only lints can be given a level."),
        ManifestProblem::Glob { pattern, reason } => Rendered::new(format!(
            "{} is not a pattern of paths: {reason}",
            code(pattern)
        ))
        .help("`*` stands for any name within a folder, `**` for any folders."),
    }
}
