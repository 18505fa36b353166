//! The language server over a pipe within the test's process, with in-memory files that can be made
//! to fail and to block, and property tests that compare parts of the server with slow, simple
//! versions. The binary is tested in `crates/cli/tests/it/lsp`.

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
mod manifest;
mod panics;
mod progress;
mod renames;
mod support;
mod typescript;
mod unreadable;
mod untitled;
