//! The parts of the language server that can be held against a slow and plain copy of themselves.
//! The server as a whole is tested where its binary is, in `crates/cli/tests/it/lsp`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod line_index;
