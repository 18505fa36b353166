//! What a user can set, as `initializationOptions`, in `workspace/configuration` under
//! `proactive`, or in `workspace/didChangeConfiguration`.
//!
//! Settings are written by hand. One that cannot be meant is told of, and all others count.

use serde_json::Value;

use crate::log::LogLevel;

/// The section of the configuration.
pub(crate) const SECTION: &str = "proactive";

/// What a user can set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// How much is logged, if that is set.
    pub(crate) log: Option<LogLevel>,
    /// Where the documentation is: an address that `diagnostics/CODE.md` is put behind.
    pub(crate) pages: Option<String>,
    pub(crate) inlay_hints: bool,
    pub(crate) code_lenses: bool,
    /// Commands of the client that the server may put into its answers.
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
    /// Reads the options, and says of which it cannot be told what they mean: parts of a sentence.
    /// What is not set, or `null`, is as by default. For `enabled` of a feature its name will do.
    pub(crate) fn read(value: &Value) -> (Self, Vec<String>) {
        let mut options = Self::default();
        let mut mistakes = Vec::new();
        match value {
            Value::Object(_) | Value::Null => {}
            // An empty table of Lua is written so.
            Value::Array(list) if list.is_empty() => {}
            other => mistakes.push(format!("there must be an object, and there is `{other}`")),
        }
        let mut at = |path: &[&str], wanted: &str, take: &mut dyn FnMut(&Value) -> Option<()>| {
            let Some(value) = set(value, path) else {
                return;
            };
            if take(value).is_none() {
                let name = path.join(".");
                mistakes.push(format!("`{name}` must be {wanted}, and is `{value}`"));
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

    /// Whether the client has a command.
    pub(crate) fn has_command(&self, name: &str) -> bool {
        self.commands.iter().any(|command| command == name)
    }
}

/// What stands at a path, if it is set, or what stands in its way.
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
