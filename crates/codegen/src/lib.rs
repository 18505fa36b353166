//! From the grammar to the code of the parser.
//!
//! The grammar is written in pest's notation, and pest's own crates read, validate and optimise it.
//! What is generated is plain Rust: a function for each rule, which takes the rest of the text and
//! returns what is left of it. A choice looks at the next byte and tries only the alternatives that
//! can begin with it, so the grammar needs no guards for speed.
//!
//! Two modules are generated. The functions of `scan` only match. Those of `nodes` match and write
//! nodes; they use `scan` for looking ahead and for tokens, whose nodes have no children. Both are
//! made of the functions in `crates/syntax/src/grammar/matchers.rs`, and nodes are written by the
//! `TreeBuilder` of that crate. `cargo xtask grammar` writes the files.
//!
//! Only what the grammar uses of pest's notation is supported: see [`GrammarError`].

mod emit;
mod error;
mod first;
mod grammar;
mod notation;
mod read;
mod symbols;

pub use error::GrammarError;

/// The code of a parser, not yet formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parser {
    /// The module `scan`, of the functions that only match.
    pub scan: String,
    /// The module `nodes`, of the functions that also write nodes.
    pub nodes: String,
}

/// Generates the parser of a grammar. It begins with the first rule.
///
/// # Errors
///
/// If the grammar is wrong, or uses what is not supported.
pub fn generate(grammar: &str) -> Result<Parser, GrammarError> {
    Ok(emit::parser(&read::read(grammar)?))
}
