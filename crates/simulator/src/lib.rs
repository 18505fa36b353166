//! Reports of what can be run: a simulated visitor, the tests of a workspace, their coverage,
//! the tests that would close its gaps, and the opening hours.
//!
//! A [`Simulator`] is a checked workspace together with the program compiled from it. Its reports
//! are plain data with places in the source, so the command line, the language server and the
//! preview show the same answers. A report says where something is written as an `L`: a [`Span`]
//! when it is made, and whatever a client uses after `map_locations`. The JSON form of a report is
//! part of the editor protocol (`docs/reference/editor-protocol.md`).
//!
//! [`Span`]: proactive_diagnostics::Span

mod cause;
mod comparison_spans;
mod coverage;
mod example_visits;
mod first_shown;
mod gaps;
mod hours;
mod kept_visit;
mod other_visitors;
mod recipients;
mod scenario_source;
mod simulation;
mod test_run;
mod visit;
mod visit_defaults;

use std::fmt;

use proactive_engine::{PrepareError, Program, UnknownName};
use proactive_hir::model::Model;

pub use cause::{Cause, InTheWay, ScheduleMoment};
pub use coverage::{ComparisonCoverage, CoverageReport, MessageCoverage};
pub use first_shown::FirstShown;
pub use gaps::{Closing, Gap, GapKind, Gaps, SuggestedTest};
pub use hours::{ClosedDays, HoursReport, LocalMinute, ScheduleHours};
pub use other_visitors::{OtherVisitors, ShownToOthers};
pub use recipients::{Recipient, Recipients};
pub use scenario_source::source_of;
pub use simulation::{Nearness, NotShown, Reason, Shown, SimulationReport};
pub use test_run::{ExplainedMessage, TestCase, TestEvent, TestFailure, TestReport, TestRun};
pub use visit::{InvalidVisit, Visit, VisitDefaults, VisitField, VisitInput};

// Sums of coverage are the engine's: users of the reports need no other crate for them.
pub use proactive_engine::{Coverage, Tally};

/// A checked workspace, ready to be simulated.
///
/// It can be shared between threads.
#[derive(Debug)]
pub struct Simulator<'m> {
    model: &'m Model,
    program: Program,
}

impl<'m> Simulator<'m> {
    /// Compiles a workspace and prepares it for simulation.
    ///
    /// # Errors
    ///
    /// [`Error::Prepare`] when the engine does not accept the configuration, such as one with more
    /// text to search for than it supports.
    pub fn new(model: &'m Model) -> Result<Self, Error> {
        let configuration = proactive_config::compile(model);
        let program = proactive_engine::prepare(&configuration).map_err(Error::Prepare)?;
        Ok(Self { model, program })
    }
}

/// Why something cannot be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The engine does not accept the configuration.
    Prepare(PrepareError),
    /// The workspace has no channel with this ID.
    UnknownChannel(Box<str>),
    /// A test names something that the configuration does not declare.
    UnknownName(UnknownName),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prepare(error) => write!(f, "the messages cannot be simulated: {error}"),
            Self::UnknownChannel(id) => write!(f, "there is no channel `{id}`"),
            Self::UnknownName(error) => write!(f, "the tests cannot be run: {error}"),
        }
    }
}

impl std::error::Error for Error {}
