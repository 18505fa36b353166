//! The certain fixes of a workspace, applied until there are none left.

use std::ops::Range;

use proactive_diagnostics::{Edit, FileId, Finding, Severity};
use proactive_hir::Workspace;

use crate::lints;

/// The maximum number of passes. A fix can reveal another one.
const MAX_PASSES: usize = 50;

/// What [`apply_certain_fixes`] did.
#[derive(Debug)]
pub struct Fixed {
    /// What a check finds after the fixes.
    pub findings: Vec<Finding>,
    /// The number of fixes that were applied.
    pub fixes: usize,
}

/// Applies the [certain](proactive_diagnostics::Fix::is_machine_applicable) fixes of `findings`,
/// which are those of `workspace`, checks the result, and repeats until there are none left. A fix
/// is applied if `may_change` is true of all files that it edits.
///
/// `edited` gets each edit. Edits come in an order in which each can be applied to the text that the
/// earlier ones left, with the line endings of the file.
pub fn apply_certain_fixes(
    workspace: &mut Workspace,
    findings: &[Finding],
    may_change: impl Fn(FileId) -> bool,
    mut edited: impl FnMut(&Edit),
) -> Fixed {
    let mut fixed = Fixed {
        findings: findings.to_vec(),
        fixes: 0,
    };
    for _ in 0..MAX_PASSES {
        let (fixes, edits) = chosen(workspace, &fixed.findings, &may_change);
        if edits.is_empty() {
            break;
        }
        let mut next = workspace.clone();
        for of_file in edits.chunk_by(|one, other| one.span.file == other.span.file) {
            apply(&mut next, of_file);
        }
        let found = next.check_with(lints).findings().to_vec();
        // A certain fix adds no error. If one did, it would be left to the author.
        if errors(&found) > errors(&fixed.findings) {
            break;
        }
        edits.iter().rev().for_each(&mut edited);
        *workspace = next;
        fixed.fixes += fixes;
        fixed.findings = found;
    }
    fixed
}

fn errors(findings: &[Finding]) -> usize {
    let errors = findings.iter();
    errors.filter(|it| it.severity == Severity::Error).count()
}

/// How many fixes can be applied together, and their edits, sorted by file and place.
fn chosen(
    workspace: &Workspace,
    findings: &[Finding],
    may_change: impl Fn(FileId) -> bool,
) -> (usize, Vec<Edit>) {
    let mut fixes = 0;
    let mut chosen: Vec<Edit> = Vec::new();
    for finding in findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.is_machine_applicable()) else {
            continue;
        };
        let fits = fix.edits.iter().all(|edit| {
            may_change(edit.span.file) && !chosen.iter().any(|other| overlap(edit, other))
        });
        if fits {
            fixes += 1;
            chosen.extend(fix.edits.iter().map(|edit| of_file(workspace, edit)));
        }
    }
    chosen.sort_by_key(|edit| edit.span);
    (fixes, chosen)
}

/// Whether two edits touch. One of them then waits for the next pass.
fn overlap(one: &Edit, other: &Edit) -> bool {
    one.span.file == other.span.file && one.span.range.intersect(other.span.range).is_some()
}

/// The edit with the line endings of the file.
fn of_file(workspace: &Workspace, edit: &Edit) -> Edit {
    let file = workspace.file(edit.span.file);
    let first = file.and_then(|file| file.text.split_inclusive('\n').next());
    let mut edit = edit.clone();
    if edit.replacement.contains('\n') && first.is_some_and(|line| line.ends_with("\r\n")) {
        let unix = edit.replacement.replace("\r\n", "\n");
        edit.replacement = unix.replace('\n', "\r\n");
    }
    edit
}

/// Applies sorted edits of one file.
fn apply(workspace: &mut Workspace, edits: &[Edit]) {
    let Some(file) = edits
        .first()
        .and_then(|edit| workspace.file(edit.span.file))
    else {
        return;
    };
    let path = file.path.clone();
    let mut text = String::with_capacity(file.text.len());
    let mut end = 0;
    for edit in edits {
        let range = Range::<usize>::from(edit.span.range);
        text.push_str(file.text.get(end..range.start).unwrap_or_default());
        text.push_str(&edit.replacement);
        end = range.end;
    }
    text.push_str(file.text.get(end..).unwrap_or_default());
    workspace.set_file(&path, text.into());
}
