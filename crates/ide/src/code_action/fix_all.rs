//! Applies all safe fixes of a file in one action.

use std::ops::Range;

use proactive_analysis::apply_certain_fixes;
use proactive_diagnostics::{Edit, FileId, Span, TextRange, TextSize};

use super::action::{Action, ActionKind};
use super::piece_table::PieceTable;
use crate::Snapshot;

/// Applies all safe fixes of a file, checks the result, and repeats until there are none left.
/// `None` if there is nothing to fix.
#[must_use]
pub fn fix_all(snapshot: &Snapshot, file: FileId) -> Option<Action> {
    let source = snapshot.workspace().file(file)?;
    let mut pieces = PieceTable::new(&source.text);
    let findings = snapshot.findings();
    let has_fix = |of: &proactive_diagnostics::Finding| {
        of.span.file == file && of.fixes.iter().any(|fix| fix.is_machine_applicable())
    };
    if !findings.iter().any(has_fix) {
        return None;
    }
    apply_certain_fixes(
        &mut snapshot.workspace().clone(),
        findings,
        |changed| changed == file,
        |edit| pieces.replace(Range::from(edit.span.range), &edit.replacement),
    );
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
