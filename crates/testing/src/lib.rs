//! What tests and benchmarks share: workspaces written as one text ([`fixture`]), the examples in
//! a Markdown page ([`markdown`]), workspaces of any size ([`generate`]), and texts as they are
//! while somebody types ([`mutate`]).
//!
//! It knows none of the other crates, so any of them can test with it.

pub mod fixture;
pub mod generate;
pub mod markdown;
pub mod mutate;
pub mod notation;
pub mod ui;

pub use fixture::{Cursor, Fixture, FixtureFile};
pub use generate::Generated;
pub use markdown::Fence;
pub use mutate::mutations;
