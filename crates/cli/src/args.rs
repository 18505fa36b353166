//! The command line.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks and compiles proactive messages: what a website's chat widget shows to a visitor on its
/// own.
#[derive(Debug, Parser)]
#[command(name = "proactive", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub(crate) color: Color,

    /// Print no notices and no summary
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find what is wrong, and write nothing
    Check(CheckArguments),
    /// Check a workspace, and compile it to JSON
    Build(BuildArguments),
    /// Give files their one layout
    Fmt(FmtArguments),
    /// Run the tests of a workspace
    Test(TestArguments),
    /// Play a visitor: what comes up, when, and why not the other messages
    Simulate(SimulateArguments),
    /// Tell which messages compete for the same visitor, who wins, and for whom
    Overlaps(OverlapsArguments),
    /// Tell what changes for visitors from one side to another
    Diff(DiffArguments),
    /// Write a compiled configuration as `.proactive` text
    Import(ImportArguments),
    /// Explain a code of a finding; without a code, list them
    Explain(ExplainArguments),
    /// Print a JSON Schema: of the compiled configuration, or of the manifest
    Schema(SchemaArguments),
    /// Serve an editor: the language server on standard input and output
    Lsp(LspArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Files and folders; `-` is standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    #[command(flatten)]
    pub(crate) findings: FindingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    /// A folder of the workspace, or a file in it; `-` is standard input [default: the current
    /// folder]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// Write to FILE; `-` is standard output [default: the manifest's `[build] output`, else
    /// standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Write nothing; exit with 1 and show the difference if the file on disk is stale
    #[arg(long)]
    pub(crate) check: bool,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    #[command(flatten)]
    pub(crate) findings: FindingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArguments {
    /// Files and folders; `-` is standard input, and the result goes to standard output
    /// [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write nothing; list the files that would change, and exit with 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,

    /// Write nothing; show what would change, and exit with 1 if something would
    #[arg(long)]
    pub(crate) diff: bool,

    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// A folder of the workspace, or a file in it: its tests are run; `-` is standard input
    /// [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// Run only the tests that have TEXT in their names
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,

    /// Tell which comparisons the tests have seen both true and false
    #[arg(long)]
    pub(crate) coverage: bool,

    /// Exit with 1 if fewer than N per cent of the comparisons are covered
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) min_coverage: Option<u8>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    #[command(flatten)]
    pub(crate) findings: FindingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct SimulateArguments {
    /// A folder of the workspace, or a file in it; `-` is standard input [default: the current
    /// folder]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// The address of the page
    #[arg(long)]
    pub(crate) url: String,

    /// The title of the page [default: none]
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// The language tag of the visitor's device [default: en]
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,

    /// Whether the visitor was here before [default: new]
    #[arg(long, value_enum)]
    pub(crate) history: Option<HistoryChoice>,

    /// When the page loads, as in `2026-03-16 10:00 Europe/Paris` [default: Monday 2026-01-05
    /// 10:00 UTC]
    #[arg(long, value_name = "MOMENT")]
    pub(crate) at: Option<String>,

    /// How long the visitor stays on the page, as in `1m30s` [default: 0s]
    #[arg(long, value_name = "DURATION")]
    pub(crate) stay: Option<String>,

    /// The only channel that is played [default: all are]
    #[arg(long, value_name = "ID")]
    pub(crate) channel: Option<String>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How to print what comes of it, and into which file: pretty, plain or json; may be given
    /// several times [default: pretty on a terminal, else plain]
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<FormatChoice>,

    /// Short for `--format json`
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OverlapsArguments {
    /// A folder of the workspace, or a file in it; `-` is standard input [default: the current
    /// folder]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// List only the pairs with the message NAME, and those without exception; may be given
    /// several times [default: all messages, with a few pairs for each]
    #[arg(long, value_name = "NAME")]
    pub(crate) message: Vec<String>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How to print the pairs, and into which file: pretty, plain or json; may be given several
    /// times [default: pretty on a terminal, else plain]
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<FormatChoice>,

    /// Short for `--format json`
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// How it was: a compiled configuration (`.json`, or `-` for standard input), a workspace, or
    /// `git:REV` for the workspace in that revision
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,

    /// How it is now, named in the same ways
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,

    /// Exit with 1 if something changes
    #[arg(long)]
    pub(crate) exit_code: bool,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// How to print the changes, and into which file: pretty, plain, json or markdown; may be given
    /// several times [default: pretty on a terminal, else plain]
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<FormatChoice>,

    /// Short for `--format json`
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// The compiled configuration; `-` is standard input
    #[arg(value_name = "CONFIG.json")]
    pub(crate) configuration: PathBuf,

    /// Write to a file; or to a folder, with a file for each message and a manifest [default:
    /// standard output]
    #[arg(long, short, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The code, such as `unresolved-name`
    pub(crate) code: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// Of what
    #[arg(value_enum, default_value_t)]
    pub(crate) of: SchemaOf,
}

#[derive(Debug, Args)]
pub(crate) struct LspArguments {
    /// Accepted for clients that add it: there is no other way
    #[arg(long)]
    pub(crate) stdio: bool,

    /// How much is logged, to standard error and to the client: off, error, warn, info, debug or
    /// trace [default: what the client sets, else warn]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) log: Option<proactive_lsp::LogLevel>,
}

/// What a workspace is read from.
#[derive(Debug, Default, Args)]
pub(crate) struct InputArguments {
    /// Read FILE as the manifest of the workspace
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// The file that standard input stands for, with `-` as the path
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

/// What becomes of the findings.
#[derive(Debug, Args)]
pub(crate) struct FindingArguments {
    /// How to print the findings, and into which file: pretty, plain, short, json or junit;
    /// may be given several times [default: pretty on a terminal, else plain]
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<FormatChoice>,

    /// Short for `--format json`
    #[arg(long)]
    pub(crate) json: bool,

    /// Exit with 1 if there are warnings
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
}

/// Whether a visitor was here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HistoryChoice {
    /// Never
    New,
    /// Yes
    Returning,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// What makes the command fail besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings
    Warnings,
}

/// What a schema is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The compiled configuration
    #[default]
    Configuration,
    /// The manifest, `proactive.toml`
    Manifest,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the text around, for people at a terminal.
    Pretty,
    /// With the text around, in ASCII, for logs.
    Plain,
    /// One line each.
    Short,
    /// One JSON document.
    Json,
    /// A JUnit report, in XML.
    Junit,
    /// Markdown as GitHub and GitLab draw it; of `diff` only.
    Markdown,
}

impl Format {
    /// All formats of findings.
    pub const ALL: [Self; 5] = [
        Self::Pretty,
        Self::Plain,
        Self::Short,
        Self::Json,
        Self::Junit,
    ];

    /// The word of the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Plain => "plain",
            Self::Short => "short",
            Self::Json => "json",
            Self::Junit => "junit",
            Self::Markdown => "markdown",
        }
    }

    /// Whether programs read it, so that nothing else may stand beside it.
    pub(crate) fn is_for_machines(self) -> bool {
        match self {
            Self::Pretty | Self::Plain | Self::Short => false,
            Self::Json | Self::Junit | Self::Markdown => true,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A format, and the file that it goes to, if it is not the standard place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormatChoice {
    pub(crate) format: Format,
    pub(crate) file: Option<PathBuf>,
}

impl FromStr for FormatChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = match text.split_once('=') {
            Some((_, "")) => return Err("the name of the file is missing behind `=`".into()),
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = Format::ALL
            .into_iter()
            .chain([Format::Markdown])
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
        None => format!("possible are {}", names.join(", ")),
    }
}
