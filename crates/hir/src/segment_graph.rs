//! The graph of segments that use segments: dependency order and cycles.
//!
//! A chain of segments can be as long as the workspace, so nothing here recurses along it.

use std::collections::{BTreeMap, VecDeque};

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{Finding, LabelKind, Problem};

use crate::draft::Name;
use crate::model::SegmentId;
use crate::names::{Entry, Names};

/// How many segments of a cycle are shown, half of them from its start and half from its end.
/// Longer cycles are no use to a reader, and listing them all makes findings as long as the
/// workspace.
const MAX_SHOWN: usize = 12;

/// The segments of a workspace, ordered by what they use.
#[derive(Debug)]
pub(crate) struct SegmentGraph {
    /// The segments that are not on a cycle, each after those it uses.
    pub(crate) order: Vec<SegmentId>,
    /// The cycles: strongly connected components of two or more segments, or of one that uses
    /// itself.
    cycles: Vec<Vec<SegmentId>>,
}

/// The state of a segment in the search.
#[derive(Clone, Copy)]
struct Visit {
    index: usize,
    /// The lowest index that is reachable from it within its component.
    low: usize,
    /// Its component is not complete yet.
    open: bool,
}

impl SegmentGraph {
    /// Finds the strongly connected components with Tarjan's algorithm, using an explicit call stack.
    /// Roots are visited in source order, and the segments that one uses from last to first.
    pub(crate) fn of(names: &Names<'_>) -> Self {
        let count = names.of_kind(DeclarationKind::Segment).len();
        let mut graph = Self {
            order: Vec::with_capacity(count),
            cycles: Vec::new(),
        };
        let mut visits: Vec<Option<Visit>> = vec![None; count];
        let mut next = 0;
        let mut component_stack = Vec::new();
        let mut calls: Vec<(SegmentId, Vec<SegmentId>)> = Vec::new();
        for root in (0..).map(SegmentId).take(count) {
            let mut enter = Some(root).filter(|root| visit_of(&visits, *root).is_none());
            loop {
                if let Some(node) = enter.take() {
                    let visit = Visit {
                        index: next,
                        low: next,
                        open: true,
                    };
                    if let Some(slot) = visits.get_mut(node.index()) {
                        *slot = Some(visit);
                    }
                    next += 1;
                    component_stack.push(node);
                    calls.push((node, uses(names, node).map(|(_, used)| used).collect()));
                }
                let Some((node, unvisited)) = calls.last_mut() else {
                    break;
                };
                let node = *node;
                if let Some(used) = unvisited.pop() {
                    match visit_of(&visits, used) {
                        None => enter = Some(used),
                        Some(visit) if visit.open => lower(&mut visits, node, visit.index),
                        Some(_) => {}
                    }
                    continue;
                }
                calls.pop();
                let Some(visit) = visit_of(&visits, node) else {
                    continue;
                };
                if let Some((caller, _)) = calls.last() {
                    lower(&mut visits, *caller, visit.low);
                }
                if visit.low == visit.index {
                    graph.complete(names, node, &mut component_stack, &mut visits);
                }
            }
        }
        graph
    }

    /// Removes the component whose first visited segment is `root` from the stack.
    fn complete(
        &mut self,
        names: &Names<'_>,
        root: SegmentId,
        stack: &mut Vec<SegmentId>,
        visits: &mut [Option<Visit>],
    ) {
        let start = stack.iter().rposition(|segment| *segment == root);
        let component = stack.split_off(start.unwrap_or(stack.len()));
        for segment in &component {
            if let Some(Some(visit)) = visits.get_mut(segment.index()) {
                visit.open = false;
            }
        }
        match component.as_slice() {
            [only] if !uses(names, *only).any(|(_, used)| used == *only) => self.order.push(*only),
            _ => self.cycles.push(component),
        }
    }

    /// Returns a finding for each cycle, with the index of the entry it is reported at: the first segment
    /// of the cycle in source order.
    pub(crate) fn findings(&self, names: &Names<'_>) -> Vec<(usize, Finding)> {
        let cycles = self.cycles.iter();
        cycles.filter_map(|cycle| finding(names, cycle)).collect()
    }
}

fn finding(names: &Names<'_>, cycle: &[SegmentId]) -> Option<(usize, Finding)> {
    let first = *cycle.iter().min()?;
    let path = shortest_path_back(names, cycle, first)?;
    let name_of = |segment| {
        let entry = names.segment(segment);
        entry.and_then(Entry::name).unwrap_or("").to_owned()
    };
    let names_of = |path: &[(SegmentId, &Name)]| -> Vec<String> {
        path.iter().map(|(from, _)| name_of(*from)).collect()
    };
    let omitted = path.len().saturating_sub(MAX_SHOWN);
    let (start, rest) = path.split_at(path.len().min(MAX_SHOWN / 2));
    let end = rest.get(omitted..).unwrap_or(&[]);
    let entry = names.segment(first)?;
    let problem = Problem::SegmentCycle {
        start: names_of(start),
        omitted,
        end: names_of(end).into_iter().chain([name_of(first)]).collect(),
    };
    let mut finding = Finding::new(problem, entry.span(entry.declaration.place()));
    for (from, name) in start.iter().chain(end) {
        let words = LabelKind::UsesSegment {
            name: name.value.to_string(),
        };
        finding = finding.label(names.segment(*from)?.span(name.range), words);
    }
    let position = names.of_kind(DeclarationKind::Segment).get(first.index())?;
    Some((*position, finding))
}

/// Returns the segments that a segment uses, each with the place where it names it.
fn uses<'w>(names: &Names<'w>, segment: SegmentId) -> impl Iterator<Item = (&'w Name, SegmentId)> {
    let segment = names
        .segment(segment)
        .and_then(|entry| entry.declaration.as_segment());
    segment
        .into_iter()
        .flat_map(|segment| segment.condition.segments())
        .filter_map(|name| Some((name, names.segment_id(name)?)))
}

fn visit_of(visits: &[Option<Visit>], segment: SegmentId) -> Option<Visit> {
    *visits.get(segment.index())?
}

fn lower(visits: &mut [Option<Visit>], segment: SegmentId, low: usize) {
    if let Some(Some(visit)) = visits.get_mut(segment.index()) {
        visit.low = visit.low.min(low);
    }
}

/// Finds the shortest path from a segment through its cycle back to itself: the segments on it, each
/// with the place where it names the next one.
fn shortest_path_back<'w>(
    names: &Names<'w>,
    cycle: &[SegmentId],
    first: SegmentId,
) -> Option<Vec<(SegmentId, &'w Name)>> {
    let mut members = cycle.to_vec();
    members.sort_unstable();
    // The segment from which each member was reached first.
    let mut reached: BTreeMap<SegmentId, (SegmentId, &Name)> = BTreeMap::new();
    let mut queue = VecDeque::from([first]);
    while let Some(from) = queue.pop_front() {
        for (name, used) in uses(names, from) {
            if members.binary_search(&used).is_err() || reached.contains_key(&used) {
                continue;
            }
            reached.insert(used, (from, name));
            if used == first {
                queue.clear();
                break;
            }
            queue.push_back(used);
        }
    }
    let mut path = Vec::new();
    let mut at = first;
    loop {
        let step = *reached.get(&at)?;
        path.push(step);
        at = step.0;
        if at == first {
            break;
        }
    }
    path.reverse();
    Some(path)
}
