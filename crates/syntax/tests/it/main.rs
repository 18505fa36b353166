//! The parser, from arbitrary text to slices, trees and findings.

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

mod ast;
mod corpus;
mod damage;
mod invariants;
mod literals;
mod reference;
mod shapes;
mod slices;
mod snapshots;
mod tables;
mod totality;
