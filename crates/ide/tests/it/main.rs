//! The tests of the editor features, one module a feature.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may fail"
)]

mod completion;
mod completion_laws;
mod definition;
mod element;
mod signature;
mod support;
