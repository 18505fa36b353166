//! Conditions written out: segments replaced by what they say, in the canonical layout.

use proactive_catalog::{DeclarationKind, FieldType, Operator};
use proactive_engine::words::quoted;
use proactive_hir::Declarations;
use proactive_hir::draft::{Comparison, Condition, ConditionKind};

use crate::meaning::segment_of;

/// How many comparisons are written out before segments are only named.
const MOST: usize = 200;

/// The condition of the segment `name`, the segments in it written out, on as many lines as it
/// needs. A segment that nobody declares, or that uses itself, is named, and so are those behind
/// the first few hundred comparisons. What is broken is `…`.
pub(crate) fn written_out(
    declarations: &Declarations<'_>,
    name: &str,
    condition: &Condition,
) -> String {
    let mut writer = Writer {
        declarations: Some(declarations),
        left: MOST,
        way: vec![name],
    };
    layout(&writer.shape(condition))
}

/// The same, its segments only named.
pub(crate) fn written(condition: &Condition) -> String {
    let mut writer = Writer {
        declarations: None,
        left: 0,
        way: Vec::new(),
    };
    layout(&writer.shape(condition))
}

/// A comparison as authors write it.
pub(crate) fn comparison(comparison: &Comparison) -> String {
    let info = comparison.field.info();
    let value = |text: &str| match info.ty {
        FieldType::Text => quoted(text),
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
    match values.as_slice() {
        [only] => format!("{} {operator} {only}", info.path),
        several => format!("{} {operator} any of [{}]", info.path, several.join(", ")),
    }
}

/// Whether an operator holds where something is not so.
pub(crate) fn is_negative(operator: Operator) -> bool {
    match operator {
        Operator::Is | Operator::Contains => false,
        Operator::IsNot | Operator::DoesNotContain => true,
    }
}

/// A condition as it is laid out.
enum Shape {
    Leaf(String),
    Not(Box<Self>),
    Group(Join, Vec<Self>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    And,
    Or,
}

impl Join {
    fn word(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }
}

struct Writer<'d, 'w> {
    /// What segments say; none: they are named.
    declarations: Option<&'d Declarations<'w>>,
    /// How many comparisons may still be written out of segments.
    left: usize,
    /// The segments on the way here.
    way: Vec<&'w str>,
}

impl<'w> Writer<'_, 'w> {
    fn shape(&mut self, condition: &Condition) -> Shape {
        match &condition.kind {
            ConditionKind::And(parts) => self.group(Join::And, parts),
            ConditionKind::Or(parts) => self.group(Join::Or, parts),
            ConditionKind::Not(inner) => Shape::Not(Box::new(self.shape(inner))),
            ConditionKind::Comparison(it) => {
                self.left = self.left.saturating_sub(1);
                Shape::Leaf(comparison(it))
            }
            ConditionKind::Segment(name) => self
                .segment(&name.value)
                .unwrap_or_else(|| Shape::Leaf(name.value.to_string())),
            ConditionKind::Broken => Shape::Leaf("…".to_owned()),
        }
    }

    fn segment(&mut self, name: &str) -> Option<Shape> {
        // Chains of segments can be long; what is told stays short.
        if self.left == 0 || self.way.len() >= 32 || self.way.contains(&name) {
            return None;
        }
        let declared = self.declarations?.find(DeclarationKind::Segment, name)?;
        let segment = segment_of(declared)?;
        self.way.push(declared.name()?);
        let shape = self.shape(&segment.condition);
        self.way.pop();
        Some(shape)
    }

    fn group(&mut self, join: Join, parts: &[Condition]) -> Shape {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match self.shape(part) {
                Shape::Group(inner, parts) if inner == join => flat.extend(parts),
                other @ (Shape::Leaf(_) | Shape::Not(_) | Shape::Group(..)) => flat.push(other),
            }
        }
        Shape::Group(join, flat)
    }
}

/// On as many lines as it needs; what is broken stays on one.
fn layout(shape: &Shape) -> String {
    let line = one_line(shape);
    let laid = proactive_format::condition(&line).unwrap_or(line);
    // It is laid out to stand behind `when` in a message; here it stands alone. No text has a line
    // ending, so all blanks are those of the layout.
    let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = laid.lines().skip(1).map(blanks).min().unwrap_or(0);
    laid.replace(&format!("\n{}", " ".repeat(margin)), "\n")
}

fn one_line(shape: &Shape) -> String {
    match shape {
        Shape::Leaf(text) => text.clone(),
        Shape::Not(inner) => format!("not {}", tight(inner)),
        Shape::Group(join, parts) => {
            let parts: Vec<String> = parts.iter().map(tight).collect();
            parts.join(&format!(" {} ", join.word()))
        }
    }
}

/// On one line, with parentheses if it needs them within something else.
fn tight(shape: &Shape) -> String {
    match shape {
        Shape::Leaf(_) | Shape::Not(_) => one_line(shape),
        Shape::Group(..) => format!("({})", one_line(shape)),
    }
}
