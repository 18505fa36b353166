//! What an editor can run: the compiled configuration, tests, a visitor on a page.
//!
//! All of it needs a workspace without errors; [`Refused`] says why something cannot be done.
//! Everything that depends only on the model can also be had of a [`Model`](proactive_hir::model),
//! which is how the command line does it.

pub mod compiled;
pub mod coverage;
mod leaves;
pub mod simulate;
pub mod tests;

use proactive_diagnostics::{Problem, messages};
use proactive_engine::Program;
use proactive_hir::model::Model;

use crate::{FilePosition, Snapshot};

pub use simulate::VisitField;

/// Why something cannot be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There are errors in the workspace.
    HasErrors,
    /// There is no such message.
    NoSuchMessage(String),
    /// There is no such test.
    NoSuchTest(String),
    /// There is no such channel.
    NoSuchChannel(String),
    /// What was said of the visitor is wrong.
    Visit(VisitField, Box<Problem>),
    /// The messages cannot be played, and why.
    Unplayable(String),
}

impl Refused {
    /// Why, in a sentence without its full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::HasErrors => "there are errors in the workspace; mend them first".to_owned(),
            Self::NoSuchMessage(name) => format!("there is no message `{name}`"),
            Self::NoSuchTest(name) => format!("there is no test \"{name}\""),
            Self::NoSuchChannel(name) => format!("there is no channel `{name}`"),
            Self::Visit(_, problem) => match messages::help(problem) {
                Some(help) => format!("{}. {help}", messages::message(problem)),
                None => messages::message(problem),
            },
            Self::Unplayable(why) => format!("the messages cannot be played: {why}"),
        }
    }
}

/// The name of the message at a place.
#[must_use]
pub fn message_at(snapshot: &Snapshot, position: FilePosition) -> Option<&str> {
    let declaration = snapshot.item_at(position)?.draft().declaration.as_ref()?;
    let is_message = declaration.kind() == proactive_catalog::DeclarationKind::Message;
    let name = declaration.name.as_ref().filter(|_| is_message)?;
    Some(&name.value)
}

/// The workspace without a hole.
fn model(snapshot: &Snapshot) -> Result<&Model, Refused> {
    snapshot.model().ok_or(Refused::HasErrors)
}

/// The messages of a workspace, ready to be played.
fn program(model: &Model) -> Result<Program, Refused> {
    proactive_engine::prepare(&proactive_config::compile(model))
        .map_err(|error| Refused::Unplayable(error.to_string()))
}
