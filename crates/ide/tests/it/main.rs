//! Tests of the editor features, one module for each feature.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may fail"
)]

mod call_hierarchy;
mod classify;
mod code_action;
mod code_lens;
mod commands;
mod completion;
mod completion_first;
mod completion_properties;
mod definition;
mod diagnostics;
mod document_highlight;
mod document_link;
mod document_symbol;
mod folding_range;
mod hover;
mod inlay_hint;
mod linked_editing_range;
mod manifest;
mod message_list;
mod on_type;
mod preview;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod signature_help;
mod support;
mod typing;
mod workspace_symbol;
