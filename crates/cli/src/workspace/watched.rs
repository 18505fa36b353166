//! Which folders to watch for changes of a workspace, and which changes concern it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::plan::{self, Named, Plan};
use super::walk::{self, ENDING, GITIGNORE};
use super::{Request, paths};

/// What a command reads, as folders in which something can happen to it.
#[derive(Debug, Default)]
pub(crate) struct Watched {
    /// The folders with source files, not with what is below them.
    pub(crate) folders: BTreeSet<PathBuf>,
    /// The folders above, in which a whole workspace can go away or come back.
    pub(crate) above: BTreeSet<PathBuf>,
    /// The roots of the workspaces.
    roots: BTreeSet<PathBuf>,
    /// Files that are read whatever their names are.
    files: BTreeSet<PathBuf>,
}

impl Watched {
    /// What a request reads now.
    pub(crate) fn new(request: &Request<'_>) -> Self {
        let mut watched = Self::default();
        for plan in plan::plan(request) {
            watched.add(plan);
        }
        if let Some(config) = &request.input.config {
            watched.add_file(paths::resolve(request.folder, config));
        }
        watched
    }

    fn add(&mut self, plan: Plan) {
        if plan.walked && plan.root.is_dir() {
            self.folders.extend(walk::folders(&plan.root));
        }
        for named in plan.named {
            match named {
                Named::Folder(_) | Named::Manifest(_) | Named::Stdin(_) => {}
                Named::File(path) | Named::Missing(path) => self.add_file(path),
            }
        }
        self.add_above(&plan.root);
        if plan.walked {
            self.roots.insert(plan.root);
        }
    }

    fn add_file(&mut self, path: PathBuf) {
        self.add_above(&path);
        self.folders.extend(
            path.parent()
                .filter(|it| it.is_dir())
                .map(Path::to_path_buf),
        );
        self.files.insert(path);
    }

    fn add_above(&mut self, path: &Path) {
        let above = path.ancestors().skip(1).filter(|folder| folder.is_dir());
        self.above.extend(above.map(Path::to_path_buf));
    }

    /// Whether a change at `path` can change the result: of a source file, a manifest, a file with
    /// patterns, or a folder in which these can be.
    pub(crate) fn concerns(&self, path: &Path) -> bool {
        let mut wanted = self.roots.iter().chain(&self.files);
        if wanted.any(|wanted| wanted.starts_with(path)) {
            return true;
        }
        let Some(name) = path.file_name().map(OsStr::as_encoded_bytes) else {
            return false;
        };
        let can_matter = name.ends_with(ENDING.as_bytes())
            || name == proactive_manifest::FILE_NAME.as_bytes()
            || name == GITIGNORE.as_bytes()
            || self.folders.contains(path)
            || !name.starts_with(b".") && path.is_dir();
        can_matter && self.roots.iter().any(|root| path.starts_with(root))
    }
}
