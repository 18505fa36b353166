//! The settings of a user: from `initializationOptions`, from `workspace/configuration` (section
//! `proactive`), or from `workspace/didChangeConfiguration`.
//!
//! People write settings by hand, so an invalid setting is reported and the others still apply.

use serde_json::Value;

use crate::log::LogLevel;

/// The section of `workspace/configuration`.
pub(crate) const SECTION: &str = "proactive";

/// The settings of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// The log level, if set.
    pub(crate) log: Option<LogLevel>,
    /// The base URL of the documentation, to which `diagnostics/CODE.md` is appended.
    pub(crate) pages: Option<String>,
    pub(crate) inlay_hints: bool,
    pub(crate) code_lenses: bool,
    /// Client commands that the server may use in its answers.
    pub(crate) commands: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            log: None,
            pages: None,
            inlay_hints: true,
            code_lenses: true,
            commands: Vec::new(),
        }
    }
}

impl Options {
    /// Reads the settings, and returns the complaints about invalid ones as clauses of a sentence.
    /// A setting that is missing or `null` has its default. A feature may be given as a bare value
    /// instead of `{ "enabled": … }`.
    pub(crate) fn read(value: &Value) -> (Self, Vec<String>) {
        let mut options = Self::default();
        let mut mistakes = Vec::new();
        match value {
            Value::Object(_) | Value::Null => {}
            // Lua clients serialise an empty table as an array.
            Value::Array(list) if list.is_empty() => {}
            other => mistakes.push(format!("expected an object, got `{other}`")),
        }
        let mut at = |path: &[&str], wanted: &str, take: &mut dyn FnMut(&Value) -> Option<()>| {
            let Some(value) = set(value, path) else {
                return;
            };
            if take(value).is_none() {
                let name = path.join(".");
                mistakes.push(format!("`{name}` must be {wanted}, not `{value}`"));
            }
        };
        let levels = LogLevel::ALL.map(|(word, _)| format!("`{word}`"));
        let levels = format!("one of {}", levels.join(", "));
        at(&["log"], &levels, &mut |value| {
            options.log = Some(value.as_str()?.parse().ok()?);
            Some(())
        });
        at(&["pages"], "an address in quotes", &mut |value| {
            options.pages = Some(value.as_str()?.to_owned());
            Some(())
        });
        let yes_or_no = "`true` or `false`";
        at(&["inlayHints", "enabled"], yes_or_no, &mut |value| {
            options.inlay_hints = value.as_bool()?;
            Some(())
        });
        at(&["codeLenses", "enabled"], yes_or_no, &mut |value| {
            options.code_lenses = value.as_bool()?;
            Some(())
        });
        at(&["commands"], "a list of names", &mut |value| {
            let names = value.as_array()?.iter();
            let names = names.map(|name| name.as_str().map(str::to_owned));
            options.commands = names.collect::<Option<_>>()?;
            Some(())
        });
        (options, mistakes)
    }

    /// Whether the client has registered a command.
    pub(crate) fn has_command(&self, name: &str) -> bool {
        self.commands.iter().any(|command| command == name)
    }
}

/// The value at a path if it is set, or the first value on the way that is not an object.
fn set<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    let Some((first, rest)) = path.split_first() else {
        return Some(value);
    };
    match value.get(first)? {
        Value::Null => None,
        inner @ Value::Object(_) => set(inner, rest),
        inner => Some(inner),
    }
}
