//! What commands report: findings and tests, a simulation, coverage, overlaps, differences.

pub(crate) mod coverage;
pub(crate) mod diff;
mod findings;
pub(crate) mod overlaps;
pub(crate) mod simulation;
mod visitor;

pub use findings::Report;
pub(crate) use findings::{Counts, Tested, Tests, counted};
