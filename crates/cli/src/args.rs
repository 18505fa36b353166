//! The command line.

mod format;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::Styles;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use self::format::Format;
pub(crate) use self::format::FormatChoice;
use crate::style::{BOLD, GREEN, RED, YELLOW};

/// The version; in packages with the commit and the date that it was built from, which
/// `cargo xtask package` sets.
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
pub(crate) struct CheckArguments {
    /// Files or folders to check; `-` reads standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Apply the certain fixes, those with one right answer, and report what is left
    #[arg(long)]
    pub(crate) fix: bool,

    /// With `--fix`: write nothing; show a diff of the fixes, and exit with code 1 if there are any
    #[arg(long, requires = "fix")]
    pub(crate) diff: bool,

    /// Run again whenever a file changes
    #[arg(long, conflicts_with = "fix")]
    pub(crate) watch: bool,

    /// Write the warnings to the baseline of the workspace: from then on they are known, and reported
    /// only if they change
    #[arg(long, conflicts_with_all = ["fix", "watch", "since"])]
    pub(crate) write_baseline: bool,

    /// Report only what is in declarations, or explained by declarations, that changed since the Git
    /// revision REV; `A...` is the revision where the current branch left the branch A
    #[arg(long, value_name = "REV", conflicts_with = "fix")]
    pub(crate) since: Option<String>,

    /// Show only how often each code was found
    #[arg(long)]
    pub(crate) statistics: bool,

    #[command(flatten)]
    pub(crate) findings: FindingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct FixArguments {
    /// Files or folders to fix; `-` fixes standard input to standard output [default: the current
    /// folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Write nothing; show a diff of the fixes, and exit with code 1 if there are any
    #[arg(long)]
    pub(crate) diff: bool,

    #[command(flatten)]
    pub(crate) findings: FindingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    /// A folder or file of the workspace; `-` reads standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// Write to FILE; `-` is standard output [default: `output` in the `[build]` table of the
    /// manifest, or standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Write nothing; show a diff and exit with code 1 if the file on disk is out of date
    #[arg(long)]
    pub(crate) check: bool,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Run again whenever a file changes
    #[arg(long)]
    pub(crate) watch: bool,

    /// Show only how often each code was found
    #[arg(long)]
    pub(crate) statistics: bool,

    #[command(flatten)]
    pub(crate) findings: FindingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArguments {
    /// Files or folders to format; `-` formats standard input to standard output [default: the
    /// current folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write nothing; list the files that would change, and exit with code 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,

    /// Write nothing; show a diff of what would change, and exit with code 1 if there is any
    #[arg(long)]
    pub(crate) diff: bool,

    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// The folder or file with the tests to run; `-` reads standard input [default: the current
    /// folder]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// Run only the tests whose names contain TEXT
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,

    /// List the tests instead of running them
    #[arg(long, conflicts_with_all = ["coverage", "min_coverage", "verbose", "watch"])]
    pub(crate) list: bool,

    /// Show the tests that passed, too; on a terminal with the time that each took
    #[arg(long, short)]
    pub(crate) verbose: bool,

    /// Report which messages the tests show and hold back, which comparisons they have seen both
    /// true and false, and tests that would close the gaps
    #[arg(long)]
    pub(crate) coverage: bool,

    /// Exit with code 1 if the tests cover less than N percent of the comparisons
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) min_coverage: Option<u8>,

    /// Run again whenever a file changes
    #[arg(long)]
    pub(crate) watch: bool,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    #[command(flatten)]
    pub(crate) findings: FindingArguments,
}

#[derive(Debug, Args)]
pub(crate) struct SimulateArguments {
    /// The address of the page
    #[arg(value_name = "URL")]
    pub(crate) page: Option<String>,

    #[command(flatten)]
    pub(crate) report: ReportArguments,

    /// The address of the page, if it is not the first argument
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// The title of the page [default: none]
    #[arg(long)]
    pub(crate) title: Option<String>,

    /// The language of the visitor's device, as a BCP 47 tag [default: en]
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,

    /// Whether the visitor has been here before [default: new]
    #[arg(long, value_enum)]
    pub(crate) history: Option<HistoryChoice>,

    /// When the page loads: `20:00`, `sat 20:00`, `now` or `2026-03-16 20:00`, each with a time zone
    /// if it is not that of the channel's schedule [default: a moment at which it is open]
    #[arg(long, value_name = "MOMENT")]
    pub(crate) at: Option<String>,

    /// How long the visitor stays on the page, such as `1m30s` [default: until the last message can
    /// appear]
    #[arg(long, value_name = "DURATION")]
    pub(crate) stay: Option<String>,

    /// Simulate only this channel [default: all channels that are on the page]
    #[arg(long, value_name = "ID")]
    pub(crate) channel: Option<String>,

    /// Explain only this message, also if it is shown [default: all messages, with the reasons why
    /// some are not shown]
    #[arg(long, value_name = "ID")]
    pub(crate) message: Option<String>,

    /// List the reasons of all messages that are not shown, also of those for other visitors
    #[arg(long)]
    pub(crate) all: bool,
}

impl SimulateArguments {
    /// The address of the page, and the path of the workspace. With `--url`, the first argument is
    /// the path.
    ///
    /// # Errors
    ///
    /// A sentence for the author when there is no address, or when there are two.
    pub(crate) fn page_and_path(&self) -> Result<(&str, Option<PathBuf>), String> {
        let path = self.report.path.clone();
        match (&self.url, &self.page) {
            (Some(url), None) => Ok((url, path)),
            (Some(url), Some(first)) if path.is_none() => Ok((url, Some(PathBuf::from(first)))),
            (Some(_), Some(_)) => Err("the address of the page is given twice: as the first \
                                       argument and as `--url`"
                .into()),
            (None, Some(url)) => Ok((url, path)),
            (None, None) => Err(
                "the address of a page is missing: write `proactive simulate \
                                 https://…`"
                    .into(),
            ),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct OverlapsArguments {
    #[command(flatten)]
    pub(crate) report: ReportArguments,

    /// Compare the messages on this page only
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// List the pairs with the message NAME, and no others; can be repeated. A message that is not
    /// published is compared as if it were [default: all published messages, with a few pairs for
    /// each]
    #[arg(long, value_name = "NAME")]
    pub(crate) message: Vec<String>,

    /// List all pairs, also those that meet only on a page made up of what both ask for
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    /// What to list: messages, segments, bots, schedules, channels or tests [default: messages]
    #[arg(value_name = "KIND")]
    pub(crate) of: Option<String>,

    #[command(flatten)]
    pub(crate) report: ReportArguments,

    /// List only what is on this channel: messages and bots that are published on it, schedules that
    /// are configured on it, tests that play it alone
    #[arg(long, value_name = "ID")]
    pub(crate) channel: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct HoursArguments {
    #[command(flatten)]
    pub(crate) report: ReportArguments,

    /// The moment to show, in the time zone of each schedule: `20:00`, `sat 20:00`, `2026-03-16
    /// 20:00`, or with a zone `2026-03-16 20:00 Europe/Paris` [default: now]
    #[arg(long, value_name = "MOMENT")]
    pub(crate) at: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The old version: a compiled configuration (`.json`, or `-` for standard input), a workspace,
    /// `git:REV` for the workspace at a Git revision, or `git:A...` for the revision where the
    /// current branch left the branch A [default: git:HEAD]
    #[arg(value_name = "OLD")]
    pub(crate) old: Option<PathBuf>,

    /// The new version, in one of the same forms [default: the workspace of the current folder]
    #[arg(value_name = "NEW")]
    pub(crate) new: Option<PathBuf>,

    /// List all messages that take visitors from others, not only the first of each
    #[arg(long)]
    pub(crate) all: bool,

    /// Exit with code 1 if anything changes
    #[arg(long)]
    pub(crate) exit_code: bool,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Output format, and the file to write it to: pretty, plain, json or markdown; can be repeated
    /// [default: pretty on a terminal, plain elsewhere]
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<FormatChoice>,

    /// Short for `--format json`
    #[arg(long)]
    pub(crate) json: bool,
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

/// Where a workspace is read from.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct InputArguments {
    /// Use FILE as the manifest of the workspace
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Do not fail where there are no `.proactive` files
    #[arg(long)]
    pub(crate) allow_empty: bool,

    /// The name of the file that is read from standard input, if the path is `-`
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

/// What a command reads that reports on a checked workspace, and how it reports.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReportArguments {
    /// A folder or file of the workspace; `-` reads standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Output format, and the file to write it to: pretty, plain or json, and csv for `list`; can be
    /// repeated [default: pretty on a terminal, plain elsewhere]
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<FormatChoice>,

    /// Short for `--format json`
    #[arg(long)]
    pub(crate) json: bool,
}

/// How findings are reported.
#[derive(Debug, Args)]
pub(crate) struct FindingArguments {
    /// Output format, and the file to write it to: pretty, plain, short, json, sarif, github, gitlab or
    /// junit; can be repeated [default: pretty on a terminal, plain elsewhere]
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub(crate) format: Vec<FormatChoice>,

    /// Short for `--format json`
    #[arg(long)]
    pub(crate) json: bool,

    /// Exit with code 1 if there are warnings
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,

    /// Exit with code 1 if there are more than N warnings
    #[arg(long, value_name = "N", conflicts_with = "deny")]
    pub(crate) max_warnings: Option<usize>,
}

/// What to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListOf {
    Messages,
    Segments,
    Bots,
    Schedules,
    Channels,
    Tests,
}

impl ListOf {
    const ALL: [Self; 6] = [
        Self::Messages,
        Self::Segments,
        Self::Bots,
        Self::Schedules,
        Self::Channels,
        Self::Tests,
    ];

    /// The name on the command line.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Segments => "segments",
            Self::Bots => "bots",
            Self::Schedules => "schedules",
            Self::Channels => "channels",
            Self::Tests => "tests",
        }
    }
}

impl ListArguments {
    /// What to list, and the path of the workspace. A first argument that is no kind is the path.
    ///
    /// # Errors
    ///
    /// A sentence for the author when there are two paths.
    pub(crate) fn kind_and_path(&self) -> Result<(ListOf, Option<PathBuf>), String> {
        let path = self.report.path.clone();
        let Some(first) = &self.of else {
            return Ok((ListOf::Messages, path));
        };
        match (
            ListOf::ALL.into_iter().find(|it| it.as_str() == first),
            path,
        ) {
            (Some(of), path) => Ok((of, path)),
            (None, None) => Ok((ListOf::Messages, Some(PathBuf::from(first)))),
            (None, Some(_)) => {
                let kinds = ListOf::ALL.map(ListOf::as_str);
                let help = match proactive_hir::suggest(first, kinds) {
                    Some(kind) => format!("did you mean `{kind}`?"),
                    None => format!("choose one of {}", kinds.join(", ")),
                };
                Err(format!("there is no list `{first}`: {help}"))
            }
        }
    }
}

/// Whether a visitor has been here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HistoryChoice {
    /// This is their first visit
    New,
    /// They have been here before
    Returning,
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

/// What makes the command fail, apart from errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings
    Warnings,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The compiled configuration
    #[default]
    Configuration,
    /// The manifest, `proactive.toml`
    Manifest,
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
