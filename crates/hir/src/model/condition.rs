//! Conditions with their names resolved.

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{Span, TextRange};

use super::SegmentId;

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
