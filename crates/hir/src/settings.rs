//! The settings of the manifest that affect checking.

use std::collections::BTreeMap;

use proactive_catalog::adapters::Adapter;
use proactive_catalog::limits;
use proactive_diagnostics::{Code, Finding, Fix, Kind, Problem, Severity, Span};

use crate::patterns::Patterns;
use crate::suggest::suggest;

/// The level of a lint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported as information.
    Info,
    /// Reported as a warning.
    Warn,
    /// Reported as an error.
    Error,
}

impl Level {
    /// All levels, with their names in the manifest.
    pub const ALL: [(&'static str, Self); 4] = [
        ("allow", Self::Allow),
        ("info", Self::Info),
        ("warn", Self::Warn),
        ("error", Self::Error),
    ];

    /// What it does to the findings of a lint, as a sentence.
    #[must_use]
    pub fn documentation(self) -> &'static str {
        match self {
            Self::Allow => "Findings are not reported.",
            Self::Info => "Findings are reported as information.",
            Self::Warn => "Findings are reported as warnings.",
            Self::Error => "Findings are reported as errors: the workspace does not compile.",
        }
    }

    /// Returns the severity of findings at this level. `None` if they are not reported.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Info => Some(Severity::Info),
            Self::Warn => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

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

/// The settings of the manifest that affect checking. The defaults apply to workspaces without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `[matching] case`: whether conditions on URLs and titles are case-sensitive.
    pub case_sensitive: bool,
    /// `[lints]`: the levels of lints that are set.
    pub levels: BTreeMap<Code, Level>,
    /// `[[overrides]]`: other levels for some files. Where several set the level of a lint in a file,
    /// the last one counts.
    pub overrides: Vec<Override>,
    /// `[lints] require-reason`: every `allow` comment must give a reason.
    pub require_reason: bool,
    /// `[limits] messages`, and the place in the manifest that sets it.
    pub max_messages: (u64, Option<Span>),
    /// `[limits] text`, in characters, and the place in the manifest that sets it.
    pub max_text: (u64, Option<Span>),
    /// `[web] adapter`: the chat widget that takes over after a message, and the place in the
    /// manifest that names it.
    pub adapter: Option<(Adapter, Span)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            case_sensitive: true,
            levels: BTreeMap::new(),
            overrides: Vec::new(),
            require_reason: false,
            max_messages: (limits::DEFAULT_MESSAGES, None),
            max_text: (limits::DEFAULT_TEXT_CHARACTERS, None),
            adapter: None,
        }
    }
}

impl Settings {
    /// Returns the severity of findings with `code` in files without an override. `None` if the
    /// manifest allows them there.
    #[must_use]
    pub fn severity(&self, code: Code) -> Option<Severity> {
        match (code.kind(), self.levels.get(&code)) {
            (Kind::Lint, Some(level)) => level.severity(),
            (Kind::Error, _) | (Kind::Lint, None) => Some(code.default_severity()),
        }
    }

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
