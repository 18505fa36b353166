//! Formats conditions, with or without expanding their segments.

use proactive_catalog::{DeclarationKind, FieldType, Operator};
use proactive_hir::Declarations;
use proactive_hir::draft::{Comparison, Condition, ConditionKind};
use proactive_syntax::literal;

/// The number of comparisons after which segments are no longer expanded.
const MAX_EXPANDED: usize = 200;

/// The condition of the segment `name` with its segments expanded, formatted on as many lines as it
/// needs. Segments that are not declared or use themselves are only named, and so are all segments
/// after the first few hundred comparisons. A part with errors is `…`.
pub(crate) fn expand_segments(
    declarations: &Declarations<'_>,
    name: &str,
    condition: &Condition,
) -> String {
    let mut writer = Writer {
        declarations: Some(declarations),
        left: MAX_EXPANDED,
        path: vec![name],
    };
    format_expansion(&writer.expand(condition))
}

/// A condition, formatted without expanding its segments.
pub(crate) fn format_condition(condition: &Condition) -> String {
    let mut writer = Writer {
        declarations: None,
        left: 0,
        path: Vec::new(),
    };
    format_expansion(&writer.expand(condition))
}

/// A comparison as source text, without repeated values.
pub(crate) fn comparison(comparison: &Comparison) -> String {
    let info = comparison.field.info();
    let value = |text: &str| match info.ty {
        FieldType::Text => literal::quote(text),
        FieldType::History | FieldType::Language => text.to_owned(),
    };
    let operator = comparison.operator.words();
    let mut values: Vec<String> = Vec::new();
    for given in &comparison.values {
        let given = value(&given.value);
        if !values.contains(&given) {
            values.push(given);
        }
    }
    literal::comparison(info.path, operator, &values)
}

/// Whether an operator is a negation.
pub(crate) fn is_negative(operator: Operator) -> bool {
    match operator {
        Operator::Is | Operator::Contains => false,
        Operator::IsNot | Operator::DoesNotContain => true,
    }
}

/// A condition to format.
enum Expansion {
    Leaf(String),
    Not(Box<Self>),
    Group(Connective, Vec<Self>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Connective {
    And,
    Or,
}

impl Connective {
    fn word(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }
}

struct Writer<'d, 'w> {
    /// The declarations of segments; `None` if they are not expanded.
    declarations: Option<&'d Declarations<'w>>,
    /// The number of comparisons before segments are no longer expanded.
    left: usize,
    /// The segments that are being expanded.
    path: Vec<&'w str>,
}

impl<'w> Writer<'_, 'w> {
    fn expand(&mut self, condition: &Condition) -> Expansion {
        match &condition.kind {
            ConditionKind::And(parts) => self.group(Connective::And, parts),
            ConditionKind::Or(parts) => self.group(Connective::Or, parts),
            ConditionKind::Not(inner) => Expansion::Not(Box::new(self.expand(inner))),
            ConditionKind::Comparison(it) => {
                self.left = self.left.saturating_sub(1);
                Expansion::Leaf(comparison(it))
            }
            ConditionKind::Segment(name) => self
                .segment(&name.value)
                .unwrap_or_else(|| Expansion::Leaf(name.value.to_string())),
            ConditionKind::Broken => Expansion::Leaf("…".to_owned()),
        }
    }

    fn segment(&mut self, name: &str) -> Option<Expansion> {
        // Chains of segments can be long, and the result should stay short.
        if self.left == 0 || self.path.len() >= 32 || self.path.contains(&name) {
            return None;
        }
        let declared = self.declarations?.find(DeclarationKind::Segment, name)?;
        let segment = declared.declaration().as_segment()?;
        self.path.push(declared.name()?);
        let shape = self.expand(&segment.condition);
        self.path.pop();
        Some(shape)
    }

    fn group(&mut self, connective: Connective, parts: &[Condition]) -> Expansion {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match self.expand(part) {
                Expansion::Group(inner, parts) if inner == connective => flat.extend(parts),
                other @ (Expansion::Leaf(_) | Expansion::Not(_) | Expansion::Group(..)) => {
                    flat.push(other)
                }
            }
        }
        Expansion::Group(connective, flat)
    }
}

/// Formats a condition. One with errors stays on one line.
fn format_expansion(shape: &Expansion) -> String {
    let line = one_line(shape);
    let laid = proactive_format::condition(&line).unwrap_or(line);
    // The formatter indents for `when` in a message, so remove that indentation. Strings on one line
    // have no line breaks, so all indentation comes from the formatter.
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = laid.lines().skip(1).map(indentation).min().unwrap_or(0);
    laid.replace(&format!("\n{}", " ".repeat(margin)), "\n")
}

fn one_line(shape: &Expansion) -> String {
    match shape {
        Expansion::Leaf(text) => text.clone(),
        Expansion::Not(inner) => format!("not {}", tight(inner)),
        Expansion::Group(connective, parts) => {
            let parts: Vec<String> = parts.iter().map(tight).collect();
            parts.join(&format!(" {} ", connective.word()))
        }
    }
}

/// An operand on one line, with parentheses if it needs them.
fn tight(shape: &Expansion) -> String {
    match shape {
        Expansion::Leaf(_) | Expansion::Not(_) => one_line(shape),
        Expansion::Group(..) => format!("({})", one_line(shape)),
    }
}
