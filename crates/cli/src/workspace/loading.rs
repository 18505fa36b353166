//! A workspace that is being loaded, and one that has been.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_diagnostics::Finding;
use proactive_hir::{Settings, SourceFile};
use proactive_manifest::{Manifest, VisitGap};

use super::plan::Scope;
use super::read::Unread;
use super::request::Request;
use crate::baseline::Baseline;
use crate::output::Output;
use crate::output_file::{InputFile, InputPlace, InputRole};
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
    /// `[build] output`, from the root.
    pub(crate) output: Option<PathBuf>,
    /// `[web] visit_gap_minutes`
    pub(crate) visit_gap: VisitGap,
    /// The warnings that are known, if the workspace has a baseline; or why it cannot be read.
    pub(crate) baseline: Result<Option<Baseline>, String>,
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
    /// Whether it has a manifest. Without one, it is a folder or a list of files.
    pub(crate) has_manifest: bool,
    /// Whether the command line names it or something in it.
    pub(crate) is_named: bool,
    /// Whether all its files are there: it was walked, and each file could be read.
    pub(crate) is_whole: bool,
}

/// The most folders that a message lists.
const MAX_LISTED: usize = 5;

impl Loaded {
    /// Why the path of a command that takes one workspace leads to none; `None` if it leads to one.
    pub(crate) fn misdirected(&self, folder: &Path) -> Option<String> {
        let nested = self.listed_nested(folder)?;
        let root = paths::relative(folder, &self.root);
        (!self.has_manifest).then(|| match self.nested.len() {
            1 => format!(
                "there is no workspace in `{root}`; there is one in {nested}: name that folder"
            ),
            _ => format!(
                "there is no workspace in `{root}`; there are workspaces in {nested}: name one of \
                 these folders"
            ),
        })
    }

    /// Why there is nothing to look at; `None` if it has files, or findings that say why.
    pub(crate) fn nothing_found(&self, folder: &Path) -> Option<String> {
        if !self.sources.files().is_empty() || self.is_broken() {
            return None;
        }
        self.misdirected(folder).or_else(|| {
            let root = match self.empty.first() {
                Some(shown) => shown.clone(),
                None => paths::relative(folder, &self.root),
            };
            Some(no_files(&root))
        })
    }

    /// Whether the manifest has findings, which can be why there are no files.
    fn is_broken(&self) -> bool {
        let mut findings = self.findings.iter();
        findings.any(|finding| finding.span.file == MANIFEST)
    }

    /// Prints a notice about the workspaces in it, which do not belong to it.
    pub(crate) fn notice_nested(&self, folder: &Path, output: &mut Output<'_>) {
        if let Some(nested) = self.listed_nested(folder) {
            output.notice(format_args!(
                "skipped folders with a workspace of their own: {nested}"
            ));
        }
    }

    /// The workspaces in it as a list; `None` if there are none.
    fn listed_nested(&self, folder: &Path) -> Option<String> {
        let nested = self.nested.iter();
        let shown = nested.map(|path| format!("`{}`", paths::relative(folder, path)));
        let mut shown: Vec<String> = shown.collect();
        if shown.len() > MAX_LISTED {
            let more = shown.len() - (MAX_LISTED - 1);
            shown.truncate(MAX_LISTED - 1);
            shown.push(format!("{more} more folders"));
        }
        match shown.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            [others @ .., last] => Some(format!("{} and {last}", others.join(", "))),
        }
    }

    /// The files that it was read from, without standard input.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = InputFile<'_>> + Clone {
        let place = |source: &Source| {
            let size = source.text.as_ref().map(|text| text.len());
            // A text of a revision or of standard input can differ from what is on disk.
            let size = source.file.as_ref().and(size);
            InputPlace::Path(self.root.join(&source.path), size)
        };
        let files = self.sources.files().iter();
        let files = files.map(|source| (source, InputRole::Source));
        let manifest = self.sources.get(MANIFEST).into_iter();
        let manifest = manifest.map(|source| (source, InputRole::Manifest));
        manifest.chain(files).map(move |(source, role)| InputFile {
            shown: Some(&source.shown),
            role,
            at: place(source),
        })
    }
}

/// Reports named folders without files: as errors, or as notices where the request allows it or a
/// finding in the manifest says why.
pub(crate) fn report_empty(all: &[Loaded], request: &Request<'_>, output: &mut Output<'_>) {
    let found_any = all.iter().any(|loaded| !loaded.sources.files().is_empty());
    for loaded in all {
        // A folder around it is named, and the files may be in others of its workspaces.
        let is_tolerated = !loaded.is_named && found_any;
        let is_fine = request.input.allow_empty || loaded.is_broken() || is_tolerated;
        for folder in &loaded.empty {
            let words = no_files(folder);
            if is_fine {
                output.notice(words);
            } else {
                output.error(words);
            }
        }
        if !loaded.empty.is_empty() {
            loaded.notice_nested(request.folder, output);
        }
    }
}

fn no_files(folder: &str) -> String {
    format!("no `.proactive` files found in `{folder}`")
}

/// A workspace that is being loaded.
pub(super) struct Loading<'l> {
    pub(super) root: &'l Path,
    pub(super) scope: &'l Scope<'l>,
    pub(super) folder: &'l Path,
    /// For files of a Git revision: the top-level folder of the repository, and the revision.
    pub(super) shown: Option<(&'l Path, &'l str)>,
    /// The file that is read from standard input.
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
                let (manifest, findings) = proactive_manifest::parse(&text);
                self.findings.extend(findings);
                let source = self.source(path, Some(text));
                self.sources.set_manifest(match self.shown {
                    Some(_) => source,
                    None => source.at(path.to_owned()),
                });
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
