//! A workspace: all its files, understood together.

use std::sync::Arc;

use proactive_diagnostics::{Finding, TextSize};
use proactive_syntax::ParsedSlice;
use rayon::prelude::*;

use crate::Settings;
use crate::check::{self, Proofs, Stages};
use crate::draft::Draft;
use crate::lower::lower;
use crate::model::{Model, PartialModel};

/// A file of a workspace.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its path from the root of the workspace, written with `/`.
    pub path: Box<str>,
    /// Its text.
    pub text: Arc<str>,
}

/// A file, lowered.
#[derive(Debug)]
pub(crate) struct LoweredFile {
    pub(crate) items: Vec<Item>,
}

/// A slice of a file, lowered. Parse and draft know nothing of where it stands.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) start: TextSize,
    pub(crate) parsed: Arc<ParsedSlice>,
    pub(crate) draft: Draft,
}

impl LoweredFile {
    fn new(text: &str) -> Self {
        let items = proactive_syntax::split::slices(text)
            .into_par_iter()
            .with_min_len(32)
            .map(|range| {
                let slice = text.get(range.clone()).unwrap_or("");
                let parsed = proactive_syntax::parse_slice(slice);
                let draft = lower(slice, &parsed);
                Item {
                    start: TextSize::new(u32::try_from(range.start).unwrap_or(u32::MAX)),
                    parsed: Arc::new(parsed),
                    draft,
                }
            })
            .collect();
        Self { items }
    }
}

/// A workspace, parsed and lowered.
#[derive(Debug)]
pub struct Workspace {
    settings: Settings,
    files: Vec<SourceFile>,
    lowered: Vec<LoweredFile>,
    /// Some file could not be read, so names may be declared that are not seen.
    unread: bool,
}

impl Workspace {
    /// Parses and lowers `files`, which must be sorted by the bytes of their paths: the position
    /// of a file is its [`FileId`](proactive_diagnostics::FileId).
    #[must_use]
    pub fn new(settings: Settings, files: Vec<SourceFile>) -> Self {
        let lowered = files
            .par_iter()
            .map(|file| LoweredFile::new(&file.text))
            .collect();
        Self {
            settings,
            files,
            lowered,
            unread: false,
        }
    }

    /// The same where some file of the workspace could not be read: what it may declare is not
    /// reported as unknown, and what it may use not as unused.
    #[must_use]
    pub fn with_unread_files(mut self) -> Self {
        self.unread = true;
        self
    }

    /// The files, in order.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// What the manifest decides.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Finds everything that is wrong, but for what has to be proved of conditions.
    #[must_use]
    pub fn check(&self) -> Checked<'_> {
        let stages = check::check(&self.lowered, &self.settings, self.unread);
        self.assemble(stages, Proofs::Skipped)
    }

    /// Finds everything that is wrong, and the lints that `prove` finds on what is whole. These
    /// are treated as all others: silenced by comments, of the level that the manifest sets, and
    /// left out where the declaration has an error or something else is told of the same place.
    #[must_use]
    pub fn check_with(&self, prove: impl FnOnce(&PartialModel<'_>) -> Vec<Finding>) -> Checked<'_> {
        let mut stages = check::check(&self.lowered, &self.settings, self.unread);
        let partial = check::build_partial(&stages, &self.settings, &self.files);
        stages.add_lints(prove(&partial));
        self.assemble(stages, Proofs::Made)
    }

    fn assemble(&self, stages: Stages<'_>, proofs: Proofs) -> Checked<'_> {
        Checked {
            findings: check::assemble(&self.files, &self.lowered, &self.settings, stages, proofs),
            workspace: self,
        }
    }
}

/// A workspace with all its findings.
#[derive(Debug)]
pub struct Checked<'w> {
    workspace: &'w Workspace,
    findings: Vec<Finding>,
}

impl Checked<'_> {
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
        let (names, _) = check::Names::collect(&self.workspace.lowered, false);
        check::build_model(&names, &self.workspace.settings)
    }
}
