//! Who takes visitors from whom: on one channel, the messages that some visitor saw first before,
//! and those that the same visitor sees first now.
//!
//! A visitor loads a page, has seen no message yet, and stays. The first message that is due and
//! passes is shown; of several at the same moment, the first in the source. So a visitor saw a
//! message before if they meet its condition within its hours, and this is not so for any message
//! that comes earlier. For given messages this is a formula, and a pair of messages is a takeover
//! exactly if the formula of the one before and that of the other one now have a visitor in common,
//! on a page that the channel was on and still is. The hours depend on the moment of the page load.
//! There are finitely many combinations of hours that hold together ([`State`]); the solver chooses
//! one of them as well.
//!
//! If two messages and their order are unchanged, no visitor moves from one to the other: who saw
//! the one passes the other as well, or not, before and now alike. So only messages that changed,
//! and the fewest that must have moved to explain the new order, are asked for theirs. Such a
//! question is about one message, and each answer names another: the solver is asked again until
//! there is none left.

use std::collections::{BTreeMap, BTreeSet};

use batsat::Lit;
use proactive_hir::model::{ChannelId, MessageId};
use rayon::prelude::*;

use super::changes::{Takeover, TakeoverOrigin, Takeovers};
use crate::atom::Atom;
use crate::audiences::Audiences;
use crate::dnf::{Dnf, Intersection, Prefilter, Prefiltered};
use crate::formula::{Formula, Node};
use crate::hours::{HoursKey, Slot, State, Timetable};
use crate::solver::{Assignment, Outcome, Solver};
use crate::visitor::{NormalizedVisitor, Visitor};

/// How many messages are asked for those that they take visitors from, or lose them to.
const MAX_QUESTIONS: usize = 400;

/// How many answers all questions have together, and how many each has at least.
const MAX_ALL_ANSWERS: usize = 4_000;
const MAX_ANSWERS: usize = 8;

/// How many visitors of a question are simplified if the page is one that both messages ask for only
/// by chance.
const MAX_SIMPLIFIED: usize = 8;

/// How many alternatives of a condition are expanded before the solver is asked.
const MAX_CONJUNCTIONS: usize = 24;

/// A published message of one of the two workspaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contender {
    pub(super) message: MessageId,
    /// The same message in the other workspace.
    pub(super) counterpart: Option<MessageId>,
    /// Seconds from page load until it is due.
    pub(super) due: u32,
    pub(super) audience: Formula,
    pub(super) hours: HoursKey,
}

impl Contender {
    /// Whether the same visitors pass it at the same moments.
    fn passes_like(&self, other: &Self) -> bool {
        self.due == other.due && self.audience == other.audience && self.hours == other.hours
    }
}

/// A channel that is in both workspaces. The contenders are in the order in which they are due, and
/// at the same moment in source order.
#[derive(Debug)]
pub(super) struct Arena {
    /// Its index in the new workspace.
    pub(super) channel: ChannelId,
    /// The pages that it was on and still is.
    pub(super) pages: Formula,
    /// Whether the conditions of both workspaces can be compared with one another.
    pub(super) is_comparable: bool,
    pub(super) old: Vec<Contender>,
    pub(super) new: Vec<Contender>,
}

/// Whom a message takes visitors from, or loses them to.
#[derive(Debug, Clone, Copy)]
enum Anchor {
    /// A message of the new workspace, by its position.
    Gains(usize),
    /// A message of the old workspace. Messages that have a question of their own are left out.
    Loses(usize),
}

/// Finds all takeovers.
pub(super) fn takeovers(
    rules: &Audiences<'_>,
    timetable: &Timetable<'_>,
    arenas: &[Arena],
) -> Takeovers {
    let mut questions = Vec::new();
    let mut is_complete = true;
    let contests: Vec<Contest<'_>> = arenas
        .iter()
        .filter_map(|arena| {
            let steady = Steady::of(arena);
            if steady.is_all(arena) {
                return None;
            }
            is_complete &= arena.is_comparable;
            let contest = arena
                .is_comparable
                .then(|| Contest::new(rules, timetable, arena, steady))?;
            is_complete &= contest.is_some();
            contest
        })
        .collect();
    for contest in &contests {
        questions.extend(contest.anchors().map(|anchor| (contest, anchor)));
    }
    is_complete &= questions.len() <= MAX_QUESTIONS;
    questions.truncate(MAX_QUESTIONS);
    let max_answers = (MAX_ALL_ANSWERS / questions.len().max(1)).max(MAX_ANSWERS);
    let answers: Vec<Takeovers> = questions
        .into_par_iter()
        .map(|(contest, anchor)| {
            let question = Question::new(contest, anchor);
            question.map_or(Takeovers::NONE, |it| it.answer(max_answers))
        })
        .collect();
    let mut all = Takeovers {
        pairs: Vec::new(),
        is_complete,
    };
    for answer in answers {
        all.pairs.extend(answer.pairs);
        all.is_complete &= answer.is_complete;
    }
    all.pairs.sort_by_key(|it| (it.to, it.from));
    all
}

/// The messages of a channel that are unchanged and did not move, by their positions.
#[derive(Debug)]
struct Steady {
    old: BTreeSet<usize>,
    new: BTreeSet<usize>,
}

impl Steady {
    fn of(arena: &Arena) -> Self {
        let positions: BTreeMap<MessageId, usize> = positions(&arena.old);
        let unchanged = arena.new.iter().enumerate().filter_map(|(at, now)| {
            let was_at = *positions.get(&now.counterpart?)?;
            let before = arena.old.get(was_at)?;
            before.passes_like(now).then_some((was_at, at))
        });
        let kept = longest_rise(&unchanged.collect::<Vec<_>>());
        Self {
            old: kept.iter().map(|(was_at, _)| *was_at).collect(),
            new: kept.iter().map(|(_, at)| *at).collect(),
        }
    }

    fn is_all(&self, arena: &Arena) -> bool {
        self.old.len() == arena.old.len() && self.new.len() == arena.new.len()
    }
}

fn positions(contenders: &[Contender]) -> BTreeMap<MessageId, usize> {
    let each = contenders.iter().enumerate();
    each.map(|(at, it)| (it.message, at)).collect()
}

/// The most pairs whose first numbers, all different, rise like their second ones, in which the
/// pairs are ordered.
fn longest_rise(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the pair that ends such a rise with the least first number.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::new();
    let first = |at: usize| pairs.get(at).map(|pair| pair.0);
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| first(*end) < Some(pair.0));
        previous.push(length.checked_sub(1).and_then(|it| ends.get(it)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut rise = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        rise.extend(pairs.get(at));
        next = previous.get(at).copied().flatten();
    }
    rise.reverse();
    rise
}

/// The messages of a channel with everything that questions about them need.
struct Contest<'c> {
    rules: &'c Audiences<'c>,
    timetable: &'c Timetable<'c>,
    arena: &'c Arena,
    steady: Steady,
    slots: Vec<Slot>,
    states: Vec<State>,
    prefilter: Prefilter,
    audiences: BTreeMap<Formula, Prefiltered>,
}

impl<'c> Contest<'c> {
    /// `None` if the hours are unknown.
    fn new(
        rules: &'c Audiences<'c>,
        timetable: &'c Timetable<'c>,
        arena: &'c Arena,
        steady: Steady,
    ) -> Option<Self> {
        let all = || arena.old.iter().chain(&arena.new);
        let limited = all().filter(|it| !it.hours.is_anytime());
        let mut slots: Vec<Slot> = limited.map(slot).collect();
        slots.sort_unstable();
        slots.dedup();
        let states = timetable.states(&slots)?;
        let prefilter = Prefilter::new(&rules.formulas);
        let formulas: BTreeSet<Formula> = all().map(|it| it.audience).collect();
        let audiences = formulas.into_par_iter().map(|audience| {
            let terms = Dnf::of(&rules.formulas, audience, MAX_CONJUNCTIONS);
            let terms = Prefiltered::new(terms, &rules.formulas, &prefilter);
            (audience, terms)
        });
        let audiences = audiences.collect();
        Some(Self {
            rules,
            timetable,
            arena,
            steady,
            slots,
            states,
            prefilter,
            audiences,
        })
    }

    fn anchors(&self) -> impl Iterator<Item = Anchor> {
        let gains = (0..self.arena.new.len()).filter(|at| !self.steady.new.contains(at));
        let loses = (0..self.arena.old.len()).filter(|at| !self.steady.old.contains(at));
        let gains = gains.map(Anchor::Gains);
        gains.chain(loses.map(Anchor::Loses))
    }

    /// The position of the slot of a message's hours.
    fn slot(&self, contender: &Contender) -> Option<usize> {
        let wanted = (&contender.hours, contender.due);
        let order = |slot: &Slot| (&slot.hours, slot.after).cmp(&wanted);
        self.slots.binary_search_by(order).ok()
    }

    fn is_open(&self, contender: &Contender, state: &State) -> bool {
        contender.hours.is_anytime() || self.slot(contender).is_some_and(|slot| state.holds(slot))
    }

    fn terms(&self, one: &Contender, other: &Contender) -> Option<(&Prefiltered, &Prefiltered)> {
        let terms = |it: &Contender| self.audiences.get(&it.audience);
        Some((terms(one)?, terms(other)?))
    }

    /// Whether one of the two is known to require nothing of the page that the other does not
    /// require as well.
    fn share_page(&self, one: &Contender, other: &Contender) -> bool {
        self.terms(one, other).is_some_and(|(one, other)| {
            one.share_page(other, &self.rules.formulas, &self.prefilter)
        })
    }

    /// Whether some visitor could get both.
    fn can_meet(&self, one: &Contender, other: &Contender) -> bool {
        let Some((one, other)) = self.terms(one, other) else {
            return true;
        };
        match one.intersect(other, &self.rules.formulas, &self.prefilter) {
            Intersection::Never => false,
            Intersection::Of(..) | Intersection::Unknown => true,
        }
    }
}

fn slot(contender: &Contender) -> Slot {
    Slot {
        hours: contender.hours.clone(),
        after: contender.due,
    }
}

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
struct Question<'q> {
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
    fn new(contest: &'q Contest<'q>, anchor: Anchor) -> Option<Self> {
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

    fn answer(mut self, max_answers: usize) -> Takeovers {
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
