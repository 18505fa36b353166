//! What an editor can run: the compiled configuration, tests, coverage, a simulated visitor.
//!
//! Everything here needs a workspace without errors; [`CommandError`] says why something cannot be
//! run. What a run reports is in `proactive-simulator`.

pub mod compiled;

use std::fmt;

use proactive_diagnostics::FileId;
use proactive_hir::model::Model;
use proactive_simulator::{
    CoverageReport, Error, InvalidVisit, SimulationReport, Simulator, TestReport, Visit,
    VisitDefaults, VisitInput,
};

use crate::{FilePosition, Snapshot};

/// Why something cannot be run.
///
/// Displays as a sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandError {
    /// The workspace has errors.
    HasErrors,
    /// The workspace has no message with this ID.
    NoSuchMessage(String),
    /// The workspace has no test with this name.
    NoSuchTest(String),
    /// A value that describes the visitor is invalid.
    InvalidVisit(InvalidVisit),
    /// The simulator cannot run it.
    Simulator(Error),
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HasErrors => f.write_str("the workspace has errors; fix them first"),
            Self::NoSuchMessage(name) => write!(f, "there is no message `{name}`"),
            Self::NoSuchTest(name) => write!(f, "there is no test \"{name}\""),
            Self::InvalidVisit(error) => error.fmt(f),
            Self::Simulator(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CommandError {}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        Self::Simulator(error)
    }
}

/// Which tests to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestChoice<'c> {
    /// All tests of the workspace.
    All,
    /// The tests of a file.
    File(FileId),
    /// The test with this name.
    Named(&'c str),
}

/// Simulates a visitor on a page.
///
/// # Errors
///
/// When a value of the visit is invalid, the workspace has errors, or it has no such channel.
pub fn simulate(
    snapshot: &Snapshot,
    input: &VisitInput<'_>,
) -> Result<SimulationReport, CommandError> {
    let visit =
        Visit::parse(input, &VisitDefaults::default()).map_err(CommandError::InvalidVisit)?;
    Ok(Simulator::new(model(snapshot)?)?.simulate(&visit)?)
}

/// Runs tests, in source order.
///
/// # Errors
///
/// When the workspace has errors, or no test with the name that `choice` asks for.
pub fn run_tests(
    snapshot: &Snapshot,
    choice: TestChoice<'_>,
) -> Result<Vec<TestReport>, CommandError> {
    let simulator = Simulator::new(model(snapshot)?)?;
    let mut cases = simulator.test_cases();
    cases.retain(|case| match choice {
        TestChoice::All => true,
        TestChoice::File(file) => case.test.span.file == file,
        TestChoice::Named(name) => *case.test.name == *name,
    });
    if let TestChoice::Named(name) = choice
        && cases.is_empty()
    {
        return Err(CommandError::NoSuchTest(name.to_owned()));
    }
    let reports = cases.iter().map(|case| Ok(simulator.run(case)?.report()));
    reports.collect()
}

/// Runs all tests of the workspace and reports what they cover.
///
/// # Errors
///
/// When the workspace has errors.
pub fn coverage(snapshot: &Snapshot) -> Result<CoverageReport, CommandError> {
    Ok(Simulator::new(model(snapshot)?)?.coverage()?)
}

/// The ID of the message at a position.
#[must_use]
pub fn message_at(snapshot: &Snapshot, position: FilePosition) -> Option<&str> {
    let declaration = snapshot.item_at(position)?.draft().declaration.as_ref()?;
    let is_message = declaration.kind() == proactive_catalog::DeclarationKind::Message;
    let name = declaration.name.as_ref().filter(|_| is_message)?;
    Some(&name.value)
}

/// The model of a workspace without errors.
fn model(snapshot: &Snapshot) -> Result<&Model, CommandError> {
    snapshot.model().ok_or(CommandError::HasErrors)
}
