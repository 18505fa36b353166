//! A workspace over time: each edit makes a new [`ProjectRevision`], which never changes.
//!
//! A moment knows what to do, not yet what comes of it: from which moment it starts, and which
//! texts are new. Whoever asks first finds it out, on a thread where that may take a while; the
//! others wait for that, and hold no lock of the server meanwhile. So an edit costs no more than
//! its text, and a hundred edits that nobody has asked about are understood at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use proactive_diagnostics::{FileId, Span};
use proactive_hir::{SourceFile, Workspace};
use proactive_ide::{Snapshot, SnapshotCache};
use tower_lsp_server::ls_types::Uri;

use crate::document::Text;
use crate::file_system::{FileSystem, Loaded, Open, UncheckedFile};
use crate::line_index::{Encoding, LineIndex};

/// What a project is read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ProjectId {
    /// A folder, with a manifest or without.
    Folder(PathBuf),
    /// A file that its workspace leaves out, or that has none.
    File(PathBuf),
    /// A text that is not on disk.
    Memory(Uri),
}

impl ProjectId {
    /// Whether this project is the one that tells of a file: one that was made for a file leaves
    /// the others to their workspace.
    pub(crate) fn speaks_of(&self, path: &Path) -> bool {
        match self {
            Self::Folder(_) | Self::Memory(_) => true,
            Self::File(file) => file == path,
        }
    }
}

/// What is new about a file.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// A client holds this text.
    Open(Arc<Text>),
    /// What is on disk counts, and may have changed.
    OnDisk,
}

/// The changes by resolved path. A text that is not on disk goes by its name.
pub(crate) type Changes = BTreeMap<PathBuf, Change>;

/// A project between two edits.
pub(crate) struct ProjectRevision {
    /// Counts the moments of the server, so that two can be told apart.
    pub(crate) number: u64,
    start: Start,
    changes: Changes,
    view: OnceLock<Arc<ProjectSnapshot>>,
}

/// Where a moment starts from.
#[derive(Clone)]
enum Start {
    /// From files.
    ProjectLoad(Arc<ProjectLoad>),
    /// From what was understood before.
    ProjectSnapshot(Arc<ProjectSnapshot>),
}

/// A project that is read, or read again.
pub(crate) struct ProjectLoad {
    disk: Arc<dyn FileSystem>,
    encoding: Encoding,
    key: ProjectId,
    open: Open,
    /// How many files were read so far.
    seen: AtomicUsize,
    /// What it was before; what has stayed the same is kept.
    before: Mutex<Option<Arc<ProjectSnapshot>>>,
    view: OnceLock<Arc<ProjectSnapshot>>,
}

impl ProjectLoad {
    /// How many files were read so far.
    pub(crate) fn seen(&self) -> usize {
        self.seen.load(Ordering::Relaxed)
    }

    /// Whether it is done.
    pub(crate) fn is_done(&self) -> bool {
        self.view.get().is_some()
    }

    fn view(&self) -> Arc<ProjectSnapshot> {
        Arc::clone(self.view.get_or_init(|| Arc::new(self.read())))
    }

    fn read(&self) -> ProjectSnapshot {
        let before = self
            .before
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let at = match &self.key {
            ProjectId::Folder(at) | ProjectId::File(at) => at,
            ProjectId::Memory(_) => return ProjectSnapshot::of_memory(self.encoding),
        };
        let seen = |count| self.seen.store(count, Ordering::Relaxed);
        let loaded = self.disk.load(at, &self.open, &seen);
        ProjectSnapshot::of_loaded(loaded, before.as_deref(), self.encoding)
    }
}

impl ProjectRevision {
    /// A project that is read for the first time, or once more.
    pub(crate) fn read(
        number: u64,
        (disk, encoding): (Arc<dyn FileSystem>, Encoding),
        key: ProjectId,
        (open, changes): (Open, Changes),
        before: Option<&Self>,
    ) -> Self {
        let reading = ProjectLoad {
            disk,
            encoding,
            key,
            open,
            seen: AtomicUsize::new(0),
            before: Mutex::new(before.and_then(|before| before.view.get().cloned())),
            view: OnceLock::new(),
        };
        Self {
            number,
            start: Start::ProjectLoad(Arc::new(reading)),
            changes,
            view: OnceLock::new(),
        }
    }

    /// The moment behind this one.
    pub(crate) fn next(&self, number: u64, path: PathBuf, change: Change) -> Self {
        let (start, mut changes) = match self.view.get() {
            Some(view) => (Start::ProjectSnapshot(Arc::clone(view)), Changes::new()),
            None => (self.start.clone(), self.changes.clone()),
        };
        changes.insert(path, change);
        Self {
            number,
            start,
            changes,
            view: OnceLock::new(),
        }
    }

    /// The same moment once more: nothing has changed but how it is told.
    pub(crate) fn again(&self, number: u64) -> Self {
        Self {
            number,
            start: self.start.clone(),
            changes: self.changes.clone(),
            view: self.view.clone(),
        }
    }

    /// The reading that has to be done first, if there is one.
    pub(crate) fn reading(&self) -> Option<&Arc<ProjectLoad>> {
        match &self.start {
            Start::ProjectLoad(reading) => Some(reading).filter(|reading| !reading.is_done()),
            Start::ProjectSnapshot(_) => None,
        }
    }

    /// What comes of it, if that was found out already.
    pub(crate) fn known(&self) -> Option<&ProjectSnapshot> {
        self.view.get().map(|view| &**view)
    }

    /// What comes of it. This may take a while: not on a thread that reads messages.
    pub(crate) fn view(&self, disk: &dyn FileSystem) -> Arc<ProjectSnapshot> {
        Arc::clone(self.view.get_or_init(|| {
            let start = match &self.start {
                Start::ProjectLoad(reading) => reading.view(),
                Start::ProjectSnapshot(view) => Arc::clone(view),
            };
            if self.changes.is_empty() {
                return start;
            }
            Arc::new(start.changed(&self.changes, disk))
        }))
    }
}

/// A project, understood.
pub(crate) struct ProjectSnapshot {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// What the features work on.
    pub(crate) snapshot: Snapshot,
    /// What is beside the files: the manifest, and files that could not be read.
    pub(crate) beside: Arc<ProjectFiles>,
    /// The texts that clients hold, by path from the root.
    open: BTreeMap<Arc<str>, Arc<Text>>,
    lines: Mutex<BTreeMap<FileId, Arc<LineIndex>>>,
    /// What was found out, for the view behind this one.
    memory: SnapshotCache,
    encoding: Encoding,
}

/// What is beside the files of a workspace.
#[derive(Debug, Default, Clone)]
pub(crate) struct ProjectFiles {
    pub(crate) name: Option<String>,
    pub(crate) manifest: Option<UncheckedFile>,
    pub(crate) unread: Vec<UncheckedFile>,
    pub(crate) nested: Vec<PathBuf>,
}

impl ProjectSnapshot {
    fn new(
        root: PathBuf,
        workspace: Workspace,
        beside: Arc<ProjectFiles>,
        open: BTreeMap<Arc<str>, Arc<Text>>,
        (encoding, memory): (Encoding, SnapshotCache),
    ) -> Self {
        Self {
            root,
            snapshot: Snapshot::with_cache(workspace, memory.clone()),
            memory,
            beside,
            open,
            lines: Mutex::default(),
            encoding,
        }
    }

    fn of_memory(encoding: Encoding) -> Self {
        let workspace = Workspace::new(proactive_hir::Settings::default(), Vec::new());
        let beside = Arc::default();
        let known = (encoding, SnapshotCache::default());
        Self::new(PathBuf::new(), workspace, beside, BTreeMap::new(), known)
    }

    fn of_loaded(loaded: Loaded, before: Option<&Self>, encoding: Encoding) -> Self {
        let memory = before
            .map(|before| before.memory.clone())
            .unwrap_or_default();
        let workspace = match before {
            Some(before) if before.root == loaded.root => renewed(
                before.snapshot.workspace().clone(),
                loaded.files,
                loaded.settings,
            ),
            Some(_) | None => Workspace::new(loaded.settings, loaded.files),
        };
        let around = ProjectFiles {
            name: loaded.name,
            manifest: loaded.manifest,
            unread: loaded.beside,
            nested: loaded.nested,
        };
        Self::new(
            loaded.root,
            workspace.with_unread_files(loaded.unread),
            Arc::new(around),
            BTreeMap::new(),
            (encoding, memory),
        )
    }

    fn changed(&self, changes: &Changes, disk: &dyn FileSystem) -> Self {
        let mut workspace = self.snapshot.workspace().clone();
        let mut open = self.open.clone();
        let mut around = Arc::clone(&self.beside);
        for (path, change) in changes {
            let name = self.name_of(path);
            match change {
                Change::Open(text) => {
                    if around.unread.iter().any(|unread| unread.path == *path) {
                        // What is on disk could not be read; what the client holds can.
                        let around = Arc::make_mut(&mut around);
                        around.unread.retain(|unread| unread.path != *path);
                        workspace = workspace.with_unread_files(!around.unread.is_empty());
                    }
                    workspace.set_file(&name, Arc::clone(&text.text));
                    open.insert(name.into(), Arc::clone(text));
                }
                Change::OnDisk => {
                    open.remove(name.as_str());
                    match disk.read(path) {
                        Some(text) => workspace.set_file(&name, text),
                        None => workspace.remove_file(&name),
                    }
                }
            }
        }
        Self::new(
            self.root.clone(),
            workspace,
            around,
            open,
            (self.encoding, self.memory.clone()),
        )
    }

    /// The path from the root, written with `/`.
    fn name_of(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }

    /// The number of a file, by its resolved path.
    pub(crate) fn file_id(&self, path: &Path) -> Option<FileId> {
        self.snapshot.workspace().file_id(&self.name_of(path))
    }

    /// Where a file is on disk; the manifest too.
    pub(crate) fn path(&self, file: FileId) -> Option<PathBuf> {
        if file == FileId::MANIFEST {
            return Some(self.beside.manifest.as_ref()?.path.clone());
        }
        let file = self.snapshot.workspace().file(file)?;
        Some(self.root.join(&*file.path))
    }

    /// The text of a file; of the manifest too.
    pub(crate) fn text(&self, file: FileId) -> &str {
        if file == FileId::MANIFEST {
            let manifest = self.beside.manifest.as_ref();
            return manifest.map_or("", |manifest| &manifest.text);
        }
        self.snapshot.text(file)
    }

    /// The lines of a file; of the manifest too.
    pub(crate) fn lines(&self, file: FileId) -> Arc<LineIndex> {
        let path = self.snapshot.workspace().file(file).map(|file| &file.path);
        if let Some(open) = path.and_then(|path| self.open.get(path)) {
            return open.lines(self.encoding);
        }
        let mut known = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let count = || Arc::new(LineIndex::of_disk(self.text(file), self.encoding));
        Arc::clone(known.entry(file).or_insert_with(count))
    }

    /// The range of the protocol for a span.
    pub(crate) fn range(&self, span: Span) -> tower_lsp_server::ls_types::Range {
        self.lines(span.file)
            .range(self.text(span.file), span.range)
    }

    /// What a column counts.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }
}

/// The workspace with just these files, of which those that have stayed the same are kept.
fn renewed(
    mut workspace: Workspace,
    files: Vec<SourceFile>,
    settings: proactive_hir::Settings,
) -> Workspace {
    let names: std::collections::BTreeSet<Arc<str>> =
        files.iter().map(|file| Arc::clone(&file.path)).collect();
    let gone: Vec<Arc<str>> = workspace
        .files()
        .iter()
        .filter(|file| !names.contains(&file.path))
        .map(|file| Arc::clone(&file.path))
        .collect();
    for path in gone {
        workspace.remove_file(&path);
    }
    for file in files {
        let known = workspace
            .file_id(&file.path)
            .and_then(|id| workspace.file(id));
        if known.is_none_or(|known| known.text != file.text) {
            workspace.set_file(&file.path, file.text);
        }
    }
    workspace.set_settings(settings);
    workspace
}
