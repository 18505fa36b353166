//! Levels of lints for some files of a workspace: `[[overrides]]` of the manifest.

use std::collections::BTreeMap;

use proactive_diagnostics::{Code, Finding, Fix, Problem, Severity, Span};

use crate::patterns::Patterns;
use crate::settings::{Level, Settings};
use crate::suggest::suggest;

/// Other levels for some files of a workspace: an entry of `[[overrides]]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Override {
    /// `paths`: the files, and the folders with all their files.
    pub paths: Vec<OverridePath>,
    /// `lints`: the levels of lints that are set.
    pub levels: BTreeMap<Code, Level>,
}

/// A pattern of `paths`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverridePath {
    /// The pattern as it is written.
    pub written: String,
    /// Its place in the manifest.
    pub span: Span,
    /// The pattern.
    pub pattern: Patterns,
}

/// The levels of lints in one file.
#[derive(Debug)]
pub(crate) struct FileLevels<'s> {
    settings: &'s Settings,
    /// The overrides for the file, in order.
    overrides: Vec<&'s Override>,
}

impl FileLevels<'_> {
    /// Returns the severity of findings with `code` in the file. `None` if they are allowed there.
    pub(crate) fn severity(&self, code: Code) -> Option<Severity> {
        let mut last_first = self.overrides.iter().rev();
        match last_first.find_map(|set| set.levels.get(&code)) {
            Some(level) => level.severity(),
            None => self.settings.severity(code),
        }
    }
}

impl Settings {
    /// Returns the levels of lints in a file, by its path from the root.
    pub(crate) fn levels_in(&self, path: &str) -> FileLevels<'_> {
        let covers = |set: &&Override| set.paths.iter().any(|it| it.pattern.cover(path));
        FileLevels {
            settings: self,
            overrides: self.overrides.iter().filter(covers).collect(),
        }
    }

    /// Finds the patterns of `[[overrides]]` that match no file, as findings in the manifest.
    /// `files` are the paths of all files of the workspace, from the root.
    #[must_use]
    pub fn unmatched_paths(&self, files: &[&str]) -> Vec<Finding> {
        let Some(severity) = self.severity(Code::UnmatchedPath) else {
            return Vec::new();
        };
        let paths = self.overrides.iter().flat_map(|set| &set.paths);
        let unmatched = paths.filter(|path| !files.iter().any(|file| path.pattern.cover(file)));
        let findings = unmatched.map(|path| {
            let meant = similar(&path.written, files);
            let problem = Problem::UnmatchedPath {
                pattern: path.written.clone(),
                suggestion: meant.clone(),
            };
            let fixes = meant.map(|meant| {
                let new = format!("\"{meant}\"");
                match meant.eq_ignore_ascii_case(&path.written) {
                    true => Fix::replace(path.span, new),
                    false => Fix::suggest(path.span, new),
                }
            });
            Finding {
                severity,
                fixes: fixes.into_iter().collect(),
                ..Finding::new(problem, path.span)
            }
        });
        findings.collect()
    }
}

/// A file or folder with a similar path. What follows a last folder of wildcards stays.
fn similar(written: &str, files: &[&str]) -> Option<String> {
    let path = written.trim_start_matches("./").trim_start_matches('/');
    let stem = path.trim_end_matches(['/', '*']);
    let rest = path.get(stem.len()..)?;
    let folders = files.iter().flat_map(|file| {
        let ends = file.match_indices('/').map(|(at, _)| at);
        ends.filter_map(|at| file.get(..at))
    });
    let meant = suggest(stem, folders.chain(files.iter().copied()))?;
    let is_plain = !meant.contains(['"', '\\', '*', '?', '[', '{']);
    is_plain.then(|| format!("{meant}{rest}"))
}
