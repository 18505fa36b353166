//! What a workspace of `.proactive` files means.
//!
//! The text goes three steps. Each item is *lowered* on its own to a [`draft`]: typed, with spans,
//! but with holes where the text is broken. The drafts of all files are *checked* together
//! ([`check`]): names, types across declarations, rules, lints. When nothing is wrong, the
//! workspace can be had as a [`model`] without holes, which is all that the compiler accepts.

mod check;
mod declarations;
pub mod draft;
pub mod lower;
pub mod model;
mod settings;
mod suggest;
mod workspace;

pub use check::CheckCache;
pub use declarations::{Declarations, Declared};
pub use settings::{Level, Settings};
pub use suggest::suggest;
pub use workspace::{Checked, Item, SourceFile, Workspace};
