//! What a user can set, as `initializationOptions`, in `workspace/configuration` under
//! `proactive`, or in `workspace/didChangeConfiguration`.

use serde::Deserialize;
use serde_json::Value;

use crate::log::LogLevel;

/// The section of the configuration.
pub(crate) const SECTION: &str = "proactive";

/// What a user can set.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Options {
    /// How much is logged: `off`, `error`, `warn`, `info`, `debug`, `trace`.
    pub(crate) log: Option<String>,
    /// Where the documentation is: an address that `diagnostics/CODE.md` is put behind.
    pub(crate) pages: Option<String>,
    pub(crate) inlay_hints: Enabled,
    pub(crate) code_lenses: Enabled,
    /// Commands of the client that the server may put into its answers.
    pub(crate) commands: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            log: None,
            pages: None,
            inlay_hints: Enabled { enabled: true },
            code_lenses: Enabled { enabled: true },
            commands: Vec::new(),
        }
    }
}

/// Whether a feature is wanted.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default)]
pub(crate) struct Enabled {
    pub(crate) enabled: bool,
}

impl Default for Enabled {
    fn default() -> Self {
        Self { enabled: true }
    }
}

impl Options {
    /// Reads the options; the error says which of them cannot be meant.
    pub(crate) fn read(value: Value) -> Result<Self, String> {
        match value {
            Value::Null => Ok(Self::default()),
            value => serde_json::from_value(value).map_err(|error| error.to_string()),
        }
    }

    /// Whether the client has a command.
    pub(crate) fn has_command(&self, name: &str) -> bool {
        self.commands.iter().any(|command| command == name)
    }

    /// The level of the log, if one is set.
    pub(crate) fn level(&self) -> Result<Option<LogLevel>, String> {
        match &self.log {
            Some(word) => word.parse().map(Some),
            None => Ok(None),
        }
    }
}
