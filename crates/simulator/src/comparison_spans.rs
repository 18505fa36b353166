//! Where the comparisons of a compiled condition are written in the source.
//!
//! Compilation expands segments, pushes `not` down to the comparisons, and drops duplicates. Here
//! every comparison in the source is compiled the same way on its own; the ones that compile to
//! the same comparison are where that one comes from.

use std::collections::HashMap;

use proactive_catalog::Operator;
use proactive_config::json::{self, Comparison, Conditions};
use proactive_config::normalise::Normaliser;
use proactive_diagnostics::Span;
use proactive_hir::model::{self, Condition, ConditionKind, Model};

/// The places of the compiled comparisons of a message.
#[derive(Debug)]
pub(crate) struct ComparisonSpans(HashMap<Comparison, Vec<Span>>);

impl ComparisonSpans {
    /// Collects the comparisons of a message and of the segments that it uses.
    pub(crate) fn new(model: &Model, message: &model::Message) -> Self {
        let mut spans = Self(HashMap::new());
        // Segments can use each other in long chains, so this does not recurse.
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
                    spans.split(model, comparison, condition.span, negated);
                }
            }
        }
        spans
    }

    /// The places where a compiled comparison is written, in reading order with segments read where
    /// they are used; each place once.
    pub(crate) fn of(&self, comparison: &Comparison) -> &[Span] {
        self.0.get(comparison).map_or(&[], Vec::as_slice)
    }

    /// Splits `is any of`, which compiles to one comparison for each value.
    fn split(&mut self, model: &Model, comparison: &model::Comparison, span: Span, negated: bool) {
        let is_split = match comparison.operator {
            Operator::Is | Operator::IsNot => comparison.values.len() > 1,
            Operator::Contains | Operator::DoesNotContain => false,
        };
        if !is_split {
            self.compile(model, comparison.clone(), span, negated);
            return;
        }
        for value in &comparison.values {
            let one = model::Comparison {
                any_of: false,
                values: vec![value.clone()],
                ..comparison.clone()
            };
            self.compile(model, one, value.span, negated);
        }
    }

    fn compile(&mut self, model: &Model, comparison: model::Comparison, span: Span, negated: bool) {
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
            Conditions::One(compiled) => self.add(compiled, span),
            Conditions::Always => {}
            Conditions::All(parts) | Conditions::Any(parts) => {
                for part in parts.iter() {
                    if let json::Condition::Comparison(compiled) = part {
                        self.add(compiled.clone(), span);
                    }
                }
            }
        }
    }

    fn add(&mut self, comparison: Comparison, span: Span) {
        let spans = self.0.entry(comparison).or_default();
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
}
