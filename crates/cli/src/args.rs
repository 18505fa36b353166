//! The command line.

mod findings;
mod format;
mod input;
mod reports;
mod serve;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::Styles;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(crate) use self::findings::{
    BuildArguments, CheckArguments, Deny, FindingArguments, FixArguments, FmtArguments, Target,
    TestArguments,
};
pub use self::format::Format;
pub(crate) use self::format::FormatChoice;
pub(crate) use self::input::InputArguments;
pub(crate) use self::reports::{
    DiffArguments, HistoryChoice, HoursArguments, ListArguments, ListOf, OverlapsArguments,
    ReportArguments, SimulateArguments,
};
pub(crate) use self::serve::ServeArguments;
use crate::style::{BOLD, GREEN, RED, YELLOW};

/// The version. The build of a package can set `PROACTIVE_VERSION` to one with the commit and the date.
pub(crate) const VERSION: &str = match option_env!("PROACTIVE_VERSION") {
    Some(version) => version,
    None => env!("CARGO_PKG_VERSION"),
};

/// A compiler, linter and test runner for the proactive messages of chat widgets.
#[derive(Debug, Parser)]
#[command(name = "proactive", version = VERSION, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colors
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub(crate) color: Color,

    /// Suppress notices and the summary
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

impl Arguments {
    /// Parses the arguments, of which the first is the name of the program. Help is wrapped to
    /// `width` columns.
    ///
    /// # Errors
    ///
    /// When they are invalid, and when they ask for help or for the version.
    pub(crate) fn parse_for_width(
        arguments: &[OsString],
        width: usize,
    ) -> clap::error::Result<Self> {
        let styles = Styles::plain()
            .header(BOLD)
            .usage(BOLD)
            .literal(BOLD)
            .error(RED)
            .valid(GREEN)
            .invalid(YELLOW);
        let command = Self::command().term_width(width).styles(styles);
        let mut matches = command.try_get_matches_from(arguments)?;
        Self::from_arg_matches_mut(&mut matches)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files and report problems
    Check(CheckArguments),
    /// Apply the certain fixes of all problems; short for `check --fix`
    Fix(FixArguments),
    /// Check a workspace and compile it to JSON
    Build(BuildArguments),
    /// Format files
    Fmt(FmtArguments),
    /// Run the tests of a workspace
    Test(TestArguments),
    /// Simulate a visitor: which messages are shown and when, and why the others are not
    Simulate(SimulateArguments),
    /// Try the messages in the browser, on a page that follows the files
    Serve(ServeArguments),
    /// List the messages that compete for the same visitor, and which of them wins
    Overlaps(OverlapsArguments),
    /// List the messages, or what else a workspace declares and where it is used
    List(ListArguments),
    /// Show which schedules are open at a moment, and until when
    Hours(HoursArguments),
    /// Show what changes for visitors between two versions
    Diff(DiffArguments),
    /// Convert a compiled configuration to `.proactive` source
    Import(ImportArguments),
    /// Explain a diagnostic code, or list all codes
    Explain(ExplainArguments),
    /// Print the JSON Schema of the compiled configuration, of the manifest or of a report
    Schema(SchemaArguments),
    /// Create a workspace with a message and a test
    Init(InitArguments),
    /// Run the language server on standard input and output
    Lsp(LspArguments),
    /// Print the script that makes a shell complete the arguments of this command
    Completions(CompletionsArguments),
    /// Print the manual, or write a page for each command
    Man(ManArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// The compiled configuration; `-` reads standard input
    #[arg(value_name = "CONFIG.json")]
    pub(crate) configuration: PathBuf,

    /// Write to a file, or to a folder with a manifest and one file per message [default: standard
    /// output]
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
    /// What to print the schema of
    #[arg(value_enum, default_value_t)]
    pub(crate) of: SchemaOf,
}

#[derive(Debug, Args)]
pub(crate) struct LspArguments {
    /// Use standard input and output, which is always the case
    #[arg(long)]
    pub(crate) stdio: bool,

    /// Log level, for standard error and for the client: off, error, warn, info, debug or trace
    /// [default: the client's setting, or warn]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) log: Option<proactive_lsp::LogLevel>,
}

#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// The folder of the workspace, which is created if it is missing [default: the current folder]
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,

    /// Write the definition of its checks for a CI service too, or add it to a workspace
    #[arg(long, value_enum, value_name = "SERVICE")]
    pub(crate) ci: Option<CiService>,
}

/// A service that runs checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CiService {
    /// GitHub Actions
    Github,
    /// GitLab CI/CD
    Gitlab,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// The command whose page to print [default: the page of `proactive` itself]
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub(crate) command: Option<String>,

    /// Write all pages to the folder DIR, as `proactive.1`, `proactive-check.1`, …
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

/// When to use colors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// The value of `--color` in arguments that are not parsed, such as those that ask for help.
    pub(crate) fn of_arguments(arguments: &[OsString]) -> Self {
        let mut words = arguments.iter().filter_map(|word| word.to_str());
        let mut color = Self::default();
        while let Some(word) = words.next() {
            let value = match word.strip_prefix("--color") {
                Some("") => words.next(),
                Some(value) => value.strip_prefix('='),
                None => None,
            };
            if let Some(value) = value.and_then(|value| Self::from_str(value, false).ok()) {
                color = value;
            }
        }
        color
    }
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The compiled configuration
    #[default]
    Configuration,
    /// The manifest, `proactive.toml`
    Manifest,
    /// The bundles of `build --target web`
    Web,
    /// The `manifest.json` of `build --target web`
    WebManifest,
    /// The JSON of `check` and `build`
    Check,
    /// The JSON of `hours`
    Hours,
    /// The JSON of `list`
    List,
    /// The JSON of `simulate`
    Simulate,
    /// The JSON of `overlaps`
    Overlaps,
    /// The JSON of `diff`
    Diff,
    /// The JSON of `test`
    Test,
    /// The JSON of `test --list`
    TestList,
}
