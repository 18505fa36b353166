//! Replaces an expectation that fails by what happens instead.

use proactive_diagnostics::{FileId, TextRange, messages};

use super::action::{Action, ActionKind};
use crate::Snapshot;

/// The actions for the expectations that a range touches, where they fail.
pub(super) fn expect_what_happened(
    snapshot: &Snapshot,
    file: FileId,
    range: TextRange,
) -> Vec<Action> {
    let touches = |it: TextRange| it.intersect(range).is_some();
    let is_here = |test: &proactive_hir::model::Test| {
        let mut steps = test.steps.iter();
        test.span.file == file && steps.any(|step| touches(step.span.range))
    };
    let is_in_test = snapshot
        .model()
        .is_some_and(|model| model.tests.iter().any(is_here));
    if !is_in_test {
        return Vec::new();
    }
    let failed = snapshot.failed_tests().iter();
    let failed_here =
        failed.filter(|finding| finding.span.file == file && touches(finding.span.range));
    let fixes = failed_here.flat_map(|finding| &finding.fixes);
    fixes
        .map(|fix| {
            let title = messages::fix_title(&fix.title);
            Action::new(title, ActionKind::QuickFix, fix.edits.clone())
        })
        .collect()
}
