//! Negative comparisons of one field that are joined by `or`.
//!
//! `does not contain "/login" or does not contain "/signup"` excludes only visitors whom both
//! comparisons exclude, and a page on `/login` is not on `/signup`. Authors nearly always mean to
//! exclude both.

use std::ops::Range;

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{Edit, Fix, FixTitle, Span};
use proactive_hir::model::{Comparison, Condition, ConditionKind, PartialModel};
use proactive_syntax::literal;

use crate::encode::{Connective, EncodedKind, EncodedNode};
use crate::formula::{Formula, Formulas, Node};
use crate::source_excerpt::SourceExcerpt;
use crate::text_field::ValueKind;

/// The most that are looked for in a condition, since the work for each grows with the condition.
const MAX_FOUND: usize = 64;

/// Neighbors in a group of alternatives that are negative comparisons of one field.
#[derive(Debug)]
pub(crate) struct JoinedNegatives<'p> {
    pub(crate) group: &'p EncodedNode,
    /// Their positions in the group.
    pub(crate) positions: Range<usize>,
    /// What they mean.
    pub(crate) formulas: Vec<Formula>,
    /// Where all of these hold, the condition holds exactly if one of the comparisons does.
    pub(crate) context: Vec<Formula>,
}

/// Finds negative comparisons that are joined by `or`. Those within `not` are left out: there,
/// they say that all of the values must occur. The recursion is as deep as the text nests, which is
/// limited.
pub(crate) fn joined<'p>(
    formulas: &Formulas,
    condition: &'p EncodedNode,
) -> Vec<JoinedNegatives<'p>> {
    let mut search = Search {
        formulas,
        surroundings: Vec::new(),
        found: Vec::new(),
    };
    search.look(condition, false);
    search.found
}

struct Search<'f, 'p> {
    formulas: &'f Formulas,
    /// The operands of the groups around the current part, and its positions among them.
    surroundings: Vec<(Connective, &'p [EncodedNode], Range<usize>)>,
    found: Vec<JoinedNegatives<'p>>,
}

impl<'p> Search<'_, 'p> {
    fn look(&mut self, part: &'p EncodedNode, is_negated: bool) {
        let (join, children) = match &part.kind {
            EncodedKind::Group(join, children) => (*join, children),
            EncodedKind::Not(inner) => return self.look(inner, !is_negated),
            EncodedKind::Comparison | EncodedKind::List(..) | EncodedKind::Segment(_) => return,
        };
        if join == Connective::Any && !is_negated {
            self.runs(part, children);
        }
        for (position, child) in children.iter().enumerate() {
            self.surroundings
                .push((join, children, position..position + 1));
            self.look(child, is_negated);
            self.surroundings.pop();
        }
    }

    /// What must hold for the current part to decide.
    fn context(&self) -> Vec<Formula> {
        let each = self.surroundings.iter();
        let operands = each.flat_map(|(join, operands, positions)| {
            let others = operands.iter().enumerate();
            let others = others.filter(|(other, _)| !positions.contains(other));
            others.map(|(_, other)| match join {
                Connective::All => other.formula,
                Connective::Any => !other.formula,
            })
        });
        operands.collect()
    }

    fn runs(&mut self, group: &'p EncodedNode, children: &'p [EncodedNode]) {
        let fields: Vec<Option<Field>> = children
            .iter()
            .map(|child| excluded_field(self.formulas, child))
            .collect();
        let mut start = 0;
        for run in fields.chunk_by(|one, other| one.is_some() && one == other) {
            let positions = start..start + run.len();
            start = positions.end;
            let run = children.get(positions.clone()).unwrap_or_default();
            let formulas: Vec<Formula> = run.iter().map(|child| child.formula).collect();
            if formulas.iter().all(|said| Some(said) == formulas.first()) {
                continue;
            }
            if self.found.len() == MAX_FOUND {
                return;
            }
            self.surroundings
                .push((Connective::Any, children, positions.clone()));
            self.found.push(JoinedNegatives {
                group,
                positions,
                formulas,
                context: self.context(),
            });
            self.surroundings.pop();
        }
    }
}

/// The field of a part that excludes some of its values, and does nothing else.
fn excluded_field(formulas: &Formulas, part: &EncodedNode) -> Option<Field> {
    let atom = |formula: Formula| match formulas.node(formula.node()) {
        Node::Atom(atom) if formula.is_negated() => Some(atom.field()),
        Node::Atom(_) | Node::True | Node::All(_) => None,
    };
    let field = match &part.kind {
        EncodedKind::Comparison => atom(part.formula),
        EncodedKind::List(Connective::All, values) => {
            same(values.iter().map(|it| atom(it.formula)))
        }
        EncodedKind::Not(inner) => match &inner.kind {
            EncodedKind::Comparison => atom(!inner.formula),
            EncodedKind::List(Connective::Any, values) => {
                same(values.iter().map(|it| atom(!it.formula)))
            }
            EncodedKind::List(Connective::All, _)
            | EncodedKind::Group(..)
            | EncodedKind::Not(_)
            | EncodedKind::Segment(_) => None,
        },
        EncodedKind::List(Connective::Any, _)
        | EncodedKind::Group(..)
        | EncodedKind::Segment(_) => None,
    }?;
    // Of a field with two values, no two can be excluded together.
    match ValueKind::of(field) {
        ValueKind::Text(_) | ValueKind::Language => Some(field),
        ValueKind::Word => None,
    }
}

/// The field, if it is the same everywhere.
fn same(mut fields: impl Iterator<Item = Option<Field>>) -> Option<Field> {
    let first = fields.next()??;
    fields.all(|field| field == Some(first)).then_some(first)
}

/// What to write instead: all of them must hold.
pub(crate) struct Exclusion {
    /// The place of the negative comparisons.
    pub(crate) span: Span,
    /// Each as in the source.
    pub(crate) parts: Vec<String>,
    /// What to write in their place.
    pub(crate) instead: String,
    /// The fix, unless it would lose a comment.
    pub(crate) fix: Option<Fix>,
}

impl Exclusion {
    /// Writes what excludes all that the negative comparisons name. `condition` is the whole one.
    pub(crate) fn of(
        model: &PartialModel<'_>,
        condition: &Condition,
        group: Span,
        positions: &Range<usize>,
    ) -> Option<Self> {
        let alternatives = alternatives_at(condition, group)?;
        let parts = alternatives.get(positions.clone())?;
        let (first, last) = (parts.first()?, parts.last()?);
        let span = match parts.len() == alternatives.len() {
            true => group,
            false => Span::new(group.file, first.span.range.cover(last.span.range)),
        };
        let words = |span: Span| SourceExcerpt::new(model.text(span)).on_one_line();
        let said: Vec<String> = parts.iter().map(|part| words(part.span)).collect();
        let instead = match merged(model, parts) {
            Some(comparison) => comparison,
            None => {
                let all = said.join(" and ");
                let is_whole = span == group && !model.text(group).starts_with('(');
                if is_whole { all } else { format!("({all})") }
            }
        };
        let edit = Edit {
            span,
            replacement: instead.clone(),
        };
        let title = FixTitle::Write {
            text: instead.clone(),
        };
        let has_comment = SourceExcerpt::new(model.text(span)).has_comment();
        let fix = (!has_comment).then(|| Fix::suggestion(title, vec![edit]));
        Some(Self {
            span,
            parts: said,
            instead,
            fix,
        })
    }
}

/// The parts that the `or` at this place joins.
fn alternatives_at(condition: &Condition, place: Span) -> Option<&[Condition]> {
    let mut waiting = vec![condition];
    while let Some(condition) = waiting.pop() {
        match &condition.kind {
            ConditionKind::Or(parts) if condition.span == place => return Some(parts),
            ConditionKind::And(parts) | ConditionKind::Or(parts) => waiting.extend(parts),
            ConditionKind::Not(inner) => waiting.push(inner),
            ConditionKind::Comparison(_) | ConditionKind::Segment(_) => {}
        }
    }
    None
}

/// One comparison that excludes all values, if all have the same operator.
fn merged(model: &PartialModel<'_>, parts: &[Condition]) -> Option<String> {
    let (Comparison { field, .. }, operator) = negative(parts.first()?)?;
    let mut values: Vec<&str> = Vec::new();
    for part in parts {
        let (comparison, _) = negative(part).filter(|(_, other)| *other == operator)?;
        for value in &comparison.values {
            let value = model.text(value.span);
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    Some(literal::comparison(
        field.info().path,
        operator.words(),
        &values,
    ))
}

/// A negative comparison, also if it is written with `not`, and its operator.
fn negative(part: &Condition) -> Option<(&Comparison, Operator)> {
    match &part.kind {
        ConditionKind::Comparison(comparison) => Some((comparison, comparison.operator)),
        ConditionKind::Not(inner) => match &inner.kind {
            ConditionKind::Comparison(comparison) => {
                Some((comparison, comparison.operator.opposite()))
            }
            ConditionKind::And(_)
            | ConditionKind::Or(_)
            | ConditionKind::Not(_)
            | ConditionKind::Segment(_) => None,
        },
        ConditionKind::And(_) | ConditionKind::Or(_) | ConditionKind::Segment(_) => None,
    }
}
