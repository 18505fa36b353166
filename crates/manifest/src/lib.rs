//! The manifest, `proactive.toml`: the settings of a workspace.
//!
//! [`keys`] is the only description of its keys. The parser, the JSON Schema and the editor features
//! read it. The parser ([`parse`]) reports what is wrong in a whole text, and [`outline`] says what is
//! at one place of a text that is being typed.

mod fixes;
pub mod keys;
pub mod outline;
mod parse;
mod span;

use std::path::PathBuf;

use proactive_catalog::limits::DEFAULT_VISIT_GAP_MINUTES;
use proactive_hir::Settings;

pub use parse::parse;
pub use proactive_hir::Patterns;
pub use span::span;

/// The file name of the manifest.
pub const FILE_NAME: &str = "proactive.toml";

/// A parsed manifest; the default is that of a workspace without one.
#[derive(Debug, Default)]
pub struct Manifest {
    /// `name`
    pub name: Option<String>,
    /// `include`; without it, every file belongs to the workspace.
    pub include: Option<Patterns>,
    /// `exclude`
    pub exclude: Patterns,
    /// `[build] output`, from the root.
    pub output: Option<PathBuf>,
    /// `[web] visit_gap_minutes`
    pub visit_gap: VisitGap,
    /// The settings of the checker.
    pub settings: Settings,
}

/// The minutes after which a visit is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitGap(pub u16);

impl Default for VisitGap {
    fn default() -> Self {
        Self(DEFAULT_VISIT_GAP_MINUTES)
    }
}
