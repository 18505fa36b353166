//! The fixes that findings suggest.

use proactive_diagnostics::{Edit, FileId, Finding, TextRange, messages};

use super::action::{Action, ActionKind};
use crate::Snapshot;

/// The fixes of all findings that touch a range.
pub(super) fn fixes(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut found = of_findings(touching(snapshot, file, range));
    let in_files = |it: &Edit| snapshot.workspace().file(it.span.file).is_some();
    found.retain(|action| action.edits.iter().all(in_files));
    found
}

/// The fixes of findings, each with its index.
pub(crate) fn of_findings<'f>(findings: impl Iterator<Item = (usize, &'f Finding)>) -> Vec<Action> {
    let mut found = Vec::new();
    for (index, finding) in findings {
        for fix in &finding.fixes {
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
) -> impl Iterator<Item = (usize, &Finding)> {
    let findings = snapshot.findings();
    let first = findings.partition_point(|finding| finding.span.file < file);
    let of_file = findings.iter().enumerate().skip(first);
    of_file
        .take_while(move |(_, finding)| finding.span.file == file)
        .filter(move |(_, finding)| finding.span.range.intersect(range).is_some())
}
