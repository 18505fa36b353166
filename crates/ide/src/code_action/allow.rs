//! Suppresses a lint with `# proactive: allow(code)` above the statement or declaration.

use proactive_diagnostics::{Edit, FileId, TextRange};
use proactive_hir::allow_comments;

use super::action::{Action, ActionKind};
use super::fixes::touching;
use crate::Snapshot;

/// Actions to suppress each of the lints that touch a range.
pub(super) fn allow(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut done: Vec<Vec<Edit>> = Vec::new();
    let mut found = Vec::new();
    for (index, finding) in touching(snapshot, file, range) {
        let edits = allow_comments(snapshot.workspace(), [finding], None).edits;
        // Several findings with one code can be in one statement.
        if edits.is_empty() || done.contains(&edits) {
            continue;
        }
        done.push(edits.clone());
        let title = format!("Suppress `{}` with a comment", finding.code());
        found.push(Action {
            finding: Some(index),
            ..Action::new(title, ActionKind::QuickFix, edits)
        });
    }
    found
}
