//! The tests of the editor features, one module a feature.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may fail"
)]

mod actions;
mod call_hierarchy;
mod commands;
mod definition;
mod element;
mod highlight;
mod hints;
mod hover;
mod lenses;
mod linked;
mod preview;
mod references;
mod rename;
mod support;
