//! An independent evaluator of conditions.

use proactive_analysis::Visitor;
use proactive_catalog::{FieldType, Operator};
use proactive_hir::model::{Comparison, Condition, ConditionKind, Model, SegmentId};

/// Whether a visitor meets a condition of a workspace.
pub(crate) fn meets(model: &Model, condition: &Condition, visitor: &Visitor) -> bool {
    let segment = |id: SegmentId| &model.segments[id.index()].condition;
    decide(condition, &segment, model.case_sensitive, visitor)
}

fn decide<'m>(
    condition: &'m Condition,
    segment: &dyn Fn(SegmentId) -> &'m Condition,
    case_sensitive: bool,
    visitor: &Visitor,
) -> bool {
    let holds = |part| decide(part, segment, case_sensitive, visitor);
    match &condition.kind {
        ConditionKind::And(parts) => parts.iter().all(holds),
        ConditionKind::Or(parts) => parts.iter().any(holds),
        ConditionKind::Not(part) => !holds(part),
        ConditionKind::Segment(id) => holds(segment(*id)),
        ConditionKind::Comparison(comparison) => compare(comparison, case_sensitive, visitor),
    }
}

/// Whether a visitor meets a comparison.
pub(crate) fn compare(comparison: &Comparison, case_sensitive: bool, visitor: &Visitor) -> bool {
    // Folding ASCII is enough for the values in the tests.
    let fold = |text: &str| match case_sensitive {
        true => text.to_owned(),
        false => text.to_ascii_lowercase(),
    };
    let actual = &*visitor.values[comparison.field];
    let actual = match comparison.field.info().ty {
        FieldType::Text => fold(actual),
        FieldType::History => actual.to_owned(),
        FieldType::Language => format!("{}-", actual.to_ascii_lowercase()),
    };
    let is = |value: &str| match comparison.field.info().ty {
        FieldType::Text => actual == fold(value),
        FieldType::History => actual == value,
        FieldType::Language => actual.starts_with(&format!("{}-", value.to_ascii_lowercase())),
    };
    let mut values = comparison.values.iter().map(|value| &*value.text);
    match comparison.operator {
        Operator::Is => values.any(is),
        Operator::IsNot => !values.any(is),
        Operator::Contains => values.any(|value| actual.contains(&fold(value))),
        Operator::DoesNotContain => !values.any(|value| actual.contains(&fold(value))),
    }
}
