//! The manifest, `proactive.toml`: what holds for a whole workspace.

mod keys;
mod parse;
mod patterns;
mod schema;

use std::path::PathBuf;

use proactive_hir::Settings;

pub(crate) use parse::parse;
pub(crate) use patterns::Patterns;
pub(crate) use schema::schema;

/// The name of the file.
pub(crate) const FILE_NAME: &str = "proactive.toml";

/// What the manifest says; the default is that of a workspace without one.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    /// `name`
    pub(crate) name: Option<String>,
    /// `include`; without it, every file belongs to the workspace.
    pub(crate) include: Option<Patterns>,
    /// `exclude`
    pub(crate) exclude: Patterns,
    /// `[build] output`, from the root.
    pub(crate) output: Option<PathBuf>,
    /// What concerns the checker.
    pub(crate) settings: Settings,
}
