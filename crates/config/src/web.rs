//! The configuration as web pages use it: a bundle for each channel, and a manifest that names the
//! bundles.
//!
//! A [`Bundle`] has what the page of a channel needs and nothing else: the published messages, the
//! schedules and comparisons that they use, and the patterns of the channel's websites. It is made
//! for a small evaluator: due messages are in order, conditions refer to a table of comparisons, and
//! hours are minutes of the week. [`WebFile`] is a bundle as a file, whose name changes with its
//! content, so that browsers can keep it forever. The [`Manifest`] says which file is the current
//! one.

mod bundle;
mod files;
mod hash;
mod lower;
mod manifest;
mod site;

pub use bundle::{
    Bundle, ClosedDay, Condition, LanguageTag, Message, Once, PageComparison, Reply, Schedule, Site,
};
pub use files::{WebFile, files};
pub use hash::Hash;
pub use lower::bundle;
pub use manifest::{FILE_NAME, Manifest, ManifestEntry};
