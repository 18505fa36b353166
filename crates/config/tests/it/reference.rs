//! The normal form once more, in the plainest way: rules that rewrite JSON until nothing changes.

use proactive_catalog::Operator;
use proactive_hir::model::{self, SegmentId};
use serde_json::{Value, json};

/// The normal form of `condition`.
pub(crate) fn normal_form<'m>(
    condition: &'m model::Condition,
    segment: &dyn Fn(SegmentId) -> &'m model::Condition,
) -> Value {
    let normal = rewrite(written_out(condition, false, segment));
    match group(&normal) {
        Some(_) => normal,
        None => json!({ "all": [normal] }),
    }
}

/// The condition with its segments, negations and `any of` written out, as groups in groups.
fn written_out<'m>(
    condition: &'m model::Condition,
    negated: bool,
    segment: &dyn Fn(SegmentId) -> &'m model::Condition,
) -> Value {
    let all = |parts: &'m [model::Condition]| -> Vec<Value> {
        parts
            .iter()
            .map(|part| written_out(part, negated, segment))
            .collect()
    };
    match &condition.kind {
        model::ConditionKind::And(parts) if negated => json!({ "any": all(parts) }),
        model::ConditionKind::And(parts) => json!({ "all": all(parts) }),
        model::ConditionKind::Or(parts) if negated => json!({ "all": all(parts) }),
        model::ConditionKind::Or(parts) => json!({ "any": all(parts) }),
        model::ConditionKind::Not(part) => written_out(part, !negated, segment),
        model::ConditionKind::Segment(id) => written_out(segment(*id), negated, segment),
        model::ConditionKind::Comparison(comparison) => leaf(comparison, negated),
    }
}

fn leaf(comparison: &model::Comparison, negated: bool) -> Value {
    let row = comparison.field.info();
    let operator = match negated {
        true => comparison.operator.opposite(),
        false => comparison.operator,
    };
    let one = |value: &str| match (row.path, operator, value) {
        ("visitor.history", Operator::IsNot, "new") => {
            json!({ "object": "visitor", "field": "history", "operator": "is", "value": "returning" })
        }
        ("visitor.history", Operator::IsNot, "returning") => {
            json!({ "object": "visitor", "field": "history", "operator": "is", "value": "new" })
        }
        _ => {
            let word = operator.words().replace(' ', "_");
            json!({ "object": row.object, "field": row.name, "operator": word, "value": value })
        }
    };
    match operator {
        Operator::Is | Operator::IsNot => {
            let kind = if operator == Operator::Is {
                "any"
            } else {
                "all"
            };
            let values: Vec<Value> = comparison
                .values
                .iter()
                .map(|value| one(&value.text))
                .collect();
            json!({ kind: values })
        }
        Operator::Contains | Operator::DoesNotContain => {
            let word = operator.words().replace(' ', "_");
            let mut values = Vec::new();
            for value in &comparison.values {
                if !values.contains(&value.text) {
                    values.push(value.text.clone());
                }
            }
            json!({ "object": row.object, "field": row.name, "operator": word, "values": values })
        }
    }
}

/// The kind and the children of a group.
fn group(value: &Value) -> Option<(&str, &[Value])> {
    let (key, children) = value.as_object()?.iter().next()?;
    Some((key, children.as_array()?))
}

/// Rewrites the children, then the group, until no rule applies.
fn rewrite(value: Value) -> Value {
    let Some((kind, children)) = group(&value) else {
        return value;
    };
    let kind = kind.to_owned();
    let mut children: Vec<Value> = children.iter().cloned().map(rewrite).collect();
    loop {
        if let Some(same) = children
            .iter()
            .position(|child| group(child).is_some_and(|(other, _)| other == kind))
        {
            let child = children.remove(same);
            let (_, grandchildren) = group(&child).unwrap();
            children.splice(same..same, grandchildren.iter().cloned());
        } else if let Some(repeat) =
            (1..children.len()).find(|at| children[..*at].contains(&children[*at]))
        {
            children.remove(repeat);
        } else if children.len() == 1 {
            return children.remove(0);
        } else {
            return json!({ kind: children });
        }
    }
}
