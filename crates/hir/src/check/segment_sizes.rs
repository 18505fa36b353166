//! The size of conditions with their segments expanded.
//!
//! Sizes are computed in dependency order before anything is expanded, so a few segments that double in
//! size at each step cost nothing here.

use proactive_catalog::{DeclarationKind, Operator, limits};
use proactive_diagnostics::{Finding, LabelKind, NestingOf, Problem, TextRange};

use crate::draft::{Condition, ConditionKind, Name};
use crate::model::SegmentId;
use crate::names::{Entry, Names};
use crate::segment_graph::SegmentGraph;

/// The size of a condition with segments expanded and nested groups of the same kind merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    comparisons: u64,
    /// The number of groups around the deepest comparison. Zero for a single comparison.
    depth: usize,
    /// The kind of the outermost group.
    group: Group,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// A single comparison.
    None,
    All,
    Any,
}

impl Size {
    const COMPARISON: Self = Self {
        comparisons: 1,
        depth: 0,
        group: Group::None,
    };

    fn negated(self) -> Self {
        let group = match self.group {
            Group::None => Group::None,
            Group::All => Group::Any,
            Group::Any => Group::All,
        };
        Self { group, ..self }
    }

    /// Returns the size of a group. Parts that are groups of the same kind are merged into it.
    fn group(group: Group, parts: impl Iterator<Item = Self>) -> Self {
        let mut size = Self {
            comparisons: 0,
            depth: 1,
            group,
        };
        for part in parts {
            size.comparisons = size.comparisons.saturating_add(part.comparisons);
            let depth = if part.group == group {
                part.depth
            } else {
                part.depth + 1
            };
            size.depth = size.depth.max(depth);
        }
        size
    }
}

/// The sizes of the conditions of all segments.
#[derive(Debug)]
pub(crate) struct SegmentSizes {
    /// `None` for segments that are broken, that are on a cycle, or that use such a segment.
    sizes: Vec<Option<Size>>,
}

impl SegmentSizes {
    pub(super) fn of(names: &Names<'_>, graph: &SegmentGraph) -> Self {
        let mut sizes = Self {
            sizes: vec![None; names.of_kind(DeclarationKind::Segment).len()],
        };
        for id in &graph.order {
            let size = names
                .segment(*id)
                .and_then(|entry| entry.declaration.as_segment())
                .and_then(|segment| sizes.size(names, &segment.condition));
            if let Some(slot) = sizes.sizes.get_mut(id.index()) {
                *slot = size;
            }
        }
        sizes
    }

    /// Returns the size of a condition. `None` if a part of it is broken. Recursion is bounded by the
    /// nesting of the text, which is limited.
    fn size(&self, names: &Names<'_>, condition: &Condition) -> Option<Size> {
        Some(match &condition.kind {
            ConditionKind::And(parts) => {
                let parts: Option<Vec<Size>> =
                    parts.iter().map(|part| self.size(names, part)).collect();
                Size::group(Group::All, parts?.into_iter())
            }
            ConditionKind::Or(parts) => {
                let parts: Option<Vec<Size>> =
                    parts.iter().map(|part| self.size(names, part)).collect();
                Size::group(Group::Any, parts?.into_iter())
            }
            ConditionKind::Not(inner) => self.size(names, inner)?.negated(),
            ConditionKind::Comparison(comparison) => {
                let count = comparison.values.len();
                let group = match comparison.operator {
                    Operator::Is => Group::Any,
                    Operator::IsNot => Group::All,
                    Operator::Contains | Operator::DoesNotContain => return Some(Size::COMPARISON),
                };
                match count {
                    0 | 1 => Size::COMPARISON,
                    count => Size::group(group, std::iter::repeat_n(Size::COMPARISON, count)),
                }
            }
            ConditionKind::Segment(name) => {
                let id = names.segment_id(name)?;
                (*self.sizes.get(id.index())?)?
            }
            ConditionKind::Broken => return None,
        })
    }

    /// Returns whether neither the condition of a segment nor a segment that it uses is broken.
    pub(crate) fn is_known(&self, id: SegmentId) -> bool {
        self.sizes.get(id.index()).is_some_and(Option::is_some)
    }

    /// Returns a finding if the condition of a message is too large or too deep.
    pub(super) fn too_large(
        &self,
        names: &Names<'_>,
        entry: &Entry<'_>,
        keyword: TextRange,
        condition: &Condition,
    ) -> Option<Finding> {
        let size = self.size(names, condition)?;
        let limit = limits::MAX_COMPARISONS;
        let (problem, weight): (_, fn(Size) -> u64) = if size.comparisons > limit {
            let comparisons = size.comparisons;
            (Problem::ConditionTooLarge { comparisons, limit }, |size| {
                size.comparisons
            })
        } else if size.depth > limits::MAX_GROUP_NESTING {
            let of = NestingOf::Groups;
            let limit = limits::MAX_GROUP_NESTING;
            (Problem::NestingTooDeep { of, limit }, |size| {
                u64::try_from(size.depth).unwrap_or(u64::MAX)
            })
        } else {
            return None;
        };
        let mut finding = Finding::new(problem, entry.span(keyword));
        let mut place = *entry;
        let mut condition = condition;
        // Follow the segments that contribute most, as far as a reader may want to.
        for _ in 0..8 {
            let mut heaviest: Option<(u64, &Name, SegmentId)> = None;
            for name in condition.segments() {
                let Some(id) = names.segment_id(name) else {
                    continue;
                };
                let size = self.sizes.get(id.index()).copied().flatten();
                let weight = size.map_or(0, weight);
                if heaviest.is_none_or(|(most, _, _)| weight > most) {
                    heaviest = Some((weight, name, id));
                }
            }
            let Some((weight, name, id)) = heaviest else {
                break;
            };
            let Some(next) = names.segment(id) else { break };
            let Some(segment) = next.declaration.as_segment() else {
                break;
            };
            if weight <= 1 {
                break;
            }
            let words = LabelKind::UsesSegment {
                name: name.value.to_string(),
            };
            finding = finding.label(place.span(name.range), words);
            place = *next;
            condition = &segment.condition;
        }
        Some(finding)
    }
}
