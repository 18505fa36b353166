//! What is proved of one condition, told without places: a caller may keep it, and find the places
//! anew when the text around has moved.

use proactive_diagnostics::Redundancy;

use crate::core;
use crate::formula::Formula;
use crate::idle;
use crate::local::Local;
use crate::part::{Part, PartKind};
use crate::session::{Outcome, Session};
use crate::term::Terms;
use crate::visitor::Visitor;
use crate::witness::Maker;

/// Whom a condition lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Nobody,
    Some,
    Everybody,
    Unknown,
}

/// A condition, looked at. Parts are told by their positions in [`parts_of`].
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) extent: Extent,
    /// Somebody who is let in.
    pub(crate) example: Option<Visitor>,
    /// Where it lets in nobody, or everybody: why.
    pub(crate) core: Option<Core>,
    /// The parts that add nothing.
    pub(crate) idle: Vec<Idle>,
}

/// Parts that let in nobody together, or leave nobody out: see [`core::Core`].
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) primary: usize,
    pub(crate) parts: Vec<usize>,
    pub(crate) leaves: Vec<usize>,
    pub(crate) example: Option<Visitor>,
}

/// A part that adds nothing: see [`idle::Idle`].
#[derive(Debug)]
pub(crate) struct Idle {
    pub(crate) group: usize,
    pub(crate) position: usize,
    pub(crate) part: usize,
    pub(crate) why: Redundancy,
    pub(crate) because: Vec<usize>,
    /// Somebody of whom one would think that the part decides, and what becomes of whom.
    pub(crate) witness: Option<Visitor>,
}

/// A condition and all parts in it, from the outside inwards, in the order of the text.
pub(crate) fn parts_of(whole: &Part) -> Vec<&Part> {
    let mut all = Vec::new();
    let mut waiting = vec![whole];
    while let Some(part) = waiting.pop() {
        all.push(part);
        match &part.kind {
            PartKind::Group(_, children) | PartKind::List(_, children) => {
                waiting.extend(children.iter().rev());
            }
            PartKind::Not(inner) => waiting.push(inner),
            PartKind::Comparison | PartKind::Segment(_) => {}
        }
    }
    all
}

impl Verdict {
    /// Looks at a condition. `site` is the site of which the workspace speaks.
    pub(crate) fn of(local: &Local, site: &str, case_sensitive: bool) -> Self {
        let prover = Prover {
            local,
            maker: Maker {
                formulas: &local.formulas,
                case_sensitive,
                site,
            },
        };
        let mut verdict = match &local.part {
            Some(part) if !local.free => prover.prove(part),
            Some(_) | None => Self {
                extent: if local.part.is_some() {
                    Extent::Some
                } else {
                    Extent::Everybody
                },
                example: None,
                core: None,
                idle: Vec::new(),
            },
        };
        if verdict.example.is_none() && verdict.extent != Extent::Nobody {
            verdict.example = prover.somebody();
        }
        verdict
    }
}

struct Prover<'p> {
    local: &'p Local,
    maker: Maker<'p>,
}

impl Prover<'_> {
    /// Somebody who is let in, found without a solver if that can be.
    fn somebody(&self) -> Option<Visitor> {
        let terms = Terms::of(&self.local.formulas, self.local.audience, 1);
        match terms.terms.first() {
            Some(term) => self.maker.visitor(term),
            None => self.visitor(&Session::new(&self.local.formulas).all(&[self.local.audience])),
        }
    }

    fn visitor(&self, outcome: &Outcome) -> Option<Visitor> {
        match outcome {
            Outcome::Possible(assignment) => self.maker.visitor(assignment),
            Outcome::Impossible(_) | Outcome::Unknown => None,
        }
    }

    fn prove(&self, part: &Part) -> Verdict {
        let mut session = Session::new(&self.local.formulas);
        let formula = part.formula;
        let all = parts_of(part);
        let at = |part: &Part| all.iter().position(|other| std::ptr::eq(*other, part));
        let at_all = |parts: &[&Part]| parts.iter().filter_map(|part| at(part)).collect();
        let mut verdict = Verdict {
            extent: extent(&mut session, formula),
            example: None,
            core: None,
            idle: Vec::new(),
        };
        let core = match verdict.extent {
            Extent::Nobody => core::contradiction(&mut session, part),
            Extent::Everybody => core::tautology(&mut session, part),
            Extent::Some | Extent::Unknown => None,
        };
        verdict.core = core.and_then(|core| {
            Some(Core {
                primary: at(core.primary)?,
                parts: at_all(&core.parts),
                leaves: at_all(&core.leaves),
                example: core.example.and_then(|it| self.maker.visitor(&it)),
            })
        });
        if verdict.extent == Extent::Some {
            for idle in idle::parts(&mut session, part) {
                let witness = self.witness(&mut session, formula, &idle);
                if let (Some(group), Some(part)) = (at(idle.group), at(idle.part)) {
                    verdict.idle.push(Idle {
                        group,
                        position: idle.position,
                        part,
                        why: idle.why,
                        because: at_all(&idle.because),
                        witness,
                    });
                }
            }
        }
        verdict
    }

    fn witness(
        &self,
        session: &mut Session<'_>,
        whole: Formula,
        idle: &idle::Idle<'_>,
    ) -> Option<Visitor> {
        let said = idle.part.formula;
        let surprising = match idle.why {
            Redundancy::Holds => [!said, !whole],
            Redundancy::Fails => [said, whole],
        };
        self.visitor(&session.all(&surprising))
            .or_else(|| self.visitor(&session.all(&[whole])))
    }
}

fn extent(session: &mut Session<'_>, formula: Formula) -> Extent {
    let answers = (session.all(&[formula]), session.all(&[!formula]));
    match answers {
        (Outcome::Impossible(_), _) => Extent::Nobody,
        (Outcome::Unknown, _) => Extent::Unknown,
        (Outcome::Possible(_), Outcome::Impossible(_)) => Extent::Everybody,
        (Outcome::Possible(_), Outcome::Unknown) => Extent::Unknown,
        (Outcome::Possible(_), Outcome::Possible(_)) => Extent::Some,
    }
}
