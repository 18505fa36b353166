//! The chores of the project: what `cargo xtask` does.
//!
//! Each chore is a module with plain functions, so that the tests of the project can ask them
//! too. Only `main.rs` reads arguments, and prints what a chore has to say.

pub mod ansi;
pub mod bench_lsp;
pub mod bench_peers;
pub mod bench_rules;
pub mod docs;
pub mod editors;
pub mod examples;
pub mod lsp_client;
pub mod picture;
pub mod project;
pub mod soak;
pub mod svg;
pub mod test;
pub mod tools;

/// Why a chore failed, in words.
pub type Failure = String;
