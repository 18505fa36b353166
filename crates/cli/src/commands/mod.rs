//! What each command does; a file for each.

mod build;
mod check;
mod deliver;
mod explain;
mod schema;

pub(crate) use build::build;
pub(crate) use check::check;
pub(crate) use explain::explain;
pub(crate) use schema::schema;
