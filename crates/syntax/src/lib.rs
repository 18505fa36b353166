//! Text to tree: the grammar, the lossless tree, the typed view on it.
//!
//! Parsing never fails: every text gives a tree that tiles it, and findings. A file is cut into
//! slices where items begin ([`items`]); each is parsed on its own ([`parse_slice`]), so that a
//! mistake cannot reach its neighbour and an edit costs one item.

pub mod ast;
pub mod comment;
pub mod condition;
pub mod foreign;
mod grammar;
pub mod indent;
pub mod items;
pub mod kind;
pub mod literal;
mod parse;
pub mod reparse;
pub mod tree;
mod validation;

pub use kind::SyntaxKind;
pub use parse::{Parse, ParsedSlice, Slice, parse, parse_slice};
pub use tree::{Children, Node, Tree};
