//! Decides which message is shown, when, and why.
//!
//! A [configuration](proactive_config::Configuration) is [prepared](prepare) once into a
//! [`Program`]. A [`Simulation`] is one visitor whose widgets run the program: pages load, time
//! passes, messages are opened, dismissed and answered. The only clock is the simulated one, so the
//! same steps always have the same result.
//!
//! Nothing is allocated while no message is shown. A [`PageTrace`] explains for every message *why*
//! it was shown or not; only a simulation that [records](Simulation::recording) keeps one. [`run`]
//! runs a whole [scenario](proactive_config::Scenario) and reports the first unmet expectation;
//! [`Coverage`] knows which comparisons a set of scenarios has tested. [`words`] puts these results
//! into words.
//!
//! Only the configuration is read, so nothing outside it can matter.

mod bit_set;
mod condition;
mod coverage;
mod error;
mod hours;
mod ids;
mod jagged;
mod matcher;
mod prepare;
mod program;
mod reason;
mod scenario_runner;
mod simulation;
mod text;
mod trace;
pub mod words;

pub use coverage::{Coverage, LeafCoverage, MessageCoverage, Tally};
pub use error::{ConfigError, DeclarationKind, PrepareError};
pub use hours::OpenState;
pub use ids::{ChannelId, MessageId, ScheduleId};
pub use prepare::prepare;
pub use program::Program;
pub use reason::{Reason, TestedComparison, reasons};
pub use scenario_runner::{
    Act, Event, Failure, Mismatch, ScenarioReport, TimelineEntry, UnknownName, run, run_covered,
};
pub use simulation::{Refusal, Shown, Simulation, Visitor};
pub use text::speaks;
pub use trace::{LeafTrace, MessageTrace, Obstacle, PageTrace, ScheduleTrace};
