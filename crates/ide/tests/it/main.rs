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
mod completion;
mod completion_laws;
mod definition;
mod diagnostics;
mod element;
mod folding;
mod highlight;
mod hints;
mod hover;
mod lenses;
mod linked;
mod links;
mod on_type;
mod preview;
mod references;
mod rename;
mod selection;
mod signature;
mod support;
mod symbols;
mod tokens;
