//! The coverage of workspaces by their tests, as JSON and as text.

use std::io::{self, Write};

use proactive_simulator::{Closing, CoverageReport, Gap, GapKind, Gaps, SuggestedTest, Tally};
use schemars::JsonSchema;
use serde::Serialize;

use super::paragraph::paragraph;
use super::place::{self, SpanJson};
use super::visitor::VisitorJson;
use super::{Report, counted};
use crate::output::TerminalStyle;
use crate::sources::Sources;
use crate::style::{BOLD, GREEN, YELLOW, styled_if};

/// What the tests of a workspace cover.
#[derive(Debug)]
pub(crate) struct Covered {
    pub(crate) report: CoverageReport,
    /// What they do not cover, if that was requested.
    pub(crate) gaps: Option<Gaps>,
}

/// What the tests cover.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Coverage")]
pub(crate) struct CoverageJson {
    /// How many comparisons were seen both true and false where that decides.
    covered: usize,
    /// How many comparisons there are. One in a segment counts once.
    total: usize,
    /// The share in percent, rounded down.
    percent: usize,
    /// The published messages, in the order of the configuration.
    messages: Vec<MessageJson>,
    /// The comparisons of their conditions.
    comparisons: Vec<ComparisonJson>,
    /// What is not covered; without `--coverage` none.
    gaps: Vec<GapJson>,
    /// Tests that would close gaps. All of them pass.
    suggested_tests: Vec<SuggestedTestJson>,
}

/// A message that is published.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CoveredMessage")]
struct MessageJson {
    /// Its ID.
    message: String,
    /// Where its name is written.
    span: Option<SpanJson>,
    /// Whether a test expects it, and it is shown.
    shown: bool,
    /// Whether a test expects it not to be shown when it is due, and it is not.
    held_back: bool,
}

/// A comparison.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CoveredComparison")]
struct ComparisonJson {
    /// The comparison as it is written; one of the values of a list.
    condition: String,
    /// Where it is written.
    span: Option<SpanJson>,
    /// The messages that use it.
    messages: Vec<String>,
    /// Whether a test saw it true where that decides.
    seen_true: bool,
    /// Whether a test saw it false where that decides.
    seen_false: bool,
}

/// Something that no test covers.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Gap")]
struct GapJson {
    #[serde(flatten)]
    kind: GapKindJson,
    /// The name of the message, or the comparison.
    span: Option<SpanJson>,
    /// Whether it can be closed.
    closing: ClosingJson,
    /// The position of the suggested test that closes it.
    test: Option<usize>,
}

/// What is not covered.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "GapKind")]
#[serde(tag = "kind", rename_all = "snake_case")]
enum GapKindJson {
    /// No test shows this message.
    NotShown {
        /// Its ID.
        message: String,
    },
    /// No test holds this message back.
    NotHeldBack {
        /// Its ID.
        message: String,
    },
    /// A comparison was never true where it decides.
    NeverTrue {
        /// The comparison as it is written.
        condition: String,
        /// The messages that use it.
        messages: Vec<String>,
    },
    /// A comparison was never false where it decides.
    NeverFalse {
        /// The comparison as it is written.
        condition: String,
        /// The messages that use it.
        messages: Vec<String>,
    },
}

/// Whether a gap can be closed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Closing")]
#[serde(rename_all = "snake_case")]
enum ClosingJson {
    /// A suggested test closes it.
    Test,
    /// No visitor closes it.
    Impossible,
    /// A visitor who closes it was not found.
    Unknown,
}

/// A test that would close gaps.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SuggestedTest")]
struct SuggestedTestJson {
    /// Its name.
    name: String,
    /// The visitor, and the first page.
    visitor: VisitorJson,
    /// The test in the language.
    source: String,
}

/// The coverage of each workspace whose tests were run.
fn all(reports: &[Report]) -> impl Iterator<Item = (&Sources, &Covered)> {
    reports.iter().filter_map(|report| {
        let covered = report.tests.as_ref()?.coverage.as_ref()?;
        Some((&report.sources, covered))
    })
}

impl CoverageJson {
    /// The coverage of several workspaces; `None` without any.
    pub(crate) fn new(reports: &[Report]) -> Option<Self> {
        let tally = tally(reports)?;
        let mut json = Self {
            covered: tally.covered,
            total: tally.total,
            percent: tally.percent(),
            messages: Vec::new(),
            comparisons: Vec::new(),
            gaps: Vec::new(),
            suggested_tests: Vec::new(),
        };
        for (sources, Covered { report, gaps }) in all(reports) {
            json.add(sources, report);
            if let Some(Gaps { gaps, tests }) = gaps {
                let first = json.suggested_tests.len();
                let gaps = gaps.iter().map(|gap| GapJson::new(gap, sources, first));
                json.gaps.extend(gaps);
                json.suggested_tests.extend(tests.iter().map(Into::into));
            }
        }
        Some(json)
    }

    fn add(&mut self, sources: &Sources, report: &CoverageReport) {
        let messages = report.messages.iter().map(|it| MessageJson {
            message: it.message.to_string(),
            span: SpanJson::new(sources, it.location),
            shown: it.shown,
            held_back: it.held_back,
        });
        self.messages.extend(messages);
        let comparisons = report.comparisons.iter().map(|it| ComparisonJson {
            condition: it.condition.clone(),
            span: SpanJson::new(sources, it.location),
            messages: owned(&it.messages),
            seen_true: it.seen_true,
            seen_false: it.seen_false,
        });
        self.comparisons.extend(comparisons);
    }
}

impl GapJson {
    /// The suggested tests of its workspace start at the position `first`.
    fn new(gap: &Gap, sources: &Sources, first: usize) -> Self {
        let (closing, test) = match gap.closing {
            Closing::Test(position) => (ClosingJson::Test, Some(first + position)),
            Closing::Impossible => (ClosingJson::Impossible, None),
            Closing::Unknown => (ClosingJson::Unknown, None),
        };
        Self {
            kind: (&gap.kind).into(),
            span: SpanJson::new(sources, gap.location),
            closing,
            test,
        }
    }
}

impl From<&GapKind> for GapKindJson {
    fn from(kind: &GapKind) -> Self {
        match kind {
            GapKind::NotShown { message } => Self::NotShown {
                message: message.to_string(),
            },
            GapKind::NotHeldBack { message } => Self::NotHeldBack {
                message: message.to_string(),
            },
            GapKind::NeverDecided {
                condition,
                messages,
                value,
            } => {
                let (condition, messages) = (condition.clone(), owned(messages));
                match value {
                    true => Self::NeverTrue {
                        condition,
                        messages,
                    },
                    false => Self::NeverFalse {
                        condition,
                        messages,
                    },
                }
            }
        }
    }
}

impl From<&SuggestedTest> for SuggestedTestJson {
    fn from(test: &SuggestedTest) -> Self {
        Self {
            name: test.scenario.name.to_string(),
            visitor: (&test.visitor).into(),
            source: test.source(),
        }
    }
}

fn owned(ids: &[Box<str>]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// How many comparisons are covered; `None` if that was not requested.
pub(crate) fn tally(reports: &[Report]) -> Option<Tally> {
    let tallies = all(reports).map(|(_, covered)| covered.report.tally());
    tallies.reduce(|sum, tally| Tally {
        covered: sum.covered + tally.covered,
        total: sum.total + tally.total,
    })
}

/// Writes the coverage as text: the messages, the comparisons, and the gaps with the tests that
/// close them.
pub(crate) fn write(
    reports: &[Report],
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    let Some(tally) = tally(reports) else {
        return Ok(());
    };
    let messages = || all(reports).flat_map(|(_, covered)| &covered.report.messages);
    let bold = styled_if(style.color, BOLD);
    writeln!(
        to,
        "{bold}coverage:{bold:#} {} of {} shown, {} held back",
        messages().filter(|it| it.shown).count(),
        counted(messages().count(), "message"),
        messages().filter(|it| it.held_back).count()
    )?;
    let width = messages().map(|it| it.message.chars().count()).max();
    let width = width.unwrap_or_default();
    for it in messages() {
        let of_state = |covered| styled_if(style.color, if covered { GREEN } else { YELLOW });
        let (shown, is_shown) = (
            if it.shown { "shown" } else { "not shown" },
            of_state(it.shown),
        );
        let held_back = if it.held_back {
            "held back"
        } else {
            "not held back"
        };
        let is_held_back = of_state(it.held_back);
        writeln!(
            to,
            "  {:width$}  {is_shown}{shown:9}{is_shown:#}  {is_held_back}{held_back}{is_held_back:#}",
            it.message
        )?;
    }
    writeln!(
        to,
        "{bold}coverage:{bold:#} {} of {} seen both true and false ({}%)",
        tally.covered,
        counted(tally.total, "comparison"),
        tally.percent()
    )?;
    for (sources, covered) in all(reports) {
        if let Some(gaps) = &covered.gaps {
            write_gaps(gaps, sources, style, to)?;
        }
    }
    Ok(())
}

fn write_gaps(
    Gaps { gaps, tests }: &Gaps,
    sources: &Sources,
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    let bold = styled_if(style.color, BOLD);
    for (position, test) in tests.iter().enumerate() {
        writeln!(to)?;
        let closed = gaps
            .iter()
            .filter(|gap| gap.closing == Closing::Test(position));
        for gap in closed {
            let place = place::shown(sources, gap.location);
            let line = format!("{bold}{place}:{bold:#} {}", words(&gap.kind));
            writeln!(to, "{}", paragraph(&line, style.row_width(), "", "    "))?;
        }
        write!(to, "\n{}", test.source())?;
    }
    let mut open = gaps.iter().filter_map(|gap| match gap.closing {
        Closing::Test(_) => None,
        Closing::Impossible => Some((gap, "no visitor closes this gap")),
        Closing::Unknown => Some((gap, "no visitor who closes this gap was found")),
    });
    if let Some(first) = open.next() {
        writeln!(to)?;
        for (gap, why) in std::iter::once(first).chain(open) {
            let place = place::shown(sources, gap.location);
            let line = format!("{bold}{place}:{bold:#} {}; {why}", words(&gap.kind));
            writeln!(to, "{}", paragraph(&line, style.row_width(), "", "    "))?;
        }
    }
    Ok(())
}

/// What is not covered, as a sentence without its full stop.
fn words(kind: &GapKind) -> String {
    match kind {
        GapKind::NotShown { message } => format!("no test shows `{message}`"),
        GapKind::NotHeldBack { message } => format!("no test holds back `{message}`"),
        GapKind::NeverDecided {
            condition, value, ..
        } => format!("`{condition}` was never {value} where it decides"),
    }
}
