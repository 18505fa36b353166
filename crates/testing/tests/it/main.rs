//! Tests of the test support.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by a panic"
)]

mod fixture;
mod generate;
mod markdown;
mod mutate;
mod notation;
mod ui;
