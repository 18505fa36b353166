//! Every editor feature as a function of a workspace: a place in bytes goes in, plain data comes
//! out.
//!
//! A [`Snapshot`] is a workspace at one moment, with what is known of it. A feature is a file with
//! a function of its name. What the cursor is on is told in one place ([`element`]), and who is
//! meant by a name in another ([`symbol`]), so that no two features disagree. Nothing here knows a
//! protocol, a file or a clock.

pub mod actions;
pub mod call_hierarchy;
pub mod commands;
mod comment;
pub mod completion;
pub mod definition;
pub mod diagnostics;
pub mod element;
pub mod folding;
pub mod highlight;
pub mod hints;
pub mod hover;
mod layout;
pub mod lenses;
pub mod linked;
pub mod links;
mod meaning;
pub mod on_type;
pub mod preview;
pub mod prose;
pub mod references;
pub mod rename;
pub mod selection;
pub mod signature;
mod snapshot;
pub mod symbol;
pub mod symbols;
pub mod tokens;
mod written;

pub use snapshot::{FilePosition, Memory, Snapshot};
