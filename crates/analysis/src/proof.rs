//! What is proved of one condition, told without places: a caller may keep it, and find the places
//! anew when the text around has moved.

use proactive_diagnostics::Redundancy;

use crate::dnf::Dnf;
use crate::encode::{EncodedKind, EncodedNode};
use crate::formula::Formula;
use crate::redundancy;
use crate::solver::{Outcome, Solver};
use crate::standalone::StandaloneCondition;
use crate::unsat_core;
use crate::visitor::Visitor;
use crate::witness::WitnessBuilder;

/// Whom a condition lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Satisfiability {
    Never,
    Sometimes,
    Always,
    Unknown,
}

/// A condition, looked at. Parts are told by their positions in [`parts_of`].
#[derive(Debug)]
pub(crate) struct ConditionProof {
    pub(crate) satisfiability: Satisfiability,
    /// Somebody who is let in.
    pub(crate) example: Option<Visitor>,
    /// Where it lets in nobody, or everybody: why.
    pub(crate) core: Option<IndexedCore>,
    /// The parts that add nothing.
    pub(crate) redundant: Vec<IndexedRedundancy>,
}

/// Parts that let in nobody together, or leave nobody out: see [`unsat_core::UnsatCore`].
#[derive(Debug)]
pub(crate) struct IndexedCore {
    pub(crate) primary: usize,
    pub(crate) parts: Vec<usize>,
    pub(crate) leaves: Vec<usize>,
    pub(crate) example: Option<Visitor>,
}

/// A part that adds nothing: see [`redundancy::RedundantPart`].
#[derive(Debug)]
pub(crate) struct IndexedRedundancy {
    pub(crate) group: usize,
    pub(crate) position: usize,
    pub(crate) part: usize,
    pub(crate) why: Redundancy,
    pub(crate) because: Vec<usize>,
    /// Somebody of whom one would think that the part decides, and what becomes of whom.
    pub(crate) witness: Option<Visitor>,
}

/// A condition and all parts in it, from the outside inwards, in the order of the text.
pub(crate) fn parts_of(whole: &EncodedNode) -> Vec<&EncodedNode> {
    let mut all = Vec::new();
    let mut waiting = vec![whole];
    while let Some(part) = waiting.pop() {
        all.push(part);
        match &part.kind {
            EncodedKind::Group(_, children) | EncodedKind::List(_, children) => {
                waiting.extend(children.iter().rev());
            }
            EncodedKind::Not(inner) => waiting.push(inner),
            EncodedKind::Comparison | EncodedKind::Segment(_) => {}
        }
    }
    all
}

impl ConditionProof {
    /// Looks at a condition. `site` is the site of which the workspace speaks.
    pub(crate) fn of(local: &StandaloneCondition, site: &str, case_sensitive: bool) -> Self {
        let prover = Prover {
            local,
            maker: WitnessBuilder {
                formulas: &local.formulas,
                case_sensitive,
                site,
            },
        };
        let mut proof = match &local.part {
            Some(part) if !local.independent => prover.prove(part),
            Some(_) | None => Self {
                satisfiability: if local.part.is_some() {
                    Satisfiability::Sometimes
                } else {
                    Satisfiability::Always
                },
                example: None,
                core: None,
                redundant: Vec::new(),
            },
        };
        if proof.example.is_none() && proof.satisfiability != Satisfiability::Never {
            proof.example = prover.somebody();
        }
        proof
    }
}

struct Prover<'p> {
    local: &'p StandaloneCondition,
    maker: WitnessBuilder<'p>,
}

impl Prover<'_> {
    /// Somebody who is let in, found without a solver if that can be.
    fn somebody(&self) -> Option<Visitor> {
        let terms = Dnf::of(&self.local.formulas, self.local.audience, 1);
        match terms.terms.first() {
            Some(term) => self.maker.visitor(term),
            None => self.visitor(&Solver::new(&self.local.formulas).all(&[self.local.audience])),
        }
    }

    fn visitor(&self, outcome: &Outcome) -> Option<Visitor> {
        match outcome {
            Outcome::Possible(assignment) => self.maker.visitor(assignment),
            Outcome::Impossible(_) | Outcome::Unknown => None,
        }
    }

    fn prove(&self, part: &EncodedNode) -> ConditionProof {
        let mut solver = Solver::new(&self.local.formulas);
        let formula = part.formula;
        let all = parts_of(part);
        let at = |part: &EncodedNode| all.iter().position(|other| std::ptr::eq(*other, part));
        let at_all = |parts: &[&EncodedNode]| parts.iter().filter_map(|part| at(part)).collect();
        let mut proof = ConditionProof {
            satisfiability: satisfiability(&mut solver, formula),
            example: None,
            core: None,
            redundant: Vec::new(),
        };
        let core = match proof.satisfiability {
            Satisfiability::Never => unsat_core::contradiction(&mut solver, part),
            Satisfiability::Always => unsat_core::tautology(&mut solver, part),
            Satisfiability::Sometimes | Satisfiability::Unknown => None,
        };
        proof.core = core.and_then(|core| {
            Some(IndexedCore {
                primary: at(core.primary)?,
                parts: at_all(&core.parts),
                leaves: at_all(&core.leaves),
                example: core.example.and_then(|it| self.maker.visitor(&it)),
            })
        });
        if proof.satisfiability == Satisfiability::Sometimes {
            for redundant in redundancy::parts(&mut solver, part) {
                let witness = self.witness(&mut solver, formula, &redundant);
                if let (Some(group), Some(part)) = (at(redundant.group), at(redundant.part)) {
                    proof.redundant.push(IndexedRedundancy {
                        group,
                        position: redundant.position,
                        part,
                        why: redundant.why,
                        because: at_all(&redundant.because),
                        witness,
                    });
                }
            }
        }
        proof
    }

    fn witness(
        &self,
        solver: &mut Solver<'_>,
        whole: Formula,
        redundant: &redundancy::RedundantPart<'_>,
    ) -> Option<Visitor> {
        let said = redundant.part.formula;
        let surprising = match redundant.why {
            Redundancy::Holds => [!said, !whole],
            Redundancy::Fails => [said, whole],
        };
        self.visitor(&solver.all(&surprising))
            .or_else(|| self.visitor(&solver.all(&[whole])))
    }
}

fn satisfiability(solver: &mut Solver<'_>, formula: Formula) -> Satisfiability {
    let answers = (solver.all(&[formula]), solver.all(&[!formula]));
    match answers {
        (Outcome::Impossible(_), _) => Satisfiability::Never,
        (Outcome::Unknown, _) => Satisfiability::Unknown,
        (Outcome::Possible(_), Outcome::Impossible(_)) => Satisfiability::Always,
        (Outcome::Possible(_), Outcome::Unknown) => Satisfiability::Unknown,
        (Outcome::Possible(_), Outcome::Possible(_)) => Satisfiability::Sometimes,
    }
}
