//! The manifest, `proactive.toml`: the settings of a workspace.

mod keys;
mod parse;
mod patterns;
mod schema;

use std::path::PathBuf;

use proactive_hir::Settings;

pub(crate) use parse::parse;
pub(crate) use patterns::Patterns;
pub(crate) use schema::schema;

/// The file name of the manifest.
pub(crate) const FILE_NAME: &str = "proactive.toml";

/// A parsed manifest; the default is that of a workspace without one.
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
    /// The settings of the checker.
    pub(crate) settings: Settings,
}
