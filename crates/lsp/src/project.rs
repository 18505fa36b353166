//! A workspace over time: every edit creates a new [`ProjectRevision`], which never changes.
//!
//! A revision is lazy: it holds the revision it starts from and the new texts. The first reader
//! computes the snapshot, on a thread that may take a while; other readers wait for it without
//! holding a lock of the server. So an edit costs no more than its text, and a hundred edits
//! without a reader are analysed at once.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use proactive_diagnostics::{FileId, Finding, Span};
use proactive_hir::{SourceFile, Workspace};
use proactive_ide::{Snapshot, SnapshotCache};
use tower_lsp_server::ls_types::Uri;

use crate::document::Text;
use crate::file_system::{FileSystem, Loaded, Open, UncheckedFile};
use crate::line_index::{Encoding, LineIndex};

/// Identifies a project by what it is loaded from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ProjectId {
    /// A folder, with or without a manifest.
    Folder(PathBuf),
    /// A file that has no workspace, or that its workspace excludes.
    File(PathBuf),
    /// A document whose file is also open under another URI, with a text of its own.
    Copy {
        /// The file.
        file: PathBuf,
        /// The URI of this document.
        uri: Uri,
        /// What to load: the folder of the workspace around the file, or the file.
        at: PathBuf,
    },
    /// A document that is not on disk.
    Memory {
        /// The URI.
        uri: Uri,
        /// The folder of the workspace that it is checked together with, without being part of it.
        at: Option<PathBuf>,
    },
}

/// Begins the name of a document that is checked together with a workspace: it comes after the files
/// of the workspace. So a name that both declare is declared twice in the document.
const AFTER_ALL_FILES: char = char::MAX;

impl ProjectId {
    /// Whether this project reports the findings of a file: a single-file project leaves other
    /// files to their workspace.
    pub(crate) fn speaks_of(&self, path: &Path) -> bool {
        match self {
            Self::Folder(_) => true,
            Self::File(file) | Self::Copy { file, .. } => file == path,
            Self::Memory { uri, at } => memory_path(uri, at.as_deref()) == path,
        }
    }

    /// Whether it is the second document of the file at a path.
    pub(crate) fn is_copy_of(&self, path: &Path) -> bool {
        match self {
            Self::Copy { file, .. } => file == path,
            Self::Folder(_) | Self::File(_) | Self::Memory { .. } => false,
        }
    }
}

impl fmt::Display for ProjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) | Self::File(path) | Self::Copy { file: path, .. } => {
                path.display().fmt(f)
            }
            Self::Memory { uri, .. } => f.write_str(uri.as_str()),
        }
    }
}

/// The path of a document that is not on disk in its project.
pub(crate) fn memory_path(uri: &Uri, at: Option<&Path>) -> PathBuf {
    let name = uri.path().as_str().trim_start_matches('/');
    match at {
        Some(root) => root.join(format!("{AFTER_ALL_FILES}{name}")),
        None => PathBuf::from(name),
    }
}

/// A change of a file.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// A client has the file open with this text.
    Open(Arc<Text>),
    /// A client has the manifest open with this text, and its files are the same as before.
    Manifest(Arc<Text>),
    /// The file on disk counts, and may have changed.
    OnDisk,
}

/// The changes by resolved path; a document that is not on disk has its name as path.
pub(crate) type Changes = BTreeMap<PathBuf, Change>;

/// A project between two edits.
pub(crate) struct ProjectRevision {
    /// The number of this revision, unique within the server.
    pub(crate) number: u64,
    start: Start,
    changes: Changes,
    view: OnceLock<Arc<ProjectSnapshot>>,
}

/// What a revision starts from.
#[derive(Clone)]
enum Start {
    /// From the files on disk.
    ProjectLoad(Arc<ProjectLoad>),
    /// From an earlier snapshot.
    ProjectSnapshot(Arc<ProjectSnapshot>),
}

/// Loads or reloads a project.
pub(crate) struct ProjectLoad {
    disk: Arc<dyn FileSystem>,
    encoding: Encoding,
    key: ProjectId,
    open: Open,
    /// The number of files read so far.
    seen: AtomicUsize,
    /// The snapshot before a reload; what is unchanged is reused.
    before: Mutex<Option<Arc<ProjectSnapshot>>>,
    view: OnceLock<Arc<ProjectSnapshot>>,
}

impl ProjectLoad {
    /// The number of files read so far.
    pub(crate) fn seen(&self) -> usize {
        self.seen.load(Ordering::Relaxed)
    }

    /// Whether loading has finished.
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
            ProjectId::Folder(at)
            | ProjectId::File(at)
            | ProjectId::Copy { at, .. }
            | ProjectId::Memory { at: Some(at), .. } => at,
            ProjectId::Memory { at: None, .. } => {
                return ProjectSnapshot::of_memory(self.encoding);
            }
        };
        let seen = |count| self.seen.store(count, Ordering::Relaxed);
        let loaded = self.disk.load(at, &self.open, &seen);
        ProjectSnapshot::of_loaded(loaded, before.as_deref(), self.encoding)
    }
}

impl ProjectRevision {
    /// A revision that loads or reloads the project.
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

    /// The revision after this one.
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

    /// The same revision with a new number: only its presentation has changed.
    pub(crate) fn again(&self, number: u64) -> Self {
        Self {
            number,
            start: self.start.clone(),
            changes: self.changes.clone(),
            view: self.view.clone(),
        }
    }

    /// The load that must finish first, if any.
    pub(crate) fn reading(&self) -> Option<&Arc<ProjectLoad>> {
        match &self.start {
            Start::ProjectLoad(reading) => Some(reading).filter(|reading| !reading.is_done()),
            Start::ProjectSnapshot(_) => None,
        }
    }

    /// The snapshot, if it was already computed.
    pub(crate) fn known(&self) -> Option<&ProjectSnapshot> {
        self.view.get().map(|view| &**view)
    }

    /// The snapshot. Computing it may take a while, so never call this on the thread that reads
    /// messages.
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

/// An analysed project.
pub(crate) struct ProjectSnapshot {
    /// The folder of the project.
    pub(crate) root: PathBuf,
    /// The snapshot that the editor features work on.
    pub(crate) snapshot: Snapshot,
    /// The manifest, and files that could not be read.
    pub(crate) beside: Arc<ProjectFiles>,
    /// The findings of the manifest, also those about files that it names.
    manifest_findings: Vec<Finding>,
    open: OpenTexts,
    lines: Mutex<BTreeMap<FileId, Arc<LineIndex>>>,
    /// The cached results, for the next snapshot.
    memory: SnapshotCache,
    encoding: Encoding,
}

/// The texts of open documents.
#[derive(Debug, Default, Clone)]
struct OpenTexts {
    /// Source files, by path relative to the root.
    files: BTreeMap<Arc<str>, Arc<Text>>,
    manifest: Option<Arc<Text>>,
}

/// The files of a workspace that are not checked as sources.
#[derive(Debug, Default, Clone)]
pub(crate) struct ProjectFiles {
    pub(crate) name: Option<String>,
    pub(crate) manifest: Option<UncheckedFile>,
    pub(crate) unread: Vec<UncheckedFile>,
    pub(crate) nested: Vec<PathBuf>,
}

/// The findings of the manifest, also those about paths that no file has.
fn manifest_findings(workspace: &Workspace, beside: &ProjectFiles) -> Vec<Finding> {
    let Some(manifest) = &beside.manifest else {
        return Vec::new();
    };
    let mut findings = manifest.findings.clone();
    if beside.unread.is_empty() {
        let files: Vec<&str> = workspace.files().iter().map(|file| &*file.path).collect();
        findings.extend(workspace.settings().unmatched_paths(&files));
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}

impl ProjectSnapshot {
    fn new(
        root: PathBuf,
        workspace: Workspace,
        beside: Arc<ProjectFiles>,
        open: OpenTexts,
        (encoding, memory): (Encoding, SnapshotCache),
    ) -> Self {
        let manifest_findings = manifest_findings(&workspace, &beside);
        Self {
            root,
            manifest_findings,
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
        Self::new(
            PathBuf::new(),
            workspace,
            beside,
            OpenTexts::default(),
            known,
        )
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
            OpenTexts::default(),
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
                        // The file on disk could not be read, but the client's text can.
                        let around = Arc::make_mut(&mut around);
                        around.unread.retain(|unread| unread.path != *path);
                        workspace = workspace.with_unread_files(!around.unread.is_empty());
                    }
                    workspace.set_file(&name, Arc::clone(&text.text));
                    open.files.insert(name.into(), Arc::clone(text));
                }
                Change::Manifest(text) => {
                    let (manifest, findings) = proactive_manifest::parse(&text.text);
                    workspace.set_settings(manifest.settings);
                    let around = Arc::make_mut(&mut around);
                    let folder = || Some(self.root.file_name()?.to_string_lossy().into_owned());
                    around.name = manifest.name.or_else(folder);
                    around.manifest = Some(UncheckedFile {
                        path: path.clone(),
                        text: Arc::clone(&text.text),
                        findings,
                    });
                    open.manifest = Some(Arc::clone(text));
                }
                Change::OnDisk => {
                    open.files.remove(name.as_str());
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

    /// The path relative to the root, with `/` as separator.
    fn name_of(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }

    /// The ID of a file, by its resolved path.
    pub(crate) fn file_id(&self, path: &Path) -> Option<FileId> {
        self.snapshot.workspace().file_id(&self.name_of(path))
    }

    /// The ID of a file or the manifest, by its resolved path.
    pub(crate) fn file_id_or_manifest(&self, path: &Path) -> Option<FileId> {
        let manifest = self.beside.manifest.as_ref();
        match manifest.is_some_and(|manifest| manifest.path == path) {
            true => Some(FileId::MANIFEST),
            false => self.file_id(path),
        }
    }

    /// The findings of the manifest.
    pub(crate) fn manifest_findings(&self) -> &[Finding] {
        &self.manifest_findings
    }

    /// The path of a file or the manifest.
    pub(crate) fn path(&self, file: FileId) -> Option<PathBuf> {
        if file == FileId::MANIFEST {
            return Some(self.beside.manifest.as_ref()?.path.clone());
        }
        let file = self.snapshot.workspace().file(file)?;
        Some(self.root.join(&*file.path))
    }

    /// The text of a file or the manifest.
    pub(crate) fn text(&self, file: FileId) -> &str {
        if file == FileId::MANIFEST {
            let manifest = self.beside.manifest.as_ref();
            return manifest.map_or("", |manifest| &manifest.text);
        }
        self.snapshot.text(file)
    }

    /// The lines of a file or the manifest.
    pub(crate) fn lines(&self, file: FileId) -> Arc<LineIndex> {
        let path = self.snapshot.workspace().file(file).map(|file| &file.path);
        let open = match file {
            FileId::MANIFEST => self.open.manifest.as_ref(),
            _ => path.and_then(|path| self.open.files.get(path)),
        };
        if let Some(open) = open {
            return open.lines(self.encoding);
        }
        let mut known = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let count = || Arc::new(LineIndex::of_disk(self.text(file), self.encoding));
        Arc::clone(known.entry(file).or_insert_with(count))
    }

    /// Converts a span to a range of the protocol.
    pub(crate) fn range(&self, span: Span) -> tower_lsp_server::ls_types::Range {
        self.lines(span.file)
            .range(self.text(span.file), span.range)
    }

    /// The position encoding.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }
}

/// Updates the workspace to exactly these files; unchanged files are reused.
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
