//! Which comparisons the tests of a workspace put to the test, and where these are written.

use proactive_config::scenario::scenarios;
use proactive_diagnostics::Span;
use proactive_engine::{Coverage, Program, Tally, run_covered};
use proactive_hir::model::Model;

use super::leaves::Leaves;
use super::{Refused, model, program};
use crate::Snapshot;

/// What the tests of a workspace have seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceCoverage {
    /// How many comparisons were seen both ways.
    pub tally: Tally,
    /// The published messages, in the order of the configuration.
    pub messages: Vec<MessageCoverage>,
}

/// What they have seen of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageCoverage {
    /// The message.
    pub message: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// How many of its comparisons were seen both ways.
    pub tally: Tally,
    /// Its comparisons, in reading order.
    pub leaves: Vec<Leaf>,
}

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// As an author writes it, when `not` and segments are written out.
    pub condition: String,
    /// Where it is written: in the message, or in the segments that it uses.
    pub spans: Vec<Span>,
    /// It was seen true where that decides.
    pub seen_true: bool,
    /// It was seen false where that decides.
    pub seen_false: bool,
}

/// Runs all tests of a workspace, and tells what they have seen.
///
/// # Errors
///
/// Where there are errors in the workspace.
pub fn coverage(snapshot: &Snapshot) -> Result<WorkspaceCoverage, Refused> {
    let model = model(snapshot)?;
    let program = program(model)?;
    let mut seen = Coverage::new(&program);
    for scenario in &scenarios(model) {
        run_covered(&program, scenario, &mut seen)
            .map_err(|unknown| Refused::Unplayable(unknown.to_string()))?;
    }
    Ok(of_program(model, &program, &seen))
}

fn of_program(model: &Model, program: &Program, seen: &Coverage) -> WorkspaceCoverage {
    let messages = seen.messages(program).into_iter().filter_map(|covered| {
        let message = model.messages.get(covered.message.index())?;
        let places = Leaves::of(model, message);
        let leaves = covered.leaves.iter().map(|leaf| Leaf {
            condition: leaf.comparison.notation(),
            spans: places.spans(leaf.comparison),
            seen_true: leaf.held,
            seen_false: leaf.failed,
        });
        Some(MessageCoverage {
            message: message.id.clone(),
            span: message.span,
            tally: covered.tally(),
            leaves: leaves.collect(),
        })
    });
    WorkspaceCoverage {
        messages: messages.collect(),
        tally: seen.tally(program),
    }
}
