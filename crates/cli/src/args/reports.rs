//! The arguments of the commands that report on a workspace.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::format::FormatChoice;
use super::input::InputArguments;

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
