//! What changes for visitors from one workspace to another.

use std::collections::{BTreeMap, BTreeSet};

use proactive_catalog::{ConversationControl, Frequency, MessageStatus};
use proactive_hir::model::{Message, MessageId, Model, Reply, Trigger};
use rayon::prelude::*;

use crate::atom::Atom;
use crate::formula::{Formula, Node};
use crate::hours::{Common, Key, Timetable};
use crate::rules::{Proved, Rules, Satisfiable};
use crate::visitor::{Moment, Visitor};

/// What changes from an old workspace to a new one. Messages are the same if they are called so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Whether upper and lower case count, where that changes: before and now.
    pub case_sensitive: Option<(bool, bool)>,
    /// Who has the conversation after a message, where that changes: before and now.
    pub conversation_control: Option<(ConversationControl, ConversationControl)>,
    /// Messages of the new workspace alone, in its order.
    pub added: Vec<MessageId>,
    /// Messages of the old workspace alone, in its order.
    pub removed: Vec<MessageId>,
    /// Messages of both that change, in the order of the new one.
    pub changed: Vec<Change>,
    /// Pairs of messages that compete at the same moment and change places, in the order of the new
    /// workspace.
    pub reordered: Vec<Reordered>,
}

impl Changes {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.case_sensitive.is_none()
            && self.conversation_control.is_none()
            && self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.reordered.is_empty()
    }
}

/// What changes about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The message in the old workspace.
    pub old: MessageId,
    /// The message in the new workspace.
    pub new: MessageId,
    /// Who gets it; conditions that mean the same are equal, however they are written.
    pub audience: Shift<Visitor>,
    /// At which hours it is shown.
    pub hours: Shift<Moment>,
    /// What else changes.
    pub aspects: Vec<Aspect>,
}

/// How one set lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Both are the same.
    Equal,
    /// The new one holds all of the old one, and more.
    Wider,
    /// The new one holds only some of the old one.
    Narrower,
    /// Each holds what the other does not.
    Other,
    /// It cannot be told, or would take too much work.
    Unknown,
}

/// How a set changes, with examples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift<T> {
    /// How the new set lies to the old one.
    pub extent: Extent,
    /// One who, or which, is newly in.
    pub newly_in: Option<T>,
    /// One who, or which, is newly out.
    pub newly_out: Option<T>,
}

impl<T> Shift<T> {
    fn of(newly_in: Search<T>, newly_out: Search<T>) -> Self {
        let extent = match (&newly_in, &newly_out) {
            (Search::Unknown, _) | (_, Search::Unknown) => Extent::Unknown,
            (Search::Nothing, Search::Nothing) => Extent::Equal,
            (Search::Found(_), Search::Nothing) => Extent::Wider,
            (Search::Nothing, Search::Found(_)) => Extent::Narrower,
            (Search::Found(_), Search::Found(_)) => Extent::Other,
        };
        Self {
            extent,
            newly_in: newly_in.found(),
            newly_out: newly_out.found(),
        }
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.extent == Extent::Equal
    }
}

enum Search<T> {
    Found(T),
    Nothing,
    Unknown,
}

impl<T> Search<T> {
    fn found(self) -> Option<T> {
        match self {
            Self::Found(found) => Some(found),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

/// Something about a message that changes: before and now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the statement of its name")]
pub enum Aspect {
    Name(Box<str>, Box<str>),
    Status(MessageStatus, MessageStatus),
    Brand(Box<str>, Box<str>),
    Channel(Box<str>, Box<str>),
    Moment(Trigger, Trigger),
    Frequency(Frequency, Frequency),
    Text(Box<str>, Box<str>),
    /// What comes when the visitor answers.
    Reply,
    Tags(Vec<Box<str>>, Vec<Box<str>>),
}

/// Two messages that compete at the same moment and change places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reordered {
    /// Which is shown now: a message of the new workspace.
    pub winner: MessageId,
    /// Which was shown before: a message of the new workspace too.
    pub loser: MessageId,
    /// Somebody who gets the one in place of the other.
    pub visitor: Visitor,
}

/// Compares two workspaces by what visitors see.
#[must_use]
pub fn compare(old: &Model, new: &Model) -> Changes {
    let before = Rules::of_model(old);
    let audiences: Vec<Formula> = before.messages.iter().map(|it| it.audience).collect();
    let hours: Vec<Option<Key>> = before.messages.iter().map(|it| it.hours.clone()).collect();
    let rules = before.then_model(new);
    let comparer = Comparer {
        old,
        new,
        rules: &rules,
        timetable: Timetable::new(&rules.schedules),
        audiences,
        hours,
    };
    let names: BTreeMap<&str, MessageId> = old.message_ids().map(|id| (&*old[id].id, id)).collect();
    let pairs: Vec<(MessageId, MessageId)> = new
        .message_ids()
        .filter_map(|id| Some((*names.get(&*new[id].id)?, id)))
        .collect();
    let control = |model: &Model| {
        let account = model.account.as_ref();
        account.map_or(ConversationControl::Release, |it| it.conversation_control)
    };
    let alone = |model: &Model, paired: BTreeSet<MessageId>| {
        model
            .message_ids()
            .filter(|id| !paired.contains(id))
            .collect()
    };
    Changes {
        case_sensitive: differing(old.case_sensitive, new.case_sensitive),
        conversation_control: differing(control(old), control(new)),
        added: alone(new, pairs.iter().map(|(_, new)| *new).collect()),
        removed: alone(old, pairs.iter().map(|(old, _)| *old).collect()),
        changed: pairs
            .par_iter()
            .filter_map(|(old, new)| comparer.change(*old, *new))
            .collect(),
        reordered: comparer.reordered(&pairs),
    }
}

fn differing<T: PartialEq>(old: T, new: T) -> Option<(T, T)> {
    (old != new).then_some((old, new))
}

struct Comparer<'c> {
    old: &'c Model,
    new: &'c Model,
    /// Those of the new workspace, with the formulas of both.
    rules: &'c Rules<'c>,
    timetable: Timetable<'c>,
    /// Of the messages of the old workspace.
    audiences: Vec<Formula>,
    hours: Vec<Option<Key>>,
}

impl Comparer<'_> {
    fn change(&self, old: MessageId, new: MessageId) -> Option<Change> {
        let change = Change {
            old,
            new,
            audience: self.audience(old, new)?,
            hours: self.hours(old, new)?,
            aspects: self.aspects(old, new),
        };
        let same =
            change.audience.is_equal() && change.hours.is_equal() && change.aspects.is_empty();
        (!same).then_some(change)
    }

    fn formulas(&self, old: MessageId, new: MessageId) -> Option<(Formula, Formula)> {
        let old = self.audiences.get(old.index())?;
        let new = self.rules.messages.get(new.index())?;
        Some((*old, new.audience))
    }

    fn audience(&self, old: MessageId, new: MessageId) -> Option<Shift<Visitor>> {
        let (old, new) = self.formulas(old, new)?;
        if !self.is_comparable(old, new) {
            return Some(Shift::of(Search::Unknown, Search::Unknown));
        }
        if old == new {
            return Some(Shift::of(Search::Nothing, Search::Nothing));
        }
        let beyond = |narrow, wide| match self.rules.implies(narrow, wide) {
            Proved::Yes => Search::Nothing,
            Proved::No(visitor) => Search::Found(visitor),
            Proved::Unknown => Search::Unknown,
        };
        Some(Shift::of(beyond(new, old), beyond(old, new)))
    }

    /// Where one workspace tells upper and lower case apart and the other does not, only texts in
    /// which there is no case can be compared.
    fn is_comparable(&self, old: Formula, new: Formula) -> bool {
        if self.old.case_sensitive == self.new.case_sensitive {
            return true;
        }
        let formulas = &self.rules.formulas;
        let has_case = |character: char| {
            character.is_lowercase()
                || character.is_uppercase()
                || character.to_lowercase().ne([character])
                || character.to_uppercase().ne([character])
        };
        formulas
            .cone([old, new])
            .into_iter()
            .all(|node| match formulas.node(node) {
                Node::Atom(Atom::Is(_, text) | Atom::Contains(_, text)) => {
                    !text.chars().any(has_case)
                }
                Node::Atom(Atom::Language(_) | Atom::New) | Node::True | Node::All(_) => true,
            })
    }

    fn keys(&self, old: MessageId, new: MessageId) -> Option<(&Key, &Key)> {
        let old = self.hours.get(old.index())?.as_ref()?;
        let new = self.rules.messages.get(new.index())?.hours.as_ref()?;
        Some((old, new))
    }

    fn hours(&self, old: MessageId, new: MessageId) -> Option<Shift<Moment>> {
        let (old, new) = self.keys(old, new)?;
        let beyond = |narrow: &Key, wide: &Key| {
            // Asked first because it is mostly so, and cheaper.
            if self.timetable.contains(wide, narrow) == Some(true) {
                return Search::Nothing;
            }
            match self.timetable.beyond(narrow, wide) {
                Common::At(moment) => Search::Found(moment),
                Common::Never => Search::Nothing,
                Common::Any | Common::Unknown => Search::Unknown,
            }
        };
        Some(Shift::of(beyond(new, old), beyond(old, new)))
    }

    fn aspects(&self, old: MessageId, new: MessageId) -> Vec<Aspect> {
        let (before, now) = (&self.old[old], &self.new[new]);
        let brand = |model: &Model, message: &Message| model[message.brand].id.clone();
        let channel = |model: &Model, message: &Message| model[message.channel].id.clone();
        // `on page_load` and `after 0s` are the same moment.
        let due = |message: &Message| match message.trigger {
            Trigger::PageLoad => 0,
            Trigger::PageView { after_seconds } => after_seconds,
        };
        let moment = (due(before) != due(now)).then_some((before.trigger, now.trigger));
        let reply = (!self.same_reply(before, now)).then_some(Aspect::Reply);
        let text = |old: &str, new: &str| differing(Box::from(old), Box::from(new));
        [
            text(&before.name, &now.name).map(|(old, new)| Aspect::Name(old, new)),
            differing(before.status, now.status).map(|(old, new)| Aspect::Status(old, new)),
            differing(brand(self.old, before), brand(self.new, now))
                .map(|(old, new)| Aspect::Brand(old, new)),
            differing(channel(self.old, before), channel(self.new, now))
                .map(|(old, new)| Aspect::Channel(old, new)),
            moment.map(|(old, new)| Aspect::Moment(old, new)),
            differing(before.frequency, now.frequency)
                .map(|(old, new)| Aspect::Frequency(old, new)),
            text(&before.text, &now.text).map(|(old, new)| Aspect::Text(old, new)),
            reply,
            differing(before.tags.clone(), now.tags.clone())
                .map(|(old, new)| Aspect::Tags(old, new)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn same_reply(&self, before: &Message, now: &Message) -> bool {
        let answer = |model: &Model, bot, answer: usize| {
            let bot: &proactive_hir::model::Bot = &model[bot];
            let answer = bot.answers.get(answer).map(|answer| answer.id.clone());
            (bot.id.clone(), answer)
        };
        match (&before.reply, &now.reply) {
            (
                Reply::Agent { text, ask },
                Reply::Agent {
                    text: new_text,
                    ask: new_ask,
                },
            ) => text == new_text && ask == new_ask,
            (
                Reply::Bot {
                    bot,
                    answer: position,
                },
                Reply::Bot {
                    bot: new_bot,
                    answer: new_position,
                },
            ) => answer(self.old, *bot, *position) == answer(self.new, *new_bot, *new_position),
            (Reply::Agent { .. }, Reply::Bot { .. }) | (Reply::Bot { .. }, Reply::Agent { .. }) => {
                false
            }
        }
    }

    /// Messages of one channel that are due at the same moment, in either workspace, and change
    /// places.
    fn reordered(&self, pairs: &[(MessageId, MessageId)]) -> Vec<Reordered> {
        let mut found = Vec::new();
        for (position, (old_winner, winner)) in pairs.iter().enumerate() {
            for (old_loser, loser) in pairs.get(position + 1..).unwrap_or(&[]) {
                if old_loser > old_winner {
                    continue;
                }
                found.extend(self.swapped((*old_winner, *winner), (*old_loser, *loser)));
            }
        }
        found
    }

    fn swapped(
        &self,
        winner: (MessageId, MessageId),
        loser: (MessageId, MessageId),
    ) -> Option<Reordered> {
        let rival = |model: &Model, one: MessageId, other: MessageId| {
            let (one, other) = (&model[one], &model[other]);
            let due = |message: &Message| match message.trigger {
                Trigger::PageLoad => 0,
                Trigger::PageView { after_seconds } => after_seconds,
            };
            let shown = |message: &Message| message.status == MessageStatus::Published;
            one.channel == other.channel && due(one) == due(other) && shown(one) && shown(other)
        };
        if !rival(self.old, winner.0, loser.0) || !rival(self.new, winner.1, loser.1) {
            return None;
        }
        let (old_winner, new_winner) = self.formulas(winner.0, winner.1)?;
        let (old_loser, new_loser) = self.formulas(loser.0, loser.1)?;
        let all = [old_winner, new_winner, old_loser, new_loser];
        let mut visitor = match self.rules.satisfiable(&all) {
            Satisfiable::Yes(visitor) => visitor,
            Satisfiable::No | Satisfiable::Unknown => return None,
        };
        let (_, winners) = self.keys(winner.0, winner.1)?;
        let (_, losers) = self.keys(loser.0, loser.1)?;
        let due = self.rules.messages.get(winner.1.index())?.due;
        match self.timetable.common(winners, losers, due) {
            Common::Any => {}
            Common::At(moment) => visitor.moment = Some(moment),
            Common::Never | Common::Unknown => return None,
        }
        Some(Reordered {
            winner: winner.1,
            loser: loser.1,
            visitor,
        })
    }
}
