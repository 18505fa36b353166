//! Which workspaces the paths of the command line belong to.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};

use super::request::{Request, STDIN};
use crate::paths;

/// The default name of standard input.
const STDIN_NAME: &str = "<stdin>";

/// A workspace to load.
#[derive(Debug)]
pub(super) struct Plan {
    /// Its folder.
    pub(super) root: PathBuf,
    /// Whether the folder has a manifest.
    pub(super) manifest: bool,
    /// Whether all files below the folder belong to it, not only the named ones.
    pub(super) walked: bool,
    /// The named paths in it.
    pub(super) named: Vec<Named>,
    /// Whether the command line names it or something in it, not only a folder around it.
    pub(super) is_named: bool,
    /// Whether the workspaces below it are loaded as well.
    pub(super) takes_nested: bool,
}

impl Plan {
    /// A folder without a manifest.
    fn new(root: PathBuf, named: Vec<Named>) -> Self {
        Self {
            root,
            manifest: false,
            walked: true,
            named,
            is_named: true,
            takes_nested: false,
        }
    }

    /// The name of the folder.
    pub(super) fn folder_name(&self) -> Option<String> {
        let name = self.root.file_name().filter(|_| self.walked)?;
        Some(name.to_string_lossy().into_owned())
    }
}

/// An absolute path from the command line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// A folder with everything in it.
    Folder(PathBuf),
    /// A file.
    File(PathBuf),
    /// The manifest itself.
    Manifest(PathBuf),
    /// A path that does not exist.
    Missing(PathBuf),
    /// The file that is read from standard input.
    Stdin(PathBuf),
}

impl Named {
    fn new(folder: &Path, given: &Path) -> Self {
        let path = paths::resolve(folder, given);
        if path.is_dir() {
            Self::Folder(path)
        } else if matches!(path.try_exists(), Ok(false)) {
            // A path without access is read like a file, which gives the reason.
            Self::Missing(path)
        } else if path
            .file_name()
            .is_some_and(|name| name == proactive_manifest::FILE_NAME)
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

    /// The innermost folder that can have the manifest.
    fn folder(&self) -> &Path {
        match self {
            Self::Folder(path) => path,
            Self::File(path) | Self::Manifest(path) | Self::Missing(path) | Self::Stdin(path) => {
                path.parent().unwrap_or(path)
            }
        }
    }
}

/// The named paths of a workspace, indexed for many lookups.
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

    /// Whether the file at `path`, or a folder that contains it, is named.
    pub(super) fn covers(&self, path: &Path) -> bool {
        self.files.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder))
    }
}

/// Groups the paths by workspace, sorted by root.
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
        manifest: true,
        ..Plan::new(root, named)
    }));
    plans.extend(without_manifest(without));
    plans.sort_by(|left, right| left.root.cmp(&right.root));
    plans
}

/// Adds the workspace in `root` to the sorted `plans`, together with all workspaces below it.
pub(super) fn add_nested(plans: &mut VecDeque<Plan>, root: &Path) {
    let whole = Named::Folder(root.to_owned());
    let found = plans
        .iter_mut()
        .find(|plan| plan.manifest && plan.root == root);
    if let Some(plan) = found {
        plan.named.push(whole);
        plan.takes_nested = true;
        return;
    }
    let index = plans.partition_point(|plan| *plan.root < *root);
    let plan = Plan {
        manifest: true,
        is_named: false,
        takes_nested: true,
        ..Plan::new(root.to_owned(), vec![whole])
    };
    plans.insert(index, plan);
}

fn stdin_alone(folder: &Path) -> Plan {
    Plan {
        walked: false,
        ..Plan::new(
            folder.to_owned(),
            vec![Named::Stdin(folder.join(STDIN_NAME))],
        )
    }
}

/// A workspace for each folder, and one for all files outside of them. A folder inside another named
/// folder belongs to that one, so that its files are not reported twice.
fn without_manifest(named: Vec<Named>) -> Vec<Plan> {
    let (folders, others): (Vec<_>, Vec<_>) = named
        .into_iter()
        .partition(|named| matches!(named, Named::Folder(_)));
    let mut plans: Vec<Plan> = Vec::new();
    // Folders are sorted, with outer folders before inner ones.
    for folder in folders {
        match plans
            .iter_mut()
            .find(|plan| folder.path().starts_with(&plan.root))
        {
            Some(plan) => plan.named.push(folder),
            None => plans.push(Plan::new(folder.path().to_owned(), vec![folder])),
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
            walked: false,
            ..Plan::new(root, loose)
        });
    }
    plans
}

/// The nearest folder with a manifest: this one or one of its ancestors.
pub(super) fn root(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .find(|folder| folder.join(proactive_manifest::FILE_NAME).is_file())
        .map(Path::to_owned)
}

/// A cache of the workspace roots of folders.
#[derive(Default)]
struct Roots(BTreeMap<PathBuf, Option<PathBuf>>);

impl Roots {
    /// The nearest folder with a manifest: this one or one of its ancestors.
    fn find(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.0.get(folder) {
            return known.clone();
        }
        let root = root(folder);
        self.0.insert(folder.to_owned(), root.clone());
        root
    }
}
