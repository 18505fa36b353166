//! What tests and benchmarks share: workspaces written as one text ([`fixture`]), the code blocks
//! of a Markdown page ([`markdown`]), the pages of `tests/ui` ([`ui`]) and of `tests/mistakes`
//! ([`mistakes`]), a notation for invisible characters ([`notation`]), workspaces of any size
//! ([`generate`]), and texts as they are while someone types ([`mutate`]).
//!
//! It depends on none of the other crates, so any of them can use it in tests.

pub mod fixture;
pub mod generate;
pub mod markdown;
pub mod mistakes;
pub mod mutate;
pub mod notation;
pub mod ui;

pub use fixture::{Cursor, Fixture, FixtureFile};
pub use generate::Generated;
pub use markdown::Fence;
pub use mistakes::Mistake;
pub use mutate::mutations;
