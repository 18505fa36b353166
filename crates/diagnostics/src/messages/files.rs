//! Messages about files and the manifest.

use super::phrases::{code, did_you_mean, use_one_of};
use super::rendered::Rendered;
use crate::{FileProblem, GlobKey, ManifestProblem};

pub(super) fn file(problem: &FileProblem) -> Rendered {
    match problem {
        FileProblem::Unreadable { reason } => Rendered::new(format!("cannot read this: {reason}"))
            .help("Check that it is a file and that you have permission to read it."),
        FileProblem::NotFound => Rendered::new("no such file or folder")
            .help("Check the spelling of the path, and the folder that it is relative to."),
        FileProblem::NotUtf8 { offset } => Rendered::new(format!(
            "this file is not valid UTF-8: byte {offset} does not belong to a character"
        ))
        .help("Save it as UTF-8. Most editors have a command such as \"Save with encoding\"."),
        FileProblem::TooLarge { limit } => Rendered::new(format!(
            "this file is larger than {} MiB",
            limit / (1024 * 1024)
        ))
        .help("Split it into several files: a workspace reads all of them."),
    }
}

pub(super) fn manifest(problem: &ManifestProblem) -> Rendered {
    match problem {
        ManifestProblem::Toml { reason } => {
            Rendered::new(format!("the manifest is not valid TOML: {reason}"))
                .help("Write each setting as `key = value`, with strings in double quotes.")
        }
        ManifestProblem::UnknownKey {
            key,
            suggestion,
            candidates,
        } => Rendered::new(format!("unknown key {}", code(key))).help(did_you_mean(
            suggestion.as_deref(),
            || match candidates.as_slice() {
                [] => "The keys of `[lints]` are `require-reason` and the codes of lints, such as \
                       `long-text`."
                    .into(),
                candidates => use_one_of(candidates),
            },
        )),
        ManifestProblem::WrongType { key, expected } => {
            Rendered::new(format!("{} takes {expected}", code(key)))
                .help(format!("Write {expected} after the `=`."))
        }
        ManifestProblem::UnknownValue {
            key,
            found,
            candidates,
            suggestion,
        } => Rendered::new(format!("{} cannot be {}", code(key), code(found)))
            .help(did_you_mean(suggestion.as_deref(), || {
                use_one_of(candidates)
            })),
        ManifestProblem::SingleTable { table } => Rendered::new(format!(
            "{} needs double brackets",
            code(&format!("[{table}]"))
        ))
        .help(format!(
            "Write {}: there can be several.",
            code(&format!("[[{table}]]"))
        )),
        ManifestProblem::MissingKey { key, example } => {
            Rendered::new(format!("{} is missing", code(key)))
                .help(format!("Add it, as in {}.", code(example)))
        }
        ManifestProblem::NotALint { code: name } => Rendered::new(format!(
            "{} is always an error, so its level cannot be set",
            code(name)
        ))
        .help("Only lints have a level, such as `long-text`. Errors are always reported."),
        ManifestProblem::NegatedGlob { pattern, key } => {
            let quoted = toml_string(pattern);
            let help = match key {
                GlobKey::Exclude => format!(
                    "Name the files that belong to the workspace in `include` instead, and drop the \
                     patterns that exclude them: {}.",
                    code(&format!("include = [{quoted}]"))
                ),
                GlobKey::Paths => {
                    "Write another `[[overrides]]` for these files below this one: the levels of \
                     the last one count."
                        .to_owned()
                }
                GlobKey::Include => format!(
                    "Name the files to leave out in `exclude` instead: {}.",
                    code(&format!("exclude = [{quoted}]"))
                ),
            };
            let written = code(&format!("!{pattern}"));
            Rendered::new(format!("patterns cannot be negated: {written}")).help(help)
        }
        ManifestProblem::Glob { pattern, reason } => {
            Rendered::new(format!("{} is not a valid glob: {reason}", code(pattern)))
                .help("`*` matches any name within a folder, `**` matches any number of folders.")
        }
    }
}

pub(super) fn unmatched_path(pattern: &str, suggestion: Option<&str>) -> Rendered {
    Rendered::new(format!(
        "no file of the workspace matches {}",
        code(pattern)
    ))
    .help(did_you_mean(suggestion, || {
        "Write the path of a file or folder, from the folder of `proactive.toml`, or remove it."
            .into()
    }))
}

/// A string as TOML writes it, without escapes where that is possible.
fn toml_string(text: &str) -> String {
    let quote = if text.contains(['"', '\\']) {
        '\''
    } else {
        '"'
    };
    format!("{quote}{text}{quote}")
}
