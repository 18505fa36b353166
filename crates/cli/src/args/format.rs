//! The formats of reports, and `--format FORMAT[=FILE]`.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With source snippets, for a terminal.
    Pretty,
    /// With source snippets in ASCII, for logs.
    Plain,
    /// One line per finding.
    Short,
    /// One JSON document.
    Json,
    /// A SARIF log, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which become annotations.
    Github,
    /// A Code Quality report for GitLab.
    Gitlab,
    /// A JUnit report, in XML.
    Junit,
    /// Markdown for GitHub and GitLab; only for `diff`.
    Markdown,
    /// Comma-separated values (RFC 4180); only for `list`.
    Csv,
}

impl Format {
    /// All formats for findings.
    pub const ALL: [Self; 8] = [
        Self::Pretty,
        Self::Plain,
        Self::Short,
        Self::Json,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Plain => "plain",
            Self::Short => "short",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
        }
    }

    /// Whether the output is for programs, so that nothing else may be printed with it.
    pub(crate) fn is_for_machines(self) -> bool {
        match self {
            Self::Pretty | Self::Plain | Self::Short => false,
            Self::Json
            | Self::Sarif
            | Self::Github
            | Self::Gitlab
            | Self::Junit
            | Self::Markdown
            | Self::Csv => true,
        }
    }

    /// Whether it has a form of the counts of `--statistics`.
    pub(crate) fn has_statistics(self) -> bool {
        match self {
            Self::Pretty | Self::Plain | Self::Short | Self::Json => true,
            Self::Sarif
            | Self::Github
            | Self::Gitlab
            | Self::Junit
            | Self::Markdown
            | Self::Csv => false,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An output format, and the file to write it to instead of the standard stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormatChoice {
    pub(crate) format: Format,
    pub(crate) file: Option<PathBuf>,
}

impl FromStr for FormatChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = match text.split_once('=') {
            Some((_, "")) => return Err("missing file name after `=`".into()),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = Format::ALL
            .into_iter()
            .chain([Format::Markdown, Format::Csv])
            .find(|format| format.as_str() == name);
        match format {
            Some(format) => Ok(Self { format, file }),
            None => Err(unknown_format(name)),
        }
    }
}

fn unknown_format(name: &str) -> String {
    let names = Format::ALL.map(Format::as_str);
    match proactive_hir::suggest(name, names) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("use one of {}", names.join(", ")),
    }
}
