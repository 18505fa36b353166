//! A workspace: all its files, understood together.

use std::ops::Range;
use std::sync::Arc;

use proactive_diagnostics::{FileId, Finding};
use rayon::prelude::*;

use crate::build;
use crate::check::{self, CheckCache, CheckResult, Proofs};
use crate::declarations::Declarations;
use crate::item::{Item, LoweredFile, SourceFile};
use crate::model::{Model, PartialModel, SegmentId};
use crate::names::Names;
use crate::settings::Settings;

/// A workspace, parsed and lowered. A clone shares all that is large with the original, so an
/// editor can keep one to answer from while it changes another.
#[derive(Debug, Clone)]
pub struct Workspace {
    settings: Settings,
    files: Vec<SourceFile>,
    lowered: Vec<Arc<LoweredFile>>,
    /// Some file could not be read, so names may be declared that are not seen.
    unread: bool,
}

impl Workspace {
    /// Parses and lowers `files`, which must be sorted by the bytes of their paths: the position
    /// of a file is its [`FileId`].
    #[must_use]
    pub fn new(settings: Settings, files: Vec<SourceFile>) -> Self {
        let lowered = files
            .par_iter()
            .map(|file| Arc::new(LoweredFile::new(&file.text)))
            .collect();
        Self {
            settings,
            files,
            lowered,
            unread: false,
        }
    }

    /// The same, told whether some file of the workspace could not be read: what that may declare
    /// is not reported as unknown, and what it may use not as unused.
    #[must_use]
    pub fn with_unread_files(mut self, unread: bool) -> Self {
        self.unread = unread;
        self
    }

    /// Puts in a file, or a new text of it. Items that stay the same are kept. Where the file is
    /// new, the [`FileId`]s of those behind it change.
    pub fn set_file(&mut self, path: &str, text: Arc<str>) {
        match self.position(path) {
            Ok(position) => {
                if let Some(file) = self.files.get_mut(position)
                    && let Some(lowered) = self.lowered.get_mut(position)
                {
                    *lowered = Arc::new(lowered.edited(&file.text, &text));
                    file.text = text;
                }
            }
            Err(position) => {
                let lowered = LoweredFile::new(&text);
                let path = path.into();
                self.files.insert(position, SourceFile { path, text });
                self.lowered.insert(position, Arc::new(lowered));
            }
        }
    }

    /// Takes a file away. The [`FileId`]s of those behind it change.
    pub fn remove_file(&mut self, path: &str) {
        if let Ok(position) = self.position(path) {
            self.files.remove(position);
            self.lowered.remove(position);
        }
    }

    /// Changes what the manifest decides.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    fn position(&self, path: &str) -> Result<usize, usize> {
        self.files
            .binary_search_by(|file| file.path.as_bytes().cmp(path.as_bytes()))
    }

    /// The files, in order.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// A file by its path from the root.
    #[must_use]
    pub fn file_id(&self, path: &str) -> Option<FileId> {
        let position = self.position(path).ok()?;
        u32::try_from(position).ok().map(FileId)
    }

    /// A file.
    #[must_use]
    pub fn file(&self, FileId(file): FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(file).ok()?)
    }

    /// The items of a file, which tile its text; none if there is no such file.
    #[must_use]
    pub fn items(&self, FileId(file): FileId) -> &[Item] {
        let position = usize::try_from(file).ok();
        let lowered = position.and_then(|position| self.lowered.get(position));
        lowered.map_or(&[], |lowered| &lowered.items)
    }

    /// The text of an item of a file.
    #[must_use]
    pub fn text_of(&self, file: FileId, item: &Item) -> &str {
        self.file(file)
            .and_then(|file| file.text.get(Range::<usize>::from(item.range())))
            .unwrap_or("")
    }

    /// All declarations by their names.
    #[must_use]
    pub fn declarations(&self) -> Declarations<'_> {
        Declarations::new(Names::collect(&self.lowered, self.unread).0)
    }

    /// What the manifest decides.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Finds everything that is wrong, but for what has to be proved of conditions.
    #[must_use]
    pub fn check(&self) -> Checked {
        let cache = &mut CheckCache::default();
        let result = check::check(&self.lowered, &self.settings, self.unread, cache);
        self.finalize(result, Proofs::Skipped)
    }

    /// Finds everything that is wrong, and the lints that `prove` finds on what is whole. These
    /// are treated as all others: silenced by comments, of the level that the manifest sets, and
    /// left out where the declaration has an error or something else is told of the same place.
    #[must_use]
    pub fn check_with(&self, prove: impl FnOnce(&PartialModel<'_>) -> Vec<Finding>) -> Checked {
        self.check_incremental(&mut CheckCache::default(), prove)
    }

    /// The same, after a check of this workspace or another; what is remembered of that makes it
    /// quicker where little has changed since, and makes no other difference.
    #[must_use]
    pub fn check_incremental(
        &self,
        cache: &mut CheckCache,
        prove: impl FnOnce(&PartialModel<'_>) -> Vec<Finding>,
    ) -> Checked {
        let mut result = check::check(&self.lowered, &self.settings, self.unread, cache);
        let partial = build::build_partial(&result, &self.settings, &self.files);
        result.add_lints(prove(&partial));
        self.finalize(result, Proofs::Included)
    }

    fn finalize(&self, result: CheckResult<'_>, proofs: Proofs) -> Checked {
        let (findings, segments) =
            check::finalize(&self.files, &self.lowered, &self.settings, result, proofs);
        Checked {
            findings,
            segment_order: segments.order,
            workspace: self.clone(),
        }
    }
}

/// A workspace with all its findings.
#[derive(Debug)]
pub struct Checked {
    workspace: Workspace,
    findings: Vec<Finding>,
    /// Each after those that it uses.
    segment_order: Vec<SegmentId>,
}

impl Checked {
    /// The findings, ordered by file, place and code.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The workspace without a hole; none when there is an error.
    #[must_use]
    pub fn model(&self) -> Option<Model> {
        if check::has_errors(&self.findings) {
            return None;
        }
        let (names, _) = Names::collect(&self.workspace.lowered, false);
        let order = self.segment_order.clone();
        build::build_model(&names, &self.workspace.settings, order)
    }
}
