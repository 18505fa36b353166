//! The one table of keys: it drives the reading of a manifest and its schema.

use proactive_diagnostics::{Code, Kind};
use proactive_hir::Level;

/// A key of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Name,
    Include,
    Exclude,
    Output,
    Level(Code),
    RequireReason,
    Case,
    MaxMessages,
    MaxText,
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text.
    Text,
    /// A list of patterns of paths.
    Patterns,
    /// `true` or `false`.
    Flag,
    /// [`SENSITIVE`] or [`INSENSITIVE`].
    Case,
    /// The level of a lint.
    Level,
    /// A whole number, from 0.
    Count,
}

impl Shape {
    /// What it takes, for a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Text => "a text in quotes",
            Self::Patterns => "a list of texts in quotes",
            Self::Flag => "`true` or `false`",
            Self::Case | Self::Level => "a word in quotes",
            Self::Count => "a whole number from 0",
        }
    }

    /// The words that it can be, if it is a word.
    pub(super) fn choices(self) -> Vec<&'static str> {
        match self {
            Self::Text | Self::Patterns | Self::Flag | Self::Count => Vec::new(),
            Self::Case => vec![SENSITIVE, INSENSITIVE],
            Self::Level => Level::ALL.iter().map(|(name, _)| *name).collect(),
        }
    }
}

/// Upper and lower case count.
pub(super) const SENSITIVE: &str = "sensitive";
/// They do not.
const INSENSITIVE: &str = "insensitive";

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// The table that it stands in; empty at the top.
    pub(super) table: &'static str,
    /// The key, as it is written.
    pub(super) name: &'static str,
    /// Which key it is.
    pub(super) key: Key,
    /// What it takes.
    pub(super) shape: Shape,
    /// What it is for.
    pub(super) documentation: &'static str,
}

impl Row {
    const fn new(
        table: &'static str,
        name: &'static str,
        key: Key,
        shape: Shape,
        documentation: &'static str,
    ) -> Self {
        Self {
            table,
            name,
            key,
            shape,
            documentation,
        }
    }

    /// The key with its table: `build.output`.
    pub(super) fn path(&self) -> String {
        path(self.table, self.name)
    }
}

/// A key with its table: `build.output`.
pub(super) fn path(table: &str, name: &str) -> String {
    if table.is_empty() {
        name.to_owned()
    } else {
        format!("{table}.{name}")
    }
}

/// The tables of the manifest, with what they are for.
pub(super) const TABLES: &[(&str, &str)] = &[
    ("build", "What `proactive build` does."),
    ("lints", "A level for each lint, and how lints are allowed."),
    ("matching", "How values are compared."),
    ("limits", "From where on there is too much of something."),
];

/// All keys but the lints.
const ROWS: &[Row] = &[
    Row::new(
        "",
        "name",
        Key::Name,
        Shape::Text,
        "The name of the workspace.",
    ),
    Row::new(
        "",
        "include",
        Key::Include,
        Shape::Patterns,
        "Which files belong to the workspace: patterns, from the folder of the manifest. `*` stays \
         within a folder, `**` crosses them. Without it, all `.proactive` files do.",
    ),
    Row::new(
        "",
        "exclude",
        Key::Exclude,
        Shape::Patterns,
        "Which files and folders do not belong to the workspace: patterns, as for `include`.",
    ),
    Row::new(
        "build",
        "output",
        Key::Output,
        Shape::Text,
        "The file that is written, from the folder of the manifest.",
    ),
    Row::new(
        "lints",
        "require-reason",
        Key::RequireReason,
        Shape::Flag,
        "Whether every `# proactive: allow(…)` must give a reason.",
    ),
    Row::new(
        "matching",
        "case",
        Key::Case,
        Shape::Case,
        "Whether upper and lower case count in addresses and titles.",
    ),
    Row::new(
        "limits",
        "messages",
        Key::MaxMessages,
        Shape::Count,
        "How many messages a workspace has before `too-many-messages` is reported.",
    ),
    Row::new(
        "limits",
        "text",
        Key::MaxText,
        Shape::Count,
        "How many characters a text has before `long-text` is reported.",
    ),
];

/// All keys.
pub(super) fn rows() -> impl Iterator<Item = Row> {
    let lints = Code::ALL
        .iter()
        .filter(|code| code.kind() == Kind::Lint)
        .map(|code| {
            Row::new(
                "lints",
                code.as_str(),
                Key::Level(*code),
                Shape::Level,
                "The level of this lint; `warn` if left out.",
            )
        });
    ROWS.iter().copied().chain(lints)
}

/// The row of a key.
pub(super) fn find(table: &str, name: &str) -> Option<Row> {
    rows().find(|row| row.table == table && row.name == name)
}
