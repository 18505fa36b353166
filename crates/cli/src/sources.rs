//! The sources that findings point into.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use proactive_diagnostics::{FileId, Span};

use crate::line_index::{LineIndex, Position};
use crate::paths;

/// The file ID of the manifest.
pub(crate) const MANIFEST: FileId = FileId::MANIFEST;

/// A source text and its origin.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path from the root of the workspace, with `/`.
    pub(crate) path: String,
    /// The path from the current folder, for people.
    pub(crate) shown: String,
    /// `None` if it could not be read.
    pub(crate) text: Option<Arc<str>>,
    /// Whether the command line names it or a folder that contains it.
    pub(crate) named: bool,
    /// Where to write it; `None` if it does not come from a file.
    pub(crate) file: Option<PathBuf>,
    lines: OnceLock<LineIndex>,
}

impl Source {
    pub(crate) fn new(path: String, shown: String, text: Option<Arc<str>>, named: bool) -> Self {
        Self {
            path,
            shown,
            text,
            named,
            file: None,
            lines: OnceLock::new(),
        }
    }

    /// Sets the file to write it to.
    pub(crate) fn at(self, file: PathBuf) -> Self {
        Self {
            file: Some(file),
            ..self
        }
    }

    /// The text; empty if there is none.
    pub(crate) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// The lines of the text, computed on first use because most files have no findings.
    pub(crate) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text()))
    }

    pub(crate) fn position(&self, offset: usize) -> Position {
        self.lines().position(self.text(), offset)
    }
}

/// All sources of a workspace.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    manifest: Option<Source>,
    files: Vec<Source>,
    /// The root of the workspace; `None` for texts that come from no folder.
    root: Option<PathBuf>,
}

impl Sources {
    /// No sources yet, of the workspace in `root`.
    pub(crate) fn of_root(root: &Path) -> Self {
        Self {
            root: Some(root.to_owned()),
            ..Self::default()
        }
    }

    /// The folder that code hosts count paths from: the innermost one at or above the workspace that
    /// is a Git working tree, or else the root of the workspace.
    pub(crate) fn repository(&self) -> Option<&Path> {
        let root = self.root.as_deref()?;
        // In a worktree or a submodule, `.git` is a file.
        let mut folders = root.ancestors();
        Some(folders.find(|it| it.join(".git").exists()).unwrap_or(root))
    }

    /// The path of a source from `repository`, with `/`.
    pub(crate) fn path_in(&self, repository: Option<&Path>, source: &Source) -> String {
        match (repository, &self.root) {
            (Some(repository), Some(root)) if repository != root => {
                paths::relative(repository, &paths::resolve(root, Path::new(&source.path)))
            }
            (Some(_) | None, _) => source.path.clone(),
        }
    }

    pub(crate) fn set_manifest(&mut self, source: Source) {
        self.manifest = Some(source);
    }

    /// Adds a file: first the checked files in order, then the unreadable ones.
    pub(crate) fn push(&mut self, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(MANIFEST.0));
        self.files.push(source);
        id
    }

    /// Replaces the text of a file or of the manifest.
    pub(crate) fn set_text(&mut self, id: FileId, text: Arc<str>) {
        let source = match id {
            MANIFEST => self.manifest.as_mut(),
            FileId(position) => self.files.get_mut(position as usize),
        };
        if let Some(source) = source {
            source.text = Some(text);
            source.lines = OnceLock::new();
        }
    }

    pub(crate) fn get(&self, id: FileId) -> Option<&Source> {
        if id == MANIFEST {
            return self.manifest.as_ref();
        }
        self.files.get(id.0 as usize)
    }

    /// The files, with the checked ones first.
    pub(crate) fn files(&self) -> &[Source] {
        &self.files
    }

    /// The source of a span, and the span as a byte range in it.
    pub(crate) fn locate(&self, span: Span) -> Option<(&Source, Range<usize>)> {
        let source = self.get(span.file)?;
        let length = source.text().len();
        let start = usize::from(span.range.start()).min(length);
        let end = usize::from(span.range.end()).min(length);
        Some((source, start..end))
    }
}
