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

mod question;

use std::collections::{BTreeMap, BTreeSet};

use proactive_hir::model::{ChannelId, MessageId};
use rayon::prelude::*;

use self::question::Question;
use super::changes::Takeovers;
use crate::audiences::Audiences;
use crate::dnf::{Dnf, Intersection, Prefilter, Prefiltered};
use crate::formula::Formula;
use crate::hours::{HoursKey, Slot, State, Timetable};

/// How many messages are asked for those that they take visitors from, or lose them to.
const MAX_QUESTIONS: usize = 400;

/// How many answers all questions have together, and how many each has at least.
const MAX_ALL_ANSWERS: usize = 4_000;
const MAX_ANSWERS: usize = 8;

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
