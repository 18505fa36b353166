//! Messages that compete for the same visitor.

use proactive_catalog::Field;
use proactive_hir::model::{ChannelId, MessageId, Model};
use rayon::prelude::*;

use crate::audiences::{Audiences, MessageRule, Satisfiable};
use crate::dnf::{Dnf, Intersection, Prefilter, Prefiltered, join};
use crate::formula::Formulas;
use crate::hours::{CommonMoment, Timetable};
use crate::visitor::{NormalizedVisitor, Visitor};

/// How many alternatives of a condition are expanded before the solver is asked.
const MAX_CONJUNCTIONS: usize = 24;

/// Which messages are compared. The default is all published messages, on all pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct OverlapScope<'s> {
    /// The only page on which messages are compared: an address as browsers show it.
    pub page: Option<&'s str>,
    /// The messages that are compared as if they were published.
    pub as_published: &'s [MessageId],
}

/// The messages that were compared, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competition {
    /// By channel, then by when they are due and by their order in the source. On one page, only
    /// those that some visitor of it can get.
    pub messages: Vec<MessageId>,
    /// All pairs that compete, in the same order.
    pub pairs: Vec<Overlap>,
}

/// Two messages of a channel that one visitor could get on the same page at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The channel of both.
    pub channel: ChannelId,
    /// The message that is shown: it is due earlier, or at the same moment and comes first in the
    /// source.
    pub winner: MessageId,
    /// The message that is not shown while the winner is in the way.
    pub other: MessageId,
    /// Whether both are due at the same moment.
    pub same_moment: bool,
    /// Whether one of the two is known to require nothing of the page that the other does not
    /// require as well: `/cart` and `/cart/pay`, or `/cart` and a condition on the language alone.
    /// Otherwise a page gets both only if it happens to satisfy two unrelated requirements.
    pub same_page: bool,
    /// A visitor who would get both.
    pub visitor: Visitor,
}

/// All pairs of published messages that compete: by channel, then by when they are due and by their
/// order in the source.
#[must_use]
pub fn overlaps(model: &Model) -> Vec<Overlap> {
    competition(model, OverlapScope::default()).pairs
}

/// The messages of a scope that compete.
#[must_use]
pub fn competition(model: &Model, scope: OverlapScope<'_>) -> Competition {
    competition_counted(model, scope, |_| {}, |_| {})
}

/// Like [`competition`], for a caller that shows how far it has come: `expected` is called with the
/// number of pairs to compare, then `compared` with each number of pairs that have been, which may be
/// on other threads.
#[must_use]
pub fn competition_counted(
    model: &Model,
    scope: OverlapScope<'_>,
    expected: impl FnOnce(usize),
    compared: impl Fn(usize) + Sync + Send,
) -> Competition {
    let mut rules = Audiences::of_model(model);
    for message in scope.as_published {
        if let Some(rule) = rules.messages.get_mut(message.index()) {
            rule.published = true;
        }
    }
    if let Some(page) = scope.page {
        rules.keep_to_page(page, model);
    }
    let prefilter = Prefilter::new(&rules.formulas);
    let search = OverlapSearch {
        timetable: Timetable::new(&rules.schedules),
        page: scope.page,
        messages: model.message_ids().collect(),
        audiences: rules
            .messages
            .par_iter()
            .with_min_len(16)
            .map(|message| Audience::of(&rules, &prefilter, message))
            .collect(),
        rules: &rules,
        prefilter: &prefilter,
    };
    let channels: Vec<ChannelId> = model.channel_ids().collect();
    let mut by_channel = by_channel(&rules);
    if scope.page.is_some() {
        for messages in &mut by_channel {
            messages.retain(|message| search.has_audience(*message));
        }
    }
    let mut tasks: Vec<(ChannelId, usize, &[usize])> = Vec::new();
    for (channel, messages) in channels.into_iter().zip(&by_channel) {
        for (position, winner) in messages.iter().enumerate() {
            let others = messages.get(position + 1..).unwrap_or(&[]);
            tasks.push((channel, *winner, others));
        }
    }
    expected(tasks.iter().map(|(_, _, others)| others.len()).sum());
    let pairs = tasks
        .into_par_iter()
        .flat_map_iter(|(channel, winner, others)| {
            let found = others.iter();
            let found = found.filter_map(|other| search.overlap(channel, winner, *other));
            let found: Vec<Overlap> = found.collect();
            compared(others.len());
            found
        })
        .collect();
    let messages = by_channel.iter().flatten();
    Competition {
        messages: messages
            .filter_map(|message| search.messages.get(*message).copied())
            .collect(),
        pairs,
    }
}

/// The visitors who get a message.
struct Audience {
    terms: Prefiltered,
    /// One of them.
    example: Option<(Visitor, NormalizedVisitor)>,
}

impl Audience {
    fn of(rules: &Audiences<'_>, prefilter: &Prefilter, message: &MessageRule) -> Self {
        let terms = Dnf::of(&rules.formulas, message.there, MAX_CONJUNCTIONS);
        let example = match terms.terms.first() {
            Some(term) => rules.maker().visitor(term),
            None if terms.complete => None,
            None => match rules.satisfiable(&[message.there]) {
                Satisfiable::Yes(visitor) => Some(visitor),
                Satisfiable::No | Satisfiable::Unknown => None,
            },
        };
        let example = example.map(|visitor| {
            let seen = NormalizedVisitor::new(&visitor, rules.case_sensitive);
            (visitor, seen)
        });
        Self {
            terms: Prefiltered::new(terms, &rules.formulas, prefilter),
            example,
        }
    }
}

struct OverlapSearch<'s, 'm> {
    rules: &'s Audiences<'m>,
    prefilter: &'s Prefilter,
    audiences: Vec<Audience>,
    timetable: Timetable<'s>,
    /// The only page that is looked at.
    page: Option<&'s str>,
    messages: Vec<MessageId>,
}

impl OverlapSearch<'_, '_> {
    fn overlap(&self, channel: ChannelId, winner: usize, other: usize) -> Option<Overlap> {
        let rules = &self.rules.messages;
        let (first, second) = (rules.get(winner)?, rules.get(other)?);
        let (hours, others) = (first.hours.as_ref()?, second.hours.as_ref()?);
        let moment = match self.timetable.common(hours, others, second.due) {
            CommonMoment::Any => None,
            CommonMoment::At(moment) => Some(moment),
            CommonMoment::Never | CommonMoment::Unknown => return None,
        };
        let mut visitor = self.find_visitor(winner, other)?;
        if let Some(page) = self.page {
            // Where case is ignored, the condition of a message may spell the address differently.
            visitor.values[Field::VisitorUrl] = page.into();
        }
        Some(Overlap {
            channel,
            winner: *self.messages.get(winner)?,
            other: *self.messages.get(other)?,
            same_moment: first.due == second.due,
            same_page: self.share_page(winner, other),
            visitor: Visitor { moment, ..visitor },
        })
    }

    /// Whether some visitor gets a message. Where that is not known, it is assumed.
    fn has_audience(&self, message: usize) -> bool {
        let audience = self.audiences.get(message);
        audience.is_some_and(|it| it.example.is_some() || !it.terms.is_complete())
    }

    fn share_page(&self, winner: usize, other: usize) -> bool {
        let audiences = (self.audiences.get(winner), self.audiences.get(other));
        let (Some(one), Some(two)) = audiences else {
            return false;
        };
        one.terms
            .share_page(&two.terms, &self.rules.formulas, self.prefilter)
    }

    /// A visitor who gets both: preferably the example of one of them.
    fn find_visitor(&self, winner: usize, other: usize) -> Option<Visitor> {
        let (one, two) = (self.audiences.get(winner)?, self.audiences.get(other)?);
        let rules = &self.rules.messages;
        let (first, second) = (rules.get(winner)?, rules.get(other)?);
        let pages = first.pages;
        let (first, second) = (first.audience, second.audience);
        let formulas: &Formulas = &self.rules.formulas;
        let intersection = one.terms.intersect(&two.terms, formulas, self.prefilter);
        if intersection == Intersection::Never {
            return None;
        }
        for (audience, formula) in [(two, first), (one, second)] {
            if let Some((example, seen)) = &audience.example
                && seen.meets(formulas, formula)
            {
                return Some(example.clone());
            }
        }
        if let Intersection::Of(one, two) = intersection
            && let Some(visitor) = self.rules.maker().visitor(&join(one, two))
        {
            return Some(visitor);
        }
        match self.rules.satisfiable(&[first, second, pages]) {
            Satisfiable::Yes(visitor) => Some(visitor),
            Satisfiable::No | Satisfiable::Unknown => None,
        }
    }
}

/// The published messages of each channel, by when they are due. At the same moment, the first in
/// the source wins.
fn by_channel(rules: &Audiences<'_>) -> Vec<Vec<usize>> {
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
