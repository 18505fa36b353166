//! Which messages and comparisons the tests have covered.
//!
//! A message is *shown* by a test that expects it and sees it, and *held back* by one that expects
//! not to see it, on a page where it was due and did not appear. Such a test would notice if the
//! message stopped appearing, or began to.
//!
//! A comparison *decides* an evaluation if inverting it alone would invert the whole condition.
//! Tests that have seen it both true and false while it decided would notice if it were dropped or
//! inverted. (This is unique-cause MC/DC.) Only conditions count: if a schedule or the frequency
//! held a message back, its conditions were still evaluated.
//!
//! Messages that are not published are left out.

use proactive_config::json::{Condition, Conditions};

use crate::bit_set::BitSet;
use crate::ids::MessageId;
use crate::program::{Program, Rule, comparisons};

/// What was observed of the comparisons of a [`Program`].
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The comparisons, by position in the program, that were true while they decided.
    held: BitSet,
    /// Those that were false while they decided.
    failed: BitSet,
    /// The ranks of the messages that a test expected and saw.
    shown: BitSet,
    /// Those that were due when a test expected not to see them, and did not.
    held_back: BitSet,
}

/// What was observed of the comparisons of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageCoverage<'p> {
    /// The message in its program.
    pub message: MessageId,
    /// Whether a test expected it, and it was shown.
    pub shown: bool,
    /// Whether a test expected it not to be shown when it was due, and it was not.
    pub held_back: bool,
    /// Its comparisons, in source order.
    pub leaves: Vec<LeafCoverage<'p>>,
}

/// What was observed of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeafCoverage<'p> {
    /// The comparison in the configuration.
    pub comparison: &'p proactive_config::json::Comparison,
    /// Whether it was ever true while it decided.
    pub held: bool,
    /// Whether it was ever false while it decided.
    pub failed: bool,
}

/// A number of covered comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The comparisons that are covered.
    pub covered: usize,
    /// All comparisons.
    pub total: usize,
}

impl LeafCoverage<'_> {
    /// Whether it was observed both ways.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.held && self.failed
    }
}

impl MessageCoverage<'_> {
    /// How many of its comparisons are covered.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally {
            covered: self.leaves.iter().filter(|leaf| leaf.is_covered()).count(),
            total: self.leaves.len(),
        }
    }
}

impl Tally {
    /// The percentage, rounded down; 100 if there are no comparisons.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.total).unwrap_or(100)
    }
}

impl Coverage {
    /// Creates an empty record for a program.
    #[must_use]
    pub fn new(program: &Program) -> Self {
        Self {
            held: BitSet::new(program.code.len()),
            failed: BitSet::new(program.code.len()),
            shown: BitSet::new(program.rules.len()),
            held_back: BitSet::new(program.rules.len()),
        }
    }

    /// Adds the observations of another record of the same program.
    pub fn add(&mut self, other: &Self) {
        self.held.unite(&other.held);
        self.failed.unite(&other.failed);
        self.shown.unite(&other.shown);
        self.held_back.unite(&other.held_back);
    }

    /// Whether a comparison of a message, by its position in source order, had this value while it
    /// decided.
    #[must_use]
    pub fn has_seen(
        &self,
        program: &Program,
        message: MessageId,
        leaf: usize,
        value: bool,
    ) -> bool {
        let Some((_, rule)) = program.rule_of(message) else {
            return false;
        };
        let seen = if value { &self.held } else { &self.failed };
        let place = u32::try_from(leaf).ok();
        let place = place.and_then(|leaf| rule.section.start.checked_add(leaf));
        place.is_some_and(|place| place < rule.section.end && seen.contains(place))
    }

    /// Whether a test expected a message, and it was shown.
    #[must_use]
    pub fn is_shown(&self, program: &Program, message: MessageId) -> bool {
        let rank = program.rule_of(message).map(|(rank, _)| rank);
        rank.is_some_and(|rank| self.shown.contains(rank))
    }

    /// Whether a test expected a message not to be shown when it was due, and it was not.
    #[must_use]
    pub fn is_held_back(&self, program: &Program, message: MessageId) -> bool {
        let rank = program.rule_of(message).map(|(rank, _)| rank);
        rank.is_some_and(|rank| self.held_back.contains(rank))
    }

    /// The observations for each published message, in the order of the configuration.
    #[must_use]
    pub fn messages<'p>(&self, program: &'p Program) -> Vec<MessageCoverage<'p>> {
        let published = program.messages().filter_map(|message| {
            let (_, rule) = program.rule_of(message)?;
            rule.is_published.then_some((message, rule))
        });
        published
            .map(|(message, rule)| MessageCoverage {
                message,
                shown: self.is_shown(program, message),
                held_back: self.is_held_back(program, message),
                leaves: comparisons(&program[message].conditions)
                    .into_iter()
                    .zip(rule.section.start..)
                    .map(|(comparison, place)| LeafCoverage {
                        comparison,
                        held: self.held.contains(place),
                        failed: self.failed.contains(place),
                    })
                    .collect(),
            })
            .collect()
    }

    /// How many comparisons of published messages are covered.
    #[must_use]
    pub fn tally(&self, program: &Program) -> Tally {
        let mut sum = Tally {
            covered: 0,
            total: 0,
        };
        for message in self.messages(program) {
            let tally = message.tally();
            sum.covered += tally.covered;
            sum.total += tally.total;
        }
        sum
    }

    /// Records that the message of this rank was shown as a test expected.
    pub(crate) fn see_shown(&mut self, rank: u32) {
        self.shown.insert(rank);
    }

    /// Records that the message of this rank was due, and not shown, as a test expected.
    pub(crate) fn see_held_back(&mut self, rank: u32) {
        self.held_back.insert(rank);
    }

    /// Records an evaluation of a rule, given the values of its comparisons.
    pub(crate) fn see(&mut self, program: &Program, rule: &Rule, leaves: &[bool]) {
        let influences = weigh(&program[rule.message].conditions, leaves);
        let places = rule.section.start..;
        for ((place, &holds), influence) in places.zip(leaves).zip(&influences.leaves) {
            if influence.decides {
                let seen = if holds {
                    &mut self.held
                } else {
                    &mut self.failed
                };
                seen.insert(place);
            }
        }
    }
}

/// The value of a condition and the influence of each comparison on it.
pub(crate) struct Influences {
    pub(crate) holds: bool,
    /// One for each comparison, in source order.
    pub(crate) leaves: Vec<LeafInfluence>,
}

/// The influence of a comparison on the value of the whole condition.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LeafInfluence {
    /// Inverting it alone would invert the whole condition.
    pub(crate) decides: bool,
    /// It is one of those that made the condition what it is.
    pub(crate) is_reason: bool,
}

/// Computes the influence of each comparison. `leaves` has their values in source order.
pub(crate) fn weigh(conditions: &Conditions, leaves: &[bool]) -> Influences {
    let mut weigher = Weigher {
        given: leaves,
        influences: Vec::with_capacity(leaves.len()),
    };
    let holds = match conditions {
        Conditions::Always => true,
        Conditions::One(_) => weigher.leaf(),
        Conditions::All(parts) => weigher.group(parts, true),
        Conditions::Any(parts) => weigher.group(parts, false),
    };
    Influences {
        holds,
        leaves: weigher.influences,
    }
}

struct Weigher<'l> {
    /// The values of the comparisons not visited yet.
    given: &'l [bool],
    /// The influence of those visited, within the innermost finished group.
    influences: Vec<LeafInfluence>,
}

impl Weigher<'_> {
    fn part(&mut self, part: &Condition) -> bool {
        match part {
            Condition::All(parts) => self.group(parts, true),
            Condition::Any(parts) => self.group(parts, false),
            Condition::Comparison(_) => self.leaf(),
        }
    }

    fn leaf(&mut self) -> bool {
        self.influences.push(LeafInfluence {
            decides: true,
            is_reason: true,
        });
        let Some((&holds, rest)) = self.given.split_first() else {
            return false;
        };
        self.given = rest;
        holds
    }

    /// Any part can turn a true `all` false, but only the one false part can turn it true. For an
    /// `any` it is the reverse. So a part decides if no other part has the value that settles the
    /// group: false in an `all`, true in an `any`.
    fn group(&mut self, parts: &[Condition], is_all: bool) -> bool {
        let settling = !is_all;
        let start = self.influences.len();
        let mut ends = Vec::with_capacity(parts.len());
        for part in parts {
            let settles = self.part(part) == settling;
            ends.push((self.influences.len(), settles));
        }
        let settled = ends.iter().filter(|(_, settles)| *settles).count();
        let mut from = start;
        for (end, settles) in ends {
            let others = settled - usize::from(settles);
            let decides = others == 0;
            let is_reason = settles || settled == 0;
            for influence in self.influences.get_mut(from..end).unwrap_or_default() {
                influence.decides &= decides;
                influence.is_reason &= is_reason;
            }
            from = end;
        }
        if settled > 0 { settling } else { is_all }
    }
}
