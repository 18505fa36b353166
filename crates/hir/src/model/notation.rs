//! Conditions of a model as source text.

use proactive_catalog::FieldType;
use proactive_syntax::literal;

use super::{Comparison, Condition, ConditionKind, Model};

impl Model {
    /// The condition as source text on one line, with its segments by name. Parts of different kinds
    /// are in parentheses, also where the source has none.
    #[must_use]
    pub fn notation(&self, condition: &Condition) -> String {
        match &condition.kind {
            ConditionKind::And(parts) => self.joined(parts, " and "),
            ConditionKind::Or(parts) => self.joined(parts, " or "),
            ConditionKind::Not(inner) => format!("not {}", self.part(inner)),
            ConditionKind::Comparison(comparison) => comparison.notation(),
            ConditionKind::Segment(segment) => self[*segment].id.to_string(),
        }
    }

    fn joined(&self, parts: &[Condition], connective: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(part)).collect();
        parts.join(connective)
    }

    fn part(&self, part: &Condition) -> String {
        let text = self.notation(part);
        match part.kind {
            ConditionKind::And(_) | ConditionKind::Or(_) => format!("({text})"),
            ConditionKind::Not(_) | ConditionKind::Comparison(_) | ConditionKind::Segment(_) => {
                text
            }
        }
    }
}

impl Comparison {
    /// The comparison as source text.
    #[must_use]
    pub fn notation(&self) -> String {
        let info = self.field.info();
        let values: Vec<String> = self
            .values
            .iter()
            .map(|value| match info.ty {
                FieldType::Text => literal::quote(&value.text),
                FieldType::History | FieldType::Language => value.text.to_string(),
            })
            .collect();
        literal::comparison(info.path, self.operator.words(), &values)
    }
}
