//! From the condition of a draft to that of a model: ranges become relative to the file, and names of
//! segments become IDs.

use proactive_diagnostics::{FileId, Span, TextSize};

use super::SegmentId;
use super::condition::{Comparison, Condition, ConditionKind, Value};
use crate::draft;

/// Resolves a condition of a slice that starts at the given place. `uses` yields the segments that it
/// names, in source order. Returns `None` if `uses` ends early or a part of the condition is broken.
pub(crate) fn resolve(
    condition: &draft::Condition,
    (file, start): (FileId, TextSize),
    uses: &mut impl Iterator<Item = SegmentId>,
) -> Option<Condition> {
    let mut all = |parts: &[draft::Condition]| -> Option<Vec<Condition>> {
        let parts = parts.iter();
        parts
            .map(|part| resolve(part, (file, start), uses))
            .collect()
    };
    let kind = match &condition.kind {
        draft::ConditionKind::And(parts) => ConditionKind::And(all(parts)?),
        draft::ConditionKind::Or(parts) => ConditionKind::Or(all(parts)?),
        draft::ConditionKind::Not(inner) => {
            ConditionKind::Not(Box::new(resolve(inner, (file, start), uses)?))
        }
        draft::ConditionKind::Comparison(comparison) => {
            let value = |value: &draft::Name| Value {
                text: value.value.clone(),
                span: Span::new(file, value.range + start),
            };
            ConditionKind::Comparison(Comparison {
                field: comparison.field,
                operator: comparison.operator,
                any_of: comparison.any_of,
                values: comparison.values.iter().map(value).collect(),
            })
        }
        draft::ConditionKind::Segment(_) => ConditionKind::Segment(uses.next()?),
        draft::ConditionKind::Broken => return None,
    };
    Some(Condition {
        span: Span::new(file, condition.range + start),
        kind,
    })
}
