//! The tests of the `proactive` command.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod add_allow;
mod adoption;
mod build;
mod build_web;
mod commands_page;
mod completions;
mod corpus;
mod diff;
mod diff_screens;
mod discovery;
mod docs;
mod examples;
mod explain;
mod fix;
mod fmt;
mod guides;
mod hidden_characters;
mod hours;
mod import;
mod init;
mod json_page;
mod list;
mod lsp;
mod manifest;
mod manifest_page;
mod messages;
mod mistakes;
mod narrow;
mod nothing_found;
mod outputs;
mod overlaps;
mod pages;
mod progress;
mod renderers;
mod reports;
mod screens;
mod serve;
mod simulate;
mod statistics;
mod streams;
mod support;
mod test_command;
mod ui;
mod watch;
mod witnesses;
