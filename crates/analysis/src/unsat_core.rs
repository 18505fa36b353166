//! Minimal sets of parts that contradict one another, or that cover every visitor.
//!
//! Both are the same question, since a condition is always true exactly if its opposite never is. A
//! part of a condition that is never true is relaxed by making it true of every visitor, which can
//! only admit more visitors. So among its comparisons, segments and negations there are minimal
//! sets that still admit no visitor: relaxing any one of them would admit some.

use std::ops::Range;

use batsat::Lit;

use crate::encode::{Connective, EncodedKind, EncodedNode};
use crate::solver::{Assignment, Outcome, Solver};

/// Up to this many operands of a group are tried in pairs before the general search.
const MAX_IN_PAIRS: usize = 64;

/// Parts that together are never true, or always true.
#[derive(Debug)]
pub(crate) struct UnsatCore<'p> {
    /// The part to point at: the last of them, or the group whose alternatives all fail.
    pub(crate) primary: &'p EncodedNode,
    /// All of them, in source order.
    pub(crate) parts: Vec<&'p EncodedNode>,
    /// The comparisons, segments and negations in them that are needed.
    pub(crate) leaves: Vec<&'p EncodedNode>,
    /// A visitor whom all of them except the primary one admit (or, for an always-true condition,
    /// exclude).
    pub(crate) example: Option<Assignment>,
}

/// A part as the solver sees it: it requires only those of its leaves that are switched on.
struct Guarded<'p> {
    part: &'p EncodedNode,
    literal: Lit,
    leaves: Range<usize>,
    /// Its operands and how they are combined; `None` for a leaf.
    group: Option<(Connective, Vec<Self>)>,
}

/// A part that is switched on or off as a whole.
struct Leaf<'p> {
    part: &'p EncodedNode,
    switch: Lit,
}

struct CoreSearch<'s, 'f, 'p> {
    solver: &'s mut Solver<'f>,
    leaves: Vec<Leaf<'p>>,
    /// The condition's opposite is analyzed.
    opposite: bool,
}

/// Parts of `part` that contradict one another. `part` must be known to be never true.
pub(crate) fn contradiction<'p>(
    solver: &mut Solver<'_>,
    part: &'p EncodedNode,
) -> Option<UnsatCore<'p>> {
    search(solver, part, false)
}

/// Parts of `part` that cover every visitor. `part` must be known to be always true.
pub(crate) fn tautology<'p>(
    solver: &mut Solver<'_>,
    part: &'p EncodedNode,
) -> Option<UnsatCore<'p>> {
    search(solver, part, true)
}

fn search<'p>(
    solver: &mut Solver<'_>,
    part: &'p EncodedNode,
    opposite: bool,
) -> Option<UnsatCore<'p>> {
    let mut search = CoreSearch {
        solver,
        leaves: Vec::new(),
        opposite,
    };
    let root = search.guard(part);
    let kept = search.narrow(&root)?;
    let kept = search.least(&root, kept)?;
    let kept = KeptLeaves(kept);
    // Descend to the part where the outcome is decided.
    let mut hub = &root;
    while let Some((Connective::All, children)) = &hub.group {
        let mut counting = children.iter().filter(|child| kept.some(&child.leaves));
        match (counting.next(), counting.next()) {
            (Some(only), None) => hub = only,
            _ => break,
        }
    }
    let mut parts = Vec::new();
    match &hub.group {
        None => parts.push(hub.part),
        Some((_, children)) => children
            .iter()
            .for_each(|child| kept.name(child, &mut parts)),
    }
    let primary = match &hub.group {
        Some((Connective::Any, _)) => hub.part,
        Some((Connective::All, _)) | None => parts.last().copied().unwrap_or(hub.part),
    };
    let leaves: Vec<&Leaf<'p>> = kept
        .0
        .iter()
        .filter_map(|leaf| search.leaves.get(*leaf))
        .collect();
    let mut assumptions = vec![root.literal];
    let others = leaves.iter().filter(|leaf| !primary.covers(leaf.part));
    assumptions.extend(others.map(|leaf| leaf.switch));
    let leaves = leaves.iter().map(|leaf| leaf.part).collect();
    let example = match search.solver.solve(&assumptions) {
        Outcome::Possible(assignment) if assumptions.len() > 1 => Some(assignment),
        _ => None,
    };
    Some(UnsatCore {
        primary,
        parts,
        leaves,
        example,
    })
}

impl<'p> CoreSearch<'_, '_, 'p> {
    fn guard(&mut self, part: &'p EncodedNode) -> Guarded<'p> {
        let first = self.leaves.len();
        let literal = self.solver.fresh();
        let group = if let EncodedKind::Group(join, children) = &part.kind {
            let join = match (join, self.opposite) {
                (Connective::All, false) | (Connective::Any, true) => Connective::All,
                (Connective::Any, false) | (Connective::All, true) => Connective::Any,
            };
            let children: Vec<Guarded<'p>> =
                children.iter().map(|child| self.guard(child)).collect();
            match join {
                Connective::All => {
                    for child in &children {
                        self.solver.clause(&[!literal, child.literal]);
                    }
                }
                Connective::Any => {
                    let children = children.iter().map(|child| child.literal);
                    let clause: Vec<Lit> = std::iter::once(!literal).chain(children).collect();
                    self.solver.clause(&clause);
                }
            }
            Some((join, children))
        } else {
            let switch = self.solver.fresh();
            let formula = if self.opposite {
                !part.formula
            } else {
                part.formula
            };
            let says = self.solver.literal(formula);
            self.solver.clause(&[!literal, !switch, says]);
            self.leaves.push(Leaf { part, switch });
            None
        };
        Guarded {
            part,
            literal,
            leaves: first..self.leaves.len(),
            group,
        }
    }

    /// If these parts are never true together, given only the leaves in `kept`: the leaves that
    /// this depends on.
    fn fails(&mut self, parts: &[&Guarded<'p>], kept: &[usize]) -> Option<Option<Vec<usize>>> {
        let mut assumptions: Vec<Lit> = parts.iter().map(|part| part.literal).collect();
        let switches = kept.iter().filter_map(|leaf| self.leaves.get(*leaf));
        assumptions.extend(switches.map(|leaf| leaf.switch));
        match self.solver.solve(&assumptions) {
            Outcome::Possible(_) => Some(None),
            Outcome::Unknown => None,
            Outcome::Impossible(core) => {
                let leaves = core.into_iter();
                let leaves = leaves.filter_map(|position| position.checked_sub(parts.len()));
                let leaves = leaves.filter_map(|position| kept.get(position).copied());
                Some(Some(leaves.collect()))
            }
        }
    }

    /// Leaves that suffice to make a part never true. For a conjunction, those of one or two
    /// operands if these suffice.
    fn narrow(&mut self, guarded: &Guarded<'p>) -> Option<Vec<usize>> {
        let all: Vec<usize> = guarded.leaves.clone().collect();
        let Some((join, children)) = &guarded.group else {
            return Some(all);
        };
        if *join == Connective::Any {
            let mut leaves = Vec::new();
            for child in children {
                leaves.extend(self.narrow(child)?);
            }
            return Some(leaves);
        }
        for child in children {
            let leaves: Vec<usize> = child.leaves.clone().collect();
            if self.fails(&[child], &leaves)?.is_some() {
                return self.narrow(child);
            }
        }
        if children.len() <= MAX_IN_PAIRS {
            for (position, later) in children.iter().enumerate() {
                for earlier in children.iter().take(position) {
                    let leaves = earlier.leaves.clone().chain(later.leaves.clone());
                    let leaves: Vec<usize> = leaves.collect();
                    if self.fails(&[earlier, later], &leaves)?.is_some() {
                        return Some(leaves);
                    }
                }
            }
        }
        Some(self.fails(&[guarded], &all)?.unwrap_or(all))
    }

    /// Removes leaves as long as the rest suffices.
    fn least(&mut self, root: &Guarded<'p>, kept: Vec<usize>) -> Option<Vec<usize>> {
        let mut kept = self.fails(&[root], &kept)?.unwrap_or(kept);
        let mut needed = Vec::new();
        while let Some(candidate) = kept.pop() {
            let mut rest = kept.clone();
            rest.extend(&needed);
            match self.fails(&[root], &rest)? {
                None => needed.push(candidate),
                Some(core) => kept.retain(|leaf| core.contains(leaf)),
            }
        }
        needed.sort_unstable();
        Some(needed)
    }
}

/// The leaves that are needed, in order.
struct KeptLeaves(Vec<usize>);

impl KeptLeaves {
    fn some(&self, leaves: &Range<usize>) -> bool {
        self.0.iter().any(|leaf| leaves.contains(leaf))
    }

    fn all(&self, leaves: &Range<usize>) -> bool {
        leaves
            .clone()
            .all(|leaf| self.0.binary_search(&leaf).is_ok())
    }

    /// Collects the parts to name: alternatives that are all needed as one part, everything else
    /// one by one.
    fn name<'p>(&self, guarded: &Guarded<'p>, parts: &mut Vec<&'p EncodedNode>) {
        match &guarded.group {
            None if self.some(&guarded.leaves) => parts.push(guarded.part),
            None => {}
            Some((Connective::Any, _)) if self.all(&guarded.leaves) => parts.push(guarded.part),
            Some((_, children)) => children.iter().for_each(|child| self.name(child, parts)),
        }
    }
}
