//! What people write, and what they mean: `tests/mistakes`.
//!
//! Each mistake is made alone in one workspace. The compiler must report it once, and its fixes must
//! lead to the text that was meant.

use std::sync::Arc;

use proactive_diagnostics::{Finding, Fix, Severity};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_testing::{Mistake, mistakes};

use crate::corpus;

/// How often fixes are applied, as an editor does on saving.
const ROUNDS: usize = 3;

fn findings(text: &str) -> Vec<Finding> {
    let file = SourceFile {
        path: "main.proactive".into(),
        text: Arc::from(text),
    };
    let workspace = Workspace::new(Settings::default(), vec![file]);
    workspace.check().findings().to_vec()
}

/// The text with the fixes applied: all certain ones, or else the first of each finding.
fn fixed(text: &str, findings: &[Finding]) -> String {
    let certain = |finding: &Finding| {
        finding
            .fixes
            .iter()
            .find(|fix| fix.is_machine_applicable())
            .cloned()
    };
    let mut fixes: Vec<Fix> = findings.iter().filter_map(certain).collect();
    if fixes.is_empty() {
        fixes = findings
            .iter()
            .filter_map(|it| it.fixes.first().cloned())
            .collect();
    }
    let mut edits: Vec<_> = fixes.into_iter().flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(
            std::ops::Range::<usize>::from(edit.span.range),
            &edit.replacement,
        );
    }
    text
}

fn is_error(finding: &&Finding) -> bool {
    finding.severity == Severity::Error
}

#[test]
fn fixes_lead_to_what_was_meant() {
    let (workspace, mistakes) = mistakes::read(&corpus::project()).expect("tests/mistakes");
    assert!(findings(&workspace).is_empty(), "the workspace is right");
    let count = mistakes.len();
    let mut wrong = Vec::new();
    for Mistake {
        written,
        before,
        meant,
    } in mistakes
    {
        let mut text = before;
        let first = findings(&text);
        let errors = first.iter().filter(is_error).count();
        let mut round = first;
        for _ in 0..ROUNDS {
            if round.is_empty() {
                break;
            }
            text = fixed(&text, &round);
            round = findings(&text);
        }
        let layout = |text: &str| proactive_format::format(text).ok();
        if errors != 1 || layout(&text) != layout(&meant) {
            let difference = similar::TextDiff::from_lines(&meant, &text);
            wrong.push(format!(
                "{errors} errors for `{written}`:\n{}",
                difference.unified_diff().context_radius(0)
            ));
        }
    }
    assert!(count > 300, "only {count} mistakes were found");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
