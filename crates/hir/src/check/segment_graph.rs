//! Segments that use segments: cycles, and how large a condition is with its segments written out.
//!
//! Sizes are counted before anything is built, from the segments that use none upward, so that a
//! few lines that double at each step cost nothing here. Chains of segments can be as long as a
//! workspace: everything that follows them works without recursion.

use proactive_catalog::{DeclarationKind, Operator, limits};
use proactive_diagnostics::{Finding, LabelWords, NestingOf, Problem, TextRange};

use super::names::{Entry, Names};
use crate::draft::{Condition, ConditionKind, Name};

/// How large a condition is, written out and normalised as far as equal groups are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    comparisons: u64,
    /// Groups on the way to the deepest comparison; none for a single comparison.
    depth: usize,
    /// The kind of its outermost group.
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

    /// A group of parts; parts of the same kind are merged into it.
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

/// The sizes of all segments.
#[derive(Debug)]
pub(super) struct SegmentSizes {
    /// By position of the entry; none for what is no segment, and for segments on a cycle or that
    /// lead to one.
    sizes: Vec<Option<Size>>,
    cycles: Vec<Vec<usize>>,
}

impl SegmentSizes {
    pub(super) fn of(names: &Names<'_>) -> Self {
        let mut sizes = Self {
            sizes: vec![None; names.entries.len()],
            cycles: Vec::new(),
        };
        let components = components(names);
        for component in components {
            let cyclic = match component.as_slice() {
                [only] => uses(names, *only).any(|(_, target)| target == *only),
                _ => true,
            };
            if cyclic {
                sizes.cycles.push(component);
                continue;
            }
            // Components come with those that they use before them.
            for position in component {
                let size = names
                    .entries
                    .get(position)
                    .and_then(Entry::segment)
                    .and_then(|segment| sizes.size(names, &segment.condition));
                if let Some(slot) = sizes.sizes.get_mut(position) {
                    *slot = size;
                }
            }
        }
        sizes
    }

    /// The size of a condition; none where something in it is wrong. It recurses as deep as the
    /// text nests, which is bounded.
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
                let position = names.find(DeclarationKind::Segment, &name.value)?;
                (*self.sizes.get(position)?)?
            }
            ConditionKind::Broken => return None,
        })
    }

    /// Whether the condition of the segment at `position` can be told: nothing in it, or in what
    /// it uses, is wrong.
    pub(super) fn is_known(&self, position: usize) -> bool {
        self.sizes.get(position).is_some_and(Option::is_some)
    }

    /// Reports the condition of a message that is too large or too deep.
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
        // The way through the segments that weigh most, as far as a reader may want to follow.
        for _ in 0..8 {
            let mut heaviest: Option<(u64, &Name, usize)> = None;
            for name in segments_in(condition) {
                let position = names.find(DeclarationKind::Segment, &name.value);
                let Some(position) = position else { continue };
                let size = self.sizes.get(position).copied().flatten();
                let weight = size.map_or(0, weight);
                if heaviest.is_none_or(|(most, _, _)| weight > most) {
                    heaviest = Some((weight, name, position));
                }
            }
            let Some((weight, name, position)) = heaviest else {
                break;
            };
            let Some(next) = names.entries.get(position) else {
                break;
            };
            let Some(segment) = next.segment() else { break };
            if weight <= 1 {
                break;
            }
            let words = LabelWords::UsesSegment {
                name: name.value.to_string(),
            };
            finding = finding.label(place.span(name.range), words);
            place = *next;
            condition = &segment.condition;
        }
        Some(finding)
    }

    /// A finding for each cycle, with the position of the entry it is reported at: the first
    /// segment of the cycle in source order.
    pub(super) fn cycles(&self, names: &Names<'_>) -> Vec<(usize, Finding)> {
        self.cycles
            .iter()
            .filter_map(|component| {
                let first = *component.iter().min()?;
                let way = way_round(names, component, first)?;
                let entry = names.entries.get(first)?;
                let name_of = |position: usize| {
                    let entry = names.entries.get(position);
                    entry.and_then(Entry::name).unwrap_or("").to_owned()
                };
                let mut names_on_way: Vec<String> =
                    way.iter().map(|&(from, _, _)| name_of(from)).collect();
                names_on_way.push(name_of(first));
                let problem = Problem::SegmentCycle { way: names_on_way };
                let mut finding = Finding::new(problem, entry.span(entry.declaration.place()));
                for (from, name, _) in way {
                    let from = names.entries.get(from)?;
                    let words = LabelWords::UsesSegment {
                        name: name.value.to_string(),
                    };
                    finding = finding.label(from.span(name.range), words);
                }
                Some((first, finding))
            })
            .collect()
    }
}

/// The segments that a condition names, in source order.
fn segments_in(condition: &Condition) -> Vec<&Name> {
    let mut found = Vec::new();
    let mut stack = vec![condition];
    while let Some(condition) = stack.pop() {
        match &condition.kind {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                stack.extend(parts.iter().rev())
            }
            ConditionKind::Not(inner) => stack.push(inner),
            ConditionKind::Segment(name) => found.push(name),
            ConditionKind::Comparison(_) | ConditionKind::Broken => {}
        }
    }
    found
}

/// The segments that a segment uses: where it names them, and their positions.
fn uses<'c>(
    names: &'c Names<'_>,
    position: usize,
) -> impl Iterator<Item = (&'c Name, usize)> + use<'c> {
    let segment = names.entries.get(position).and_then(Entry::segment);
    segment
        .map(|segment| segments_in(&segment.condition))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|name| {
            let target = names.find(DeclarationKind::Segment, &name.value)?;
            Some((name, target))
        })
}

/// The strongly connected components of the segments, each behind those that it uses
/// (Tarjan's algorithm, with the stack of calls written out).
fn components(names: &Names<'_>) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let count = names.entries.len();
    let mut index = vec![UNSEEN; count];
    let mut low = vec![UNSEEN; count];
    let mut on_stack = vec![false; count];
    let mut stack = Vec::new();
    let mut found = Vec::new();
    let mut next = 0;
    for &root in names.of_kind(DeclarationKind::Segment) {
        if index.get(root) != Some(&UNSEEN) {
            continue;
        }
        let mut calls: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut enter = Some(root);
        loop {
            if let Some(node) = enter.take() {
                set(&mut index, node, next);
                set(&mut low, node, next);
                set(&mut on_stack, node, true);
                next += 1;
                stack.push(node);
                let mut targets: Vec<usize> = uses(names, node).map(|(_, target)| target).collect();
                targets.reverse();
                calls.push((node, targets));
            }
            let Some((node, targets)) = calls.last_mut() else {
                break;
            };
            let node = *node;
            if let Some(target) = targets.pop() {
                if index.get(target) == Some(&UNSEEN) {
                    enter = Some(target);
                } else if on_stack.get(target) == Some(&true) {
                    let reach = value(&index, target).min(value(&low, node));
                    set(&mut low, node, reach);
                }
                continue;
            }
            calls.pop();
            if value(&low, node) == value(&index, node) {
                let mut component = Vec::new();
                while let Some(member) = stack.pop() {
                    set(&mut on_stack, member, false);
                    component.push(member);
                    if member == node {
                        break;
                    }
                }
                found.push(component);
            }
            if let Some((caller, _)) = calls.last() {
                let reach = value(&low, node).min(value(&low, *caller));
                set(&mut low, *caller, reach);
            }
        }
    }
    found
}

fn set<T>(list: &mut [T], position: usize, value: T) {
    if let Some(slot) = list.get_mut(position) {
        *slot = value;
    }
}

fn value(list: &[usize], position: usize) -> usize {
    list.get(position).copied().unwrap_or(usize::MAX)
}

/// The shortest way from a segment through its component back to itself: who uses whom, where.
fn way_round<'c>(
    names: &'c Names<'_>,
    component: &[usize],
    first: usize,
) -> Option<Vec<(usize, &'c Name, usize)>> {
    let mut members = component.to_vec();
    members.sort_unstable();
    // From where each member was reached first.
    let mut reached: std::collections::BTreeMap<usize, (usize, &Name, usize)> =
        std::collections::BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([first]);
    while let Some(from) = queue.pop_front() {
        for (name, target) in uses(names, from) {
            if members.binary_search(&target).is_err() || reached.contains_key(&target) {
                continue;
            }
            reached.insert(target, (from, name, target));
            if target == first {
                queue.clear();
                break;
            }
            queue.push_back(target);
        }
    }
    let mut way = Vec::new();
    let mut at = first;
    loop {
        let step = *reached.get(&at)?;
        way.push(step);
        at = step.0;
        if at == first {
            break;
        }
    }
    way.reverse();
    Some(way)
}
