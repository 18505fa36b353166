//! The question about one message: whom it takes visitors from, or loses them to, as clauses for the
//! solver, which is asked again until there is no other answer.

use std::collections::{BTreeMap, BTreeSet};

use batsat::Lit;
use proactive_hir::model::MessageId;

use super::{Anchor, Contender, Contest};
use crate::atom::Atom;
use crate::diff::changes::{Takeover, TakeoverOrigin, Takeovers};
use crate::formula::{Formula, Node};
use crate::hours::State;
use crate::solver::{Assignment, Outcome, Solver};
use crate::visitor::{NormalizedVisitor, Visitor};

/// How many visitors of a question are simplified if the page is one that both messages ask for only
/// by chance.
const MAX_SIMPLIFIED: usize = 8;

/// A message of the other workspace that the anchor could take visitors from, or lose them to.
struct Candidate {
    /// Its position among all contenders.
    position: usize,
    /// True only if it is the first that passes.
    first: Lit,
    /// True only if, in addition, the message that was seen before still passes.
    first_of_both: Option<Lit>,
}

/// The question about one message, as clauses.
pub(super) struct Question<'q> {
    contest: &'q Contest<'q>,
    anchor: Anchor,
    /// The anchor's workspace and the other one; in both only those that someone who gets the
    /// anchor could get, too.
    own: Vec<(usize, &'q Contender)>,
    others: Vec<(usize, &'q Contender)>,
    states: Vec<State>,
    solver: Solver<'q>,
    /// The literals of slots.
    open: BTreeMap<usize, Lit>,
}

impl<'q> Question<'q> {
    pub(super) fn new(contest: &'q Contest<'q>, anchor: Anchor) -> Option<Self> {
        let (own, others, at) = match anchor {
            Anchor::Gains(at) => (&contest.arena.new, &contest.arena.old, at),
            Anchor::Loses(at) => (&contest.arena.old, &contest.arena.new, at),
        };
        let subject = own.get(at)?;
        let meeting = |list: &'q [Contender]| {
            let each = list.iter().enumerate();
            let meeting = each.filter(|(_, it)| contest.can_meet(subject, it));
            meeting.collect::<Vec<(usize, &Contender)>>()
        };
        let (own, others) = (meeting(own), meeting(others));
        let all = own.iter().chain(&others);
        let slots: BTreeSet<usize> = all.filter_map(|(_, it)| contest.slot(it)).collect();
        let mut states: Vec<State> = Vec::new();
        for state in &contest.states {
            let state = state.only(slots.iter().copied());
            if contest.is_open(subject, &state) && !states.iter().any(|it| it.is_like(&state)) {
                states.push(state);
            }
        }
        let mut solver = Solver::new(&contest.rules.formulas);
        solver.require(contest.arena.pages);
        let mut question = Self {
            contest,
            anchor,
            own,
            others,
            open: slots.iter().map(|slot| (*slot, solver.fresh())).collect(),
            states,
            solver,
        };
        question.require_one_state();
        Some(question)
    }

    fn require_one_state(&mut self) {
        let mut chosen = Vec::new();
        for state in &self.states {
            let literal = self.solver.fresh();
            for (slot, open) in &self.open {
                let holds = if state.holds(*slot) { *open } else { !*open };
                self.solver.clause(&[!literal, holds]);
            }
            chosen.push(literal);
        }
        self.solver.clause(&chosen);
    }

    /// True exactly if the visitor gets the message unless another one is in the way.
    fn passes(&mut self, contender: &Contender) -> Lit {
        let audience = self.solver.literal(contender.audience);
        let slot = self.contest.slot(contender);
        let Some(open) = slot.and_then(|slot| self.open.get(&slot)).copied() else {
            return audience;
        };
        let both = self.solver.fresh();
        self.solver.clause(&[!both, audience]);
        self.solver.clause(&[!both, open]);
        self.solver.clause(&[both, !audience, !open]);
        both
    }

    fn subject(&self) -> usize {
        match self.anchor {
            Anchor::Gains(at) | Anchor::Loses(at) => at,
        }
    }

    /// Requires that the anchor is the first that passes in its workspace.
    fn require_anchor(&mut self) {
        for (position, contender) in self.own.clone() {
            let passes = self.passes(contender);
            if position == self.subject() {
                self.solver.clause(&[passes]);
                return;
            }
            self.solver.clause(&[!passes]);
        }
    }

    fn candidates(&mut self) -> Vec<Candidate> {
        let steady = &self.contest.steady.new;
        let subject = self.own.iter().find(|(at, _)| *at == self.subject());
        let counterpart = subject.and_then(|(_, it)| it.counterpart);
        // Of a message that loses visitors, whether it still passes is asked once.
        let still = self
            .others
            .iter()
            .find(|(_, it)| Some(it.message) == counterpart);
        let still = match (self.anchor, still.copied()) {
            (Anchor::Loses(_), Some((_, contender))) => Some(self.passes(contender)),
            (Anchor::Loses(_), None) | (Anchor::Gains(_), _) => None,
        };
        let own: BTreeMap<MessageId, &Contender> =
            self.own.iter().map(|(_, it)| (it.message, *it)).collect();
        let mut free: Option<Lit> = None;
        let mut candidates = Vec::new();
        for (position, contender) in self.others.clone() {
            let passes = self.passes(contender);
            let is_asked = match self.anchor {
                Anchor::Gains(_) => true,
                Anchor::Loses(_) => steady.contains(&position),
            };
            if is_asked && Some(contender.message) != counterpart {
                let first = self.solver.fresh();
                self.solver.clause(&[!first, passes]);
                if let Some(free) = free {
                    self.solver.clause(&[!first, free]);
                }
                let still = match self.anchor {
                    Anchor::Loses(_) => still,
                    Anchor::Gains(_) => {
                        let now = contender.counterpart.and_then(|id| own.get(&id));
                        now.map(|now| self.passes(now))
                    }
                };
                let first_of_both = still.map(|still| {
                    let both = self.solver.fresh();
                    self.solver.clause(&[!both, first]);
                    self.solver.clause(&[!both, still]);
                    both
                });
                candidates.push(Candidate {
                    position,
                    first,
                    first_of_both,
                });
            }
            let none = self.solver.fresh();
            self.solver.clause(&[!none, !passes]);
            if let Some(free) = free {
                self.solver.clause(&[!none, free]);
            }
            free = Some(none);
        }
        candidates
    }

    /// The takeovers that the question is about, up to a number of answers of the solver.
    pub(super) fn answer(mut self, max_answers: usize) -> Takeovers {
        let mut found = Takeovers::NONE;
        if self.states.is_empty() {
            return found;
        }
        self.require_anchor();
        let mut candidates = self.candidates();
        // A visitor whom both messages match shows best that one comes before the other.
        let both = candidates.iter().filter_map(|it| it.first_of_both);
        let groups: [Vec<Lit>; 2] = [
            both.collect(),
            candidates.iter().map(|it| it.first).collect(),
        ];
        for mut group in groups {
            let asked = self.solver.fresh();
            group.push(!asked);
            self.solver.clause(&group);
            loop {
                let assignment = match self.solver.solve(&[asked]) {
                    Outcome::Possible(assignment) => assignment,
                    Outcome::Impossible(_) => break,
                    Outcome::Unknown => {
                        found.is_complete = false;
                        break;
                    }
                };
                let maker = self.contest.rules.maker();
                let visitor = maker.visitor(&assignment);
                let answer = visitor.and_then(|visitor| self.evaluate(visitor, &candidates));
                let Some((position, mut takeover)) = answer else {
                    found.is_complete = false;
                    break;
                };
                let candidate = candidates.remove(position);
                if takeover.same_page || found.pairs.len() < MAX_SIMPLIFIED {
                    let wanted = match (takeover.from_still_matches, candidate.first_of_both) {
                        (true, Some(both)) => both,
                        (true | false, _) => candidate.first,
                    };
                    let simple = self.simplified(assignment, wanted);
                    let same = std::slice::from_ref(&candidate);
                    let simple = maker
                        .visitor(&simple)
                        .and_then(|it| self.evaluate(it, same));
                    if let Some((_, simple)) = simple
                        && simple.from_still_matches == takeover.from_still_matches
                    {
                        takeover = simple;
                    }
                }
                found.pairs.push(takeover);
                self.solver.clause(&[!candidate.first]);
                if found.pairs.len() == max_answers {
                    found.is_complete &= candidates.is_empty();
                    return found;
                }
            }
        }
        found
    }

    /// The assignment with as few true atoms as possible, and with a literal that must stay true.
    fn simplified(&mut self, assignment: Assignment, wanted: Lit) -> Assignment {
        let formulas = &self.contest.rules.formulas;
        let is_value = |node: usize| match formulas.node(node) {
            Node::Atom(atom) => !matches!(atom, Atom::On(..) | Atom::Off(..)),
            Node::True | Node::All(_) => false,
        };
        let values = assignment.iter().filter(|(node, _)| is_value(*node));
        let values: Vec<(usize, bool)> = values.copied().collect();
        let mut required = vec![wanted];
        // What is false stays so: one value must not make room for another.
        for (node, _) in values.iter().filter(|(_, holds)| !holds) {
            required.push(!self.solver.literal(Formula::of_node(*node)));
        }
        let mut simplest = assignment;
        for (node, _) in values.iter().filter(|(_, holds)| *holds) {
            required.push(!self.solver.literal(Formula::of_node(*node)));
            if simplest.binary_search(&(*node, false)).is_ok() {
                continue;
            }
            match self.solver.solve(&required) {
                Outcome::Possible(simpler) => simplest = simpler,
                Outcome::Impossible(_) | Outcome::Unknown => {
                    required.pop();
                }
            }
        }
        simplest
    }

    /// Which candidate a visitor gets instead of the anchor, found by evaluating the conditions of
    /// all messages.
    fn evaluate(&self, visitor: Visitor, candidates: &[Candidate]) -> Option<(usize, Takeover)> {
        let contest = self.contest;
        let arena = contest.arena;
        let seen = NormalizedVisitor::new(&visitor, contest.rules.case_sensitive);
        let met = |list: &'q [Contender]| {
            let each = list.iter().enumerate();
            let met = each.filter(|(_, it)| seen.meets(&contest.rules.formulas, it.audience));
            met.collect::<Vec<(usize, &Contender)>>()
        };
        let (before, now) = (met(&arena.old), met(&arena.new));
        let first = |list: &[(usize, &'q Contender)], state: &State| {
            let mut open = list.iter().filter(|(_, it)| contest.is_open(it, state));
            open.next().copied()
        };
        let pair = |state: &State| {
            let (was_at, from) = first(&before, state)?;
            let (at, to) = first(&now, state)?;
            let (anchor, other) = match self.anchor {
                Anchor::Gains(_) => (at, was_at),
                Anchor::Loses(_) => (was_at, at),
            };
            let is_candidate = |it: &Candidate| it.position == other;
            let candidate = candidates.iter().position(is_candidate)?;
            (anchor == self.subject()).then_some((candidate, from, to))
        };
        let still_matches = |from: &Contender, state: &State| {
            let mut same = now
                .iter()
                .filter(|(_, it)| from.counterpart == Some(it.message));
            same.any(|(_, it)| contest.is_open(it, state))
        };
        let found = contest.states.iter().filter_map(|state| {
            let (candidate, from, to) = pair(state)?;
            Some((candidate, from, to, *state, still_matches(from, state)))
        });
        let found: Vec<_> = found.collect();
        let (candidate, from, to, state, from_still_matches) =
            *found.iter().find(|it| it.4).or(found.first())?;
        let at_any_moment = found.len() == contest.states.len()
            && found
                .iter()
                .all(|it| (it.0, it.4) == (candidate, from_still_matches));
        let moment = match state.loaded.filter(|_| !at_any_moment) {
            Some(loaded) => {
                let all = arena.new.iter().chain(&arena.old);
                let hours = [to, from].into_iter().chain(all).map(|it| &it.hours);
                Some(contest.timetable.displayed(hours, loaded)?)
            }
            None => None,
        };
        let is_unchanged = |it: &Contender, other: &[Contender]| {
            let mut same = other
                .iter()
                .filter(|other| it.counterpart == Some(other.message));
            same.any(|other| it.passes_like(other))
        };
        let takeover = Takeover {
            channel: arena.channel,
            from: from.message,
            to: to.message,
            from_still_matches,
            same_page: contest.share_page(from, to),
            origin: if !is_unchanged(to, &arena.old) {
                TakeoverOrigin::To
            } else if !is_unchanged(from, &arena.new) {
                TakeoverOrigin::From
            } else {
                TakeoverOrigin::Order
            },
            visitor: Visitor { moment, ..visitor },
        };
        Some((candidate, takeover))
    }
}
