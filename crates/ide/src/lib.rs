//! Every editor feature as a function of a workspace: a position in bytes goes in, plain data comes
//! out.
//!
//! A [`Snapshot`] is a workspace at one moment, with everything that is known about it. Each feature
//! is a file with a function of the same name. What a token is, is decided in one place
//! ([`classify`]), and what a name refers to in another ([`symbol`]), so that no two features
//! disagree. Nothing here knows about a protocol, the file system or the clock.

pub mod call_hierarchy;
pub mod classify;
pub mod code_action;
pub mod code_lens;
pub mod commands;
pub mod completion;
pub mod definition;
pub mod diagnostics;
pub mod document_highlight;
pub mod document_link;
pub mod document_symbol;
mod due_order;
mod expand_segments;
pub mod folding_range;
pub mod hover;
pub mod inlay_hint;
pub mod linked_editing_range;
pub mod manifest;
pub mod markup;
pub mod message_list;
pub mod on_type;
pub mod playable;
pub mod preview;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_tokens;
pub mod signature_help;
mod snapshot;
pub mod symbol;
pub mod workspace_symbol;

pub use snapshot::{FilePosition, Snapshot, SnapshotCache};
