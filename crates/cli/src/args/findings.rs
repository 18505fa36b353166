//! The arguments of the commands that check, fix, build, format and test.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::format::FormatChoice;
use super::input::InputArguments;

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Files or folders to check; `-` reads standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) input: InputArguments,

    /// Apply the certain fixes, those with one right answer, and report what is left
    #[arg(long, group = "rewrite")]
    pub(crate) fix: bool,

    /// Write a comment `# proactive: allow(…)` above each lint that is reported, so that it is
    /// reported no longer, and report what is left
    #[arg(long, group = "rewrite")]
    pub(crate) add_allow: bool,

    /// With `--add-allow`: the reason to write in the comments
    #[arg(long, value_name = "TEXT", requires = "add_allow", value_parser = reason)]
    pub(crate) reason: Option<String>,

    /// With `--fix` or `--add-allow`: write nothing; show a diff of the changes, and exit with code 1
    /// if there are any
    #[arg(long, requires = "rewrite")]
    pub(crate) diff: bool,

    /// Run again whenever a file changes
    #[arg(long, conflicts_with = "rewrite")]
    pub(crate) watch: bool,

    /// Write the warnings to the baseline of the workspace: from then on they are known, and reported
    /// only if they change
    #[arg(long, conflicts_with_all = ["rewrite", "watch", "since"])]
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
    #[arg(long, short, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,

    /// What to build: `web` writes a bundle for the web pages of each channel, and
    /// `manifest.json`, to the folder that `-o` names [default: the compiled configuration]
    #[arg(long, value_enum, value_name = "TARGET")]
    pub(crate) target: Option<Target>,

    /// With `--target web`: write only the bundle of this channel
    #[arg(long, value_name = "ID", requires = "target")]
    pub(crate) channel: Option<String>,

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

/// What `build` writes besides the compiled configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// Bundles for web pages
    Web,
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

/// The reason in a comment, which is one line.
fn reason(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("write why the lints are allowed");
    }
    match text.contains(char::is_control) {
        true => Err("a reason is one line of text"),
        false => Ok(text.to_owned()),
    }
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

/// What makes the command fail, apart from errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings
    Warnings,
}
