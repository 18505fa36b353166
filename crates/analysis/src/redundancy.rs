//! Redundant parts of a condition.
//!
//! Whether a part matters depends on its context. An operand of `and` matters only where all other
//! operands are true, an operand of `or` only where all others are false, and so on outwards. An
//! operand of `and` is redundant exactly if it is true wherever its context holds: dropping it
//! could only admit more visitors, and admits none. An operand of `or` is redundant exactly if it
//! is false wherever its context holds. `not` changes nothing about this: it inverts the result,
//! but not the question of which part decides it.
//!
//! Parts are visited from the outside in, and in each group from last to first. What is redundant
//! is dropped before the rest is visited. So of two equal parts only the later one is reported, and
//! what remains is equivalent to the whole condition.

use batsat::Lit;
use proactive_diagnostics::Redundancy;

use crate::encode::{Connective, EncodedKind, EncodedNode};
use crate::solver::{Outcome, Solver};

/// Conditions with more parts are not checked, since the work is quadratic.
const MAX_PARTS: usize = 1_000;

/// The most that are looked for in a condition, since each takes work that grows with the condition.
/// When these are removed, the next check finds the others.
const MAX_FOUND: usize = 64;

/// A part that is redundant.
#[derive(Debug)]
pub(crate) struct RedundantPart<'p> {
    /// The group or list that contains it.
    pub(crate) group: &'p EncodedNode,
    /// Its index in that group.
    pub(crate) position: usize,
    /// The part itself.
    pub(crate) part: &'p EncodedNode,
    /// Whether it is always true or always false where it matters.
    pub(crate) why: Redundancy,
    /// The parts of its context that make it redundant, in source order.
    pub(crate) because: Vec<&'p EncodedNode>,
}

struct RedundancySearch<'s, 'f, 'p> {
    solver: &'s mut Solver<'f>,
    /// The context: what must be true for the current part to matter.
    surroundings: Vec<(Lit, &'p EncodedNode)>,
    found: Vec<RedundantPart<'p>>,
}

/// The redundant parts of `whole`, which is neither always nor never true.
pub(crate) fn parts<'p>(solver: &mut Solver<'_>, whole: &'p EncodedNode) -> Vec<RedundantPart<'p>> {
    if count(whole) > MAX_PARTS {
        return Vec::new();
    }
    let mut walk = RedundancySearch {
        solver,
        surroundings: Vec::new(),
        found: Vec::new(),
    };
    if walk.look(whole).is_none() {
        return Vec::new();
    }
    let found = walk.found;
    // Each must be redundant on its own, whatever happens to the others.
    let several = found.len() > 1;
    found
        .into_iter()
        .filter(|redundant| !several || is_same_without(solver, whole, redundant))
        .collect()
}

fn count(part: &EncodedNode) -> usize {
    match &part.kind {
        EncodedKind::Group(_, children) | EncodedKind::List(_, children) => {
            children.iter().map(count).sum::<usize>() + 1
        }
        EncodedKind::Not(inner) => count(inner) + 1,
        EncodedKind::Comparison | EncodedKind::Segment(_) => 1,
    }
}

impl<'p> RedundancySearch<'_, '_, 'p> {
    /// Visits a part that matters to some visitors. Returns what it means without its redundant
    /// parts; `None` if that is unknown.
    fn look(&mut self, part: &'p EncodedNode) -> Option<Lit> {
        let (join, children) = match &part.kind {
            EncodedKind::Group(join, children) | EncodedKind::List(join, children) => {
                (*join, children)
            }
            EncodedKind::Not(inner) => return self.look(inner).map(|literal| !literal),
            EncodedKind::Comparison | EncodedKind::Segment(_) => {
                return Some(self.solver.literal(part.formula));
            }
        };
        let mut said: Vec<Option<Lit>> = children
            .iter()
            .map(|child| Some(self.solver.literal(child.formula)))
            .collect();
        for (position, child) in children.iter().enumerate().rev() {
            if self.found.len() == MAX_FOUND {
                break;
            }
            if let Some(because) = self.why_redundant(join, children, &said, position)? {
                self.found.push(RedundantPart {
                    group: part,
                    position,
                    part: child,
                    why: match join {
                        Connective::All => Redundancy::Holds,
                        Connective::Any => Redundancy::Fails,
                    },
                    because,
                });
                if let Some(said) = said.get_mut(position) {
                    *said = None;
                }
            }
        }
        let before = self.found.len();
        for (position, child) in children.iter().enumerate() {
            if said.get(position).copied().flatten().is_none() {
                continue;
            }
            let depth = self.surroundings.len();
            let beside = beside(join, children, &said, position);
            self.surroundings.extend(beside);
            let now = self.look(child);
            self.surroundings.truncate(depth);
            if let Some(said) = said.get_mut(position) {
                *said = Some(now?);
            }
        }
        let complete = said.iter().all(Option::is_some) && self.found.len() == before;
        if complete {
            return Some(self.solver.literal(part.formula));
        }
        let left: Vec<Lit> = said.into_iter().flatten().collect();
        Some(define(self.solver, join, &left))
    }

    /// If the part is redundant, the parts that make it so. The outer `None` means unknown.
    fn why_redundant(
        &mut self,
        join: Connective,
        children: &'p [EncodedNode],
        said: &[Option<Lit>],
        position: usize,
    ) -> Option<Option<Vec<&'p EncodedNode>>> {
        let says = said.get(position).copied().flatten()?;
        let decides_otherwise = match join {
            Connective::All => !says,
            Connective::Any => says,
        };
        let mut reasons = self.surroundings.clone();
        reasons.extend(beside(join, children, said, position));
        reasons.sort_by_key(|(_, part)| part.span);
        let ask = |walk: &mut Self, reasons: &[(Lit, &'p EncodedNode)]| {
            let mut assumptions = vec![decides_otherwise];
            assumptions.extend(reasons.iter().map(|(literal, _)| *literal));
            walk.solver.solve(&assumptions)
        };
        let core = match ask(self, &reasons) {
            Outcome::Possible(_) => return Some(None),
            Outcome::Unknown => return None,
            Outcome::Impossible(core) => core,
        };
        let mut kept: Vec<(Lit, &'p EncodedNode)> = core
            .into_iter()
            .filter_map(|position| reasons.get(position.checked_sub(1)?).copied())
            .collect();
        // Drop the last one first: it may be redundant itself.
        let mut needed: Vec<(Lit, &'p EncodedNode)> = Vec::new();
        while let Some(candidate) = kept.pop() {
            let mut rest = kept.clone();
            rest.extend(&needed);
            if !ask(self, &rest).is_impossible() {
                needed.push(candidate);
            }
        }
        needed.sort_by_key(|(_, part)| part.span);
        Some(Some(needed.into_iter().map(|(_, part)| part).collect()))
    }
}

/// What must be true of the other operands for one operand to matter.
fn beside<'p>(
    join: Connective,
    children: &'p [EncodedNode],
    said: &[Option<Lit>],
    position: usize,
) -> impl Iterator<Item = (Lit, &'p EncodedNode)> {
    let others = children.iter().zip(said.to_vec()).enumerate();
    others.filter_map(move |(other, (part, said))| {
        let said = said.filter(|_| other != position)?;
        let literal = match join {
            Connective::All => said,
            Connective::Any => !said,
        };
        Some((literal, part))
    })
}

/// A literal that is equivalent to the conjunction or disjunction of `parts`.
fn define(solver: &mut Solver<'_>, join: Connective, parts: &[Lit]) -> Lit {
    if let [only] = parts {
        return *only;
    }
    let whole = solver.fresh();
    let (marker, sign): (Lit, fn(Lit) -> Lit) = match join {
        Connective::All => (whole, |part| part),
        Connective::Any => (!whole, |part| !part),
    };
    let mut other_way = vec![marker];
    for part in parts {
        solver.clause(&[!marker, sign(*part)]);
        other_way.push(!sign(*part));
    }
    solver.clause(&other_way);
    whole
}

/// Whether the condition stays equivalent if only this part is removed.
fn is_same_without(
    solver: &mut Solver<'_>,
    whole: &EncodedNode,
    redundant: &RedundantPart<'_>,
) -> bool {
    let with = solver.literal(whole.formula);
    let without = said_without(solver, whole, redundant);
    solver.solve(&[with, !without]).is_impossible()
        && solver.solve(&[!with, without]).is_impossible()
}

fn said_without(solver: &mut Solver<'_>, part: &EncodedNode, redundant: &RedundantPart<'_>) -> Lit {
    let (join, children) = match &part.kind {
        EncodedKind::Group(join, children) | EncodedKind::List(join, children) => (*join, children),
        EncodedKind::Not(inner) => return !said_without(solver, inner, redundant),
        EncodedKind::Comparison | EncodedKind::Segment(_) => return solver.literal(part.formula),
    };
    if !part.span.range.contains_range(redundant.group.span.range) {
        return solver.literal(part.formula);
    }
    let is_group = std::ptr::eq(part, redundant.group);
    let left: Vec<Lit> = children
        .iter()
        .enumerate()
        .filter(|(position, _)| !is_group || *position != redundant.position)
        .map(|(_, child)| said_without(solver, child, redundant))
        .collect();
    define(solver, join, &left)
}
