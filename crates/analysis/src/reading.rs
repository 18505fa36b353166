//! Conditions are read once, and again only when their text changes, or that of a segment that
//! they use.
//!
//! What was read of a condition is kept by the [`Origin`] of the condition, and has a number. It
//! holds as long as the segments that the condition names have the numbers that they had: whatever
//! changes below gets a new number, and so does all that rests on it.

// Only looked up, or walked where the order does not show.
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use proactive_hir::model::{Condition, Origin, PartialCondition, PartialModel, SegmentId};
use rayon::prelude::*;

use crate::formula::{Formula, Formulas};
use crate::local::{self, Fingerprint, Local};
use crate::sites::{Mention, Sites, mentions};
use crate::term::Terms;
use crate::verdict::Verdict;
use crate::visitor::Seen;

/// So much is looked at in all conditions together, a comparison being one, and segments counted
/// wherever they are used. Ten thousand messages have less than a hundred thousand; only segments
/// that use segments that use segments can have more.
const MOST_COMPARISONS: usize = 1_000_000;

/// So many alternatives of a condition are looked at before a solver is asked.
const MOST_TERMS: usize = 24;

/// So many verdicts are kept beyond twice those that are needed.
const SPARE: usize = 64;

/// What a condition says, without where it stands.
#[derive(Debug)]
pub(crate) struct Reading {
    /// Equal for readings of one text that rest on equal ones, and for no others.
    pub(crate) number: u64,
    pub(crate) formulas: Formulas,
    /// Who is let in.
    pub(crate) audience: Formula,
    pub(crate) key: Fingerprint,
    /// As [`local::weight`] counts it.
    weight: usize,
    mentions: Vec<Mention>,
    terms: OnceLock<Terms>,
    opposite: OnceLock<Terms>,
}

impl Reading {
    /// Who is let in, as alternatives.
    pub(crate) fn terms(&self) -> &Terms {
        let terms = || Terms::of(&self.formulas, self.audience, MOST_TERMS);
        self.terms.get_or_init(terms)
    }

    /// Who is left out, as alternatives.
    pub(crate) fn opposite(&self) -> &Terms {
        let terms = || Terms::of(&self.formulas, !self.audience, MOST_TERMS);
        self.opposite.get_or_init(terms)
    }
}

/// A condition that was read and looked at.
#[derive(Debug, Clone)]
pub(crate) struct Examined {
    pub(crate) reading: Arc<Reading>,
    pub(crate) verdict: Arc<Verdict>,
    /// The example of the verdict, as conditions see it.
    pub(crate) seen: Option<Arc<Seen>>,
}

/// The conditions of a workspace, looked at; none where one cannot be read.
pub(crate) struct Conditions {
    /// Of its segments, in their order.
    pub(crate) segments: Vec<Option<Examined>>,
    /// Of its messages, in their order.
    pub(crate) messages: Vec<Option<Examined>>,
    /// Examples were others before, though nothing else has changed.
    pub(crate) other_examples: bool,
}

/// What was read of a workspace, kept for the next time.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    case_sensitive: bool,
    /// How many readings there were.
    numbers: u64,
    sites: Sites,
    /// The site from which examples are taken.
    site: Box<str>,
    kept: HashMap<Origin, Kept>,
    /// Where there is no condition.
    everybody: Option<Examined>,
    verdicts: HashMap<Fingerprint, Arc<Verdict>>,
    /// How many verdicts were new the last time.
    pub(crate) proved: usize,
}

#[derive(Debug)]
struct Kept {
    uses: Uses,
    examined: Examined,
}

/// The numbers of the readings of the segments that a condition names.
type Uses = Box<[u64]>;

/// A condition, found again or not.
struct Found<'m> {
    condition: &'m PartialCondition<'m>,
    number: u64,
    uses: Uses,
    state: State,
}

enum State {
    /// It was read and looked at before.
    Known(Examined),
    /// It is to be read, and is of this weight.
    New(usize),
    /// It was read now, and is to be looked at.
    Read(Box<Fresh>),
    /// It cannot be read, or there is too much to be read.
    Not,
}

/// A condition that was read now.
struct Fresh {
    local: Local,
    key: Fingerprint,
    weight: usize,
    mentions: Vec<Mention>,
}

impl Readings {
    /// Reads the conditions of a workspace that have changed since the last time, and looks at
    /// them.
    pub(crate) fn renew(&mut self, model: &PartialModel<'_>) -> Conditions {
        if self.case_sensitive != model.case_sensitive {
            // Numbers are never given twice.
            *self = Self {
                case_sensitive: model.case_sensitive,
                numbers: self.numbers,
                ..Self::default()
            };
        }
        let segments = self.find_segments(model);
        let numbers: Vec<Option<u64>> = segments
            .iter()
            .map(|segment| segment.as_ref().map(|it| it.number))
            .collect();
        let messages = model.messages.iter();
        let mut all: Vec<Option<Found<'_>>> = messages
            .map(|message| self.find(message.condition.as_ref()?, &numbers))
            .collect();
        all.extend(segments);
        let mut purse = MOST_COMPARISONS;
        for found in all.iter_mut().flatten() {
            found.pay(model, &mut purse);
        }
        let each = all.par_iter_mut().with_min_len(32).flatten();
        each.for_each(|found| found.read(model));
        let moved = self.move_site(&all);
        let (this, all) = (&*self, all.into_par_iter().with_min_len(32));
        let kept: Vec<Option<(Origin, Kept)>> =
            all.map(|found| this.examine(found?, model, moved)).collect();
        let mut examined: Vec<Option<Examined>> = kept
            .iter()
            .map(|kept| kept.as_ref().map(|(_, kept)| kept.examined.clone()))
            .collect();
        let everybody = self.everybody(moved);
        self.keep(kept.into_iter().flatten().collect());
        let segments = examined.split_off(model.messages.len());
        for (message, examined) in model.messages.iter().zip(&mut examined) {
            if message.condition.is_none() {
                *examined = Some(everybody.clone());
            }
        }
        Conditions {
            segments,
            messages: examined,
            other_examples: moved,
        }
    }

    /// Finds the segments, each behind those that it names. Chains of them can be as long as a
    /// workspace, so they are followed without recursion.
    fn find_segments<'m>(&mut self, model: &'m PartialModel<'_>) -> Vec<Option<Found<'m>>> {
        let count = model.segments.len();
        let mut found: Vec<Option<Found<'m>>> = Vec::new();
        found.resize_with(count, || None);
        let mut numbers = vec![None; count];
        let mut entered = vec![false; count];
        let mut waiting: Vec<(usize, bool)> = (0..count).rev().map(|at| (at, false)).collect();
        while let Some((at, names_are_found)) = waiting.pop() {
            let (Some(Some(segment)), Some(entered)) =
                (model.segments.get(at), entered.get_mut(at))
            else {
                continue;
            };
            if names_are_found || segment.condition.uses().is_empty() {
                let here = self.find(&segment.condition, &numbers);
                if let (Some(number), Some(slot)) = (numbers.get_mut(at), found.get_mut(at)) {
                    *number = here.as_ref().map(|it| it.number);
                    *slot = here;
                }
            } else if !std::mem::replace(entered, true) {
                waiting.push((at, true));
                let names = segment.condition.uses().iter();
                waiting.extend(names.map(|id| (id.index(), false)));
            }
        }
        found
    }

    /// Finds a condition among those that were read before. `numbers` has those of the segments;
    /// none where one that it names cannot be read.
    fn find<'m>(
        &mut self,
        condition: &'m PartialCondition<'m>,
        numbers: &[Option<u64>],
    ) -> Option<Found<'m>> {
        let number = |id: &SegmentId| numbers.get(id.index()).copied().flatten();
        let uses: Uses = condition.uses().iter().map(number).collect::<Option<_>>()?;
        let kept = self.kept.get(&condition.origin());
        let (number, state) = match kept.filter(|kept| kept.uses == uses) {
            Some(kept) => (
                kept.examined.reading.number,
                State::Known(kept.examined.clone()),
            ),
            None => {
                self.numbers += 1;
                (self.numbers, State::New(0))
            }
        };
        Some(Found {
            condition,
            number,
            uses,
            state,
        })
    }

    /// Takes notice of which sites the conditions speak, and whether examples are of another one
    /// than before.
    fn move_site(&mut self, all: &[Option<Found<'_>>]) -> bool {
        let mut gone: HashSet<u64> = HashSet::new();
        gone.extend(self.kept.values().map(|it| it.examined.reading.number));
        for found in all.iter().flatten() {
            match &found.state {
                State::Known(_) => {
                    gone.remove(&found.number);
                }
                State::Read(fresh) => fresh.mentions.iter().for_each(|it| self.sites.add(it)),
                State::New(_) | State::Not => {}
            }
        }
        for kept in self.kept.values() {
            let reading = &kept.examined.reading;
            if gone.contains(&reading.number) {
                reading.mentions.iter().for_each(|it| self.sites.remove(it));
            }
        }
        let site = self.sites.most_named();
        let moved = *self.site != *site;
        if moved {
            self.site = site.into();
            self.verdicts.clear();
        }
        moved
    }

    /// Looks at a condition; `moved`: its examples have to be of another site than before.
    fn examine(
        &self,
        found: Found<'_>,
        model: &PartialModel<'_>,
        moved: bool,
    ) -> Option<(Origin, Kept)> {
        let origin = found.condition.origin();
        let examined = match found.state {
            State::Known(known) if !moved => known,
            State::Known(Examined { reading, .. }) => {
                let local = || Local::read(found.condition.written()?, model);
                let verdict = match self.verdicts.get(&reading.key) {
                    Some(verdict) => Arc::clone(verdict),
                    None => self.verdict(&local()?),
                };
                self.examined(reading, verdict)
            }
            State::Read(fresh) => {
                let verdict = match self.verdicts.get(&fresh.key) {
                    Some(verdict) => Arc::clone(verdict),
                    None => self.verdict(&fresh.local),
                };
                self.examined(Arc::new(fresh.reading(found.number)), verdict)
            }
            State::New(_) | State::Not => return None,
        };
        let uses = found.uses;
        Some((origin, Kept { uses, examined }))
    }

    fn verdict(&self, local: &Local) -> Arc<Verdict> {
        Arc::new(Verdict::of(local, &self.site, self.case_sensitive))
    }

    fn examined(&self, reading: Arc<Reading>, verdict: Arc<Verdict>) -> Examined {
        let example = verdict.example.as_ref();
        Examined {
            seen: example.map(|example| Arc::new(Seen::new(example, self.case_sensitive))),
            reading,
            verdict,
        }
    }

    /// What is known where there is no condition.
    fn everybody(&mut self, moved: bool) -> Examined {
        let known = self.everybody.take().filter(|_| !moved);
        let everybody = known.unwrap_or_else(|| {
            let fresh = Fresh::new(Local::everybody(), self.case_sensitive, 0, Vec::new());
            let verdict = self.verdict(&fresh.local);
            self.examined(Arc::new(fresh.reading(0)), verdict)
        });
        self.everybody.insert(everybody).clone()
    }

    /// Keeps what the next time may need.
    fn keep(&mut self, kept: Vec<(Origin, Kept)>) {
        self.proved = 0;
        for (_, Kept { examined, .. }) in &kept {
            let verdict = || Arc::clone(&examined.verdict);
            self.verdicts
                .entry(examined.reading.key)
                .or_insert_with(|| {
                    self.proved += 1;
                    verdict()
                });
        }
        if self.verdicts.len() > 2 * kept.len() + SPARE {
            let keys: HashSet<Fingerprint> = kept
                .iter()
                .map(|(_, kept)| kept.examined.reading.key)
                .collect();
            self.verdicts.retain(|key, _| keys.contains(key));
        }
        self.kept = kept.into_iter().collect();
    }
}

impl Found<'_> {
    /// Takes what the condition costs from the purse. It is not looked at where that is too much.
    fn pay(&mut self, model: &PartialModel<'_>, purse: &mut usize) {
        let weight = match &mut self.state {
            State::Known(known) => known.reading.weight.min(*purse),
            State::New(weight) => {
                let written = self.condition.written();
                *weight = written.map_or(0, |it| local::weight(it, &model.segments, *purse));
                *weight
            }
            State::Read(_) | State::Not => 0,
        };
        *purse -= weight;
        if *purse == 0 {
            self.state = State::Not;
        }
    }

    /// Reads it, if it was not before.
    fn read(&mut self, model: &PartialModel<'_>) {
        let State::New(weight) = self.state else {
            return;
        };
        let read = |condition: &Condition| {
            let mentions = mentions(condition, model.case_sensitive);
            let local = Local::read(condition, model)?;
            let fresh = Fresh::new(local, model.case_sensitive, weight, mentions);
            Some(State::Read(Box::new(fresh)))
        };
        let written = self.condition.written();
        self.state = written.and_then(read).unwrap_or(State::Not);
    }
}

impl Fresh {
    fn new(local: Local, case_sensitive: bool, weight: usize, mentions: Vec<Mention>) -> Self {
        Self {
            key: local.fingerprint(case_sensitive),
            local,
            weight,
            mentions,
        }
    }

    fn reading(self, number: u64) -> Reading {
        Reading {
            number,
            formulas: self.local.formulas,
            audience: self.local.audience,
            key: self.key,
            weight: self.weight,
            mentions: self.mentions,
            terms: OnceLock::new(),
            opposite: OnceLock::new(),
        }
    }
}
