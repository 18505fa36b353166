//! Proofs about one condition, without positions in the text: a caller may keep them, and find the
//! positions anew after the text moved.

use std::ops::Range;

use proactive_diagnostics::Redundancy;

use crate::dnf::Dnf;
use crate::encode::{EncodedKind, EncodedNode};
use crate::formula::Formula;
use crate::negatives;
use crate::redundancy;
use crate::solver::{Assignment, Outcome, Solver};
use crate::standalone::StandaloneCondition;
use crate::unsat_core;
use crate::visitor::Visitor;
use crate::witness::WitnessBuilder;

/// How many visitors meet a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Satisfiability {
    Never,
    Sometimes,
    Always,
    Unknown,
}

/// What is proved of a condition. Parts are given as indices into [`parts_of`].
#[derive(Debug)]
pub(crate) struct ConditionProof {
    pub(crate) satisfiability: Satisfiability,
    /// A visitor who meets it.
    pub(crate) example: Option<Visitor>,
    /// A visitor of the pages that it is about who does not meet it, if the solver was asked.
    pub(crate) counterexample: Option<Visitor>,
    /// If no visitor or every visitor meets it: why.
    pub(crate) core: Option<IndexedCore>,
    /// The parts that are redundant.
    pub(crate) redundant: Vec<IndexedRedundancy>,
    /// Negative comparisons that are joined by `or`.
    pub(crate) negatives: Vec<IndexedNegatives>,
}

/// Parts that together are never true, or always true: see [`unsat_core::UnsatCore`].
#[derive(Debug)]
pub(crate) struct IndexedCore {
    pub(crate) primary: usize,
    pub(crate) parts: Vec<usize>,
    pub(crate) leaves: Vec<usize>,
    pub(crate) example: Option<Visitor>,
    /// Whether this is so only on the pages that the condition is about.
    pub(crate) needs_pages: bool,
}

/// Negative comparisons that are joined by `or`: see [`negatives::JoinedNegatives`].
#[derive(Debug)]
pub(crate) struct IndexedNegatives {
    pub(crate) group: usize,
    pub(crate) positions: Range<usize>,
    /// A visitor who meets the condition although one of the comparisons names them.
    pub(crate) witness: Option<Visitor>,
}

/// A redundant part: see [`redundancy::RedundantPart`].
#[derive(Debug)]
pub(crate) struct IndexedRedundancy {
    pub(crate) group: usize,
    pub(crate) position: usize,
    pub(crate) part: usize,
    pub(crate) why: Redundancy,
    pub(crate) because: Vec<usize>,
    /// A visitor for whom the part seems to matter but does not.
    pub(crate) witness: Option<Visitor>,
    /// Whether this is so only on the pages that the condition is about.
    pub(crate) needs_pages: bool,
}

/// A condition and all parts in it, outermost first, in source order.
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
    /// Analyzes a condition. `site` is the site that examples are taken from.
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
                counterexample: None,
                core: None,
                redundant: Vec::new(),
                negatives: Vec::new(),
            },
        };
        if let Some(part) = &local.part {
            proof.negatives = prover.negatives(part);
        }
        if proof.example.is_none() && proof.satisfiability != Satisfiability::Never {
            proof.example = prover.find_visitor();
        }
        proof
    }
}

struct Prover<'p> {
    local: &'p StandaloneCondition,
    maker: WitnessBuilder<'p>,
}

impl Prover<'_> {
    /// A visitor who meets it, found without the solver if possible.
    fn find_visitor(&self) -> Option<Visitor> {
        let terms = Dnf::of(&self.local.formulas, self.local.there, 1);
        match terms.terms.first() {
            Some(term) => self.maker.visitor(term),
            None => self.visitor(&Solver::new(&self.local.formulas).all(&[self.local.there])),
        }
    }

    /// A solver that considers only the pages that the condition is about.
    fn solver(&self) -> Solver<'_> {
        let mut solver = Solver::new(&self.local.formulas);
        solver.require(self.local.pages);
        solver
    }

    fn visitor(&self, outcome: &Outcome) -> Option<Visitor> {
        match outcome {
            Outcome::Possible(assignment) => self.maker.visitor(assignment),
            Outcome::Impossible(_) | Outcome::Unknown => None,
        }
    }

    fn prove(&self, part: &EncodedNode) -> ConditionProof {
        let mut solver = self.solver();
        let formula = part.formula;
        let all = parts_of(part);
        let at = |part: &EncodedNode| all.iter().position(|other| std::ptr::eq(*other, part));
        let at_all = |parts: &[&EncodedNode]| parts.iter().filter_map(|part| at(part)).collect();
        let (satisfiability, counterexample) = satisfiability(&mut solver, formula);
        let mut proof = ConditionProof {
            satisfiability,
            example: None,
            counterexample: counterexample.and_then(|it| self.maker.visitor(&it)),
            core: None,
            redundant: Vec::new(),
            negatives: Vec::new(),
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
                needs_pages: self.needs_pages(formula, proof.satisfiability),
            })
        });
        if proof.satisfiability == Satisfiability::Sometimes {
            let found = redundancy::parts(&mut solver, part);
            let elsewhere = self.redundant_elsewhere(part, &found);
            for redundant in found {
                let witness = self.witness(&mut solver, formula, &redundant);
                if let (Some(group), Some(part)) = (at(redundant.group), at(redundant.part)) {
                    proof.redundant.push(IndexedRedundancy {
                        group,
                        position: redundant.position,
                        part,
                        why: redundant.why,
                        because: at_all(&redundant.because),
                        witness,
                        needs_pages: !elsewhere.contains(&(group, redundant.position)),
                    });
                }
            }
        }
        proof
    }

    /// Whether a condition has this property only on the pages that it is about.
    fn needs_pages(&self, formula: Formula, known: Satisfiability) -> bool {
        self.local.pages != Formula::TRUE
            && satisfiability(&mut Solver::new(&self.local.formulas), formula).0 != known
    }

    /// The redundant parts that are redundant on every page, by the index of their group in
    /// [`parts_of`] and their position in it.
    fn redundant_elsewhere(
        &self,
        whole: &EncodedNode,
        found: &[redundancy::RedundantPart<'_>],
    ) -> Vec<(usize, usize)> {
        let all = parts_of(whole);
        let places = |found: &[redundancy::RedundantPart<'_>]| {
            let places = found.iter().filter_map(|redundant| {
                let mut groups = all.iter();
                let group = groups.position(|part| std::ptr::eq(*part, redundant.group))?;
                Some((group, redundant.position))
            });
            places.collect()
        };
        if found.is_empty() || self.local.pages == Formula::TRUE {
            return places(found);
        }
        let mut solver = Solver::new(&self.local.formulas);
        places(&redundancy::parts(&mut solver, whole))
    }

    /// The negative comparisons that are joined by `or` so that it makes a difference.
    fn negatives(&self, whole: &EncodedNode) -> Vec<IndexedNegatives> {
        let found = negatives::joined(&self.local.formulas, whole);
        if found.is_empty() {
            return Vec::new();
        }
        let all = parts_of(whole);
        let found = found.into_iter().filter_map(|joined| {
            let mut solver = self.solver();
            let mut named = joined.formulas.iter().map(|said| !*said);
            // Only one of them excludes this visitor.
            let outcome = named.find_map(|named| {
                let mut demands = joined.context.clone();
                demands.extend([named, joined.group.formula]);
                let outcome = solver.all(&demands);
                matches!(outcome, Outcome::Possible(_)).then_some(outcome)
            })?;
            Some(IndexedNegatives {
                group: all
                    .iter()
                    .position(|part| std::ptr::eq(*part, joined.group))?,
                positions: joined.positions,
                witness: self.visitor(&outcome),
            })
        });
        found.collect()
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

/// How many visitors meet a formula, with one who does not if some do and some do not.
fn satisfiability(
    solver: &mut Solver<'_>,
    formula: Formula,
) -> (Satisfiability, Option<Assignment>) {
    let answers = (solver.all(&[formula]), solver.all(&[!formula]));
    match answers {
        (Outcome::Impossible(_), _) => (Satisfiability::Never, None),
        (Outcome::Unknown, _) => (Satisfiability::Unknown, None),
        (Outcome::Possible(_), Outcome::Impossible(_)) => (Satisfiability::Always, None),
        (Outcome::Possible(_), Outcome::Unknown) => (Satisfiability::Unknown, None),
        (Outcome::Possible(_), Outcome::Possible(others)) => {
            (Satisfiability::Sometimes, Some(others))
        }
    }
}
