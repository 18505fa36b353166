//! Conditions with their names resolved, and how they are made of drafts.

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{FileId, Span, TextRange, TextSize};

use super::SegmentId;
use crate::draft;

/// A condition as it is written, or a part of one, with its names resolved. It is at most
/// [`MAX_TEXT_NESTING`](proactive_catalog::limits::MAX_TEXT_NESTING) parentheses and `not` deep,
/// so walking it may recurse; following segments may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Where it stands, with the parentheses that are around it alone.
    pub span: Span,
    /// What it says.
    pub kind: ConditionKind,
}

/// A condition that stands in no text.
impl From<ConditionKind> for Condition {
    fn from(kind: ConditionKind) -> Self {
        let span = Span::local(TextRange::default());
        Self { span, kind }
    }
}

/// What a condition says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// All hold; two or more.
    And(Vec<Condition>),
    /// One or more hold; two or more.
    Or(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A comparison.
    Comparison(Comparison),
    /// The condition of a segment.
    Segment(SegmentId),
}

/// A comparison of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The field.
    pub field: Field,
    /// The operator; the field knows it.
    pub operator: Operator,
    /// Whether `any of` stands behind the operator.
    pub any_of: bool,
    /// One value, or with `any of` one or more, as written.
    pub values: Vec<Value>,
}

/// A value of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value, its escapes read.
    pub text: Box<str>,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A value that stands in no text.
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self {
            text: text.into(),
            span: Span::local(TextRange::default()),
        }
    }
}

/// Writes out a condition that stands in the slice that starts at a place. `uses` gives what its
/// names of segments mean, one after the other; none where there are fewer, or something is wrong.
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
