//! The fixes that findings suggest.

use proactive_diagnostics::{FileId, TextRange, messages};

use super::action::{Action, ActionKind};
use crate::Snapshot;

/// The fixes of all findings that touch a range.
pub(super) fn fixes(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut found = Vec::new();
    for (index, finding) in touching(snapshot, file, range) {
        for fix in &finding.fixes {
            let in_files = |it: &proactive_diagnostics::Edit| {
                snapshot.workspace().file(it.span.file).is_some()
            };
            if !fix.edits.iter().all(in_files) {
                continue;
            }
            let title = messages::fix_title(&fix.title);
            found.push(Action {
                finding: Some(index),
                preferred: fix.is_machine_applicable(),
                ..Action::new(title, ActionKind::QuickFix, fix.edits.clone())
            });
        }
    }
    found
}

/// The findings that touch a range, each with its index into [`Snapshot::findings`].
pub(super) fn touching(
    snapshot: &Snapshot,
    file: FileId,
    range: TextRange,
) -> impl Iterator<Item = (usize, &proactive_diagnostics::Finding)> {
    let findings = snapshot.findings();
    let first = findings.partition_point(|finding| finding.span.file < file);
    let of_file = findings.iter().enumerate().skip(first);
    of_file
        .take_while(move |(_, finding)| finding.span.file == file)
        .filter(move |(_, finding)| finding.span.range.intersect(range).is_some())
}
