//! Statements of which one is enough.

use proactive_diagnostics::{Edit, FixTitle, LabelKind, Span};

use super::case::Case;
use crate::code_action::action::Action;
use crate::code_action::lines;

/// Keeps the first of two statements, or the second.
pub(super) fn keep_one(case: &Case<'_>) -> Vec<Action> {
    // Where a finding has fixes, both are kept in one statement.
    let labels = case.finding.labels.iter();
    let mut first = labels.filter(|label| label.kind == LabelKind::FirstGiven);
    let pair = first.next().and_then(|first| {
        let one = case.statement_at(first.span)?;
        Some((one, case.statement_at(case.finding.span)?))
    });
    let Some((one, other)) = pair else {
        return Vec::new();
    };
    let remove = |gone: Span| {
        let text = text_of(case, gone);
        Some(case.action(FixTitle::Remove { text }, vec![removal(case, gone)?]))
    };
    let keep = |kept: Span, gone: Span| {
        let text = text_of(case, kept);
        Some(case.action(FixTitle::Keep { text }, vec![removal(case, gone)?]))
    };
    let actions = match text_of(case, one) == text_of(case, other) {
        true => [remove(other), None],
        false => [keep(other, one), keep(one, other)],
    };
    actions.into_iter().flatten().collect()
}

/// Removes a statement that has no effect.
pub(super) fn remove_statement(case: &Case<'_>) -> Option<Action> {
    let statement = case.statement_at(case.finding.span)?;
    if statement != case.finding.span {
        return None;
    }
    let text = text_of(case, statement);
    Some(case.action(FixTitle::Remove { text }, vec![removal(case, statement)?]))
}

fn removal(case: &Case<'_>, statement: Span) -> Option<Edit> {
    let text = case.snapshot.text(statement.file);
    let gone = lines::removal(text, statement.range)?;
    Some(Edit {
        span: Span::new(statement.file, gone),
        replacement: String::new(),
    })
}

fn text_of(case: &Case<'_>, statement: Span) -> String {
    let text = case.snapshot.text(statement.file);
    let range = std::ops::Range::<usize>::from(statement.range);
    text.get(range).unwrap_or("").to_owned()
}
