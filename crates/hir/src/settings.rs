//! What the manifest decides about checking.

use std::collections::BTreeMap;

use proactive_catalog::limits;
use proactive_diagnostics::{Code, Kind, Severity, Span};

/// The level of a lint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported as worth knowing.
    Info,
    /// Reported as a warning.
    Warn,
    /// Reported as an error.
    Error,
}

impl Level {
    /// All levels with the words of the manifest.
    pub const ALL: [(&'static str, Self); 4] = [
        ("allow", Self::Allow),
        ("info", Self::Info),
        ("warn", Self::Warn),
        ("error", Self::Error),
    ];

    /// The severity that it gives, or none where nothing is reported.
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

/// What the manifest decides about checking; the defaults are those of a workspace without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `[matching] case`: whether upper and lower case count in addresses and titles.
    pub case_sensitive: bool,
    /// `[lints]`: the levels that differ from `warn`.
    pub levels: BTreeMap<Code, Level>,
    /// `[lints] require-reason`: every `allow` must say why.
    pub require_reason: bool,
    /// `[limits] messages`, and where the manifest sets it.
    pub max_messages: (u64, Option<Span>),
    /// `[limits] text`, in characters, and where the manifest sets it.
    pub max_text: (u64, Option<Span>),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            case_sensitive: true,
            levels: BTreeMap::new(),
            require_reason: false,
            max_messages: (limits::DEFAULT_MESSAGES, None),
            max_text: (limits::DEFAULT_TEXT_CHARACTERS, None),
        }
    }
}

impl Settings {
    /// The severity with which `code` is reported, or none where it is allowed everywhere.
    #[must_use]
    pub fn severity(&self, code: Code) -> Option<Severity> {
        match (code.kind(), self.levels.get(&code)) {
            (Kind::Lint, Some(level)) => level.severity(),
            (Kind::Error, _) | (Kind::Lint, None) => Some(code.default_severity()),
        }
    }
}
