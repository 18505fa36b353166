//! The language server over a pipe in one process, with files in memory that can be made to fail and to
//! wait; and those parts of it that can be held against a slow and plain copy of themselves.
//! Its binary is tested in `crates/cli/tests/it/lsp`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod cancellation;
mod capabilities;
mod configuration;
mod custom;
mod folders;
mod hostile;
mod line_index;
mod links;
mod panics;
mod progress;
mod renames;
mod support;
mod unreadable;
