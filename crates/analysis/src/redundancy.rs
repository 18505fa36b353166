//! Parts of a condition that add nothing.
//!
//! Whether a part decides depends on what stands around it: beside `and` it is asked only where
//! all that stands beside it holds, beside `or` only where nothing else does, and so on outwards.
//! Call that its surroundings. A part beside `and` adds nothing exactly if it holds wherever its
//! surroundings do: for then the condition without it, which could only let more visitors in, lets
//! in the same. A part beside `or` adds nothing exactly if it fails wherever its surroundings hold.
//! `not` changes nothing in this: it turns the outcome around, not the question who decides it.
//!
//! Parts are looked at from the outside inwards and in each group from the last to the first, and
//! what adds nothing is gone for the rest. So of two equal parts only the later is told, and the
//! whole that is left decides as the condition did.

use batsat::Lit;
use proactive_diagnostics::Redundancy;

use crate::encode::{Connective, EncodedKind, EncodedNode};
use crate::solver::{Outcome, Solver};

/// Conditions with more parts are not looked at: the work grows with the square.
const MAX_PARTS: usize = 1_000;

/// A part that adds nothing.
#[derive(Debug)]
pub(crate) struct RedundantPart<'p> {
    /// The group or list that it is part of.
    pub(crate) group: &'p EncodedNode,
    /// Its position in it.
    pub(crate) position: usize,
    /// The part itself.
    pub(crate) part: &'p EncodedNode,
    /// Whether it always holds where it is asked, or never.
    pub(crate) why: Redundancy,
    /// The parts of its surroundings that make it so, in the order of the text.
    pub(crate) because: Vec<&'p EncodedNode>,
}

struct RedundancySearch<'s, 'f, 'p> {
    solver: &'s mut Solver<'f>,
    /// What must be so for the part at hand to decide.
    surroundings: Vec<(Lit, &'p EncodedNode)>,
    found: Vec<RedundantPart<'p>>,
}

/// The parts of `whole` that add nothing; it neither always nor never holds.
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
    // Each must be droppable on its own, whatever becomes of the others.
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
    /// Looks at a part that decides for some visitors; what it says without its redundant parts.
    /// None where it cannot be told.
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

    /// Whether a part adds nothing; then what makes it so. None where it cannot be told.
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
        // What stands last is the first to go: it may be redundant itself.
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

/// What must be so of the others of a group for one of its parts to decide.
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

/// A literal that holds exactly where all or any of `parts` do.
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

/// Whether the condition decides alike when only this part is gone.
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
