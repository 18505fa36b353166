//! Reading files.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proactive_catalog::limits::MAX_FILE_BYTES;
use proactive_diagnostics::{FileId, FileProblem, Finding, Problem, Span, TextRange, TextSize};
use rayon::prelude::*;

use crate::paths::io_reason;

/// A file that could not be read or is not text.
#[derive(Debug)]
pub(super) struct Unread {
    /// Its absolute path.
    pub(super) path: PathBuf,
    problem: FileProblem,
    /// The text before the first byte that is not UTF-8, for the finding to point into.
    beginning: Option<Arc<str>>,
}

impl Unread {
    pub(super) fn new(path: PathBuf, problem: FileProblem) -> Self {
        Self {
            path,
            problem,
            beginning: None,
        }
    }

    /// Splits it into the text that was read, and the finding for the ID of the file.
    pub(super) fn into_parts(self) -> (Option<Arc<str>>, impl FnOnce(FileId) -> Finding) {
        let end = self.beginning.as_deref().map_or(0, str::len);
        let end = TextSize::new(u32::try_from(end).unwrap_or(u32::MAX));
        let problem = self.problem;
        let finding = move |file| {
            Finding::new(
                Problem::File(problem),
                Span::new(file, TextRange::empty(end)),
            )
        };
        (self.beginning, finding)
    }
}

/// The source of texts: the disk, except for files that are open in an editor.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'t> {
    /// The open texts by their resolved paths.
    pub(crate) open: &'t BTreeMap<PathBuf, Arc<str>>,
    /// Called with the number of files read so far.
    pub(crate) seen: &'t (dyn Fn(usize) + Sync),
}

impl Texts<'static> {
    /// Reads everything from disk.
    pub(crate) const DISK: Self = {
        static NONE: BTreeMap<PathBuf, Arc<str>> = BTreeMap::new();
        Self {
            open: &NONE,
            seen: &|_| {},
        }
    };
}

impl Texts<'_> {
    /// Whether the file at `path` is open.
    pub(crate) fn has_open(&self, path: &Path) -> bool {
        self.open.contains_key(path)
    }

    /// Reads one file.
    pub(super) fn file(&self, path: &Path) -> Result<Arc<str>, Unread> {
        if let Some(text) = self.open.get(path) {
            return Ok(Arc::clone(text));
        }
        match File::open(path) {
            Ok(file) => text(path, file),
            Err(error) => Err(unreadable(path, &error)),
        }
    }

    /// Reads many files in parallel, and returns them in the order of the paths.
    pub(super) fn files(&self, paths: Vec<PathBuf>) -> Vec<Result<(PathBuf, Arc<str>), Unread>> {
        let count = AtomicUsize::new(0);
        paths
            .into_par_iter()
            .map(|path| {
                let read = self.file(&path);
                (self.seen)(count.fetch_add(1, Ordering::Relaxed) + 1);
                read.map(|text| (path, text))
            })
            .collect()
    }
}

/// Reads a text to its end; `path` names it in errors.
pub(super) fn text(path: &Path, reader: impl Read) -> Result<Arc<str>, Unread> {
    let mut bytes = Vec::new();
    // One byte over the limit shows that the file is too large.
    if let Err(error) = reader.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes) {
        return Err(unreadable(path, &error));
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let problem = FileProblem::TooLarge {
            limit: MAX_FILE_BYTES,
        };
        return Err(Unread::new(path.to_owned(), problem));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let beginning = error.as_bytes().get(..offset).unwrap_or_default();
            Err(Unread {
                path: path.to_owned(),
                problem: FileProblem::NotUtf8 { offset },
                beginning: Some(String::from_utf8_lossy(beginning).into()),
            })
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Unread {
    let problem = if error.kind() == io::ErrorKind::NotFound {
        FileProblem::NotFound
    } else {
        FileProblem::Unreadable {
            reason: io_reason(error),
        }
    };
    Unread::new(path.to_owned(), problem)
}
