//! Finding the files below the root of a workspace.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};
use proactive_diagnostics::FileProblem;
use proactive_manifest::Patterns;

use super::read::Unread;
use crate::paths;

/// The file extension of source files.
pub(crate) const ENDING: &str = ".proactive";

/// The name of files with patterns of files to leave out.
pub(crate) const GITIGNORE: &str = ".gitignore";

/// The result of a walk.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The files, in no particular order.
    pub(super) files: Vec<PathBuf>,
    /// Folders that were skipped because they have a manifest of their own.
    pub(super) nested: Vec<PathBuf>,
    /// Folders that could not be read.
    pub(super) problems: Vec<Unread>,
}

/// Finds the source files below `root`.
pub(super) fn walk(root: &Path, include: Option<&Patterns>, exclude: &Patterns) -> Walked {
    let nested = Arc::new(Mutex::new(Vec::new()));
    let filter = Filter {
        root: root.to_owned(),
        exclude: exclude.clone(),
        nested: Arc::clone(&nested),
    };
    let entries = builder(root)
        .filter_entry(move |entry| filter.lets_in(entry))
        .build();
    let mut walked = Walked::default();
    for entry in entries {
        match entry {
            Ok(entry) if is_source(&entry) => {
                let from_root = paths::relative(root, entry.path());
                if include.is_none_or(|include| include.meet(&from_root)) {
                    walked.files.push(entry.into_path());
                }
            }
            Ok(_) => {}
            Err(error) => walked.problems.push(unread(&error, root)),
        }
    }
    walked.nested = std::mem::take(&mut *nested.lock().unwrap_or_else(PoisonError::into_inner));
    walked.nested.sort();
    walked
}

/// The folders below `root` in which there can be source files of its workspace, or of one below it.
pub(super) fn folders(root: &Path) -> Vec<PathBuf> {
    let is_visible = |entry: &DirEntry| {
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        entry.file_type().is_some_and(|kind| kind.is_dir()) && !is_hidden
    };
    let entries = builder(root)
        .filter_entry(move |entry| entry.depth() == 0 || is_visible(entry))
        .build();
    entries.flatten().map(DirEntry::into_path).collect()
}

/// Whether a walk below `root` would find the file at `path`. A file that does not exist yet is found
/// unless the patterns exclude it.
pub(super) fn finds(
    root: &Path,
    include: Option<&Patterns>,
    exclude: &Patterns,
    path: &Path,
) -> bool {
    let from_root = paths::relative(root, path);
    if include.is_some_and(|include| !include.meet(&from_root)) {
        return false;
    }
    let hidden =
        |part: std::path::Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b".");
    let folders = path
        .parent()
        .and_then(|folder| folder.strip_prefix(root).ok());
    let Some(folders) = folders.filter(|folders| !folders.components().any(hidden)) else {
        return false;
    };
    let on_the_way = path.ancestors().take(folders.components().count() + 1);
    let left_out = |part: &Path| exclude.meet(&paths::relative(root, part));
    if on_the_way.into_iter().any(left_out) {
        return false;
    }
    if !path.is_file() {
        return true;
    }
    let wanted = path.to_owned();
    builder(root)
        .filter_entry(move |entry| wanted.starts_with(entry.path()))
        .build()
        .any(|entry| entry.is_ok_and(|entry| entry.path() == path))
}

/// A walk that respects `.gitignore` files.
fn builder(root: &Path) -> WalkBuilder {
    // In a repository, `.gitignore` files apply from its top-level folder down; elsewhere only those
    // of the workspace do, because nothing says how far up to look.
    let in_repository = root.ancestors().any(|folder| folder.join(".git").exists());
    let mut builder = WalkBuilder::new(root);
    builder
        .standard_filters(false)
        .git_ignore(true)
        .require_git(in_repository)
        .parents(in_repository)
        .follow_links(false);
    builder
}

fn is_source(entry: &DirEntry) -> bool {
    // Compares bytes, because a name that is not UTF-8 can have the extension too.
    let name = entry.file_name().as_encoded_bytes();
    name.ends_with(ENDING.as_bytes()) && entry.file_type().is_some_and(|kind| kind.is_file())
}

/// Decides which files and folders to enter.
struct Filter {
    root: PathBuf,
    exclude: Patterns,
    nested: Arc<Mutex<Vec<PathBuf>>>,
}

impl Filter {
    fn lets_in(&self, entry: &DirEntry) -> bool {
        if entry.depth() == 0 {
            return true;
        }
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if is_folder && is_hidden || self.is_excluded(entry.path()) {
            return false;
        }
        if is_folder && entry.path().join(proactive_manifest::FILE_NAME).is_file() {
            self.nested
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(entry.path().to_owned());
            return false;
        }
        true
    }

    fn is_excluded(&self, path: &Path) -> bool {
        !self.exclude.is_empty() && self.exclude.meet(&paths::relative(&self.root, path))
    }
}

/// A folder that could not be read.
fn unread(error: &ignore::Error, root: &Path) -> Unread {
    let reason = match error.io_error() {
        Some(error) => error.to_string(),
        None => error.to_string(),
    };
    let path = path_of(error).unwrap_or(root);
    Unread::new(path.to_owned(), FileProblem::Unreadable { reason })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
