//! Which comparisons have been put to the test.
//!
//! A comparison *matters* in a check when it decides: the other way round it would, alone, have
//! turned the whole condition. A test suite that has seen it hold and fail, each time while it
//! mattered, would notice if it were dropped or turned round. (Engineers know this as unique-cause
//! MC/DC.) Only conditions count: a message that a schedule or its frequency kept back has had its
//! conditions checked all the same.
//!
//! Messages that are not published have nothing to show and are left out.

use proactive_config::json::{Condition, Conditions};

use crate::bit_set::BitSet;
use crate::ids::MessageId;
use crate::program::{Program, Rule, comparisons};

/// What was seen of the comparisons of a [`Program`].
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The comparisons, by their places in the program, that held while they mattered.
    held: BitSet,
    /// Those that failed while they mattered.
    failed: BitSet,
}

/// What was seen of the comparisons of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageCoverage<'p> {
    /// The message.
    pub message: MessageId,
    /// Its comparisons, in reading order.
    pub leaves: Vec<LeafCoverage<'p>>,
}

/// What was seen of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeafCoverage<'p> {
    /// The comparison.
    pub comparison: &'p proactive_config::json::Comparison,
    /// It has held while it mattered.
    pub held: bool,
    /// It has failed while it mattered.
    pub failed: bool,
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The comparisons that were seen both ways.
    pub covered: usize,
    /// All of them.
    pub total: usize,
}

impl LeafCoverage<'_> {
    /// It was seen both ways.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.held && self.failed
    }
}

impl MessageCoverage<'_> {
    /// How many of its comparisons were seen both ways.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally {
            covered: self.leaves.iter().filter(|leaf| leaf.is_covered()).count(),
            total: self.leaves.len(),
        }
    }
}

impl Tally {
    /// The share in per cent, rounded down; of nothing, everything is covered.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.total).unwrap_or(100)
    }
}

impl Coverage {
    /// Nothing was seen yet.
    #[must_use]
    pub fn new(program: &Program) -> Self {
        Self {
            held: BitSet::new(program.code.len()),
            failed: BitSet::new(program.code.len()),
        }
    }

    /// Adds what another one has seen, of the same program.
    pub fn add(&mut self, other: &Self) {
        self.held.unite(&other.held);
        self.failed.unite(&other.failed);
    }

    /// What was seen, for each published message as it stands in the configuration.
    #[must_use]
    pub fn messages<'p>(&self, program: &'p Program) -> Vec<MessageCoverage<'p>> {
        let published = program.messages().filter_map(|message| {
            let (_, rule) = program.rule_of(message)?;
            rule.is_published.then_some((message, rule))
        });
        published
            .map(|(message, rule)| MessageCoverage {
                message,
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

    /// How many comparisons of published messages were seen both ways.
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

    /// Notes a check of a rule, with what its comparisons gave.
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

/// How a condition came out, and which of its comparisons had a part in it.
pub(crate) struct Influences {
    pub(crate) holds: bool,
    /// For each comparison, in reading order.
    pub(crate) leaves: Vec<LeafInfluence>,
}

/// The part of a comparison in how the whole came out.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LeafInfluence {
    /// The other way round it would, alone, have turned the whole.
    pub(crate) decides: bool,
    /// It helped to make the whole what it is.
    pub(crate) is_reason: bool,
}

/// Weighs the comparisons of a condition; `leaves` says which hold, in reading order.
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
    /// The comparisons that have not been passed.
    given: &'l [bool],
    /// Of those that have been passed, as to the innermost group that is finished.
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

    /// An `all` turns from true to false with any part, and from false to true only with the one
    /// part that is false; an `any` the other way round. So a part decides if no other part has
    /// the value that settles the group: false in an `all`, true in an `any`.
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
