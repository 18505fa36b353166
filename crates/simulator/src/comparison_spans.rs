//! Where the comparisons of a compiled condition are written in the source.
//!
//! Compilation expands segments, pushes `not` down to the comparisons, and drops duplicates. Here
//! every comparison in the source is compiled the same way on its own; the ones that compile to
//! the same comparison are where that one comes from. The segments through which a message gets to
//! them are the author's words for them.

use std::collections::{HashMap, HashSet};

use proactive_catalog::Operator;
use proactive_config::json::{self, Comparison, Conditions};
use proactive_config::normalise::Normaliser;
use proactive_diagnostics::Span;
use proactive_hir::model::{self, Condition, ConditionKind, Model};

/// The number of segments in a row that a sentence names.
const MAX_SEGMENTS: usize = 3;

/// The places of the compiled comparisons of a message.
#[derive(Debug)]
pub(crate) struct ComparisonSpans<'m> {
    places: HashMap<Comparison, Places>,
    /// The places of comparisons that were compiled, and whether each was negated.
    compiled: HashSet<(Span, bool)>,
    /// The uses of segments in the condition, outer ones before those in them.
    uses: Vec<SegmentUse<'m>>,
}

/// Where a comparison is written.
#[derive(Debug)]
struct Places {
    /// In reading order, each place once.
    all: Vec<Place>,
    /// The use of a segment that leads to the first place, as an index; `None` if the message has
    /// the comparison itself.
    within: Option<usize>,
}

/// A place where a comparison is written, itself or as its opposite.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) span: Span,
    /// The comparison as it is written there, without the `not` around it.
    pub(crate) written: Comparison,
    /// Whether it is the opposite of the compiled comparison.
    pub(crate) negated: bool,
    /// The same as a condition.
    pub(crate) source: Condition,
}

/// A segment that is used in the condition of a message or of another segment.
#[derive(Debug)]
struct SegmentUse<'m> {
    name: &'m str,
    /// Whether it is negated there.
    negated: bool,
    /// The use that this one is in, as an index.
    within: Option<usize>,
}

impl<'m> ComparisonSpans<'m> {
    /// Collects the comparisons of a message and of the segments that it uses.
    pub(crate) fn new(model: &'m Model, message: &'m model::Message) -> Self {
        let mut spans = Self {
            places: HashMap::new(),
            compiled: HashSet::new(),
            uses: Vec::new(),
        };
        // Segments can use each other in long chains, so this does not recurse.
        let mut open: Vec<Open<'_>> = Vec::new();
        open.extend(message.condition.as_ref().map(|condition| Open {
            condition,
            negated: false,
            segment: None,
        }));
        while let Some(it) = open.pop() {
            let Open {
                condition,
                negated,
                segment,
            } = it;
            match &condition.kind {
                ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                    let parts = parts.iter().rev();
                    open.extend(parts.map(|condition| Open { condition, ..it }));
                }
                ConditionKind::Not(inner) => open.push(Open {
                    condition: inner,
                    negated: !negated,
                    ..it
                }),
                ConditionKind::Segment(id) => {
                    let around = segment.is_some_and(|segment: OpenSegment| segment.negated);
                    spans.uses.push(SegmentUse {
                        name: &model[*id].id,
                        negated: negated != around,
                        within: segment.map(|segment| segment.used),
                    });
                    open.push(Open {
                        condition: &model[*id].condition,
                        negated,
                        segment: Some(OpenSegment {
                            used: spans.uses.len() - 1,
                            negated,
                        }),
                    });
                }
                ConditionKind::Comparison(comparison) => {
                    spans.split(model, comparison, &it);
                }
            }
        }
        spans
    }

    /// The segments in which a compiled comparison is written, innermost first, to follow it in a
    /// sentence: " in `buyers`". Empty if the message has it itself.
    pub(crate) fn segments(&self, comparison: &Comparison) -> String {
        let mut uses: Vec<&SegmentUse<'_>> = self.uses_around(comparison).collect();
        let is_cut = uses.len() > MAX_SEGMENTS;
        if is_cut {
            // The innermost has the comparison, and the outermost is in the message.
            uses.drain(1..uses.len() - 1);
        }
        let words = uses.iter().enumerate().map(|(position, used)| {
            let negation = if used.negated { "not " } else { "" };
            let more = if is_cut && position > 0 {
                " in …"
            } else {
                ""
            };
            format!("{more} in `{negation}{}`", used.name)
        });
        words.collect()
    }

    /// The names of the segments in which a compiled comparison is written, outermost first.
    pub(crate) fn segment_names(&self, comparison: &Comparison) -> Vec<String> {
        let uses = self.uses_around(comparison);
        let mut names: Vec<String> = uses.map(|used| used.name.to_owned()).collect();
        names.reverse();
        names
    }

    /// The uses of segments in which a compiled comparison is written, innermost first.
    fn uses_around(&self, comparison: &Comparison) -> impl Iterator<Item = &SegmentUse<'m>> {
        let first = self.places.get(comparison).and_then(|it| it.within);
        let next = |at: &usize| self.uses.get(*at)?.within;
        let uses = std::iter::successors(first, next);
        uses.filter_map(|at| self.uses.get(at))
    }

    /// The places where a compiled comparison is written, in reading order with segments read where
    /// they are used; each place once.
    pub(crate) fn of(&self, comparison: &Comparison) -> &[Place] {
        self.places.get(comparison).map_or(&[], |it| &it.all)
    }

    /// Splits `is any of`, which compiles to one comparison for each value.
    fn split(&mut self, model: &Model, comparison: &model::Comparison, at: &Open<'_>) {
        let is_split = match comparison.operator {
            Operator::Is | Operator::IsNot => comparison.values.len() > 1,
            Operator::Contains | Operator::DoesNotContain => false,
        };
        if !is_split {
            self.compile(model, comparison.clone(), at.condition.span, at);
            return;
        }
        for value in &comparison.values {
            let one = model::Comparison {
                field: comparison.field,
                operator: comparison.operator,
                any_of: false,
                values: vec![value.clone()],
            };
            self.compile(model, one, value.span, at);
        }
    }

    fn compile(&mut self, model: &Model, comparison: model::Comparison, span: Span, at: &Open<'_>) {
        if !self.compiled.insert((span, at.negated)) {
            return;
        }
        let source = Condition {
            span,
            kind: ConditionKind::Comparison(comparison),
        };
        let opposite = at.negated.then(|| Condition {
            span,
            kind: ConditionKind::Not(Box::new(source.clone())),
        });
        let compiled = compiled(model, opposite.as_ref().unwrap_or(&source));
        let written = match at.negated {
            true => self::compiled(model, &source),
            false => compiled.clone(),
        };
        // Both have the same comparisons in the same order, each the opposite of the other.
        for (compiled, written) in compiled.into_iter().zip(written) {
            let place = Place {
                span,
                written,
                negated: at.negated,
                source: source.clone(),
            };
            self.add(compiled, place, at);
        }
    }

    fn add(&mut self, comparison: Comparison, place: Place, at: &Open<'_>) {
        let within = at.segment.map(|segment| segment.used);
        let places = self.places.entry(comparison).or_insert_with(|| Places {
            all: Vec::new(),
            within,
        });
        places.all.push(place);
    }
}

/// The comparisons that a condition compiles to; it has no groups of its own.
fn compiled(model: &Model, condition: &Condition) -> Vec<Comparison> {
    let mut normaliser = Normaliser::new(|segment| &model[segment].condition);
    match normaliser.normalise(Some(condition)) {
        Conditions::One(compiled) => vec![compiled],
        Conditions::Always => Vec::new(),
        Conditions::All(parts) | Conditions::Any(parts) => {
            let comparisons = parts.iter().filter_map(|part| match part {
                json::Condition::Comparison(compiled) => Some(compiled.clone()),
                json::Condition::All(_) | json::Condition::Any(_) => None,
            });
            comparisons.collect()
        }
    }
}

/// A part of a condition that is still to be read.
#[derive(Debug, Clone, Copy)]
struct Open<'m> {
    condition: &'m Condition,
    /// Whether it is negated, everything around it considered.
    negated: bool,
    /// The segment that it is in.
    segment: Option<OpenSegment>,
}

/// A segment that is being read.
#[derive(Debug, Clone, Copy)]
struct OpenSegment {
    /// Its use, as an index.
    used: usize,
    /// Whether the use is negated, everything around it considered.
    negated: bool,
}
