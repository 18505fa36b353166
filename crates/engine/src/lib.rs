//! Which message comes up, when, and why.
//!
//! A [configuration](proactive_config::Configuration) is [prepared](prepare) once and gives a
//! [`Program`]. A [`Simulation`] is one visitor whose widgets play it: pages are loaded, time
//! passes, messages are opened, dismissed and answered. There is no other clock than the
//! simulated one, so the same steps always come to the same end.
//!
//! What comes up is decided without allocating anything while nothing is shown. *Why* it is so, a
//! [`PageTrace`] tells for every message; it is kept only by a simulation that [records](
//! Simulation::recording). [`run`] plays a whole [scenario](proactive_config::Scenario) and
//! reports where it did not go as expected; [`Coverage`] knows which comparisons a set of
//! scenarios has put to the test. Their words are made in [`words`].
//!
//! Only the configuration is read. So whatever it does not say cannot matter.

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
mod scenario_runner;
mod simulation;
mod text;
mod trace;
pub mod words;

pub use coverage::{Coverage, LeafCoverage, MessageCoverage, Tally};
pub use error::{ConfigError, DeclarationKind, PrepareError};
pub use ids::{ChannelId, MessageId, ScheduleId};
pub use prepare::prepare;
pub use program::Program;
pub use scenario_runner::{
    Act, Event, Failure, Mismatch, ScenarioReport, TimelineEntry, UnknownName, run, run_covered,
};
pub use simulation::{Refusal, Shown, Simulation, Visitor};
pub use trace::{LeafTrace, MessageTrace, Obstacle, PageTrace, ScheduleTrace};
