//! What the server takes from outside: workspaces, as the command finds and reads them.
//!
//! Discovery and manifests belong to the command. It brings them as a [`FileSystem`], so that an editor
//! sees the same files with the same settings as `proactive check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_diagnostics::Finding;
use proactive_hir::{Settings, SourceFile};

/// The texts of open files by their resolved paths: they count instead of what is on disk.
pub type Open = BTreeMap<PathBuf, Arc<str>>;

/// The files of a machine. A test can bring its own.
pub trait FileSystem: Send + Sync + 'static {
    /// The path without links on its way, whether or not something is there.
    fn resolve(&self, path: &Path) -> PathBuf;

    /// Whether the path is that of a manifest, by its name.
    fn is_manifest(&self, path: &Path) -> bool;

    /// The nearest folder upward, `folder` included, that has a manifest. All paths that go in
    /// and come out from here on are resolved.
    fn root(&self, folder: &Path) -> Option<PathBuf>;

    /// Whether the file at `path`, which need not exist, belongs to the workspace in `root`, by
    /// the patterns of its manifest and by what version control ignores.
    fn belongs(&self, root: &Path, path: &Path, open: &Open) -> bool;

    /// Reads the workspace that `at` belongs to: a folder with or without a manifest, or a file,
    /// which then counts even if its workspace leaves it out. `seen` hears how many files there
    /// are as they are read.
    fn load(&self, at: &Path, open: &Open, seen: &(dyn Fn(usize) + Sync)) -> Loaded;

    /// The text of a file; none if it cannot be read, or not as a text.
    fn read(&self, path: &Path) -> Option<Arc<str>>;
}

/// A workspace, read but not yet understood.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Its folder; the paths of `files` count from here.
    pub root: PathBuf,
    /// What it is called: by its manifest, else by its folder.
    pub name: Option<String>,
    /// What the checker must know.
    pub settings: Settings,
    /// The files that could be read, by the bytes of their paths.
    pub files: Vec<SourceFile>,
    /// Whether some file could not be read, so that what it declares is not seen.
    pub unread: bool,
    /// The manifest, if there is one, with what is wrong with it.
    pub manifest: Option<UncheckedFile>,
    /// The files that could not be read, each with the finding that says why.
    pub beside: Vec<UncheckedFile>,
    /// Folders that were left out because they are workspaces of their own.
    pub nested: Vec<PathBuf>,
}

/// A file that is not checked as a part of its workspace but has findings all the same.
#[derive(Debug, Clone)]
pub struct UncheckedFile {
    /// Where it is.
    pub path: PathBuf,
    /// As much of it as could be read.
    pub text: Arc<str>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}
