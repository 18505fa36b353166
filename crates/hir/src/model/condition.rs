//! Conditions with their names resolved.

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{Span, TextRange};

use super::SegmentId;

/// A condition as written, or a part of one, with its names resolved.
///
/// It nests at most [`MAX_TEXT_NESTING`](proactive_catalog::limits::MAX_TEXT_NESTING) levels of
/// parentheses and `not`, so recursion over it is safe. Recursion through segments is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its place, including parentheses that enclose it alone.
    pub span: Span,
    /// The content.
    pub kind: ConditionKind,
}

/// Creates a condition that is not part of any text.
impl From<ConditionKind> for Condition {
    fn from(kind: ConditionKind) -> Self {
        let span = Span::local(TextRange::default());
        Self { span, kind }
    }
}

/// The content of a [`Condition`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// All parts hold. There are at least two.
    And(Vec<Condition>),
    /// One or more parts hold. There are at least two.
    Or(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A comparison of a field.
    Comparison(Comparison),
    /// The condition of a segment.
    Segment(SegmentId),
}

/// A comparison of a field with values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The field on the left.
    pub field: Field,
    /// The operator, which is one of those of the field.
    pub operator: Operator,
    /// Whether `any of` follows the operator.
    pub any_of: bool,
    /// The values as written: exactly one without `any of`, one or more with it.
    pub values: Vec<Value>,
}

/// A value of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value, with escapes decoded.
    pub text: Box<str>,
    /// Its place, including quotes.
    pub span: Span,
}

/// Creates a value that is not part of any text.
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self {
            text: text.into(),
            span: Span::local(TextRange::default()),
        }
    }
}
