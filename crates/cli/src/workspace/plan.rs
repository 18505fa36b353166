//! Which workspaces the paths of the command line belong to.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::request::{Request, STDIN};
use crate::{manifest, paths};

/// What standard input is called when nothing else is said.
const STDIN_NAME: &str = "<stdin>";

/// A workspace, before anything in it is read.
#[derive(Debug)]
pub(super) struct Plan {
    /// Its folder.
    pub(super) root: PathBuf,
    /// Whether the folder has a manifest.
    pub(super) manifest: bool,
    /// Whether the files below the folder belong to it, or only those that are named.
    pub(super) walked: bool,
    /// What of it is named.
    pub(super) named: Vec<Named>,
}

impl Plan {
    /// What the folder is called.
    pub(super) fn folder_name(&self) -> Option<String> {
        let name = self.root.file_name().filter(|_| self.walked)?;
        Some(name.to_string_lossy().into_owned())
    }
}

/// A path of the command line, absolute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// A folder: everything in it.
    Folder(PathBuf),
    /// A file.
    File(PathBuf),
    /// The manifest itself.
    Manifest(PathBuf),
    /// Something that is not there.
    Missing(PathBuf),
    /// The file that standard input stands for.
    Stdin(PathBuf),
}

impl Named {
    fn new(folder: &Path, given: &Path) -> Self {
        let path = paths::resolve(folder, given);
        if path.is_dir() {
            Self::Folder(path)
        } else if matches!(path.try_exists(), Ok(false)) {
            // What may not even be asked for is read like a file, to hear the reason.
            Self::Missing(path)
        } else if path
            .file_name()
            .is_some_and(|name| name == manifest::FILE_NAME)
        {
            Self::Manifest(path)
        } else {
            Self::File(path)
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Folder(path)
            | Self::File(path)
            | Self::Manifest(path)
            | Self::Missing(path)
            | Self::Stdin(path) => path,
        }
    }

    /// The innermost folder that could have the manifest.
    fn folder(&self) -> &Path {
        match self {
            Self::Folder(path) => path,
            Self::File(path) | Self::Manifest(path) | Self::Missing(path) | Self::Stdin(path) => {
                path.parent().unwrap_or(path)
            }
        }
    }
}

/// What of a workspace is named, ready to be asked about many files.
#[derive(Debug)]
pub(super) struct Scope<'p> {
    folders: Vec<&'p Path>,
    files: HashSet<&'p Path>,
}

impl<'p> Scope<'p> {
    pub(super) fn new(named: &'p [Named]) -> Self {
        let is_folder = |named: &&Named| matches!(named, Named::Folder(_));
        let (folders, files): (Vec<_>, Vec<_>) = named.iter().partition(is_folder);
        Self {
            folders: folders.into_iter().map(Named::path).collect(),
            files: files.into_iter().map(Named::path).collect(),
        }
    }

    /// The folders.
    pub(super) fn folders(&self) -> &[&'p Path] {
        &self.folders
    }

    /// Whether the file at `path` is named, or a folder that it lies in.
    pub(super) fn covers(&self, path: &Path) -> bool {
        self.files.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder))
    }
}

/// Sorts the paths into workspaces, ordered by their roots.
pub(super) fn plan(request: &Request<'_>) -> Vec<Plan> {
    let here = [PathBuf::from(".")];
    let given = if request.paths.is_empty() {
        &here[..]
    } else {
        request.paths
    };
    let mut plans = Vec::new();
    let mut named = Vec::new();
    for path in given {
        if path.as_os_str() != STDIN {
            named.push(Named::new(request.folder, path));
        } else if let Some(name) = &request.input.stdin_filename {
            named.push(Named::Stdin(paths::resolve(request.folder, name)));
        } else {
            plans.push(stdin_alone(request.folder));
        }
    }
    named.sort();
    named.dedup();
    plans.truncate(1);

    let mut roots = Roots::default();
    let mut with_manifest: BTreeMap<PathBuf, Vec<Named>> = BTreeMap::new();
    let mut without = Vec::new();
    for named in named {
        match roots.find(named.folder()) {
            Some(root) => with_manifest.entry(root).or_default().push(named),
            None => without.push(named),
        }
    }
    plans.extend(with_manifest.into_iter().map(|(root, named)| Plan {
        root,
        manifest: true,
        walked: true,
        named,
    }));
    plans.extend(without_manifest(without));
    plans.sort_by(|left, right| left.root.cmp(&right.root));
    plans
}

fn stdin_alone(folder: &Path) -> Plan {
    Plan {
        root: folder.to_owned(),
        manifest: false,
        walked: false,
        named: vec![Named::Stdin(folder.join(STDIN_NAME))],
    }
}

/// A workspace for each folder, and one for all files that lie in none of them. A folder in a
/// folder that is given too belongs to that one: else its files would be told of twice.
fn without_manifest(named: Vec<Named>) -> Vec<Plan> {
    let (folders, others): (Vec<_>, Vec<_>) = named
        .into_iter()
        .partition(|named| matches!(named, Named::Folder(_)));
    let mut plans: Vec<Plan> = Vec::new();
    // The folders are ordered, an outer one before those in it.
    for folder in folders {
        match plans
            .iter_mut()
            .find(|plan| folder.path().starts_with(&plan.root))
        {
            Some(plan) => plan.named.push(folder),
            None => plans.push(Plan {
                root: folder.path().to_owned(),
                manifest: false,
                walked: true,
                named: vec![folder],
            }),
        }
    }
    let mut loose = Vec::new();
    for other in others {
        match plans
            .iter_mut()
            .find(|plan| other.path().starts_with(&plan.root))
        {
            Some(plan) => plan.named.push(other),
            None => loose.push(other),
        }
    }
    if let Some(root) = paths::common_folder(loose.iter().map(Named::folder)) {
        plans.push(Plan {
            root,
            manifest: false,
            walked: false,
            named: loose,
        });
    }
    plans
}

/// The nearest folder upward, itself included, that has a manifest.
pub(super) fn root(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .find(|folder| folder.join(manifest::FILE_NAME).is_file())
        .map(Path::to_owned)
}

/// The folders that have been asked for the manifest above them.
#[derive(Default)]
struct Roots(BTreeMap<PathBuf, Option<PathBuf>>);

impl Roots {
    /// The nearest folder upward, itself included, that has a manifest.
    fn find(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.0.get(folder) {
            return known.clone();
        }
        let root = root(folder);
        self.0.insert(folder.to_owned(), root.clone());
        root
    }
}
