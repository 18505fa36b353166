//! What a workspace of `.proactive` files means.
//!
//! Text becomes a model in three steps. Each item is *lowered* on its own to a [`draft`]: typed,
//! with spans, but with holes where the text is broken. The drafts of all files are then *checked*
//! together ([`check`]): names, types across declarations, rules, lints. If there are no errors, the
//! workspace can be built into a [`model`] without holes, which is all that the compiler accepts.
//!
//! The modules form floors, and each uses only those below it:
//!
//! | floor | modules |
//! | --- | --- |
//! | the whole workspace | `workspace`, `add_allow` |
//! | what was meant | `repair` |
//! | findings and models | `check`, `build` |
//! | what names and omissions mean | `declarations`, `meaning`, `segment_graph`, `names` |
//! | one file | `item`, `allow_comment`, `lower` |
//! | data | `draft`, `model`, `settings`, `patterns`, `suggest`, `repair` |

mod add_allow;
mod allow_comment;
mod build;
mod check;
mod declarations;
pub mod draft;
mod item;
pub mod lower;
mod meaning;
pub mod model;
mod names;
mod overrides;
mod patterns;
mod repair;
mod segment_graph;
mod settings;
mod suggest;
mod workspace;

pub use add_allow::{AllowComments, allow_comments};
pub use check::CheckCache;
pub use declarations::{Declarations, Declared, MessageHours};
pub use item::{Item, SourceFile};
pub use overrides::{Override, OverridePath};
pub use patterns::Patterns;
pub use settings::{Level, Settings};
pub use suggest::suggest;
pub use workspace::{Checked, Workspace};
