//! What a workspace of `.proactive` files means.
//!
//! The text goes three steps. Each item is *lowered* on its own to a [`draft`]: typed, with spans,
//! but with holes where the text is broken. The drafts of all files are *checked* together
//! ([`check`]): names, types across declarations, rules, lints. When nothing is wrong, the
//! workspace can be had as a [`model`] without holes, which is all that the compiler accepts.

mod build;
mod check;
mod declarations;
pub mod draft;
mod item;
pub mod lower;
mod meaning;
pub mod model;
mod names;
mod segment_graph;
mod settings;
mod suggest;
mod workspace;

pub use check::CheckCache;
pub use declarations::{Declarations, Declared, MessageHours};
pub use item::{Item, SourceFile};
pub use settings::{Level, Settings};
pub use suggest::suggest;
pub use workspace::{Checked, Workspace};
