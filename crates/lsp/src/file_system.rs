//! The server's interface to files: finding and reading workspaces.
//!
//! Discovery and manifests belong to the command, which passes them in as a [`FileSystem`]. So an
//! editor sees the same files with the same settings as `proactive check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_diagnostics::Finding;
use proactive_hir::{Settings, SourceFile};

/// The texts of open documents by resolved path. They take precedence over the files on disk.
pub type Open = BTreeMap<PathBuf, Arc<str>>;

/// Access to files; tests provide their own.
pub trait FileSystem: Send + Sync + 'static {
    /// Resolves symbolic links in a path, whether or not it exists.
    fn resolve(&self, path: &Path) -> PathBuf;

    /// The file that a path leads to if it is a link, with all links resolved.
    fn link_target(&self, path: &Path) -> Option<PathBuf>;

    /// Whether a path has the name of a manifest.
    fn is_manifest(&self, path: &Path) -> bool;

    /// The nearest folder with a manifest, starting at `folder` and going up. From here on, all
    /// paths passed in and returned are resolved.
    fn root(&self, folder: &Path) -> Option<PathBuf>;

    /// Whether a file, which need not exist, belongs to the workspace in `root`, according to its
    /// manifest's patterns and to ignore files.
    fn belongs(&self, root: &Path, path: &Path, open: &Open) -> bool;

    /// Loads the workspace of `at`: a folder with or without a manifest, or a file, which is then
    /// included even if its workspace excludes it. `seen` is called with the number of files read
    /// so far.
    fn load(&self, at: &Path, open: &Open, seen: &(dyn Fn(usize) + Sync)) -> Loaded;

    /// The text of a file; none if it cannot be read or is not UTF-8.
    fn read(&self, path: &Path) -> Option<Arc<str>>;
}

/// A workspace that was read but not yet parsed.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Its folder; the paths of `files` are relative to it.
    pub root: PathBuf,
    /// Its name, from the manifest or the folder.
    pub name: Option<String>,
    /// The settings for the checker.
    pub settings: Settings,
    /// The files that could be read, sorted by the bytes of their paths.
    pub files: Vec<SourceFile>,
    /// Whether some file could not be read, so that its declarations are unknown.
    pub unread: bool,
    /// The manifest with its findings, if there is one.
    pub manifest: Option<UncheckedFile>,
    /// The files that could not be read, each with the finding that says why.
    pub beside: Vec<UncheckedFile>,
    /// Folders that were skipped because they are workspaces themselves.
    pub nested: Vec<PathBuf>,
}

/// A file that is not checked with its workspace but has findings of its own.
#[derive(Debug, Clone)]
pub struct UncheckedFile {
    /// Its path.
    pub path: PathBuf,
    /// The part of its text that could be read.
    pub text: Arc<str>,
    /// Its findings.
    pub findings: Vec<Finding>,
}
