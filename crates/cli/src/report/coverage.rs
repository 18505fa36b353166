//! The coverage of a workspace by its tests, as JSON and as text.

use std::io::{self, Write};

use proactive_simulator::{ComparisonCoverage, CoverageReport, MessageCoverage, Tally};
use serde::Serialize;

/// The JSON form of a coverage report.
#[derive(Debug, Serialize)]
pub(crate) struct CoverageJson<'c> {
    /// How many comparisons were seen both true and false.
    covered: usize,
    total: usize,
    /// The share in percent, rounded down.
    percent: usize,
    messages: Vec<MessageCoverageJson<'c>>,
}

#[derive(Debug, Serialize)]
struct MessageCoverageJson<'c> {
    message: &'c str,
    covered: usize,
    total: usize,
    uncovered: Vec<UncoveredJson<'c>>,
}

/// A comparison that was not seen both true and false.
#[derive(Debug, Serialize)]
struct UncoveredJson<'c> {
    /// The comparison in the notation of the language.
    condition: &'c str,
    seen_true: bool,
    seen_false: bool,
}

impl<'c> CoverageJson<'c> {
    /// The coverage of several workspaces; `None` without any.
    pub(crate) fn new(reports: &[&'c CoverageReport]) -> Option<Self> {
        let tally = tally(reports);
        let messages = reports.iter().flat_map(|report| &report.messages);
        (!reports.is_empty()).then(|| Self {
            covered: tally.covered,
            total: tally.total,
            percent: tally.percent(),
            messages: messages.map(Into::into).collect(),
        })
    }
}

/// How many comparisons of several workspaces are covered.
pub(crate) fn tally(reports: &[&CoverageReport]) -> Tally {
    let mut sum = Tally {
        covered: 0,
        total: 0,
    };
    for report in reports {
        let Tally { covered, total } = report.tally();
        sum.covered += covered;
        sum.total += total;
    }
    sum
}

impl<'c> From<&'c MessageCoverage> for MessageCoverageJson<'c> {
    fn from(message: &'c MessageCoverage) -> Self {
        let Tally { covered, total } = message.tally();
        let uncovered = uncovered(message).map(|comparison| UncoveredJson {
            condition: &comparison.condition,
            seen_true: comparison.seen_true,
            seen_false: comparison.seen_false,
        });
        Self {
            message: &message.message,
            covered,
            total,
            uncovered: uncovered.collect(),
        }
    }
}

/// Writes the coverage of several workspaces as text: a line for each message, and the comparisons
/// that are not covered.
pub(crate) fn write(reports: &[&CoverageReport], to: &mut dyn Write) -> io::Result<()> {
    let tally = tally(reports);
    let Tally { covered, total } = tally;
    writeln!(
        to,
        "coverage: {covered} of {total} comparisons ({}%)",
        tally.percent()
    )?;
    let width = |it: &MessageCoverage| it.message.chars().count();
    let messages = || reports.iter().flat_map(|report| &report.messages);
    let width = messages().map(width).max().unwrap_or_default();
    for message in messages() {
        let Tally { covered, total } = message.tally();
        writeln!(to, "  {:width$}  {covered} of {total}", message.message)?;
    }
    if covered == total {
        return Ok(());
    }
    writeln!(to, "not covered:")?;
    for message in messages() {
        for comparison in uncovered(message) {
            writeln!(
                to,
                "  {}: `{}` was never {} where it matters",
                message.message,
                comparison.condition,
                missing(comparison)
            )?;
        }
    }
    Ok(())
}

fn uncovered(message: &MessageCoverage) -> impl Iterator<Item = &ComparisonCoverage> {
    let comparisons = message.comparisons.iter();
    comparisons.filter(|comparison| !comparison.is_covered())
}

fn missing(comparison: &ComparisonCoverage) -> &'static str {
    match (comparison.seen_true, comparison.seen_false) {
        (true, _) => "false",
        (false, true) => "true",
        (false, false) => "evaluated",
    }
}
