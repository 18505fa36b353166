//! A workspace at one moment, with what is known of it.

use std::sync::{Arc, Mutex, OnceLock};

use proactive_analysis::Cache;
use proactive_diagnostics::{FileId, Finding, TextSize};
use proactive_hir::model::Model;
use proactive_hir::{self as hir, Checked, Item, Workspace};

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilePosition {
    /// The file.
    pub file: FileId,
    /// Bytes from its start.
    pub offset: TextSize,
}

/// What was found out about the snapshots before, so that of the next one only what has changed is
/// looked at. A clone is the same memory.
#[derive(Debug, Clone, Default)]
pub struct SnapshotCache(Arc<Mutex<Caches>>);

#[derive(Debug, Default)]
struct Caches {
    checks: hir::CheckCache,
    proofs: Cache,
}

/// A workspace at one moment. What costs something is found out when it is first asked for.
#[derive(Debug)]
pub struct Snapshot {
    workspace: Workspace,
    cache: SnapshotCache,
    checked: OnceLock<Checked>,
    model: OnceLock<Option<Model>>,
}

impl Snapshot {
    /// A snapshot of a workspace.
    #[must_use]
    pub fn new(workspace: Workspace) -> Self {
        Self::with_cache(workspace, SnapshotCache::default())
    }

    /// The same, one in a row that shares its memory. That changes how long it takes to find what is
    /// wrong, and nothing else.
    #[must_use]
    pub fn with_cache(workspace: Workspace, cache: SnapshotCache) -> Self {
        Self {
            workspace,
            cache,
            checked: OnceLock::new(),
            model: OnceLock::new(),
        }
    }

    /// The workspace.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// All that is wrong, ordered by file and place.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.checked().findings()
    }

    /// What is wrong in a file, ordered by place.
    #[must_use]
    pub fn findings_of(&self, file: FileId) -> &[Finding] {
        let findings = self.findings();
        let from = findings.partition_point(|finding| finding.span.file < file);
        let to = findings.partition_point(|finding| finding.span.file <= file);
        findings.get(from..to).unwrap_or_default()
    }

    /// The workspace without a hole; none when there is an error.
    #[must_use]
    pub fn model(&self) -> Option<&Model> {
        let model = self.model.get_or_init(|| self.checked().model());
        model.as_ref()
    }

    fn checked(&self) -> &Checked {
        self.checked.get_or_init(|| {
            let mut caches = self.cache.0.lock().unwrap_or_else(|poisoned| {
                // Whoever gave up half-way has left half of what was found out: it counts for nothing.
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

    /// The text of a file; empty if there is no such file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.workspace.file(file).map_or("", |file| &file.text)
    }

    /// The item at a place: of two that meet there, the earlier if it ends in a word, else the
    /// later.
    #[must_use]
    pub fn item_at(&self, position: FilePosition) -> Option<&Item> {
        let items = self.workspace.items(position.file);
        let behind = items.partition_point(|item| item.range().start() <= position.offset);
        let later = items.get(behind.checked_sub(1)?)?;
        let touches = later.range().start() == position.offset;
        let before = behind.checked_sub(2).filter(|_| touches);
        let earlier = before.and_then(|index| items.get(index)).filter(|item| {
            let text = self.workspace.text_of(position.file, item);
            text.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_')
        });
        earlier
            .or(Some(later))
            .filter(|item| item.range().contains_inclusive(position.offset))
    }
}
