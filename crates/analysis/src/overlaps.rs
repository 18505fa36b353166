//! Messages that compete for the same visitor.

use std::ops::Not as _;

use proactive_hir::model::{ChannelId, MessageId, Model};
use rayon::prelude::*;

use crate::formula::Formula;
use crate::hours::{Common, Timetable};
use crate::messages::{Meetings, by_channel};
use crate::rules::{Rule, Rules, Satisfiable};
use crate::visitor::Visitor;

/// Two published messages of a channel that one visitor could get on the same page at the same
/// time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The channel.
    pub channel: ChannelId,
    /// The one that is shown: it is due earlier, or at the same moment and stands first.
    pub winner: MessageId,
    /// The one that is not shown as long as the winner is in the way.
    pub other: MessageId,
    /// Whether both are due at the same moment.
    pub same_moment: bool,
    /// Somebody who would get both.
    pub visitor: Visitor,
}

/// All pairs of messages that compete: by channel, then by when they are due and where they stand.
#[must_use]
pub fn overlaps(model: &Model) -> Vec<Overlap> {
    let rules = Rules::of_model(model);
    let examples: Vec<Option<Visitor>> = rules
        .messages
        .par_iter()
        .map(|message| match rules.satisfiable(&[message.audience]) {
            Satisfiable::Yes(visitor) => Some(visitor),
            Satisfiable::No | Satisfiable::Unknown => None,
        })
        .collect();
    let scene = Scene {
        rules: &rules,
        meetings: Meetings::new(&rules, &examples),
        visitors: examples.iter().flatten().collect(),
        timetable: Timetable::new(&rules.schedules),
        messages: model.message_ids().collect(),
    };
    let channels: Vec<ChannelId> = model.channel_ids().collect();
    let by_channel = by_channel(&rules);
    let mut tasks: Vec<(ChannelId, usize, &[usize])> = Vec::new();
    for (channel, messages) in channels.into_iter().zip(&by_channel) {
        for (position, winner) in messages.iter().enumerate() {
            let others = messages.get(position + 1..).unwrap_or(&[]);
            tasks.push((channel, *winner, others));
        }
    }
    tasks
        .into_par_iter()
        .flat_map_iter(|(channel, winner, others)| {
            let scene = &scene;
            let others = others.iter();
            others.filter_map(move |other| scene.overlap(channel, winner, *other))
        })
        .collect()
}

struct Scene<'s, 'm> {
    rules: &'s Rules<'m>,
    meetings: Meetings,
    /// In the order in which the meetings count them.
    visitors: Vec<&'s Visitor>,
    timetable: Timetable<'s>,
    messages: Vec<MessageId>,
}

impl Scene<'_, '_> {
    fn overlap(&self, channel: ChannelId, winner: usize, other: usize) -> Option<Overlap> {
        let rules = &self.rules.messages;
        let (first, second) = (rules.get(winner)?, rules.get(other)?);
        let (hours, others) = (first.hours.as_ref()?, second.hours.as_ref()?);
        let moment = match self.timetable.common(hours, others, second.due) {
            Common::Any => None,
            Common::At(moment) => Some(moment),
            Common::Never | Common::Unknown => return None,
        };
        let visitor = match self.meetings.common(winner, other) {
            Some(example) => (*self.visitors.get(example)?).clone(),
            None => self.somebody(first, second)?,
        };
        Some(Overlap {
            channel,
            winner: *self.messages.get(winner)?,
            other: *self.messages.get(other)?,
            same_moment: first.due == second.due,
            visitor: Visitor { moment, ..visitor },
        })
    }

    fn somebody(&self, one: &Rule<'_>, other: &Rule<'_>) -> Option<Visitor> {
        let formulas = &self.rules.formulas;
        let demanded = formulas.demanded(one.audience);
        let others = formulas.demanded(other.audience);
        // Many pairs that exclude each other do so openly.
        let excludes = |part: &Formula| others.binary_search(&part.not()).is_ok();
        if demanded.iter().any(excludes) {
            return None;
        }
        match self.rules.satisfiable(&[one.audience, other.audience]) {
            Satisfiable::Yes(visitor) => Some(visitor),
            Satisfiable::No | Satisfiable::Unknown => None,
        }
    }
}
