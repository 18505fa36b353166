//! Messages of a channel with the same audience during the same hours. What is true of the audience
//! of one of them is true of all, so it is found out once.

use std::collections::HashMap;

use super::MessageSummary;
use crate::formula::{Formula, Formulas};
use crate::hours::HoursKey;
use crate::standalone::Fingerprint;
use crate::visitor::{Evaluation, MAX_NODES};

/// The groups of a list of messages.
pub(super) struct Groups {
    all: Vec<Group>,
    /// The group of each message.
    of: Vec<usize>,
    /// The large conditions in one table, in which their common parts are the same nodes. Segments
    /// that use one another have most of their parts in common.
    large: Formulas,
}

/// Messages with the same audience and hours on the same channel.
pub(super) struct Group {
    /// When each is due and its index, in this order: earlier ones win.
    members: Vec<(u32, usize)>,
    /// Its condition among the large ones.
    large: Option<Formula>,
}

impl Groups {
    pub(super) fn new(summaries: &[MessageSummary]) -> Self {
        let mut groups = Self {
            all: Vec::new(),
            of: Vec::with_capacity(summaries.len()),
            large: Formulas::new(),
        };
        let mut known: HashMap<(Fingerprint, usize, &HoursKey), usize> = HashMap::new();
        for (at, summary) in summaries.iter().enumerate() {
            let key = (summary.key(), summary.channel, &summary.hours);
            let group = *known.entry(key).or_insert_with(|| groups.add(summary));
            groups.of.push(group);
            if let Some(group) = groups.all.get_mut(group) {
                group.members.push((summary.due, at));
            }
        }
        for group in &mut groups.all {
            group.members.sort_unstable();
        }
        groups
    }

    /// Adds an empty group of messages like this one.
    fn add(&mut self, summary: &MessageSummary) -> usize {
        let (formulas, audience) = (summary.formulas(), summary.audience());
        let is_large = formulas.written_out(audience) > MAX_NODES;
        self.all.push(Group {
            members: Vec::new(),
            large: is_large.then(|| self.large.import(formulas, audience)),
        });
        self.all.len() - 1
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, group: usize) -> Option<&Group> {
        self.all.get(group)
    }

    /// The group of a message.
    pub(super) fn of(&self, message: usize) -> Option<usize> {
        self.of.get(message).copied()
    }

    /// Evaluates the large conditions for the example of a message.
    pub(super) fn evaluation<'e>(&'e self, summary: &'e MessageSummary) -> Option<Evaluation<'e>> {
        let seen = summary.analyzed.seen.as_ref()?;
        Some(Evaluation::new(&self.large, seen))
    }
}

impl Group {
    /// The message that wins over the others, and when it is due.
    pub(super) fn first(&self) -> Option<(u32, usize)> {
        self.members.first().copied()
    }

    /// The first message that is due at this moment.
    pub(super) fn first_due_at(&self, due: u32) -> Option<usize> {
        let at = self.members.partition_point(|member| *member < (due, 0));
        let (moment, message) = self.members.get(at)?;
        (*moment == due).then_some(*message)
    }

    /// Its condition among the large ones, if it is large.
    pub(super) fn large(&self) -> Option<Formula> {
        self.large
    }
}
