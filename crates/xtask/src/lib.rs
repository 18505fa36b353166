//! The chores of the project: what `cargo xtask` does.
//!
//! Each chore is a module with plain functions, so that the tests of the project can ask them
//! too. Only `main.rs` reads arguments, and prints what a chore has to say.

pub mod ansi;
pub mod docs;
pub mod editors;
pub mod examples;
pub mod house;
pub mod lsp;
pub mod lsp_bench;
pub mod peers;
pub mod picture;
pub mod rules;
pub mod soak;
pub mod svg;
pub mod verify;

/// Why a chore failed, in words.
pub type Failure = String;
