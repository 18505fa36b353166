//! Conditions of drafts, written out: places count from the start of the file, and names of
//! segments are positions.

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{FileId, Span, TextSize};

use super::resolve::Builder;
use crate::draft::{self, Name};
use crate::model::{Comparison, Condition, ConditionKind, SegmentId, Value};

impl Builder<'_, '_> {
    /// The segments that a condition names, in the order of the text; none where something in it
    /// is wrong or a name leads nowhere.
    pub(super) fn uses(&self, condition: &draft::Condition) -> Option<Vec<SegmentId>> {
        let mut uses = Vec::new();
        self.collect(condition, &mut uses)?;
        Some(uses)
    }

    fn collect(&self, condition: &draft::Condition, uses: &mut Vec<SegmentId>) -> Option<()> {
        match &condition.kind {
            draft::ConditionKind::And(parts) | draft::ConditionKind::Or(parts) => {
                parts.iter().try_for_each(|part| self.collect(part, uses))
            }
            draft::ConditionKind::Not(inner) => self.collect(inner, uses),
            draft::ConditionKind::Comparison(_) => Some(()),
            draft::ConditionKind::Segment(name) => {
                uses.push(SegmentId(self.id(DeclarationKind::Segment, name)?));
                Some(())
            }
            draft::ConditionKind::Broken => None,
        }
    }
}

/// Writes out a condition that stands in the slice that starts at a place. `uses` gives what its
/// names of segments mean, one after the other; none where there are fewer, or something is wrong.
pub(crate) fn write(
    condition: &draft::Condition,
    (file, start): (FileId, TextSize),
    uses: &mut impl Iterator<Item = SegmentId>,
) -> Option<Condition> {
    let mut all = |parts: &[draft::Condition]| -> Option<Vec<Condition>> {
        let parts = parts.iter();
        parts.map(|part| write(part, (file, start), uses)).collect()
    };
    let kind = match &condition.kind {
        draft::ConditionKind::And(parts) => ConditionKind::And(all(parts)?),
        draft::ConditionKind::Or(parts) => ConditionKind::Or(all(parts)?),
        draft::ConditionKind::Not(inner) => {
            ConditionKind::Not(Box::new(write(inner, (file, start), uses)?))
        }
        draft::ConditionKind::Comparison(comparison) => {
            let value = |value: &Name| Value {
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
