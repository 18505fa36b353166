//! Quick fixes for lints that can be fixed in several ways, so that the author has to choose.

use proactive_catalog::{Frequency, Word};
use proactive_diagnostics::{Edit, FileId, Finding, Problem, Span, TextRange};

use super::action::{Action, ActionKind};
use super::fixes::touching;
use super::segments::whole;
use crate::Snapshot;

/// The cures for the lints that touch a range. None of them is preferred.
pub(super) fn cures(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut found = Vec::new();
    for (index, finding) in touching(snapshot, file, range) {
        let cures = if let Problem::EveryTimeFrequency = finding.problem {
            frequencies(finding)
        } else if let Problem::UnusedDeclaration { .. } = finding.problem {
            delete(snapshot, finding).into_iter().collect()
        } else {
            Vec::new()
        };
        found.extend(cures.into_iter().map(|(title, edit)| Action {
            finding: Some(index),
            ..Action::new(title, ActionKind::QuickFix, vec![edit])
        }));
    }
    found
}

/// The frequencies that visitors are not annoyed by.
fn frequencies(finding: &Finding) -> Vec<(String, Edit)> {
    let cures = [Frequency::OncePerVisit, Frequency::OncePerCustomer].map(|frequency| {
        let word = frequency.as_str();
        let edit = Edit {
            span: finding.span,
            replacement: word.to_owned(),
        };
        (format!("Replace with `{word}`"), edit)
    });
    cures.into()
}

/// Deletes a declaration that nothing uses.
fn delete(snapshot: &Snapshot, finding: &Finding) -> Option<(String, Edit)> {
    let declarations = snapshot.workspace().declarations();
    let mut all = declarations.all();
    let declared = all.find(|it| it.span(it.declaration().place()) == finding.span)?;
    let edit = Edit {
        span: Span::new(finding.span.file, whole(snapshot, declared)),
        replacement: String::new(),
    };
    let keyword = declared.kind().keyword();
    Some((format!("Delete {keyword} `{}`", declared.name()?), edit))
}
