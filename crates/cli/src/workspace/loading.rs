//! A workspace while it is read, and once it has been.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_diagnostics::Finding;
use proactive_hir::{Settings, SourceFile};

use super::plan::Scope;
use super::read::Unread;
use crate::manifest::{self, Manifest};
use crate::output::Output;
use crate::paths;
use crate::sources::{MANIFEST, Source, Sources};

/// A workspace, read but not yet checked.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// What it is called: by its manifest, else by its folder. Loose files are called nothing.
    pub(crate) name: Option<String>,
    /// What the checker must know.
    pub(crate) settings: Settings,
    /// `[build] output`, absolute.
    pub(crate) output: Option<PathBuf>,
    /// The files that could be read, by the bytes of their paths.
    pub(crate) files: Vec<SourceFile>,
    /// All files, those that could be read first, and the manifest.
    pub(crate) sources: Sources,
    /// What is wrong with the manifest and with files as such.
    pub(crate) findings: Vec<Finding>,
    /// Folders that are named but hold none of the files, as they are shown.
    pub(crate) empty: Vec<String>,
    /// Folders that were left out because they are workspaces of their own.
    pub(crate) nested: Vec<PathBuf>,
}

impl Loaded {
    /// Says which of the paths lead to nothing: a workspace without files is right, but rarely
    /// what was meant.
    pub(crate) fn notice_what_is_empty(&self, folder: &Path, output: &mut Output<'_>) {
        for folder in &self.empty {
            output.notice(format_args!(
                "there are no `.proactive` files in `{folder}`"
            ));
        }
        if self.empty.is_empty() || self.nested.is_empty() {
            return;
        }
        let nested = self.nested.iter();
        let nested: Vec<_> = nested.map(|path| paths::relative(folder, path)).collect();
        output.notice(format_args!(
            "these folders are workspaces of their own: `{}`",
            nested.join("`, `")
        ));
    }
}

/// A workspace that is being read.
pub(super) struct Loading<'l> {
    pub(super) root: &'l Path,
    pub(super) scope: &'l Scope<'l>,
    pub(super) folder: &'l Path,
    /// For files of another revision, the top of the repository and the revision.
    pub(super) shown: Option<(&'l Path, &'l str)>,
    /// The file that standard input stands for.
    pub(super) given: Option<&'l Path>,
    pub(super) sources: Sources,
    pub(super) findings: Vec<Finding>,
}

impl Loading<'_> {
    fn source(&self, path: &Path, text: Option<Arc<str>>) -> Source {
        let shown = match self.shown {
            // As git itself names them.
            Some((top, revision)) => format!("{revision}:{}", paths::relative(top, path)),
            None => paths::relative(self.folder, path),
        };
        Source::new(
            paths::relative(self.root, path),
            shown,
            text,
            self.scope.covers(path),
        )
    }

    pub(super) fn manifest(&mut self, path: &Path, text: Result<Arc<str>, Unread>) -> Manifest {
        match text {
            Ok(text) => {
                let (manifest, findings) = manifest::parse(&text);
                self.findings.extend(findings);
                self.sources.set_manifest(self.source(path, Some(text)));
                manifest
            }
            Err(unread) => {
                let (beginning, finding) = unread.into_parts();
                self.findings.push(finding(MANIFEST));
                self.sources.set_manifest(self.source(path, beginning));
                Manifest::default()
            }
        }
    }

    /// Numbers the files: those that could be read as the checker will, then the others.
    pub(super) fn files(
        &mut self,
        texts: Vec<Result<(PathBuf, Arc<str>), Unread>>,
        mut unread: Vec<Unread>,
    ) -> Vec<SourceFile> {
        let mut readable = Vec::with_capacity(texts.len());
        for text in texts {
            match text {
                Ok((path, text)) => {
                    let source = self.source(&path, Some(text));
                    readable.push(
                        match self.given == Some(path.as_path()) || self.shown.is_some() {
                            true => source,
                            false => source.at(path),
                        },
                    );
                }
                Err(problem) => unread.push(problem),
            }
        }
        readable.sort_by(|left, right| left.path.cmp(&right.path));
        let files = readable
            .iter()
            .map(|source| SourceFile {
                path: source.path.as_str().into(),
                text: source.text.clone().unwrap_or_default(),
            })
            .collect();
        for source in readable {
            self.sources.push(source);
        }
        for problem in unread {
            let path = problem.path.clone();
            let (beginning, finding) = problem.into_parts();
            let file = self.sources.push(self.source(&path, beginning));
            self.findings.push(finding(file));
        }
        files
    }
}
