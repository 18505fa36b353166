//! What an editor can run: the compiled configuration, tests, coverage, a simulated visitor.
//!
//! A simulation leaves out what has errors; everything else needs a workspace without errors.
//! [`CommandError`] says why something cannot be run. What a run reports is in `proactive-simulator`.

pub mod compiled;
pub mod new_test;

use std::borrow::Cow;
use std::fmt;

use proactive_catalog::MessageStatus;
use proactive_diagnostics::FileId;
use proactive_hir::model::{Message, Model};
use proactive_simulator::{
    CoverageReport, Error, InvalidVisit, Recipients, SimulationReport, Simulator, TestReport,
    Visit, VisitDefaults, VisitInput,
};

use crate::playable::LeftOut;
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
    /// No visitor was found who gets this message.
    NobodyGets(String),
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
            Self::NobodyGets(name) => write!(
                f,
                "no visitor was found who gets `{name}`, so there is no test to write"
            ),
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

/// Simulates a visitor on a page. Declarations with errors are left out, and those that need them.
/// If these include the only channel of the visit, all channels are simulated. The message with the
/// ID `live` is simulated as if it were published.
///
/// # Errors
///
/// When a value of the visit is invalid, nothing can be simulated because of errors, or the
/// workspace has no such channel.
pub fn simulate(
    snapshot: &Snapshot,
    input: &VisitInput<'_>,
    live: Option<&str>,
) -> Result<SimulationReport, CommandError> {
    let mut visit =
        Visit::parse(input, &VisitDefaults::default()).map_err(CommandError::InvalidVisit)?;
    let (model, left_out) = snapshot.playable().ok_or(CommandError::HasErrors)?;
    if let Some(channel) = &visit.channel
        && !left_out.is_empty()
        && model.channels.iter().all(|it| it.id != *channel)
    {
        visit.channel = None;
    }
    let model = with_published(model, live);
    Ok(Simulator::new(&model)?.simulate(&visit)?)
}

/// What a simulation leaves out because of errors, in source order.
#[must_use]
pub fn left_out(snapshot: &Snapshot) -> &[LeftOut] {
    snapshot.playable().map_or(&[], |(_, left_out)| left_out)
}

/// Who gets the message with this ID, as if it were published; `None` if it cannot be simulated.
#[must_use]
pub fn recipients(snapshot: &Snapshot, message: &str) -> Option<Recipients> {
    let (model, _) = snapshot.playable()?;
    let model = with_published(model, Some(message));
    Simulator::new(&model).ok()?.recipients(message)
}

/// The model in which a message is published.
fn with_published<'m>(model: &'m Model, message: Option<&str>) -> Cow<'m, Model> {
    let is_it = |it: &Message| message == Some(&*it.id);
    let position = model.messages.iter().position(is_it);
    let unpublished = position.and_then(|position| {
        let message = model.messages.get(position)?;
        (message.status != MessageStatus::Published).then_some(position)
    });
    let Some(position) = unpublished else {
        return Cow::Borrowed(model);
    };
    let mut model = model.clone();
    if let Some(message) = model.messages.get_mut(position) {
        message.status = MessageStatus::Published;
    }
    Cow::Owned(model)
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
