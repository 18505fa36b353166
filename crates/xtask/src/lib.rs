//! The development tasks of the project: what `cargo xtask` does.
//!
//! Each task is a module of plain functions, so that tests can call them, too. Only `main.rs`
//! reads arguments and prints results; the long tasks print their progress themselves.

pub mod bench_lsp;
pub mod bench_peers;
pub mod bench_rules;
pub mod book;
pub mod check;
pub mod docs;
pub mod editors;
pub mod examples;
pub mod fuzz;
pub mod grammar;
pub mod integrations;
pub mod lsp_client;
pub mod npm;
pub mod package;
pub mod packages;
pub mod picture;
mod progress;
pub mod project;
pub mod reports;
pub mod runtime;
pub mod runtime_equal;
pub mod runtime_mutants;
pub mod shells;
pub mod soak;
pub mod stamp;
pub mod test;
pub mod tools;

/// Why a task failed, as a message for people.
pub type Failure = String;
