//! The settings of the manifest that affect checking.

use std::collections::BTreeMap;

use proactive_catalog::adapters::Adapter;
use proactive_catalog::limits;
use proactive_diagnostics::{Code, Kind, Severity, Span};

use crate::overrides::Override;

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
}
