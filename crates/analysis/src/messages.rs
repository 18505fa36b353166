//! Messages that stand in one another's way.

use std::ops::Not as _;

use proactive_diagnostics::{Finding, LabelWords, Problem, Witness};
use rayon::prelude::*;

use crate::formula::Formula;
use crate::hours::{Common, Timetable};
use crate::rules::{Rule, Rules};
use crate::session::Session;
use crate::visitor::{Judge, Visitor};

/// So many proofs are tried for a message; only a workspace made for it has more candidates that
/// no example rules out.
const MOST_PROOFS: usize = 128;

/// Which examples meet which formulas: a bit for each pair, sixty-four examples to a word.
pub(crate) struct Meetings {
    /// For each word of examples one for each message.
    rows: Vec<Vec<u64>>,
    /// The position of the example of each message.
    examples: Vec<Option<usize>>,
}

impl Meetings {
    /// Tries every example on the audience of every message. `examples` has one for each message
    /// that somebody gets.
    pub(crate) fn new(rules: &Rules<'_>, examples: &[Option<Visitor>]) -> Self {
        let judge = Judge::new(&rules.formulas, rules.case_sensitive);
        let visitors: Vec<&Visitor> = examples.iter().flatten().collect();
        let rows = visitors
            .par_chunks(64)
            .map(|visitors| {
                let words = judge.judge(visitors);
                let of = |formula: Formula| {
                    let word = words.get(formula.node()).copied().unwrap_or(0);
                    if formula.is_negated() { !word } else { word }
                };
                let unused = u64::MAX
                    .checked_shl(u32::try_from(visitors.len()).unwrap_or(64))
                    .unwrap_or(0);
                let messages = rules.messages.iter();
                messages
                    .map(|message| of(message.audience) & !unused)
                    .collect()
            })
            .collect();
        let mut next = 0;
        let positions = examples.iter().map(|example| {
            let position = next;
            example.as_ref()?;
            next += 1;
            Some(position)
        });
        Self {
            examples: positions.collect(),
            rows,
        }
    }

    fn word(&self, row: usize, message: usize) -> u64 {
        let row = self.rows.get(row);
        row.and_then(|row| row.get(message)).copied().unwrap_or(0)
    }

    /// Whether some example gets `narrow` and not `wide`: then `wide` does not include it.
    fn tell_apart(&self, narrow: usize, wide: usize) -> bool {
        let rows = 0..self.rows.len();
        let apart = |row| self.word(row, narrow) & !self.word(row, wide) != 0;
        // The message's own example is the likeliest, and needs no search.
        self.examples
            .get(narrow)
            .copied()
            .flatten()
            .is_some_and(|example| self.word(example / 64, wide) >> (example % 64) & 1 == 0)
            || rows.into_iter().any(apart)
    }

    /// The position of an example that gets both messages.
    pub(crate) fn common(&self, one: usize, other: usize) -> Option<usize> {
        let rows = 0..self.rows.len();
        let mut words = rows.map(|row| (row, self.word(row, one) & self.word(row, other)));
        let (row, word) = words.find(|(_, word)| *word != 0)?;
        usize::try_from(word.trailing_zeros())
            .ok()
            .map(|bit| row * 64 + bit)
    }
}

/// The messages of each channel that are shown, by when they are due: of those due at the same
/// moment the one that stands first comes first.
pub(crate) fn by_channel(rules: &Rules<'_>) -> Vec<Vec<usize>> {
    let mut channels: Vec<Vec<usize>> = Vec::new();
    for (position, message) in rules.messages.iter().enumerate() {
        let Some(channel) = message.channel.filter(|_| message.published) else {
            continue;
        };
        if channels.len() <= channel {
            channels.resize_with(channel + 1, Vec::new);
        }
        if let Some(channel) = channels.get_mut(channel) {
            channel.push(position);
        }
    }
    for channel in &mut channels {
        channel.sort_by_key(|position| (rules.messages.get(*position).map(|it| it.due), *position));
    }
    channels
}

/// `shadowed-message` and `duplicate-message`. `examples` has a visitor for each message that
/// somebody gets.
pub(crate) fn lints(rules: &Rules<'_>, examples: &[Option<Visitor>]) -> Vec<Finding> {
    let scene = Scene {
        rules,
        examples,
        meetings: Meetings::new(rules, examples),
        timetable: Timetable::new(&rules.schedules),
    };
    let channels = by_channel(rules);
    let mut candidates: Vec<(&[usize], usize)> = Vec::new();
    for channel in &channels {
        candidates.extend((0..channel.len()).map(|at| (channel.as_slice(), at)));
    }
    candidates
        .into_par_iter()
        .with_min_len(16)
        .filter_map(|(channel, at)| {
            let (before, later) = channel.split_at_checked(at)?;
            scene.lint(before, *later.first()?)
        })
        .collect()
}

struct Scene<'s, 'm> {
    rules: &'s Rules<'m>,
    examples: &'s [Option<Visitor>],
    meetings: Meetings,
    timetable: Timetable<'s>,
}

impl Scene<'_, '_> {
    fn lint(&self, before: &[usize], at: usize) -> Option<Finding> {
        let message = self.rules.messages.get(at)?;
        let visitor = self.examples.get(at)?.as_ref()?;
        let mut proofs = MOST_PROOFS;
        let mut first: Option<&Rule<'_>> = None;
        for &other in before {
            let earlier = self.rules.messages.get(other)?;
            // Once something stands in the way, only a twin is worth more.
            if first.is_some() && earlier.due != message.due {
                continue;
            }
            if !self.includes(other, at, &mut proofs) {
                continue;
            }
            if earlier.due == message.due && self.includes(at, other, &mut proofs) {
                return self.finding(message, earlier, visitor, true);
            }
            first = first.or(Some(earlier));
        }
        self.finding(message, first?, visitor, false)
    }

    /// Whether the audience and hours of `wide` include those of `narrow`.
    fn includes(&self, wide: usize, narrow: usize, proofs: &mut usize) -> bool {
        let messages = &self.rules.messages;
        let (Some(wide_rule), Some(narrow_rule)) = (messages.get(wide), messages.get(narrow))
        else {
            return false;
        };
        if self.meetings.tell_apart(narrow, wide) {
            return false;
        }
        let (Some(wide_hours), Some(narrow_hours)) = (&wide_rule.hours, &narrow_rule.hours) else {
            return false;
        };
        if self.timetable.contains(wide_hours, narrow_hours) != Some(true) {
            return false;
        }
        if wide_rule.audience == narrow_rule.audience || wide_rule.audience == Formula::TRUE {
            return true;
        }
        if *proofs == 0 {
            return false;
        }
        *proofs -= 1;
        self.rules
            .includes(wide_rule.audience, narrow_rule.audience)
    }

    fn finding(
        &self,
        message: &Rule<'_>,
        earlier: &Rule<'_>,
        visitor: &Visitor,
        twin: bool,
    ) -> Option<Finding> {
        let mut visitor = visitor.clone();
        let (hours, wide) = (message.hours.as_ref()?, earlier.hours.as_ref()?);
        match self.timetable.common(hours, wide, message.due) {
            Common::Any => {}
            Common::At(moment) => visitor.moment = Some(moment),
            // It is never shown at all: nothing is in its way.
            Common::Never | Common::Unknown => return None,
        }
        let witness = Box::new(Witness::from(&visitor));
        let name = message.id.to_owned();
        let other = earlier.id.to_owned();
        let (problem, words) = if twin {
            let of = other.clone();
            let problem = Problem::DuplicateMessage { name, of, witness };
            (problem, LabelWords::SameAudience { name: other })
        } else {
            let by = other.clone();
            let problem = Problem::ShadowedMessage { name, by, witness };
            (problem, LabelWords::ComesFirst { name: other })
        };
        Some(Finding::new(problem, message.span).label(earlier.span, words))
    }
}

impl Rules<'_> {
    /// Whether it is proved that `wide` includes `narrow`. No example is made.
    pub(crate) fn includes(&self, wide: Formula, narrow: Formula) -> bool {
        wide == narrow
            || Session::new(&self.formulas)
                .all(&[narrow, wide.not()])
                .is_impossible()
    }
}
