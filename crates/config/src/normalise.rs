//! The normal form of conditions.
//!
//! The platform knows neither segments nor `not`, and no group of fewer than two children within
//! another. So a condition is rewritten: segments are written out, `not` is pushed down into the
//! comparisons, which turn into their opposites, `is any of` becomes a group; then in each group,
//! until nothing changes,
//!
//! - a group of the same kind is replaced by its children, in its place,
//! - a child equal to an earlier one is dropped,
//! - a group of one child is replaced by that child.
//!
//! # Why one pass is enough
//!
//! Groups are finished from the leaves up, and three things hold of every finished group: none of
//! its children is a group of its kind, no two are equal, and there are two or more. Let all
//! finished groups below a group be so. The children that it collects are comparisons, finished
//! groups of the other kind, and what was spliced: a written group of its own kind, whose parts
//! were collected right here, or a finished group of its own kind that was left alone in a group
//! of the other kind. The children of the latter are, by what holds of it, no groups of this kind
//! either, so splicing brings in nothing to splice again. Then repeats are dropped, which brings
//! in nothing at all. If one child is left, it takes the group's place one level up, where the
//! same is said of it; else the group is finished and has all three properties. Hence nothing is
//! left to be done anywhere in the result.
//!
//! # Effort
//!
//! Time is linear in the comparisons of the condition with its segments written out, times its
//! depth: repeats are found by hashing, which looks at a comparison once for each group around
//! it. A chain of segments that only rename one another is walked once for all conditions. Neither
//! segments nor groups are followed by recursion.

use std::collections::HashMap;
use std::mem;

use proactive_catalog::Operator;
use proactive_hir::model::{self, SegmentId};

use crate::dedup::dedup;
use crate::json::{Comparison, Condition, Conditions, MinLenVec, Test, Text};

/// Brings conditions to their normal form. `lookup` gives the condition of a segment; no segment
/// may use itself.
#[derive(Debug)]
pub struct Normaliser<'m, L> {
    lookup: L,
    /// For segments that were met: the group or comparison at which their chain of segments and
    /// negations ends, and whether it is negated there.
    ends: HashMap<SegmentId, (Shape<'m>, bool)>,
}

/// A written condition that is neither a segment nor a negation.
#[derive(Debug, Clone, Copy)]
enum Shape<'m> {
    Group(Kind, &'m [model::Condition]),
    Comparison(&'m model::Comparison),
}

/// The kind of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    All,
    Any,
}

impl Kind {
    /// The kind of the group when `not` is pushed into it.
    fn negated_if(self, negated: bool) -> Self {
        match (self, negated) {
            (Self::All, false) | (Self::Any, true) => Self::All,
            (Self::Any, false) | (Self::All, true) => Self::Any,
        }
    }
}

/// What is left to do.
enum Step<'m> {
    /// Write out a condition, or its opposite.
    Enter(&'m model::Condition, bool),
    /// Finish the innermost group.
    Leave,
}

impl<'m, L: Fn(SegmentId) -> &'m model::Condition> Normaliser<'m, L> {
    /// A normaliser of conditions over the segments that `lookup` knows.
    pub fn new(lookup: L) -> Self {
        Self {
            lookup,
            ends: HashMap::new(),
        }
    }

    /// The normal form of `condition`; that of none is "always".
    pub fn normalise(&mut self, condition: Option<&'m model::Condition>) -> Conditions {
        // Everything stands in one more `all`, which is gone again in the end.
        let mut inner = Group::new(Kind::All);
        let mut outer: Vec<Group> = Vec::new();
        let mut steps: Vec<Step<'m>> = condition
            .map(|condition| Step::Enter(condition, false))
            .into_iter()
            .collect();
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(condition, negated) => match self.follow(condition, negated) {
                    (Shape::Comparison(comparison), negated) => {
                        inner.splice(leaves(comparison, negated));
                    }
                    (Shape::Group(kind, parts), negated) => {
                        let kind = kind.negated_if(negated);
                        if kind != inner.kind {
                            outer.push(mem::replace(&mut inner, Group::new(kind)));
                            steps.push(Step::Leave);
                        }
                        let parts = parts.iter().rev();
                        steps.extend(parts.map(|part| Step::Enter(part, negated)));
                    }
                },
                Step::Leave => {
                    if let Some(parent) = outer.pop() {
                        let finished = mem::replace(&mut inner, parent);
                        inner.splice(finished);
                    }
                }
            }
        }
        inner.into_top()
    }

    /// Goes through segments and negations to the group or comparison behind them.
    fn follow(
        &mut self,
        mut condition: &'m model::Condition,
        mut negated: bool,
    ) -> (Shape<'m>, bool) {
        let mut passed = Vec::new();
        let shape = loop {
            match &condition.kind {
                model::ConditionKind::And(parts) => break Shape::Group(Kind::All, parts),
                model::ConditionKind::Or(parts) => break Shape::Group(Kind::Any, parts),
                model::ConditionKind::Comparison(comparison) => {
                    break Shape::Comparison(comparison);
                }
                model::ConditionKind::Not(opposite) => {
                    negated = !negated;
                    condition = opposite;
                }
                model::ConditionKind::Segment(segment) => {
                    if let Some((end, negates)) = self.ends.get(segment) {
                        negated ^= negates;
                        break *end;
                    }
                    passed.push((*segment, negated));
                    condition = (self.lookup)(*segment);
                }
            }
        };
        for (segment, before) in passed {
            self.ends.insert(segment, (shape, before ^ negated));
        }
        (shape, negated)
    }
}

/// A group that is being collected.
struct Group {
    kind: Kind,
    children: Vec<Condition>,
}

impl Group {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            children: Vec::new(),
        }
    }

    /// Adds `group` as a child, or its children when it is no group of its own.
    fn splice(&mut self, group: Self) {
        if group.kind == self.kind {
            self.children.extend(group.children);
            return;
        }
        match MinLenVec::try_from(dedup(group.children)) {
            Ok(children) => self.children.push(match group.kind {
                Kind::All => Condition::All(children),
                Kind::Any => Condition::Any(children),
            }),
            Err(few) => {
                for child in few.0 {
                    match (self.kind, child) {
                        (Kind::All, Condition::All(children))
                        | (Kind::Any, Condition::Any(children)) => {
                            self.children.extend(children.into_vec());
                        }
                        (_, child) => self.children.push(child),
                    }
                }
            }
        }
    }

    /// The condition at the top, of the `all` that everything stands in.
    fn into_top(self) -> Conditions {
        match MinLenVec::try_from(dedup(self.children)) {
            Ok(children) => Conditions::All(children),
            Err(few) => match few.0.into_iter().next() {
                None => Conditions::Always,
                Some(Condition::Comparison(only)) => Conditions::One(only),
                Some(Condition::All(children)) => Conditions::All(children),
                Some(Condition::Any(children)) => Conditions::Any(children),
            },
        }
    }
}

/// The comparisons that are written for one of the language, or for its opposite.
fn leaves(comparison: &model::Comparison, negated: bool) -> Group {
    let operator = if negated {
        comparison.operator.opposite()
    } else {
        comparison.operator
    };
    let texts = comparison
        .values
        .iter()
        .map(|value| Text::checked(&value.text));
    let (kind, tests): (Kind, Vec<Test>) = match operator {
        Operator::Is | Operator::IsNot => {
            let is = operator == Operator::Is;
            let ty = comparison.field.info().ty;
            let tests = texts.filter_map(|text| Test::equality(ty, is, text));
            (if is { Kind::Any } else { Kind::All }, tests.collect())
        }
        Operator::Contains => {
            let texts = MinLenVec::try_from(dedup(texts.collect()));
            (Kind::Any, texts.map(Test::Contains).into_iter().collect())
        }
        Operator::DoesNotContain => {
            let texts = MinLenVec::try_from(dedup(texts.collect()));
            let tests = texts.map(Test::DoesNotContain).into_iter();
            (Kind::All, tests.collect())
        }
    };
    // A checked condition has values, and they suit the field: nothing is lost here.
    let children = tests
        .into_iter()
        .filter_map(|test| Comparison::new(comparison.field, test))
        .map(Condition::Comparison)
        .collect();
    Group { kind, children }
}
