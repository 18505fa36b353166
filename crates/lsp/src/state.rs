//! The state of the server at one moment: open documents, projects, folders.
//!
//! A [`ServerState`] that is visible to others never changes: an edit creates a new one, which is
//! cheap because the two share everything large. A request keeps the state of its arrival for as
//! long as it needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::Uri;

use crate::config::Options;
use crate::document::{Document, Text};
use crate::file_system::{FileSystem, Open};
use crate::line_index::Encoding;
use crate::project::{Change, Changes, ProjectId, ProjectRevision, memory_path};

/// The state of the server.
#[derive(Clone)]
pub(crate) struct ServerState {
    pub(crate) disk: Arc<dyn FileSystem>,
    pub(crate) encoding: Encoding,
    pub(crate) documents: BTreeMap<Uri, Arc<Document>>,
    /// Documents that a client has open with a text that the server does not know.
    pub(crate) lost: BTreeSet<Uri>,
    pub(crate) projects: BTreeMap<ProjectId, Arc<ProjectRevision>>,
    pub(crate) folders: Vec<Folder>,
    pub(crate) options: Arc<Options>,
    /// The number of revisions so far.
    numbers: u64,
}

/// A workspace folder of the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folder {
    /// The path as the client spells it.
    pub(crate) given: PathBuf,
    /// The path with symbolic links resolved.
    pub(crate) resolved: PathBuf,
}

impl ServerState {
    pub(crate) fn new(disk: Arc<dyn FileSystem>) -> Self {
        Self {
            disk,
            encoding: Encoding::Utf16,
            documents: BTreeMap::new(),
            lost: BTreeSet::new(),
            projects: BTreeMap::new(),
            folders: Vec::new(),
            options: Arc::default(),
            numbers: 0,
        }
    }

    /// The path of a URI; none if it is not a file on disk.
    pub(crate) fn path_of(&self, uri: &Uri) -> Option<PathBuf> {
        if let Some(document) = self.documents.get(uri) {
            return document.path.clone();
        }
        let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
        let path = uri.to_file_path().filter(|_| is_file)?;
        let path = self.disk.resolve(&path);
        // A link to a file of the same workspace stands for that file, of which there is only one.
        let target = self.disk.link_target(&path);
        Some(
            match target.filter(|target| self.share_workspace(&path, target)) {
                Some(target) => target,
                None => path,
            },
        )
    }

    /// Whether the link and the file that it leads to are in the same workspace, and the file belongs
    /// to it.
    fn share_workspace(&self, link: &Path, target: &Path) -> bool {
        match self.key_for(target) {
            ProjectId::Folder(root) => self.root_or_folder(link).as_ref() == Some(&root),
            ProjectId::File(_) | ProjectId::Copy { .. } | ProjectId::Memory { .. } => false,
        }
    }

    /// The URI of a file in a project: the client's spelling if it is open, otherwise below the
    /// client's spelling of its folder.
    pub(crate) fn uri_of(&self, project: &ProjectId, path: &Path) -> Option<Uri> {
        match project {
            ProjectId::Copy { uri, .. } | ProjectId::Memory { uri, .. }
                if project.speaks_of(path) =>
            {
                return Some(uri.clone());
            }
            ProjectId::Folder(_)
            | ProjectId::File(_)
            | ProjectId::Copy { .. }
            | ProjectId::Memory { .. } => {}
        }
        if let Some(document) = self.first_document(path) {
            return Some(document.uri.clone());
        }
        let given = self.folders.iter().find_map(|folder| {
            let below = path.strip_prefix(&folder.resolved).ok()?;
            Some(folder.given.join(below))
        });
        Uri::from_file_path(given.as_deref().unwrap_or(path))
    }

    /// The project of a document, open or not, and its path there.
    pub(crate) fn project_of(
        &self,
        uri: &Uri,
    ) -> Option<(ProjectId, Arc<ProjectRevision>, PathBuf)> {
        let (key, path) = match self.documents.get(uri) {
            Some(document) => (document.key.clone(), path_in_project(document)),
            None => {
                let path = self.path_of(uri)?;
                (self.key_for(&path), path)
            }
        };
        let revision = Arc::clone(self.projects.get(&key)?);
        Some((key, revision, path))
    }

    /// The project of the file at a path.
    fn key_for(&self, path: &Path) -> ProjectId {
        let folder = path.parent().unwrap_or(path);
        if self.disk.is_manifest(path) {
            return ProjectId::Folder(folder.to_owned());
        }
        let Some(root) = self.root_or_folder(path) else {
            return ProjectId::File(path.to_owned());
        };
        if self.disk.belongs(&root, path, &self.open()) {
            ProjectId::Folder(root)
        } else {
            ProjectId::File(path.to_owned())
        }
    }

    /// The project of a document whose file is also open under another URI.
    fn copy_of(&self, path: &Path, uri: &Uri) -> ProjectId {
        ProjectId::Copy {
            file: path.to_owned(),
            uri: uri.clone(),
            at: match self.key_for(path) {
                ProjectId::Folder(root) => root,
                ProjectId::File(_) | ProjectId::Copy { .. } | ProjectId::Memory { .. } => {
                    path.to_owned()
                }
            },
        }
    }

    /// The folder of the workspace around a file: the nearest one with a manifest, or else the
    /// outermost folder of the client.
    fn root_or_folder(&self, path: &Path) -> Option<PathBuf> {
        let folder = path.parent().unwrap_or(path);
        let outermost = || {
            let around = self.folders.iter().map(|folder| &folder.resolved);
            around
                .filter(|around| folder.starts_with(around))
                .min_by_key(|around| around.components().count())
                .cloned()
        };
        self.root(folder).or_else(outermost)
    }

    /// The open document of a file whose text counts in the workspace of the file.
    fn first_document(&self, path: &Path) -> Option<&Arc<Document>> {
        let mut documents = self.documents.values();
        documents.find(|document| {
            document.path.as_deref() == Some(path) && !document.key.is_copy_of(path)
        })
    }

    /// The nearest folder above with a manifest, on disk or open.
    fn root(&self, folder: &Path) -> Option<PathBuf> {
        let on_disk = self.disk.root(folder);
        let open = self.documents.values().filter_map(|document| {
            let path = document.path.as_deref()?;
            let root = path.parent().filter(|_| self.disk.is_manifest(path))?;
            folder.starts_with(root).then(|| root.to_owned())
        });
        open.chain(on_disk)
            .max_by_key(|root| root.components().count())
    }

    /// The texts of open documents that are on disk; of a file that is open twice, only the first.
    fn open(&self) -> Open {
        let documents = self.documents.values();
        documents
            .filter_map(|document| {
                let path = document.path.clone()?;
                if document.key.is_copy_of(&path) {
                    return None;
                }
                Some((path, Arc::clone(&document.text.text)))
            })
            .collect()
    }

    /// Whether a project contains the documents of another: the project of a single file or of a
    /// document that is not on disk contains the workspace around it.
    fn holds(&self, project: &ProjectId, of: &ProjectId) -> bool {
        match (project, of) {
            (ProjectId::File(file), ProjectId::Folder(root)) => {
                self.root(file.parent().unwrap_or(file)).as_ref() == Some(root)
            }
            (ProjectId::Copy { file, .. }, ProjectId::Folder(root)) => {
                self.root_or_folder(file).as_ref() == Some(root)
            }
            (ProjectId::Memory { at, .. }, ProjectId::Folder(root)) => at.as_ref() == Some(root),
            (
                ProjectId::File(_) | ProjectId::Copy { .. } | ProjectId::Memory { .. },
                ProjectId::File(_) | ProjectId::Copy { .. } | ProjectId::Memory { .. },
            )
            | (ProjectId::Folder(_), _) => project == of,
        }
    }

    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// Inserts or updates a document.
    pub(crate) fn set(&mut self, document: Document) {
        let document = Arc::new(document);
        let path = path_in_project(&document);
        let key = document.key.clone();
        let text = Arc::clone(&document.text);
        let before = self.documents.insert(document.uri.clone(), document);
        if self.disk.is_manifest(&path) {
            match before.is_some_and(|before| chooses_same_files(&before.text, &text)) {
                true => self.change(&key, &path, &Change::Manifest(text)),
                false => self.reassign(),
            }
            return;
        }
        let change = Change::Open(text);
        if !self.projects.contains_key(&key) {
            self.read(key.clone());
            self.reassign_untitled();
        }
        self.change(&key, &path, &change);
    }

    /// The project and the path of a document that is being opened.
    pub(crate) fn place_of(&self, uri: &Uri) -> (ProjectId, Option<PathBuf>) {
        match self.path_of(uri) {
            Some(path) => {
                let first = self.first_document(&path);
                let is_copy = first.is_some_and(|first| first.uri != *uri);
                let key = match is_copy && !self.disk.is_manifest(&path) {
                    true => self.copy_of(&path, uri),
                    false => self.key_for(&path),
                };
                (key, Some(path))
            }
            None => (self.memory(uri, self.projects.keys()), None),
        }
    }

    /// Removes a document: the file on disk counts again.
    pub(crate) fn close(&mut self, uri: &Uri) {
        let Some(document) = self.documents.remove(uri) else {
            return;
        };
        let Some(path) = &document.path else {
            self.projects.remove(&document.key);
            return;
        };
        if self.disk.is_manifest(path) {
            self.reassign();
            return;
        }
        if document.key.is_copy_of(path) {
            self.projects.remove(&document.key);
            return;
        }
        let is_open = |other: &Arc<Document>| other.path.as_ref() == Some(path);
        if self.documents.values().any(is_open) {
            // Another document of the file takes its place.
            self.reassign();
            return;
        }
        if let ProjectId::File(_) = document.key {
            self.projects.remove(&document.key);
        }
        self.files_changed(std::slice::from_ref(path));
    }

    /// Handles changes of files on disk. Known, readable files are updated; for others, the project
    /// is reloaded.
    pub(crate) fn files_changed(&mut self, paths: &[PathBuf]) {
        let keys: Vec<ProjectId> = self.projects.keys().cloned().collect();
        for key in keys {
            let mut texts = Vec::new();
            let mut others = false;
            for path in paths.iter().filter(|path| self.may_hold(&key, path)) {
                let open = |document: &Arc<Document>| document.path.as_ref() == Some(path);
                if self.documents.values().any(open) {
                    continue;
                }
                let known = self
                    .projects
                    .get(&key)
                    .and_then(|revision| revision.known());
                let is_known = known.is_some_and(|view| view.file_id(path).is_some());
                match is_known && self.disk.read(path).is_some() {
                    true => texts.push(path),
                    false => others = true,
                }
            }
            if others {
                self.read(key);
            } else {
                for path in texts {
                    self.step(&key, path, Change::OnDisk);
                }
            }
        }
    }

    /// Reloads the projects that may contain the file at a path, for a client that does not report
    /// changes on disk.
    pub(crate) fn reload_around(&mut self, path: &Path) {
        let keys = self.projects.keys();
        let concerned: Vec<ProjectId> = keys
            .filter(|key| self.may_hold(key, path))
            .cloned()
            .collect();
        for key in concerned {
            self.read(key);
        }
    }

    /// Applies the settings of a user. If they affect diagnostics, these are published again.
    pub(crate) fn set_options(&mut self, options: Options) {
        let shows = self.options.pages != options.pages;
        self.options = Arc::new(options);
        let keys: Vec<ProjectId> = self.projects.keys().filter(|_| shows).cloned().collect();
        for key in keys {
            let number = self.number();
            if let Some(revision) = self.projects.get_mut(&key) {
                *revision = Arc::new(revision.again(number));
            }
        }
    }

    /// Whether a file may belong to a project.
    fn may_hold(&self, key: &ProjectId, path: &Path) -> bool {
        match key {
            ProjectId::Folder(root) => path.starts_with(root),
            ProjectId::File(file) | ProjectId::Copy { file, .. } => {
                file == path
                    || self
                        .root(file.parent().unwrap_or(file))
                        .is_some_and(|root| path.starts_with(root))
            }
            ProjectId::Memory { at, .. } => at.as_ref().is_some_and(|root| path.starts_with(root)),
        }
    }

    /// The project of a document that is not on disk: an untitled one is checked together with the
    /// only workspace.
    fn memory<'k>(&self, uri: &Uri, projects: impl Iterator<Item = &'k ProjectId>) -> ProjectId {
        let is_untitled = uri.scheme().as_str().eq_ignore_ascii_case("untitled");
        ProjectId::Memory {
            uri: uri.clone(),
            at: is_untitled.then(|| self.only_workspace(projects)).flatten(),
        }
    }

    /// The folder of the only workspace among projects, if there is exactly one. Folders without a
    /// manifest count only where no folder has one: they are often around the workspaces.
    fn only_workspace<'k>(&self, projects: impl Iterator<Item = &'k ProjectId>) -> Option<PathBuf> {
        let folders = projects.filter_map(|key| match key {
            ProjectId::Folder(root) => Some(root),
            ProjectId::File(_) | ProjectId::Copy { .. } | ProjectId::Memory { .. } => None,
        });
        let (with_manifest, without): (Vec<&PathBuf>, Vec<&PathBuf>) =
            folders.partition(|root| self.root(root).as_ref() == Some(*root));
        match (with_manifest.as_slice(), without.as_slice()) {
            ([only], _) | ([], [only]) => Some((*only).clone()),
            _ => None,
        }
    }

    /// Moves untitled documents to the workspace that they now belong to, after projects were added.
    fn reassign_untitled(&mut self) {
        let documents: Vec<Arc<Document>> = self.documents.values().cloned().collect();
        for document in documents.iter().filter(|document| document.path.is_none()) {
            let key = self.memory(&document.uri, self.projects.keys());
            if key == document.key {
                continue;
            }
            self.projects.remove(&document.key);
            self.move_to(document, key.clone());
            self.read(key);
        }
    }

    fn change(&mut self, key: &ProjectId, path: &Path, change: &Change) {
        let holding: Vec<ProjectId> = self
            .projects
            .keys()
            .filter(|project| self.holds(project, key))
            .filter(|project| *project == key || !project.is_copy_of(path))
            .cloned()
            .collect();
        for project in holding {
            self.step(&project, path, change.clone());
        }
    }

    fn step(&mut self, key: &ProjectId, path: &Path, change: Change) {
        let number = self.number();
        if let Some(revision) = self.projects.get_mut(key) {
            *revision = Arc::new(revision.next(number, path.to_owned(), change));
        }
    }

    /// Loads or reloads a project.
    pub(crate) fn read(&mut self, key: ProjectId) {
        let number = self.number();
        let open = self.open();
        let mut changes = Changes::new();
        for document in self.documents.values() {
            let path = path_in_project(document);
            let is_replaced = key.is_copy_of(&path) && document.key != key;
            if !is_replaced && self.holds(&key, &document.key) {
                let text = Arc::clone(&document.text);
                let change = match self.disk.is_manifest(&path) {
                    true => Change::Manifest(text),
                    false => Change::Open(text),
                };
                changes.insert(path, change);
            }
        }
        let revision = ProjectRevision::read(
            number,
            (Arc::clone(&self.disk), self.encoding),
            key.clone(),
            (open, changes),
            self.projects.get(&key).map(|before| &**before),
        );
        self.projects.insert(key, Arc::new(revision));
    }

    /// Reassigns every document to its project and reloads all projects, after manifests or folders
    /// have changed.
    pub(crate) fn reassign(&mut self) {
        let mut documents: Vec<Arc<Document>> = self.documents.values().cloned().collect();
        // The first documents of a file stay the first.
        documents.sort_by_key(|document| match &document.path {
            Some(path) => document.key.is_copy_of(path),
            None => false,
        });
        let untitled: Vec<Arc<Document>> = documents
            .extract_if(.., |document| document.path.is_none())
            .collect();
        let mut needed = BTreeSet::new();
        let mut taken: BTreeSet<PathBuf> = BTreeSet::new();
        for document in documents {
            let key = match &document.path {
                Some(path) if taken.insert(path.clone()) || self.disk.is_manifest(path) => {
                    self.key_for(path)
                }
                Some(path) => self.copy_of(path, &document.uri),
                None => continue,
            };
            needed.insert(key.clone());
            self.move_to(&document, key);
        }
        for folder in &self.folders {
            let root = self.root(&folder.resolved);
            needed.insert(ProjectId::Folder(
                root.unwrap_or_else(|| folder.resolved.clone()),
            ));
        }
        // A nested workspace is needed as long as both exist.
        let known = |key: &ProjectId| Some(self.projects.get(key)?.known()?.beside.nested.clone());
        let nested: Vec<PathBuf> = needed.iter().filter_map(known).flatten().collect();
        let still = |root: &PathBuf| self.root(root).as_ref() == Some(root);
        needed.extend(nested.into_iter().filter(still).map(ProjectId::Folder));
        for document in untitled {
            let key = self.memory(&document.uri, needed.iter());
            needed.insert(key.clone());
            self.move_to(&document, key);
        }
        self.projects.retain(|key, _| needed.contains(key));
        for key in needed {
            self.read(key);
        }
    }

    /// Sets the project of a document.
    fn move_to(&mut self, document: &Document, key: ProjectId) {
        let document = Document {
            key,
            ..document.clone()
        };
        self.documents
            .insert(document.uri.clone(), Arc::new(document));
    }

    /// Adds workspaces that were found inside another.
    pub(crate) fn add(&mut self, roots: &[PathBuf]) {
        for root in roots {
            let key = ProjectId::Folder(root.clone());
            if !self.projects.contains_key(&key) {
                self.read(key);
            }
        }
        self.reassign_untitled();
    }
}

/// Whether the files of a workspace are the same by both texts of its manifest.
fn chooses_same_files(before: &Text, after: &Text) -> bool {
    let patterns = |text: &Text| {
        let (manifest, _) = proactive_manifest::parse(&text.text);
        (manifest.include, manifest.exclude)
    };
    patterns(before) == patterns(after)
}

/// The path of a document in its project.
pub(crate) fn path_in_project(document: &Document) -> PathBuf {
    match (&document.path, &document.key) {
        (Some(path), _) => path.clone(),
        (None, ProjectId::Memory { uri, at }) => memory_path(uri, at.as_deref()),
        (None, ProjectId::Folder(_) | ProjectId::File(_) | ProjectId::Copy { .. }) => {
            memory_path(&document.uri, None)
        }
    }
}
