//! A workspace at one moment, with everything that is known about it.

use std::sync::{Arc, Mutex, OnceLock};

use proactive_analysis::Cache;
use proactive_diagnostics::{FileId, Finding, TextSize};
use proactive_hir::model::Model;
use proactive_hir::{self as hir, Checked, Item, Workspace};
use proactive_simulator::Simulator;

use crate::playable::Playable;

/// A position in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilePosition {
    /// The file.
    pub file: FileId,
    /// Bytes from its start.
    pub offset: TextSize,
}

/// Results that snapshots share, so that each one analyzes only what has changed since the one
/// before. Clones share their contents.
#[derive(Debug, Clone, Default)]
pub struct SnapshotCache(Arc<Mutex<Caches>>);

#[derive(Debug, Default)]
struct Caches {
    checks: hir::CheckCache,
    proofs: Cache,
}

/// A workspace at one moment. Anything expensive is computed on first use.
#[derive(Debug)]
pub struct Snapshot {
    workspace: Workspace,
    cache: SnapshotCache,
    checked: OnceLock<Checked>,
    model: OnceLock<Option<Model>>,
    reduced: OnceLock<Option<Playable>>,
    failed_tests: OnceLock<Vec<Finding>>,
}

impl Snapshot {
    /// Creates a snapshot of a workspace.
    #[must_use]
    pub fn new(workspace: Workspace) -> Self {
        Self::with_cache(workspace, SnapshotCache::default())
    }

    /// Creates a snapshot that shares its cache with others. The cache affects how long the check
    /// takes, and nothing else.
    #[must_use]
    pub fn with_cache(workspace: Workspace, cache: SnapshotCache) -> Self {
        Self {
            workspace,
            cache,
            checked: OnceLock::new(),
            model: OnceLock::new(),
            reduced: OnceLock::new(),
            failed_tests: OnceLock::new(),
        }
    }

    /// The workspace.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// All findings, ordered by file and position.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.checked().findings()
    }

    /// The findings in a file, ordered by position.
    #[must_use]
    pub fn findings_of(&self, file: FileId) -> &[Finding] {
        let findings = self.findings();
        let from = findings.partition_point(|finding| finding.span.file < file);
        let to = findings.partition_point(|finding| finding.span.file <= file);
        findings.get(from..to).unwrap_or_default()
    }

    /// The checked model; `None` if the workspace has errors.
    #[must_use]
    pub fn model(&self) -> Option<&Model> {
        let model = self.model.get_or_init(|| self.checked().model());
        model.as_ref()
    }

    /// What can be played in spite of errors; `None` if nothing can.
    pub(crate) fn reduced(&self) -> Option<&Playable> {
        let reduced = &self.reduced;
        let reduced = reduced.get_or_init(|| Playable::of(&self.workspace, self.findings()));
        reduced.as_ref()
    }

    /// A finding for each test that fails; none while there are errors.
    pub(crate) fn failed_tests(&self) -> &[Finding] {
        self.failed_tests.get_or_init(|| {
            let simulator = self.model().and_then(|model| Simulator::new(model).ok());
            simulator.map_or_else(Vec::new, |simulator| {
                let cases = simulator.test_cases();
                let runs = cases.iter().filter_map(|case| simulator.run(case).ok());
                runs.filter_map(|run| run.finding()).collect()
            })
        })
    }

    fn checked(&self) -> &Checked {
        self.checked.get_or_init(|| {
            let mut caches = self.cache.0.lock().unwrap_or_else(|poisoned| {
                // A panic may have left the cache half updated, so start again from an empty one.
                self.cache.0.clear_poison();
                let mut caches = poisoned.into_inner();
                *caches = Caches::default();
                caches
            });
            let Caches { checks, proofs } = &mut *caches;
            let workspace = &self.workspace;
            workspace.check_incremental(checks, |partial| {
                proactive_analysis::lints_with(partial, proofs)
            })
        })
    }

    /// The text of a file, or an empty string if there is no such file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.workspace.file(file).map_or("", |file| &file.text)
    }

    /// The item at a position. Where two items meet, this is the earlier one if it ends in a word,
    /// and the later one otherwise.
    #[must_use]
    pub fn item_at(&self, position: FilePosition) -> Option<&Item> {
        let items = self.workspace.items(position.file);
        let after = items.partition_point(|item| item.range().start() <= position.offset);
        let later = items.get(after.checked_sub(1)?)?;
        let touches = later.range().start() == position.offset;
        let before = after.checked_sub(2).filter(|_| touches);
        let earlier = before.and_then(|index| items.get(index)).filter(|item| {
            let text = self.workspace.text_of(position.file, item);
            text.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_')
        });
        earlier
            .or(Some(later))
            .filter(|item| item.range().contains_inclusive(position.offset))
    }
}
