//! Declarations that no message uses, directly or through others (`unused-declaration`).

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{Finding, Problem};

use super::declaration::Outcome;
use super::references::{Kinds, References};
use crate::names::Names;

/// Finds them. Returns whether the result is complete for every kind.
pub(super) fn find(
    names: &Names<'_>,
    references: &[Option<References>],
    outcomes: &mut [Outcome],
) -> bool {
    let mut hidden = Kinds::default();
    let mut reached = vec![false; names.entries.len()];
    let mut queue: Vec<usize> = Vec::new();
    for (position, (entry, references)) in names.entries.iter().zip(references).enumerate() {
        // References of tests do not count as use, so unseen ones cannot hide any.
        if entry.declaration.kind() != DeclarationKind::Test
            && let Some(references) = references
        {
            hidden = hidden.union(references.may_reference_unseen);
        }
        if entry.declaration.kind() == DeclarationKind::Message {
            queue.push(position);
        }
    }
    while let Some(position) = queue.pop() {
        let references = references.get(position).and_then(Option::as_ref);
        for &(_, target) in references.map_or(&[][..], |it| &it.uses) {
            if let Some(seen) = reached.get_mut(target)
                && !*seen
            {
                *seen = true;
                queue.push(target);
            }
        }
    }
    if names.may_be_more() || names.hidden_outside() {
        return false;
    }
    for ((entry, outcome), reached) in names.entries.iter().zip(outcomes).zip(reached) {
        let kind = entry.declaration.kind();
        if !kind.info().is_reported_unused
            || reached
            || hidden.contains(kind)
            || !entry.draft.is_whole()
        {
            continue;
        }
        if let Some(name) = entry.name() {
            let problem = Problem::UnusedDeclaration {
                kind,
                name: name.to_owned(),
            };
            let span = entry.span(entry.declaration.place());
            outcome.lints.push(Finding::new(problem, span));
        }
    }
    hidden == Kinds::default()
}
