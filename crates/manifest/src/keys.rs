//! The table of the keys, from which the parser, the schema and the editor features are made.

use proactive_catalog::adapters::Adapter;
use proactive_catalog::limits::DEFAULT_VISIT_GAP_MINUTES;
use proactive_diagnostics::{Code, Kind};
use proactive_hir::{Level, Settings};

/// A key of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// `name`.
    Name,
    /// `include`.
    Include,
    /// `exclude`.
    Exclude,
    /// `output` in `[build]`.
    Output,
    /// The level of a lint in `[lints]`.
    Level(Code),
    /// `require-reason` in `[lints]`.
    RequireReason,
    /// `case` in `[matching]`.
    Case,
    /// `paths` in `[[overrides]]`.
    OverridePaths,
    /// The level of a lint in `lints` of `[[overrides]]`.
    OverrideLevel(Code),
    /// `messages` in `[limits]`.
    MaxMessages,
    /// `text` in `[limits]`.
    MaxText,
    /// `adapter` in `[web]`.
    Adapter,
    /// `visit_gap_minutes` in `[web]`.
    VisitGap,
}

impl Key {
    /// The lint whose level it sets; `None` for any other key.
    #[must_use]
    pub fn lint(self) -> Option<Code> {
        match self {
            Self::Level(code) | Self::OverrideLevel(code) => Some(code),
            Self::Name
            | Self::Include
            | Self::Exclude
            | Self::Output
            | Self::RequireReason
            | Self::Case
            | Self::OverridePaths
            | Self::MaxMessages
            | Self::MaxText
            | Self::Adapter
            | Self::VisitGap => None,
        }
    }
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A list of path patterns.
    Patterns,
    /// `true` or `false`.
    Flag,
    /// [`SENSITIVE`] or [`INSENSITIVE`].
    Case,
    /// The level of a lint.
    Level,
    /// An integer from 0.
    Count,
    /// The word of an [`Adapter`].
    Adapter,
    /// A number of minutes from 1 to
    /// [`MAX_VISIT_GAP_MINUTES`](proactive_catalog::limits::MAX_VISIT_GAP_MINUTES).
    Minutes,
}

impl Shape {
    /// The type in words, for a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Text | Self::Case | Self::Level | Self::Adapter => "a string",
            Self::Patterns => "a list of strings",
            Self::Flag => "`true` or `false`",
            Self::Count => "a non-negative integer",
            Self::Minutes => "an integer from 1 to 1440",
        }
    }

    /// The allowed words, if it is a word.
    #[must_use]
    pub fn choices(self) -> Vec<Choice> {
        match self {
            Self::Text | Self::Patterns | Self::Flag | Self::Count | Self::Minutes => Vec::new(),
            Self::Adapter => Adapter::ALL
                .iter()
                .map(|adapter| Choice {
                    word: adapter.as_str(),
                    documentation: adapter.documentation(),
                })
                .collect(),
            Self::Case => vec![
                Choice {
                    word: SENSITIVE,
                    documentation: "`/Cart` and `/cart` are different.",
                },
                Choice {
                    word: INSENSITIVE,
                    documentation: "`/Cart` and `/cart` are the same.",
                },
            ],
            Self::Level => Level::ALL
                .iter()
                .map(|(word, level)| Choice {
                    word,
                    documentation: level.documentation(),
                })
                .collect(),
        }
    }
}

/// An allowed word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word.
    pub word: &'static str,
    /// Its documentation.
    pub documentation: &'static str,
}

/// The value for case-sensitive matching.
pub const SENSITIVE: &str = "sensitive";
/// The value for matching that ignores case.
const INSENSITIVE: &str = "insensitive";

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The table of the key; empty at the top level.
    pub table: &'static str,
    /// The name of the key.
    pub name: &'static str,
    /// Which key it is.
    pub key: Key,
    /// The type of its value.
    pub shape: Shape,
    /// Its documentation.
    pub documentation: &'static str,
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
    #[must_use]
    pub fn path(&self) -> String {
        path(self.table, self.name)
    }

    /// The value that applies without the key, as TOML; none if there is none.
    #[must_use]
    pub fn default(&self) -> Option<String> {
        let settings = Settings::default();
        match self.key {
            // Without it, the level of `[lints]` applies.
            Key::OverrideLevel(_) => None,
            Key::Name
            | Key::Include
            | Key::Exclude
            | Key::Output
            | Key::OverridePaths
            | Key::Adapter => None,
            Key::Level(code) => {
                let severity = settings.severity(code);
                let mut levels = Level::ALL.iter();
                let (word, _) = levels.find(|(_, level)| level.severity() == severity)?;
                Some(format!("\"{word}\""))
            }
            Key::RequireReason => Some(settings.require_reason.to_string()),
            Key::Case => Some(format!("\"{SENSITIVE}\"")),
            Key::MaxMessages => Some(settings.max_messages.0.to_string()),
            Key::MaxText => Some(settings.max_text.0.to_string()),
            Key::VisitGap => Some(DEFAULT_VISIT_GAP_MINUTES.to_string()),
        }
    }
}

/// A key with its table: `build.output`.
#[must_use]
pub fn path(table: &str, name: &str) -> String {
    if table.is_empty() {
        name.to_owned()
    } else {
        format!("{table}.{name}")
    }
}

/// A table of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name, with the tables that it is in: `overrides.lints`.
    pub name: &'static str,
    /// Whether there can be several, each with double brackets.
    pub repeats: bool,
    /// Its documentation.
    pub documentation: &'static str,
}

impl Table {
    const fn new(name: &'static str, documentation: &'static str) -> Self {
        Self {
            name,
            repeats: false,
            documentation,
        }
    }

    /// Its header: `[build]`.
    #[must_use]
    pub fn header(&self) -> String {
        match self.repeats {
            true => format!("[[{}]]", self.name),
            false => format!("[{}]", self.name),
        }
    }

    /// Whether it is in no other table.
    #[must_use]
    pub fn is_top(&self) -> bool {
        !self.name.contains('.')
    }
}

/// The tables of the manifest.
pub const TABLES: &[Table] = &[
    Table::new("build", "Settings of `proactive build`."),
    Table::new("lints", "The levels of lints, and how they can be allowed."),
    Table {
        name: OVERRIDES,
        repeats: true,
        documentation: "Other levels of lints in some files and folders. Where several set the level of \
                        a lint in a file, the last one counts.",
    },
    Table::new(
        OVERRIDE_LINTS,
        "The levels of lints in the files of this override.",
    ),
    Table::new("matching", "How values are compared."),
    Table::new(
        "limits",
        "The limits of lints that report too much of something.",
    ),
    Table::new(
        "web",
        "Settings for web pages that show the messages themselves.",
    ),
];

/// The table of levels for some files.
pub const OVERRIDES: &str = "overrides";
/// The levels in it.
pub const OVERRIDE_LINTS: &str = "overrides.lints";

/// The table with a name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// All keys except the lints.
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
        "The files of the workspace, as patterns relative to the folder of the manifest. `*` matches \
         within a folder, `**` across folders. Without it, all `.proactive` files belong to it.",
    ),
    Row::new(
        "",
        "exclude",
        Key::Exclude,
        Shape::Patterns,
        "The files and folders to leave out of the workspace, as patterns like those of `include`.",
    ),
    Row::new(
        "build",
        "output",
        Key::Output,
        Shape::Text,
        "The file to write, relative to the folder of the manifest.",
    ),
    Row::new(
        "lints",
        "require-reason",
        Key::RequireReason,
        Shape::Flag,
        "Whether every `# proactive: allow(…)` comment needs a reason.",
    ),
    Row::new(
        OVERRIDES,
        "paths",
        Key::OverridePaths,
        Shape::Patterns,
        "The files and folders whose levels are set, as patterns relative to the folder of the \
         manifest. A folder includes all files in it. `*` matches within a folder, `**` across \
         folders.",
    ),
    Row::new(
        "matching",
        "case",
        Key::Case,
        Shape::Case,
        "Whether addresses and titles are compared case-sensitively.",
    ),
    Row::new(
        "limits",
        "messages",
        Key::MaxMessages,
        Shape::Count,
        "The number of messages above which `too-many-messages` is reported.",
    ),
    Row::new(
        "limits",
        "text",
        Key::MaxText,
        Shape::Count,
        "The number of characters above which `long-text` is reported.",
    ),
    Row::new(
        "web",
        "adapter",
        Key::Adapter,
        Shape::Adapter,
        "The chat widget of the pages, which takes over after a message.",
    ),
    Row::new(
        "web",
        "visit_gap_minutes",
        Key::VisitGap,
        Shape::Minutes,
        "A visit ends after this number of minutes without a page load, an opening, a dismissal or a \
         reply.",
    ),
];

/// All keys.
pub fn rows() -> impl Iterator<Item = Row> {
    let lints = || Code::ALL.iter().filter(|code| code.kind() == Kind::Lint);
    let levels = lints().map(|code| {
        Row::new(
            "lints",
            code.as_str(),
            Key::Level(*code),
            Shape::Level,
            "The level of this lint; `warn` by default.",
        )
    });
    let overrides = lints().map(|code| {
        Row::new(
            OVERRIDE_LINTS,
            code.as_str(),
            Key::OverrideLevel(*code),
            Shape::Level,
            "The level of this lint in these files; that of `[lints]` by default.",
        )
    });
    ROWS.iter().copied().chain(levels).chain(overrides)
}

/// The row of a key.
#[must_use]
pub fn find(table: &str, name: &str) -> Option<Row> {
    rows().find(|row| row.table == table && row.name == name)
}

/// The row of a key, by the names of its tables and its own.
#[must_use]
pub fn find_path(path: &[String]) -> Option<Row> {
    let (name, tables) = path.split_last()?;
    find(&tables.join("."), name)
}
