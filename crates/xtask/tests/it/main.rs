//! What holds of the project as a whole, and of its chores.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by a panic"
)]

mod check;
mod contributor_docs;
mod crate_dependencies;
mod editor_configs;
mod exhaustive;
mod generated_files;
mod keywords;
mod notices;
mod picture;
mod purity;
mod rust_source;
mod sublime;
mod test_summary;
mod tidy;
