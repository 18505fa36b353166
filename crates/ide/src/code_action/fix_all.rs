//! Applies all safe fixes of a file in one action.

use std::ops::Range;

use proactive_diagnostics::{Edit, FileId, Severity, Span, TextRange, TextSize};
use proactive_hir::Checked;

use super::action::{Action, ActionKind};
use super::piece_table::PieceTable;
use crate::Snapshot;

/// The maximum number of passes. A fix can reveal another one.
const MAX_ROUNDS: usize = 50;

/// Applies all safe fixes of a file, checks the result, and repeats until there are none left.
/// `None` if there is nothing to fix.
#[must_use]
pub fn fix_all(snapshot: &Snapshot, file: FileId) -> Option<Action> {
    let source = snapshot.workspace().file(file)?.clone();
    let mut pieces = PieceTable::new(&source.text);
    let mut fixes = chosen(snapshot.findings(), file);
    if fixes.is_empty() {
        return None;
    }
    let mut errors = count_errors(snapshot.findings());
    let mut workspace = snapshot.workspace().clone();
    for _ in 0..MAX_ROUNDS {
        for edit in fixes.iter().rev() {
            pieces.replace(Range::from(edit.span.range), &edit.replacement);
        }
        workspace.set_file(&source.path, pieces.text().into());
        let checked: Checked = workspace.check_with(proactive_analysis::lints);
        let left = count_errors(checked.findings());
        fixes = chosen(checked.findings(), file);
        // Fixes that are certain bring no error; should one do so, nothing is built on it.
        if fixes.is_empty() || left > errors {
            break;
        }
        errors = left;
    }
    let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    let edits: Vec<Edit> = pieces
        .edits()
        .into_iter()
        .map(|(range, replacement)| Edit {
            span: Span::new(file, TextRange::new(size(range.start), size(range.end))),
            replacement,
        })
        .collect();
    let title = "Apply all safe fixes";
    (!edits.is_empty()).then(|| Action::new(title, ActionKind::FixAll, edits))
}

fn count_errors(findings: &[proactive_diagnostics::Finding]) -> usize {
    let errors = findings.iter();
    errors.filter(|it| it.severity == Severity::Error).count()
}

/// The edits of the safe fixes of a file that can be applied together, in source order.
fn chosen(findings: &[proactive_diagnostics::Finding], file: FileId) -> Vec<Edit> {
    let mut chosen: Vec<Edit> = Vec::new();
    for finding in findings.iter().filter(|it| it.span.file == file) {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.is_machine_applicable()) else {
            continue;
        };
        let fits = fix
            .edits
            .iter()
            .all(|edit| edit.span.file == file && !chosen.iter().any(|other| overlap(edit, other)));
        if fits {
            chosen.extend(fix.edits.iter().cloned());
        }
    }
    chosen.sort_by_key(|edit| edit.span);
    chosen
}

/// Whether two edits touch. One of them then waits for the next pass.
fn overlap(one: &Edit, other: &Edit) -> bool {
    one.span.range.intersect(other.span.range).is_some()
}
