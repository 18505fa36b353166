//! Messages that stand in one another's way.
//!
//! What stands in the way of a message is kept, with all that was looked at for it. When a few
//! messages have changed, only they are looked at again, and those whose example gets one of them,
//! or did: to all others they are nothing. A change of order is a change of what has moved.

use std::collections::{HashMap, HashSet};
use std::ops::Not as _;
use std::ops::Range;
use std::sync::Arc;

use proactive_catalog::MessageStatus;
use proactive_diagnostics::{Finding, LabelKind, Problem, Witness};
use proactive_hir::model::{PartialMessage, PartialModel, Schedule, Trigger};

use crate::formula::{Formula, Formulas};
use crate::hours::{Answers, Common, Key, Timetable};
use crate::local::{Fingerprint, read_into};
use crate::reading::Examined;
use crate::session::Session;
use crate::term::Meeting;
use crate::triggers::Index;
use crate::visitor::Visitor;
use crate::work;

/// So many times the solver is asked for a message; only a workspace made for it has more
/// candidates that cannot be told apart without.
const MAX_PROOFS: usize = 128;

/// When more messages than this have changed, all are looked at again, with an index.
const SMALL_EDIT: usize = 16;

/// So many answers about pairs are kept beyond eight for each message.
const CACHE_SLACK: usize = 1_024;

type Inclusions = HashMap<(Fingerprint, Fingerprint), bool>;

/// Where the messages of a workspace stood the last time.
#[derive(Debug, Default)]
pub(crate) struct Standings {
    stands: Vec<Stand>,
    inclusions: Inclusions,
    hours: Answers,
    /// How many inclusions were new the last time.
    pub(crate) proved: usize,
}

/// A message that is shown, to somebody, on a channel.
#[derive(Debug, Clone)]
struct Stand {
    examined: Arc<Examined>,
    channel: usize,
    /// Seconds from the load of a page until it is due.
    due: u32,
    hours: Key,
    /// What comes before it, for all who get it.
    blocked: Option<Blocked>,
}

/// A message stands in the way of another.
#[derive(Debug, Clone, Copy)]
struct Blocked {
    /// The position of the one in the way.
    by: usize,
    /// They are for the same visitors at the same time.
    twin: bool,
}

impl Stand {
    fn new(message: &PartialMessage<'_>, examined: &Arc<Examined>) -> Option<Self> {
        if message.status != MessageStatus::Published || examined.seen.is_none() {
            return None;
        }
        Some(Self {
            examined: Arc::clone(examined),
            channel: message.channel?.index(),
            due: match message.trigger {
                Trigger::PageLoad => 0,
                Trigger::PageView { after_seconds } => after_seconds,
            },
            hours: Key::of(message.hours.as_ref()?, 0),
            blocked: None,
        })
    }

    /// Whether all that counts here is the same.
    fn is_as(&self, other: &Self) -> bool {
        self.examined.reading.number == other.examined.reading.number
            && self.channel == other.channel
            && self.due == other.due
            && self.hours == other.hours
    }

    fn formulas(&self) -> &Formulas {
        &self.examined.reading.formulas
    }

    fn audience(&self) -> Formula {
        self.examined.reading.audience
    }

    fn key(&self) -> Fingerprint {
        self.examined.reading.key
    }

    /// Whether the example of this one gets the other too, and could see it: whatever includes all
    /// who get this one includes that one.
    fn example_gets(&self, other: &Self) -> bool {
        let seen = self.examined.seen.as_ref();
        self.channel == other.channel
            && seen.is_some_and(|seen| seen.meets(other.formulas(), other.audience()))
    }
}

/// What has changed about the messages.
struct Edit {
    old: Range<usize>,
    new: Range<usize>,
}

impl Edit {
    /// What lies between what is the same above and below.
    fn between(old: &[Stand], new: &[Stand]) -> Self {
        let same = |(old, new): &(&Stand, &Stand)| old.is_as(new);
        let above = old.iter().zip(new).take_while(same).count();
        let most = old.len().min(new.len()) - above;
        let below = old.iter().rev().zip(new.iter().rev());
        let below = below.take(most).take_while(same).count();
        Self {
            old: above..old.len() - below,
            new: above..new.len() - below,
        }
    }

    fn is_small(&self) -> bool {
        self.old.len() + self.new.len() <= SMALL_EDIT
    }

    /// Where that stood which stands at a position now.
    fn before(&self, new: usize) -> Option<usize> {
        match new {
            _ if new < self.new.start => Some(new),
            _ if new < self.new.end => None,
            _ => Some(new - self.new.end + self.old.end),
        }
    }

    /// Where that stands now which stood at a position.
    fn after(&self, old: usize) -> Option<usize> {
        match old {
            _ if old < self.old.start => Some(old),
            _ if old < self.old.end => None,
            _ => Some(old - self.old.end + self.new.end),
        }
    }
}

impl Standings {
    /// Forgets where messages stood, but not what was proved of their conditions: for when their
    /// examples are others.
    pub(crate) fn forget(&mut self) {
        self.stands.clear();
    }

    /// `shadowed-message` and `duplicate-message`. `examined` has what is known of the messages of
    /// the model, as far as their conditions were looked at.
    pub(crate) fn renew(
        &mut self,
        model: &PartialModel<'_>,
        examined: &[Option<Arc<Examined>>],
    ) -> Vec<Finding> {
        let (messages, mut stands): (Vec<&PartialMessage<'_>>, Vec<Stand>) = model
            .messages
            .iter()
            .zip(examined)
            .filter_map(|(message, examined)| {
                Some((message, Stand::new(message, examined.as_ref()?)?))
            })
            .unzip();
        let schedules: Vec<Option<&Schedule>> =
            model.schedules.iter().map(Option::as_ref).collect();
        let same_hours = self.hours.are_of(&schedules);
        let (old, hours) = match same_hours {
            true => (
                std::mem::take(&mut self.stands),
                std::mem::take(&mut self.hours),
            ),
            false => (Vec::new(), Answers::default()),
        };
        let edit = Edit::between(&old, &stands);
        let index = (old.is_empty() || !edit.is_small()).then(|| {
            let each = stands.iter().enumerate();
            Index::new(each.map(|(at, stand)| (at, stand.formulas(), stand.audience())))
        });
        let scene = Scene {
            model,
            messages: &messages,
            stands: &stands,
            index,
            timetable: Timetable::knowing(&schedules, hours),
            known: &self.inclusions,
        };
        let mut blocked: Vec<Option<Blocked>> = Vec::with_capacity(stands.len());
        let mut unsure = Vec::new();
        for at in 0..stands.len() {
            let still = scene.still_blocked(at, &old, &edit);
            blocked.push(still.flatten());
            if still.is_none() {
                unsure.push(at);
            }
        }
        let found = work::map(unsure, |at| {
            let mut used = Vec::new();
            (at, scene.blocked(at, &mut used), used)
        });
        let mut used = Vec::new();
        for (at, found, proofs) in found {
            if let Some(blocked) = blocked.get_mut(at) {
                *blocked = found;
            }
            used.extend(proofs);
        }
        let each = blocked.iter().enumerate();
        let findings = each.filter_map(|(at, blocked)| scene.finding(at, (*blocked)?));
        let findings = findings.collect();
        self.hours = scene.timetable.into_answers();
        self.remember(used, &stands);
        for (stand, blocked) in stands.iter_mut().zip(blocked) {
            stand.blocked = blocked;
        }
        self.stands = stands;
        findings
    }

    fn remember(&mut self, used: Vec<((Fingerprint, Fingerprint), bool)>, stands: &[Stand]) {
        self.proved = 0;
        for (pair, answer) in used {
            if self.inclusions.insert(pair, answer).is_none() {
                self.proved += 1;
            }
        }
        if self.inclusions.len() > 8 * stands.len() + CACHE_SLACK {
            let keys: HashSet<Fingerprint> = stands.iter().map(Stand::key).collect();
            self.inclusions
                .retain(|(wide, narrow), _| keys.contains(wide) && keys.contains(narrow));
        }
    }
}

struct Scene<'s, 'm> {
    model: &'s PartialModel<'m>,
    /// In the order of the text.
    messages: &'s [&'s PartialMessage<'m>],
    /// Of each of these messages.
    stands: &'s [Stand],
    /// None where so few are looked for that looking at all of them is quicker.
    index: Option<Index<'s>>,
    timetable: Timetable<'s>,
    known: &'s Inclusions,
}

/// What is found out about pairs while one message is looked at.
struct Looking<'l> {
    proofs: usize,
    used: &'l mut Vec<((Fingerprint, Fingerprint), bool)>,
}

impl Scene<'_, '_> {
    /// What stood in the way of a message, and still does: none where it has to be looked for.
    fn still_blocked(&self, at: usize, old: &[Stand], edit: &Edit) -> Option<Option<Blocked>> {
        if !edit.is_small() {
            return None;
        }
        let this = self.stands.get(at)?;
        let before = old.get(edit.before(at)?)?;
        let gone = old.get(edit.old.clone())?;
        let new = self.stands.get(edit.new.clone())?;
        if gone.iter().chain(new).any(|other| this.example_gets(other)) {
            return None;
        }
        match before.blocked {
            None => Some(None),
            Some(Blocked { by, twin }) => Some(Some(Blocked {
                by: edit.after(by)?,
                twin,
            })),
        }
    }

    /// What stands in the way of a message.
    fn blocked(
        &self,
        at: usize,
        used: &mut Vec<((Fingerprint, Fingerprint), bool)>,
    ) -> Option<Blocked> {
        let this = self.stands.get(at)?;
        let mut looking = Looking {
            proofs: MAX_PROOFS,
            used,
        };
        let mut first: Option<Blocked> = None;
        for by in self.before(at) {
            let before = self.stands.get(by)?;
            // Once something stands in the way, only a twin is worth more.
            if first.is_some() && before.due != this.due {
                continue;
            }
            if !self.includes(before, this, (by, at), &mut looking) {
                continue;
            }
            if before.due == this.due
                && before.example_gets(this)
                && self.includes(this, before, (at, by), &mut looking)
            {
                return Some(Blocked { by, twin: true });
            }
            first = first.or(Some(Blocked { by, twin: false }));
        }
        first
    }

    /// The messages that win over this one, and that its example gets: by when they are due and
    /// where they stand.
    fn before(&self, at: usize) -> Vec<usize> {
        let Some(this) = self.stands.get(at) else {
            return Vec::new();
        };
        let seen = this.examined.seen.as_ref();
        let candidates = match &self.index {
            Some(index) => seen.map_or_else(Vec::new, |seen| index.candidates(seen)),
            None => (0..self.stands.len()).collect(),
        };
        let mut found: Vec<(u32, usize)> = candidates
            .into_iter()
            .filter_map(|position| {
                let other = self.stands.get(position)?;
                let wins = (other.due, position) < (this.due, at);
                (wins && this.example_gets(other)).then_some((other.due, position))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(_, position)| position).collect()
    }

    /// Whether the audience and hours of `wide` include those of `narrow`, which stand at these
    /// positions.
    fn includes(
        &self,
        wide: &Stand,
        narrow: &Stand,
        at: (usize, usize),
        looking: &mut Looking<'_>,
    ) -> bool {
        if self.timetable.contains(&wide.hours, &narrow.hours) != Some(true) {
            return false;
        }
        let (wide_key, narrow_key) = (wide.key(), narrow.key());
        if wide_key == narrow_key || wide.audience() == Formula::TRUE {
            return true;
        }
        let (terms, opposite) = (
            narrow.examined.reading.terms(),
            wide.examined.reading.opposite(),
        );
        match terms.meet(narrow.formulas(), opposite, wide.formulas()) {
            Meeting::Of(..) => return false,
            Meeting::Never => return true,
            Meeting::Unknown => {}
        }
        if looking.proofs == 0 {
            return false;
        }
        looking.proofs -= 1;
        let pair = (wide_key, narrow_key);
        let answer = match self.known.get(&pair) {
            Some(answer) => *answer,
            None => self.proves(at.0, at.1),
        };
        looking.used.push((pair, answer));
        answer
    }

    /// Whether the solver proves that the audience of one message includes that of another.
    fn proves(&self, wide: usize, narrow: usize) -> bool {
        let mut formulas = Formulas::new();
        let mut read = |at: usize| match &self.messages.get(at)?.condition {
            None => Some(Formula::TRUE),
            Some(condition) => {
                let read = read_into(&mut formulas, condition.written()?, self.model);
                read.map(|(part, _)| part.formula)
            }
        };
        let (Some(narrow), Some(wide)) = (read(narrow), read(wide)) else {
            return false;
        };
        Session::new(&formulas)
            .all(&[narrow, wide.not()])
            .is_impossible()
    }

    fn finding(&self, at: usize, Blocked { by, twin }: Blocked) -> Option<Finding> {
        let (this, earlier) = (self.stands.get(at)?, self.stands.get(by)?);
        let (message, other) = (self.messages.get(at)?, self.messages.get(by)?);
        let mut visitor: Visitor = this.examined.verdict.example.clone()?;
        match self.timetable.common(&this.hours, &earlier.hours, this.due) {
            Common::Any => {}
            Common::At(moment) => visitor.moment = Some(moment),
            // It is never shown at all: nothing is in its way.
            Common::Never | Common::Unknown => return None,
        }
        let witness = Box::new(Witness::from(&visitor));
        let name = message.id.to_owned();
        let first = other.id.to_owned();
        let (problem, words) = if twin {
            let of = first.clone();
            let problem = Problem::DuplicateMessage { name, of, witness };
            (problem, LabelKind::SameAudience { name: first })
        } else {
            let by = first.clone();
            let problem = Problem::ShadowedMessage { name, by, witness };
            (problem, LabelKind::ComesFirst { name: first })
        };
        Some(Finding::new(problem, message.span).label(other.span, words))
    }
}
