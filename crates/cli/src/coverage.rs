//! What the tests of a workspace have seen of the conditions of its messages.

use std::io::{self, Write};

use proactive_engine::{LeafCoverage, Program, Tally};
use serde::Serialize;

/// What was seen of all comparisons.
#[derive(Debug, Serialize)]
pub(crate) struct Coverage {
    /// How many comparisons were seen both ways.
    covered: usize,
    total: usize,
    /// In per cent, rounded down.
    pub(crate) percent: usize,
    messages: Vec<MessageCoverage>,
}

/// What was seen of the comparisons of a message.
#[derive(Debug, Serialize)]
struct MessageCoverage {
    message: String,
    covered: usize,
    total: usize,
    uncovered: Vec<Uncovered>,
}

/// A comparison that was not seen both ways.
#[derive(Debug, Serialize)]
struct Uncovered {
    /// As an author writes it.
    condition: String,
    seen_true: bool,
    seen_false: bool,
}

impl Coverage {
    /// What `seen` has seen of `program`.
    pub(crate) fn new(program: &Program, seen: &proactive_engine::Coverage) -> Self {
        let Tally { covered, total } = seen.tally(program);
        let messages = seen
            .messages(program)
            .into_iter()
            .map(|message| {
                let Tally { covered, total } = message.tally();
                let leaves = message.leaves.iter();
                MessageCoverage {
                    message: program[message.message].id.to_string(),
                    covered,
                    total,
                    uncovered: leaves
                        .filter(|leaf| !leaf.is_covered())
                        .map(Uncovered::new)
                        .collect(),
                }
            })
            .collect();
        Self {
            covered,
            total,
            percent: seen.tally(program).percent(),
            messages,
        }
    }

    /// Tells it to people: a line for each message, and the comparisons that are not covered.
    pub(crate) fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        writeln!(
            to,
            "coverage: {} of {} comparisons, {} %",
            self.covered, self.total, self.percent
        )?;
        let width = |it: &MessageCoverage| it.message.chars().count();
        let width = self.messages.iter().map(width).max().unwrap_or_default();
        for it in &self.messages {
            writeln!(
                to,
                "  {:width$}  {} of {}",
                it.message, it.covered, it.total
            )?;
        }
        if self.covered == self.total {
            return Ok(());
        }
        writeln!(to, "not covered:")?;
        for it in &self.messages {
            for uncovered in &it.uncovered {
                writeln!(
                    to,
                    "  {}: `{}` was never seen {} where it matters",
                    it.message,
                    uncovered.condition,
                    uncovered.missing()
                )?;
            }
        }
        Ok(())
    }
}

impl Uncovered {
    fn new(leaf: &LeafCoverage<'_>) -> Self {
        Self {
            condition: leaf.comparison.notation(),
            seen_true: leaf.held,
            seen_false: leaf.failed,
        }
    }

    fn missing(&self) -> &'static str {
        match (self.seen_true, self.seen_false) {
            (true, _) => "false",
            (false, true) => "true",
            (false, false) => "true nor false",
        }
    }
}
