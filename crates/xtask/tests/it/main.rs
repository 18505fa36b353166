//! Rules for the project as a whole, and tests of its development tasks.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests fail by panicking"
)]

mod adapters;
mod book;
mod check;
mod contributor_docs;
mod crate_dependencies;
mod editor_configs;
mod exhaustive;
mod generated_files;
mod keywords;
mod module_cycles;
mod notices;
mod packages;
mod picture;
mod profiles;
mod purity;
mod rust_source;
mod sublime;
mod test_summary;
mod tidy;
