//! Conditions that match everyone, or that leave nobody to another message.

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{Edit, Finding, Span, TextRange, TextSize};
use proactive_hir::draft::{ConditionKind, When};

use super::case::Case;
use crate::code_action::action::Action;
use crate::code_action::moves::edited;

/// Writes `always` where the condition matches everyone.
pub(super) fn always(case: &Case<'_>, kind: DeclarationKind, name: &str) -> Option<Action> {
    if kind != DeclarationKind::Message {
        return None;
    }
    let declared = case.declarations.find(kind, name)?;
    let (_, When::Condition(condition)) = declared.declaration().as_message()?.when.given()? else {
        return None;
    };
    let edit = Edit {
        span: declared.span(condition.range),
        replacement: "always".to_owned(),
    };
    Some(case.titled("Write `when always`", vec![edit]))
}

/// Excludes the visitors of a message from the one that is shown instead, if a check of the result
/// proves that this helps and hides no other message.
pub(super) fn exclude(case: &Case<'_>, name: &str, by: &str) -> Option<Action> {
    let when = |name: &str| {
        let declared = case.declarations.find(DeclarationKind::Message, name)?;
        let (_, when) = declared.declaration().as_message()?.when.given()?;
        Some((declared, when))
    };
    let (hidden, When::Condition(own)) = when(name)? else {
        return None;
    };
    let span = hidden.span(own.range);
    let text = case.snapshot.text(span.file);
    let own_text = text.get(std::ops::Range::<usize>::from(span.range))?;
    if own_text.contains(['#', '\n']) {
        return None;
    }
    let excluded = match &own.kind {
        ConditionKind::Segment(_) => format!("not {own_text}"),
        ConditionKind::And(_) | ConditionKind::Or(_) if own_text.starts_with('(') => {
            format!("not {own_text}")
        }
        ConditionKind::And(_)
        | ConditionKind::Or(_)
        | ConditionKind::Not(_)
        | ConditionKind::Comparison(_) => format!("not ({own_text})"),
        ConditionKind::Broken => return None,
    };
    let (other, condition) = when(by)?;
    let edit = match condition {
        When::Always => {
            let (keyword, _) = other.declaration().as_message()?.when.given()?;
            let start = keyword.end();
            let text = case.snapshot.text(other.file());
            let from = other.span(TextRange::empty(start)).range.start();
            let rest = text.get(usize::from(from)..)?;
            let at = TextSize::of(rest.get(..rest.find("always")?)?);
            let range = TextRange::at(from + at, TextSize::of("always"));
            Edit {
                span: Span::new(other.file(), range),
                replacement: excluded,
            }
        }
        When::Condition(condition) => {
            let span = other.span(condition.range);
            let text = case.snapshot.text(other.file());
            let written = text.get(std::ops::Range::<usize>::from(span.range))?;
            let is_or = matches!(condition.kind, ConditionKind::Or(_)) && !written.starts_with('(');
            let replacement = match is_or {
                true => format!("({written}) and {excluded}"),
                false => format!("{written} and {excluded}"),
            };
            Edit { span, replacement }
        }
    };
    let action = case.titled(format!("Exclude its visitors from `{by}`"), vec![edit]);
    let after = edited(case.snapshot, &action.edits).check_with(proactive_analysis::lints);
    let before = case.snapshot.findings();
    let is_new = |finding: &Finding| !before.iter().any(|it| it.problem == finding.problem);
    let helps = after
        .findings()
        .iter()
        .all(|finding| finding.problem != case.finding.problem && !is_new(finding));
    helps.then_some(action)
}
