//! `check --since REV`: the findings that a change is about.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_diagnostics::{FileId, Finding, Span, TextRange};
use proactive_hir::{Settings, SourceFile, Workspace};

use crate::report::Report;
use crate::sources::{MANIFEST, Sources};
use crate::workspace::{self, Request};

/// What a workspace consisted of at a revision.
pub(super) struct Before {
    /// The texts of its declarations, wherever they were: one that only moved has not changed.
    declarations: HashSet<String>,
    manifest: Option<Arc<str>>,
}

impl Before {
    /// Reads the workspace in `root` at a revision, as `diff git:REV` does. A workspace that was not
    /// there yet had no declarations.
    ///
    /// # Errors
    ///
    /// A sentence for the author when there is no such revision, or no repository.
    pub(super) fn new(request: &Request<'_>, root: &Path, revision: &str) -> Result<Self, String> {
        let paths: [PathBuf; 1] = [root.to_owned()];
        let of_root = Request {
            paths: &paths,
            ..*request
        };
        let loaded = workspace::load_revision(&of_root, revision)
            .map_err(|reason| format!("`--since {revision}`: {reason}"))?;
        Ok(Self {
            declarations: declarations(loaded.files).map(|(_, text)| text).collect(),
            manifest: manifest(&loaded.sources),
        })
    }

    /// What has changed in a workspace since then.
    pub(super) fn changes(&self, sources: &Sources) -> Changes {
        let declarations = declarations(readable(sources));
        let changed = declarations
            .filter(|(_, text)| !self.declarations.contains(text))
            .map(|(place, _)| (place.file, place.from_end));
        Changes {
            declarations: changed.collect(),
            manifest: self.manifest != manifest(sources),
        }
    }
}

/// What has changed in a workspace. It stays right when comments are added to the files.
pub(super) struct Changes {
    /// The files of the declarations, and their positions counted from the end of the file.
    declarations: HashSet<(FileId, usize)>,
    manifest: bool,
}

impl Changes {
    /// Keeps the findings that are in a declaration that has changed, or that one explains.
    pub(super) fn keep_changed(&self, report: &mut Report) {
        let changed: Vec<Span> = declarations(readable(&report.sources))
            .filter(|(place, _)| self.declarations.contains(&(place.file, place.from_end)))
            .map(|(place, _)| Span::new(place.file, place.range))
            .collect();
        let is_in_change = |span: Span| match span.file {
            MANIFEST => self.manifest,
            file => changed
                .iter()
                .any(|changed| changed.file == file && changed.range.contains_range(span.range)),
        };
        report.retain(|sources, finding, _| {
            let is_unread = sources
                .get(finding.span.file)
                .is_none_or(|source| source.text.is_none());
            is_unread || places(finding).any(is_in_change)
        });
    }
}

/// The files that could be read. The others come last, so these keep their numbers.
fn readable(sources: &Sources) -> Vec<SourceFile> {
    let files = sources.files().iter().filter_map(|source| {
        Some(SourceFile {
            path: source.path.as_str().into(),
            text: source.text.clone()?,
        })
    });
    files.collect()
}

fn places(finding: &Finding) -> impl Iterator<Item = Span> {
    let labels = finding.labels.iter().map(|label| label.span);
    std::iter::once(finding.span).chain(labels)
}

fn manifest(sources: &Sources) -> Option<Arc<str>> {
    sources.get(MANIFEST)?.text.clone()
}

/// The place of a declaration.
struct Place {
    file: FileId,
    range: TextRange,
    /// The number of declarations that follow it in its file.
    from_end: usize,
}

/// The declarations of files, with their places, without the space around them.
fn declarations(files: Vec<SourceFile>) -> impl Iterator<Item = (Place, String)> {
    let workspace = Workspace::new(Settings::default(), files);
    let ids: Vec<FileId> = (0..workspace.files().len())
        .filter_map(|position| u32::try_from(position).ok().map(FileId))
        .collect();
    let mut found = Vec::new();
    for file in ids {
        for (from_end, item) in workspace.items(file).iter().rev().enumerate() {
            let place = Place {
                file,
                range: item.range(),
                from_end,
            };
            let text = workspace.text_of(file, item).trim().to_owned();
            found.push((place, text));
        }
    }
    found.into_iter()
}
