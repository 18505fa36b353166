//! Text to tree: the grammar, the lossless tree, the typed view on it.
//!
//! Parsing never fails: every text gives a tree that tiles it, and findings. A file is cut into
//! slices where items begin ([`split`]); each is parsed on its own ([`parse_slice`]), so that a
//! mistake cannot reach its neighbour and an edit costs one item.

// What pest's derive names where pest is built without `std`.
extern crate alloc;

pub mod ast;
pub mod condition;
mod grammar;
pub mod kind;
pub mod literal;
mod mistakes;
mod parse;
pub mod recut;
pub mod split;
pub mod tree;

pub use kind::SyntaxKind;
pub use parse::{Parse, ParsedSlice, Slice, parse, parse_slice};
pub use tree::{Children, Node, Tree};
