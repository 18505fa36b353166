//! Where the comparisons of a compiled condition stand in the text.
//!
//! Compiling writes segments out, turns what stands behind `not`, and drops repetitions. Here every
//! comparison that is written goes the same way on its own; those that come to the same are where
//! the compiled one comes from.

use proactive_catalog::Operator;
use proactive_config::json::{self, Comparison, Conditions};
use proactive_config::normalise::Normaliser;
use proactive_diagnostics::Span;
use proactive_hir::model::{self, Condition, ConditionKind, Model};

/// The comparisons of a condition as they are compiled, each with a place where it is written, in
/// reading order, segments read where they are used.
#[derive(Debug, Default)]
pub(super) struct Leaves(Vec<(Comparison, Span)>);

impl Leaves {
    /// Those of a message.
    pub(super) fn of(model: &Model, message: &model::Message) -> Self {
        let mut leaves = Self::default();
        // Segments may use one another in long chains, so this does not recurse.
        let mut open: Vec<(&Condition, bool)> = Vec::new();
        open.extend(
            message
                .condition
                .as_ref()
                .map(|condition| (condition, false)),
        );
        while let Some((condition, negated)) = open.pop() {
            match &condition.kind {
                ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                    open.extend(parts.iter().rev().map(|part| (part, negated)));
                }
                ConditionKind::Not(inner) => open.push((inner, !negated)),
                ConditionKind::Segment(id) => open.push((&model[*id].condition, negated)),
                ConditionKind::Comparison(comparison) => {
                    leaves.read(model, comparison, condition.span, negated);
                }
            }
        }
        leaves
    }

    /// The places where a compiled comparison is written, each once.
    pub(super) fn spans(&self, comparison: &Comparison) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (_, span) in self.0.iter().filter(|(leaf, _)| leaf == comparison) {
            if !spans.contains(span) {
                spans.push(*span);
            }
        }
        spans
    }

    fn read(&mut self, model: &Model, comparison: &model::Comparison, span: Span, negated: bool) {
        let parted = match comparison.operator {
            Operator::Is | Operator::IsNot => comparison.values.len() > 1,
            Operator::Contains | Operator::DoesNotContain => false,
        };
        if !parted {
            self.add(model, comparison.clone(), span, negated);
            return;
        }
        // `is any of` is compiled to a comparison for each value.
        for value in &comparison.values {
            let one = model::Comparison {
                any_of: false,
                values: vec![value.clone()],
                ..comparison.clone()
            };
            self.add(model, one, value.span, negated);
        }
    }

    fn add(&mut self, model: &Model, comparison: model::Comparison, span: Span, negated: bool) {
        let mut condition = Condition {
            span,
            kind: ConditionKind::Comparison(comparison),
        };
        if negated {
            let kind = ConditionKind::Not(Box::new(condition));
            condition = Condition { span, kind };
        }
        let mut normaliser = Normaliser::new(|segment| &model[segment].condition);
        match normaliser.normalise(Some(&condition)) {
            Conditions::One(compiled) => self.0.push((compiled, span)),
            Conditions::Always => {}
            Conditions::All(parts) | Conditions::Any(parts) => {
                for part in parts.iter() {
                    if let json::Condition::Comparison(compiled) = part {
                        self.0.push((compiled.clone(), span));
                    }
                }
            }
        }
    }
}
