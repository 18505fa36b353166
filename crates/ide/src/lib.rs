//! Every editor feature as a function of a workspace: a place in bytes goes in, plain data comes
//! out.
//!
//! A [`Snapshot`] is a workspace at one moment, with what is known of it. A feature is a file with
//! a function of its name. What the cursor is on is told in one place ([`element`]), and who is
//! meant by a name in another ([`symbol`]), so that no two features disagree. Nothing here knows a
//! protocol, a file or a clock.

mod comment;
pub mod completion;
pub mod definition;
pub mod element;
pub mod hover;
mod meaning;
pub mod prose;
pub mod signature;
mod snapshot;
pub mod symbol;
mod written;

pub use snapshot::{FilePosition, Snapshot};
