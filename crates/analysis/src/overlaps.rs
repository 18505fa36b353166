//! Messages that compete for the same visitor.

use std::convert::Infallible;

use proactive_catalog::Field;
use proactive_hir::model::{ChannelId, MessageId, Model};
use rayon::prelude::*;

use crate::audiences::{Audiences, MessageRule, Satisfiable};
use crate::dnf::{Dnf, Intersection, Prefilter, Prefiltered, join};
use crate::formula::Formulas;
use crate::hours::{CommonMoment, HoursKey, Timetable};
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

/// How many pairs are compared before their results are handed on. This bounds the memory that
/// results take, and is enough work for several threads.
const PAIRS_AT_ONCE: usize = 1 << 16;

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
/// order in the source. They are many more than messages: [`Competition::by_winner`] needs no
/// memory for them.
#[must_use]
pub fn overlaps(model: &Model) -> Vec<Overlap> {
    Competition::new(model, OverlapScope::default()).overlaps()
}

/// The messages of a scope, ready to be compared.
pub struct Competition<'m> {
    rules: Audiences<'m>,
    prefilter: Prefilter,
    audiences: Vec<Audience>,
    /// The only page that is looked at.
    page: Option<Box<str>>,
    /// The channels, each with the messages that are compared.
    channels: Vec<(ChannelId, Vec<MessageId>)>,
}

impl<'m> Competition<'m> {
    /// Prepares the messages of a scope.
    #[must_use]
    pub fn new(model: &'m Model, scope: OverlapScope<'_>) -> Self {
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
        let audiences = rules.messages.par_iter().with_min_len(16);
        let audiences: Vec<Audience> = audiences
            .map(|message| Audience::of(&rules, &prefilter, message))
            .collect();
        let exists = |message: &MessageId| {
            let audience = audiences.get(message.index());
            audience.is_some_and(Audience::exists)
        };
        let mut channels: Vec<(ChannelId, Vec<MessageId>)> =
            model.channel_ids().map(|id| (id, Vec::new())).collect();
        for (id, rule) in model.message_ids().zip(&rules.messages) {
            if rule.published
                && (scope.page.is_none() || exists(&id))
                && let Some((_, messages)) = rule.channel.and_then(|at| channels.get_mut(at))
            {
                messages.push(id);
            }
        }
        // At the same moment, the first in the source wins.
        let due = |message: &MessageId| rules.messages.get(message.index()).map(|it| it.due);
        for (_, messages) in &mut channels {
            messages.sort_by_key(due);
        }
        Self {
            page: scope.page.map(Into::into),
            rules,
            prefilter,
            audiences,
            channels,
        }
    }

    /// The messages of a channel that are compared, by when they are due and by their order in the
    /// source. On one page, only those that some visitor of it can get.
    #[must_use]
    pub fn messages(&self, channel: ChannelId) -> &[MessageId] {
        let channel = self.channels.get(channel.index());
        channel.map_or(&[], |(_, messages)| messages.as_slice())
    }

    /// The number of pairs of messages of all channels, whether they compete or not.
    #[must_use]
    pub fn comparisons(&self) -> usize {
        let counts = self.channels.iter().map(|(_, messages)| messages.len());
        counts
            .map(|count| count * count.saturating_sub(1) / 2)
            .sum()
    }

    /// Compares the messages of a channel. What `map` makes of each message and the later ones, on
    /// any thread, is handed to `each` in the order of [`Self::messages`], soon enough that few of
    /// these results exist at any time.
    ///
    /// # Errors
    ///
    /// The first error of `each`.
    pub fn by_winner<R: Send, E>(
        &self,
        channel: ChannelId,
        map: impl Fn(&Rivals<'_>) -> R + Sync,
        mut each: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let timetable = Timetable::new(&self.rules.schedules);
        let mut left = self.messages(channel);
        while !left.is_empty() {
            let mut pairs = 0;
            let winners = (1..=left.len()).rev().take_while(|rest| {
                let is_first = pairs == 0;
                pairs += rest;
                is_first || pairs <= PAIRS_AT_ONCE
            });
            let winners = winners.count();
            let rivals = |at: usize| {
                let (winner, others) = left.get(at..)?.split_first()?;
                Some(map(&Rivals {
                    competition: self,
                    timetable: &timetable,
                    channel,
                    winner: *winner,
                    others,
                }))
            };
            let found: Vec<Option<R>> = (0..winners).into_par_iter().map(rivals).collect();
            found.into_iter().flatten().try_for_each(&mut each)?;
            left = left.get(winners..).unwrap_or(&[]);
        }
        Ok(())
    }

    /// All pairs that compete, by channel and in the order of [`Self::messages`].
    #[must_use]
    pub fn overlaps(&self) -> Vec<Overlap> {
        let mut all = Vec::new();
        for (channel, _) in &self.channels {
            let overlaps = |rivals: &Rivals<'_>| {
                let found = rivals.iter().map(|rival| rival.overlap());
                found.collect::<Vec<Overlap>>()
            };
            let Ok(()) = self.by_winner(*channel, overlaps, |overlaps| {
                all.extend(overlaps);
                Ok::<(), Infallible>(())
            });
        }
        all
    }
}

/// A message and the later ones of its channel.
pub struct Rivals<'c> {
    competition: &'c Competition<'c>,
    timetable: &'c Timetable<'c>,
    channel: ChannelId,
    winner: MessageId,
    others: &'c [MessageId],
}

/// A message that competes with an earlier one.
pub struct Rival<'c> {
    rivals: &'c Rivals<'c>,
    message: MessageId,
    /// When the two are due, and during which hours.
    due: (u32, u32),
    hours: (&'c HoursKey, &'c HoursKey),
    same_page: bool,
    example: Example<'c>,
}

/// A visitor who gets two messages.
enum Example<'c> {
    /// The example of one of them.
    OfOne(&'c Visitor),
    /// A visitor made for the two.
    OfBoth(Box<Visitor>),
}

impl<'c> Rivals<'c> {
    /// The message that is shown.
    #[must_use]
    pub fn winner(&self) -> MessageId {
        self.winner
    }

    /// The number of messages that the winner is compared with.
    #[must_use]
    pub fn comparisons(&self) -> usize {
        self.others.len()
    }

    /// The messages that compete with the winner, in their order.
    pub fn iter(&'c self) -> impl Iterator<Item = Rival<'c>> {
        self.others.iter().filter_map(|other| self.rival(*other))
    }

    fn rival(&'c self, message: MessageId) -> Option<Rival<'c>> {
        let rules = &self.competition.rules.messages;
        let first = rules.get(self.winner.index())?;
        let second = rules.get(message.index())?;
        let hours = (first.hours.as_ref()?, second.hours.as_ref()?);
        if !self.timetable.have_common(hours.0, hours.1, second.due) {
            return None;
        }
        Some(Rival {
            rivals: self,
            message,
            due: (first.due, second.due),
            hours,
            example: self.competition.find_example(self.winner, message)?,
            same_page: self.competition.share_page(self.winner, message),
        })
    }
}

impl Rival<'_> {
    /// The message that is not shown while the winner is in the way.
    #[must_use]
    pub fn message(&self) -> MessageId {
        self.message
    }

    /// Like [`Overlap::same_page`].
    #[must_use]
    pub fn same_page(&self) -> bool {
        self.same_page
    }

    /// The pair, with a visitor who would get both.
    #[must_use]
    pub fn overlap(&self) -> Overlap {
        let mut visitor = match &self.example {
            Example::OfOne(visitor) => (*visitor).clone(),
            Example::OfBoth(visitor) => (**visitor).clone(),
        };
        if let Some(page) = &self.rivals.competition.page {
            // Where case is ignored, the condition of a message may spell the address differently.
            visitor.values[Field::VisitorUrl] = page.clone();
        }
        let (hours, others) = self.hours;
        visitor.moment = match self.rivals.timetable.common(hours, others, self.due.1) {
            CommonMoment::At(moment) => Some(moment),
            CommonMoment::Any | CommonMoment::Never | CommonMoment::Unknown => None,
        };
        Overlap {
            channel: self.rivals.channel,
            winner: self.rivals.winner,
            other: self.message,
            same_moment: self.due.0 == self.due.1,
            same_page: self.same_page,
            visitor,
        }
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

    /// Whether it has a visitor. Where that is not known, it is assumed.
    fn exists(&self) -> bool {
        self.example.is_some() || !self.terms.is_complete()
    }
}

impl Competition<'_> {
    fn share_page(&self, winner: MessageId, other: MessageId) -> bool {
        let (one, two) = (self.audience(winner), self.audience(other));
        one.zip(two).is_some_and(|(one, two)| {
            one.terms
                .share_page(&two.terms, &self.rules.formulas, &self.prefilter)
        })
    }

    fn audience(&self, message: MessageId) -> Option<&Audience> {
        self.audiences.get(message.index())
    }

    /// A visitor who gets both: preferably the example of one of them.
    fn find_example(&self, winner: MessageId, other: MessageId) -> Option<Example<'_>> {
        let (one, two) = (self.audience(winner)?, self.audience(other)?);
        let rules = &self.rules.messages;
        let (first, second) = (rules.get(winner.index())?, rules.get(other.index())?);
        let pages = first.pages;
        let (first, second) = (first.audience, second.audience);
        let formulas: &Formulas = &self.rules.formulas;
        let intersection = one.terms.intersect(&two.terms, formulas, &self.prefilter);
        if intersection == Intersection::Never {
            return None;
        }
        for (audience, formula) in [(two, first), (one, second)] {
            if let Some((visitor, seen)) = &audience.example
                && seen.meets(formulas, formula)
            {
                return Some(Example::OfOne(visitor));
            }
        }
        if let Intersection::Of(one, two) = intersection
            && let Some(visitor) = self.rules.maker().visitor(&join(one, two))
        {
            return Some(Example::OfBoth(Box::new(visitor)));
        }
        match self.rules.satisfiable(&[first, second, pages]) {
            Satisfiable::Yes(visitor) => Some(Example::OfBoth(Box::new(visitor))),
            Satisfiable::No | Satisfiable::Unknown => None,
        }
    }
}
