//! What commands report: findings and tests, a simulation, coverage, overlaps,
//! opening hours, differences.

pub(crate) mod codes;
pub(crate) mod coverage;
pub(crate) mod diff;
mod findings;
mod fingerprint;
pub(crate) mod hours;
mod json;
pub(crate) mod list;
pub(crate) mod overlaps;
pub(crate) mod paragraph;
pub(crate) mod place;
pub(crate) mod reason;
pub(crate) mod simulation;
mod summary;
pub(crate) mod test_list;
mod visitor;

pub use findings::Report;
pub(crate) use findings::{Counts, FailedTest, Hidden, Tested, Tests, counted};
pub(crate) use fingerprint::{Fingerprint, Fingerprints};
pub(crate) use json::write_json;
