//! The normal form of conditions.
//!
//! The platform has neither segments nor `not`, and a nested group needs at least two children. So
//! a condition is rewritten: segments are expanded, `not` is pushed down into the comparisons,
//! which turn into their opposites, and `is any of` becomes a group. Then, in each group, until
//! nothing changes:
//!
//! - a group of the same kind is replaced by its children, in place,
//! - a child that equals an earlier one is removed,
//! - a group with one child is replaced by that child.
//!
//! # Why one pass is enough
//!
//! Groups are finished from the leaves up. Every finished group has three properties: none of its
//! children is a group of its own kind, no two children are equal, and there are at least two.
//! Assume that all finished groups below a group have them. The children that the group collects
//! are comparisons, finished groups of the other kind, and what was spliced in. The last is either
//! a written group of the same kind, whose parts were collected right here, or a finished group of
//! the same kind that was the only child of a group of the other kind. By the first property, the
//! children of the latter are not groups of this kind, so splicing brings in nothing to splice
//! again. Removing duplicates brings in nothing at all. If one child is left, it takes the place of
//! the group one level up, where the same argument applies. Otherwise, the group is finished and has
//! all three properties. So nothing is left to do anywhere in the result.
//!
//! # Complexity
//!
//! Time is linear in the number of comparisons of the condition with its segments expanded, times
//! its depth: duplicates are found by hashing, which looks at a comparison once for each group
//! around it. A chain of segments that only rename one another is followed once for all conditions.
//! Neither segments nor groups are followed by recursion.

use std::collections::HashMap;
use std::mem;

use proactive_catalog::Operator;
use proactive_hir::model::{self, SegmentId};

use crate::dedup::dedup;
use crate::json::{Comparison, Condition, Conditions, MinLenVec, Test, Text};

/// Converts conditions to their normal form. `lookup` returns the condition of a segment; no segment
/// may refer to itself.
#[derive(Debug)]
pub struct Normaliser<'m, L> {
    lookup: L,
    /// For each segment that was visited: the group or comparison at the end of its chain of segments
    /// and negations, and whether that is negated.
    ends: HashMap<SegmentId, (Shape<'m>, bool)>,
}

/// A condition of the source that is neither a segment nor a negation.
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
    /// The kind after `not` is pushed into the group.
    fn negated_if(self, negated: bool) -> Self {
        match (self, negated) {
            (Self::All, false) | (Self::Any, true) => Self::All,
            (Self::Any, false) | (Self::All, true) => Self::Any,
        }
    }
}

/// A task on the stack.
enum Step<'m> {
    /// Expand a condition, or its opposite.
    Enter(&'m model::Condition, bool),
    /// Finish the innermost group.
    Leave,
}

impl<'m, L: Fn(SegmentId) -> &'m model::Condition> Normaliser<'m, L> {
    /// Creates a normaliser. `lookup` returns the condition of a segment.
    pub fn new(lookup: L) -> Self {
        Self {
            lookup,
            ends: HashMap::new(),
        }
    }

    /// The normal form of `condition`; `None` means "always".
    pub fn normalise(&mut self, condition: Option<&'m model::Condition>) -> Conditions {
        // Everything is in one more `all`, which is removed at the end.
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

    /// Follows segments and negations to a group or comparison.
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

/// A group whose children are being collected.
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

    /// Adds `group` as a child, or its children if it does not stay a group.
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

    /// The top-level condition, from the `all` that everything is in.
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

/// The comparisons of the document for a comparison of the language, or for its opposite.
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
    // A checked condition has values, which fit the field, so nothing is lost here.
    let children = tests
        .into_iter()
        .filter_map(|test| Comparison::new(comparison.field, test))
        .map(Condition::Comparison)
        .collect();
    Group { kind, children }
}
