//! Workspaces checked: what is found, where, and what is not.

#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    missing_docs,
    unreachable_pub,
    reason = "tests"
)]

mod arrangement;
mod cases;
mod editing;
mod fixes;
mod laws;
mod locality;
mod moments;
mod random;
mod suggesting;
mod workspaces;
