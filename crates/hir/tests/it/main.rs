//! Tests of the findings of whole workspaces.

#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    missing_docs,
    unreachable_pub,
    reason = "tests"
)]

mod cases;
mod cycles;
mod fixes;
mod incremental;
mod item_order;
mod locality;
mod page_texts;
mod properties;
mod random;
mod readings;
mod suggestions;
mod test_times;
mod websites;
mod workspaces;
mod zones;
