//! The commands, one file each.

mod build;
mod check;
mod completions;
mod diff;
mod emit;
mod explain;
mod fix;
mod fmt;
mod hours;
mod import;
mod init;
mod list;
mod load;
mod lsp;
mod man;
mod overlaps;
mod schema;
mod simulate;
mod test;

pub(crate) use build::build;
pub(crate) use check::{check, fix};
pub use completions::complete;
pub(crate) use completions::completions;
pub(crate) use diff::diff;
pub(crate) use explain::explain;
pub(crate) use fmt::fmt;
pub(crate) use hours::hours;
pub(crate) use import::import;
pub(crate) use init::init;
pub(crate) use list::list;
pub(crate) use lsp::lsp;
pub(crate) use man::man;
pub(crate) use overlaps::overlaps;
pub(crate) use schema::schema;
pub(crate) use simulate::simulate;
pub(crate) use test::test;
