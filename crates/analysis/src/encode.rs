//! Encodes conditions as formulas and keeps the positions of their parts.

use proactive_catalog::case_folding::fold;
use proactive_catalog::{Field, Operator};
use proactive_diagnostics::Span;
use proactive_hir::model::{Comparison, Condition, ConditionKind, SegmentId, Value, Website};

use crate::area::Area;
use crate::atom::Atom;
use crate::formula::{Formula, Formulas};
use crate::text_field::{TextField, ValueKind};

/// A part of a condition.
#[derive(Debug, Clone)]
pub(crate) struct EncodedNode {
    /// Its position, including parentheses that enclose it alone.
    pub(crate) span: Span,
    /// The formula that it means.
    pub(crate) formula: Formula,
    pub(crate) kind: EncodedKind,
}

impl EncodedNode {
    /// Whether the other part is this one or lies within it.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.span.file == other.span.file && self.span.range.contains_range(other.span.range)
    }

    /// Whether it needs no parentheses around it.
    pub(crate) fn is_tight(&self) -> bool {
        match &self.kind {
            EncodedKind::Group(_, parts) => {
                let first = parts.first().map(|part| part.span.range.start());
                first.is_some_and(|first| self.span.range.start() < first)
            }
            EncodedKind::Not(_)
            | EncodedKind::Comparison
            | EncodedKind::List(..)
            | EncodedKind::Segment(_) => true,
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) enum EncodedKind {
    /// Operands of `and` or `or`.
    Group(Connective, Vec<EncodedNode>),
    /// The operand of `not`.
    Not(Box<EncodedNode>),
    /// A comparison, or one value of a comparison.
    Comparison,
    /// A comparison with several values, each of which is a part.
    List(Connective, Vec<EncodedNode>),
    /// A reference to a segment.
    Segment(SegmentId),
}

/// How parts are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Connective {
    /// All must be true.
    All,
    /// At least one must be true.
    Any,
}

/// The pages that one of these websites covers; every page if there are none.
pub(crate) fn on_websites(
    formulas: &mut Formulas,
    websites: &[Website],
    case_sensitive: bool,
) -> Formula {
    if websites.is_empty() {
        return Formula::TRUE;
    }
    let areas = areas_of(websites, case_sensitive);
    let areas: Vec<Formula> = areas
        .into_iter()
        .map(|area| formulas.atom(Atom::On(TextField::ADDRESS, Box::new(area)), ""))
        .collect();
    formulas.any(areas)
}

/// The pages that are on both lists of websites. A list without websites has every page.
pub(crate) fn on_both(
    formulas: &mut Formulas,
    one: &[Website],
    other: &[Website],
    case_sensitive: bool,
) -> Formula {
    if one.is_empty() || one == other {
        return on_websites(formulas, other, case_sensitive);
    }
    if other.is_empty() {
        return on_websites(formulas, one, case_sensitive);
    }
    let others = areas_of(other, case_sensitive);
    let common = areas_of(one, case_sensitive).into_iter().flat_map(|area| {
        others
            .iter()
            .filter_map(move |it| area.intersection(it))
            .collect::<Vec<_>>()
    });
    let common: Vec<Formula> = common
        .map(|area| formulas.atom(Atom::On(TextField::ADDRESS, Box::new(area)), ""))
        .collect();
    formulas.any(common)
}

/// The pages that none of these websites covers; no page if there are none.
pub(crate) fn off_websites(
    formulas: &mut Formulas,
    websites: &[Website],
    case_sensitive: bool,
) -> Formula {
    if websites.is_empty() {
        return Formula::FALSE;
    }
    let areas = areas_of(websites, case_sensitive);
    let areas: Vec<Formula> = areas
        .into_iter()
        .map(|area| formulas.atom(Atom::Off(TextField::ADDRESS, Box::new(area)), ""))
        .collect();
    formulas.all(areas)
}

/// The areas of websites, without those that are in others.
pub(crate) fn areas_of(websites: &[Website], case_sensitive: bool) -> Vec<Area> {
    let all = websites.iter();
    let all = all.flat_map(|website| Area::of_website(website, case_sensitive));
    let mut areas: Vec<Area> = Vec::new();
    for area in all {
        if !areas.iter().any(|other| area.is_within(other)) {
            areas.retain(|other| !other.is_within(&area));
            areas.push(area);
        }
    }
    areas
}

/// Encodes conditions as formulas.
pub(crate) struct Encoder<'r> {
    pub(crate) formulas: &'r mut Formulas,
    pub(crate) case_sensitive: bool,
    /// The formulas of the segments, as far as they are known.
    pub(crate) segments: &'r dyn Fn(SegmentId) -> Option<Formula>,
}

impl Encoder<'_> {
    /// Encodes a condition; `None` if it names an unknown segment. The recursion is as deep as the
    /// text nests, which is limited.
    pub(crate) fn encode(&mut self, condition: &Condition) -> Option<EncodedNode> {
        let span = condition.span;
        Some(match &condition.kind {
            ConditionKind::And(parts) => {
                let parts = self.encode_all(parts)?;
                let formula = self.formulas.all(parts.iter().map(|part| part.formula));
                let kind = EncodedKind::Group(Connective::All, parts);
                EncodedNode {
                    span,
                    formula,
                    kind,
                }
            }
            ConditionKind::Or(parts) => {
                let parts = self.encode_all(parts)?;
                let formula = self.formulas.any(parts.iter().map(|part| part.formula));
                let kind = EncodedKind::Group(Connective::Any, parts);
                EncodedNode {
                    span,
                    formula,
                    kind,
                }
            }
            ConditionKind::Not(inner) => {
                let inner = self.encode(inner)?;
                EncodedNode {
                    span,
                    formula: !inner.formula,
                    kind: EncodedKind::Not(Box::new(inner)),
                }
            }
            ConditionKind::Comparison(comparison) => self.comparison(span, comparison),
            ConditionKind::Segment(id) => EncodedNode {
                span,
                formula: (self.segments)(*id)?,
                kind: EncodedKind::Segment(*id),
            },
        })
    }

    fn encode_all(&mut self, parts: &[Condition]) -> Option<Vec<EncodedNode>> {
        parts.iter().map(|part| self.encode(part)).collect()
    }

    fn comparison(&mut self, span: Span, comparison: &Comparison) -> EncodedNode {
        // `is not any of` and `does not contain any of` exclude each value: all of the negations
        // must be true.
        let negated = match comparison.operator {
            Operator::Is | Operator::Contains => false,
            Operator::IsNot | Operator::DoesNotContain => true,
        };
        let values: Vec<EncodedNode> = comparison
            .values
            .iter()
            .map(|value| {
                let atom = self.atom(comparison, value);
                EncodedNode {
                    span: value.span,
                    formula: if negated { !atom } else { atom },
                    kind: EncodedKind::Comparison,
                }
            })
            .collect();
        let said = values.iter().map(|value| value.formula);
        let (join, formula) = if negated {
            (Connective::All, self.formulas.all(said))
        } else {
            (Connective::Any, self.formulas.any(said))
        };
        let kind = if values.len() > 1 {
            EncodedKind::List(join, values)
        } else {
            EncodedKind::Comparison
        };
        EncodedNode {
            span,
            formula,
            kind,
        }
    }

    fn atom(&mut self, comparison: &Comparison, value: &Value) -> Formula {
        let spelling = &*value.text;
        let folded = || match self.case_sensitive {
            true => spelling.into(),
            false => fold(spelling).into(),
        };
        let is = matches!(comparison.operator, Operator::Is | Operator::IsNot);
        match ValueKind::of(comparison.field) {
            ValueKind::Text(field) if is => self.formulas.atom(Atom::Is(field, folded()), spelling),
            // Every text contains the empty one.
            ValueKind::Text(_) if spelling.is_empty() => Formula::TRUE,
            ValueKind::Text(field) => {
                let atom = Atom::Contains(field, folded());
                self.formulas.atom(atom, spelling)
            }
            ValueKind::Language => {
                let tag = spelling.to_ascii_lowercase().into();
                self.formulas
                    .atom(Atom::Language(comparison.field, tag), spelling)
            }
            ValueKind::Word => self.word(comparison.field, spelling),
        }
    }

    /// The last word of a field is its value exactly where no other word is.
    fn word(&mut self, field: Field, spelling: &str) -> Formula {
        let words = field.words();
        let Some((last, others)) = words.split_last() else {
            return Formula::FALSE;
        };
        let mut atom = |word: &'static str| self.formulas.atom(Atom::Word(field, word), word);
        if *last == spelling {
            let none: Vec<Formula> = others.iter().map(|word| !atom(word)).collect();
            return self.formulas.all(none);
        }
        match others.iter().find(|word| **word == spelling) {
            Some(word) => atom(word),
            None => Formula::FALSE,
        }
    }
}

/// The segments that a condition names.
pub(crate) fn segments_in(condition: &Condition) -> Vec<SegmentId> {
    let mut found = Vec::new();
    let mut waiting = vec![condition];
    while let Some(condition) = waiting.pop() {
        match &condition.kind {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => waiting.extend(parts),
            ConditionKind::Not(inner) => waiting.push(inner),
            ConditionKind::Segment(id) => found.push(*id),
            ConditionKind::Comparison(_) => {}
        }
    }
    found
}
