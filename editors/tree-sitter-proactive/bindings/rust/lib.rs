//! The tree-sitter grammar of the language, for editors and for Rust programs that use tree-sitter.
//!
//! The compiler does not use it: its own grammar explains mistakes, this one gives editors colours,
//! folds and structure. The parser in `src/` is generated from `grammar.js`.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_proactive() -> *const ();
}

/// The language, as `tree_sitter::Language::new` takes it.
// SAFETY: `src/parser.c` defines the function with this signature and returns a static table, which
// is what `LanguageFn` asks for.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_proactive) };

/// What each kind of node is made of, in JSON.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");

/// The query for colours, with the capture names that most editors share.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");

/// The query for definitions and references.
pub const LOCALS_QUERY: &str = include_str!("../../queries/locals.scm");

/// The query for a list of what is declared.
pub const TAGS_QUERY: &str = include_str!("../../queries/tags.scm");
