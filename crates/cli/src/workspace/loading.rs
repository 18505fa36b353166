//! A workspace that is being loaded, and one that has been.

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

/// A loaded workspace, before it is checked.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// Its name in the manifest, or the name of its folder; loose files have none.
    pub(crate) name: Option<String>,
    /// The settings of the checker.
    pub(crate) settings: Settings,
    /// `[build] output`, absolute.
    pub(crate) output: Option<PathBuf>,
    /// The readable files, sorted by the bytes of their paths.
    pub(crate) files: Vec<SourceFile>,
    /// All files, with the readable ones first, and the manifest.
    pub(crate) sources: Sources,
    /// The problems of the manifest and of unreadable files.
    pub(crate) findings: Vec<Finding>,
    /// The named folders without files, as shown to people.
    pub(crate) empty: Vec<String>,
    /// Folders that were skipped because they are workspaces of their own.
    pub(crate) nested: Vec<PathBuf>,
}

impl Loaded {
    /// Prints a notice for folders without files: an empty workspace is valid, but rarely what was
    /// meant.
    pub(crate) fn notice_what_is_empty(&self, folder: &Path, output: &mut Output<'_>) {
        for folder in &self.empty {
            output.notice(format_args!("no `.proactive` files found in `{folder}`"));
        }
        if self.empty.is_empty() || self.nested.is_empty() {
            return;
        }
        let nested = self.nested.iter();
        let nested: Vec<_> = nested.map(|path| paths::relative(folder, path)).collect();
        output.notice(format_args!(
            "skipped folders with a workspace of their own: `{}`",
            nested.join("`, `")
        ));
    }
}

/// A workspace that is being loaded.
pub(super) struct Loading<'l> {
    pub(super) root: &'l Path,
    pub(super) scope: &'l Scope<'l>,
    pub(super) folder: &'l Path,
    /// For files of a Git revision: the top-level folder of the repository, and the revision.
    pub(super) shown: Option<(&'l Path, &'l str)>,
    /// The file that standard input stands for.
    pub(super) given: Option<&'l Path>,
    pub(super) sources: Sources,
    pub(super) findings: Vec<Finding>,
}

impl Loading<'_> {
    fn source(&self, path: &Path, text: Option<Arc<str>>) -> Source {
        let shown = match self.shown {
            // The notation of git itself.
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

    /// Numbers the files: first the readable ones, as the checker does, then the others.
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
