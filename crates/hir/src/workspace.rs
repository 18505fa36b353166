//! A workspace: all its files, analyzed together.

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
use crate::repair;
use crate::settings::Settings;

/// A workspace, parsed and lowered.
///
/// Clones share everything large, so an editor can answer requests from one while it changes another.
#[derive(Debug, Clone)]
pub struct Workspace {
    settings: Settings,
    files: Vec<SourceFile>,
    lowered: Vec<Arc<LoweredFile>>,
    /// A file could not be read, so there may be declarations that cannot be seen.
    unread: bool,
}

impl Workspace {
    /// Parses and lowers `files`, which must be sorted by the bytes of their paths. The index of a file
    /// is its [`FileId`].
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

    /// Sets whether a file of the workspace could not be read. If so, names that it may declare are not
    /// reported as unresolved, and declarations that it may use are not reported as unused.
    #[must_use]
    pub fn with_unread_files(mut self, unread: bool) -> Self {
        self.unread = unread;
        self
    }

    /// Adds a file or changes its text. Items whose text stays the same are reused. Adding a file changes
    /// the [`FileId`]s of the files after it.
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

    /// Removes a file. This changes the [`FileId`]s of the files after it.
    pub fn remove_file(&mut self, path: &str) {
        if let Ok(position) = self.position(path) {
            self.files.remove(position);
            self.lowered.remove(position);
        }
    }

    /// Replaces the settings of the manifest.
    pub fn set_settings(&mut self, settings: Settings) {
        self.settings = settings;
    }

    fn position(&self, path: &str) -> Result<usize, usize> {
        self.files
            .binary_search_by(|file| file.path.as_bytes().cmp(path.as_bytes()))
    }

    /// Returns the files in order.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Returns the ID of a file by its path from the root.
    #[must_use]
    pub fn file_id(&self, path: &str) -> Option<FileId> {
        let position = self.position(path).ok()?;
        u32::try_from(position).ok().map(FileId)
    }

    /// Returns a file by its ID.
    #[must_use]
    pub fn file(&self, FileId(file): FileId) -> Option<&SourceFile> {
        self.files.get(usize::try_from(file).ok()?)
    }

    /// Returns the items of a file, which tile its text. Empty if there is no such file.
    #[must_use]
    pub fn items(&self, FileId(file): FileId) -> &[Item] {
        let position = usize::try_from(file).ok();
        let lowered = position.and_then(|position| self.lowered.get(position));
        lowered.map_or(&[], |lowered| &lowered.items)
    }

    /// Returns the text of an item of a file.
    #[must_use]
    pub fn text_of(&self, file: FileId, item: &Item) -> &str {
        self.file(file)
            .and_then(|file| file.text.get(Range::<usize>::from(item.range())))
            .unwrap_or("")
    }

    /// Returns all declarations, by kind and name.
    #[must_use]
    pub fn declarations(&self) -> Declarations<'_> {
        Declarations::new(Names::collect(&self.lowered, self.unread).0)
    }

    /// Returns the settings of the manifest.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Finds all errors and lints, except those that need proofs about conditions.
    #[must_use]
    pub fn check(&self) -> Checked {
        let cache = &mut CheckCache::default();
        let mut result = check::check(&self.lowered, &self.settings, self.unread, cache);
        repair::run(&self.files, &self.lowered, &self.settings, &mut result);
        self.finalize(result, Proofs::Skipped)
    }

    /// Finds all errors and lints, including those that `prove` finds in the declarations without errors.
    ///
    /// The latter are treated like all others: comments can silence them, the manifest sets their level,
    /// and they are dropped if their declaration has an error or another finding has the same place.
    #[must_use]
    pub fn check_with(&self, prove: impl FnOnce(&PartialModel<'_>) -> Vec<Finding>) -> Checked {
        self.check_incremental(&mut CheckCache::default(), prove)
    }

    /// Does the same as [`Workspace::check_with`], but faster if little has changed since the last check
    /// with the same `cache`. The findings do not depend on the cache.
    #[must_use]
    pub fn check_incremental(
        &self,
        cache: &mut CheckCache,
        prove: impl FnOnce(&PartialModel<'_>) -> Vec<Finding>,
    ) -> Checked {
        let mut result = check::check(&self.lowered, &self.settings, self.unread, cache);
        let partial = build::build_partial(&result, &self.settings, &self.files);
        result.add_lints(prove(&partial));
        repair::run(&self.files, &self.lowered, &self.settings, &mut result);
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

/// A workspace with its findings.
#[derive(Debug)]
pub struct Checked {
    workspace: Workspace,
    findings: Vec<Finding>,
    /// The segments that are not on a cycle, each after those it uses.
    segment_order: Vec<SegmentId>,
}

impl Checked {
    /// Returns the findings, ordered by file, place and code.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Builds the model of the workspace. `None` if there is an error.
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
