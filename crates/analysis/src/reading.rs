//! Conditions are read once, and again only when their text changes, or that of a segment that
//! they use.
//!
//! What was read of a condition is kept by the [`Origin`] of the condition, and has a number. It
//! holds as long as the segments that the condition names have the numbers that they had: whatever
//! changes below gets a new number, and so does all that rests on it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use proactive_hir::model::{Condition, Origin, PartialCondition, PartialModel, SegmentId};

use crate::formula::{Formula, Formulas};
use crate::local::{self, Fingerprint, Local};
use crate::sites::{Mention, Sites, mentions};
use crate::term::Terms;
use crate::verdict::Verdict;
use crate::visitor::Seen;
use crate::work;

/// So much is looked at in all conditions together, a comparison being one, and segments counted
/// wherever they are used. Ten thousand messages have less than a hundred thousand; only segments
/// that use segments that use segments can have more.
const MAX_COMPARISONS: usize = 1_000_000;

/// So many alternatives of a condition are looked at before a solver is asked.
const MAX_TERMS: usize = 24;

/// So many verdicts are kept beyond twice those that are needed.
const CACHE_SLACK: usize = 64;

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
        let terms = || Terms::of(&self.formulas, self.audience, MAX_TERMS);
        self.terms.get_or_init(terms)
    }

    /// Who is left out, as alternatives.
    pub(crate) fn opposite(&self) -> &Terms {
        let terms = || Terms::of(&self.formulas, !self.audience, MAX_TERMS);
        self.opposite.get_or_init(terms)
    }
}

/// A condition that was read and looked at.
#[derive(Debug)]
pub(crate) struct Examined {
    pub(crate) reading: Arc<Reading>,
    pub(crate) verdict: Arc<Verdict>,
    /// The example of the verdict, as conditions see it.
    pub(crate) seen: Option<Seen>,
}

/// The conditions of a workspace, looked at; none where one cannot be read.
pub(crate) struct Conditions {
    /// Of its segments, in their order.
    pub(crate) segments: Vec<Option<Arc<Examined>>>,
    /// Of its messages, in their order.
    pub(crate) messages: Vec<Option<Arc<Examined>>>,
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
    segments: Shelf,
    messages: Shelf,
    /// Where there is no condition.
    everybody: Option<Arc<Examined>>,
    verdicts: HashMap<Fingerprint, Arc<Verdict>>,
    /// How many verdicts were new the last time.
    pub(crate) proved: usize,
}

#[derive(Debug)]
struct Kept {
    origin: Origin,
    uses: Uses,
    examined: Arc<Examined>,
}

/// What was kept of a list of conditions. Most is taken in the order in which it was put there, but
/// for a place where something came in or went away.
#[derive(Debug, Default)]
struct Shelf {
    kept: Vec<Option<Kept>>,
    /// How many conditions there are now.
    wanted: usize,
    /// Where each is, once one was not where it was to be expected.
    places: Option<HashMap<Origin, usize>>,
}

impl Shelf {
    fn new(kept: Vec<Option<Kept>>) -> Self {
        Self {
            kept,
            ..Self::default()
        }
    }

    /// The same, of which conditions are going to be taken for a list of so many.
    fn wanting(self, wanted: usize) -> Self {
        Self { wanted, ..self }
    }

    /// Takes what was kept of the condition that stands at `at` in the list now.
    fn take(&mut self, at: usize, condition: &PartialCondition<'_>) -> Option<Kept> {
        let from_above = Some(at);
        let from_below = (at + self.kept.len()).checked_sub(self.wanted);
        let is_it =
            |kept: &Option<Kept>| kept.as_ref().is_some_and(|it| it.origin.is_of(condition));
        let mut expected = [from_above, from_below].into_iter().flatten();
        let found = expected.find(|at| self.kept.get(*at).is_some_and(is_it));
        let found = found.or_else(|| {
            let kept = self.kept.iter().enumerate();
            let places = || {
                kept.filter_map(|(at, kept)| Some((kept.as_ref()?.origin.clone(), at)))
                    .collect()
            };
            let places = self.places.get_or_insert_with(places);
            places.get(&condition.origin()).copied()
        });
        self.kept.get_mut(found?)?.take()
    }
}

/// The numbers of the readings of the segments that a condition names.
type Uses = Box<[u64]>;

/// A condition, found again or not.
struct Found<'m> {
    condition: &'m PartialCondition<'m>,
    origin: Origin,
    uses: Uses,
    number: u64,
    state: State,
}

enum State {
    /// It was read and looked at before.
    Known(Arc<Examined>),
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
        let mut segments = self.find_segments(model);
        let mut messages = self.find_messages(model, &segments);
        let mut purse = MAX_COMPARISONS;
        for found in messages.iter_mut().chain(&mut segments).flatten() {
            if let Some(gone) = found.pay(model, &mut purse) {
                self.sites.remove(&gone.reading.mentions);
            }
        }
        let all = messages.iter_mut().chain(&mut segments).flatten();
        let new = all.filter(|found| matches!(found.state, State::New(_)));
        work::map(new.collect(), |found| found.read(model));
        for found in messages.iter().chain(&segments).flatten() {
            if let State::Read(fresh) = &found.state {
                self.sites.add(&fresh.mentions);
            }
        }
        let moved = self.move_site();
        self.proved = 0;
        let segments = self.examine(segments, model, moved);
        let messages = self.examine(messages, model, moved);
        let everybody = self.everybody(moved);
        let examined = |kept: &Option<Kept>| kept.as_ref().map(|kept| Arc::clone(&kept.examined));
        let each = model.messages.iter().zip(&messages);
        let conditions = Conditions {
            segments: segments.iter().map(examined).collect(),
            messages: each
                .map(|(message, kept)| match &message.condition {
                    None => Some(Arc::clone(&everybody)),
                    Some(_) => examined(kept),
                })
                .collect(),
            other_examples: moved,
        };
        self.segments = Shelf::new(segments);
        self.messages = Shelf::new(messages);
        self.prune();
        conditions
    }

    /// Finds the segments, each after those that it uses.
    fn find_segments<'m>(&mut self, model: &'m PartialModel<'_>) -> Vec<Option<Found<'m>>> {
        let count = model.segments.len();
        let mut shelf = std::mem::take(&mut self.segments).wanting(count);
        let mut found: Vec<Option<Found<'m>>> = Vec::new();
        found.resize_with(count, || None);
        let mut numbers = vec![None; count];
        for id in &model.segment_order {
            let at = id.index();
            let Some(segment) = model.segment(*id) else {
                continue;
            };
            let here = self.find(&segment.condition, at, &mut shelf, &numbers);
            if let (Some(number), Some(slot)) = (numbers.get_mut(at), found.get_mut(at)) {
                *number = here.as_ref().map(|it| it.number);
                *slot = here;
            }
        }
        self.clear(shelf);
        found
    }

    fn find_messages<'m>(
        &mut self,
        model: &'m PartialModel<'_>,
        segments: &[Option<Found<'_>>],
    ) -> Vec<Option<Found<'m>>> {
        let numbers: Vec<Option<u64>> = segments
            .iter()
            .map(|segment| segment.as_ref().map(|it| it.number))
            .collect();
        let mut shelf = std::mem::take(&mut self.messages).wanting(model.messages.len());
        let messages = model.messages.iter().enumerate();
        let found = messages
            .map(|(at, message)| self.find(message.condition.as_ref()?, at, &mut shelf, &numbers))
            .collect();
        self.clear(shelf);
        found
    }

    /// Finds the condition at a place of its list among those that were read before. `numbers` has
    /// those of the segments; none where one that it names cannot be read.
    fn find<'m>(
        &mut self,
        condition: &'m PartialCondition<'m>,
        at: usize,
        shelf: &mut Shelf,
        numbers: &[Option<u64>],
    ) -> Option<Found<'m>> {
        let number = |id: &SegmentId| numbers.get(id.index()).copied().flatten();
        let uses: Uses = condition.uses().iter().map(number).collect::<Option<_>>()?;
        let (origin, kept) = match shelf.take(at, condition) {
            Some(kept) => (kept.origin, Some((kept.uses, kept.examined))),
            None => (condition.origin(), None),
        };
        let (number, state) = match kept {
            Some((used, known)) if used == uses => (known.reading.number, State::Known(known)),
            Some(_) | None => {
                if let Some((_, gone)) = kept {
                    self.sites.remove(&gone.reading.mentions);
                }
                self.numbers += 1;
                (self.numbers, State::New(0))
            }
        };
        Some(Found {
            condition,
            origin,
            uses,
            number,
            state,
        })
    }

    /// Forgets what is left on a shelf.
    fn clear(&mut self, shelf: Shelf) {
        for gone in shelf.kept.into_iter().flatten() {
            self.sites.remove(&gone.examined.reading.mentions);
        }
    }

    /// Whether examples are of another site than before.
    fn move_site(&mut self) -> bool {
        let site = self.sites.most_named();
        let moved = *self.site != *site;
        if moved {
            self.site = site.into();
            self.verdicts.clear();
        }
        moved
    }

    /// Looks at conditions; `moved`: their examples have to be of another site than before.
    fn examine(
        &mut self,
        all: Vec<Option<Found<'_>>>,
        model: &PartialModel<'_>,
        moved: bool,
    ) -> Vec<Option<Kept>> {
        let is_new = |found: &Found<'_>| moved || !matches!(found.state, State::Known(_));
        let each = all.iter().enumerate();
        let new: Vec<usize> = each
            .filter(|(_, found)| found.as_ref().is_some_and(is_new))
            .map(|(at, _)| at)
            .collect();
        let this = &*self;
        let keep = |found: Option<Found<'_>>| this.keep(found?, model, moved);
        let kept: Vec<Option<Kept>> = match work::is_little(new.len()) {
            true => all.into_iter().map(keep).collect(),
            false => work::map(all, keep),
        };
        for at in new {
            if let Some(Some(Kept { examined, .. })) = kept.get(at) {
                let verdict = &examined.verdict;
                let known = self.verdicts.entry(examined.reading.key);
                known.or_insert_with(|| {
                    self.proved += 1;
                    Arc::clone(verdict)
                });
            }
        }
        kept
    }

    /// What is kept of a condition.
    fn keep(&self, found: Found<'_>, model: &PartialModel<'_>, moved: bool) -> Option<Kept> {
        let examined = match found.state {
            State::Known(known) if !moved => known,
            State::Known(known) => {
                let reading = Arc::clone(&known.reading);
                let verdict = match self.verdicts.get(&reading.key) {
                    Some(verdict) => Arc::clone(verdict),
                    None => self.verdict(&Local::read(found.condition.written()?, model)?),
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
        Some(Kept {
            origin: found.origin,
            uses: found.uses,
            examined,
        })
    }

    fn verdict(&self, local: &Local) -> Arc<Verdict> {
        Arc::new(Verdict::of(local, &self.site, self.case_sensitive))
    }

    fn examined(&self, reading: Arc<Reading>, verdict: Arc<Verdict>) -> Arc<Examined> {
        let example = verdict.example.as_ref();
        Arc::new(Examined {
            seen: example.map(|example| Seen::new(example, self.case_sensitive)),
            reading,
            verdict,
        })
    }

    /// What is known where there is no condition.
    fn everybody(&mut self, moved: bool) -> Arc<Examined> {
        let known = self.everybody.take().filter(|_| !moved);
        let everybody = known.unwrap_or_else(|| {
            let fresh = Fresh::new(Local::everybody(), self.case_sensitive, 0, Vec::new());
            let verdict = self.verdict(&fresh.local);
            self.examined(Arc::new(fresh.reading(0)), verdict)
        });
        Arc::clone(self.everybody.insert(everybody))
    }

    /// Forgets verdicts when most of them are not needed any more.
    fn prune(&mut self) {
        let shelves = [&self.segments, &self.messages];
        let kept = || {
            shelves
                .into_iter()
                .flat_map(|shelf| shelf.kept.iter().flatten())
        };
        if self.verdicts.len() > 2 * kept().count() + CACHE_SLACK {
            let keys: HashSet<Fingerprint> = kept().map(|it| it.examined.reading.key).collect();
            self.verdicts.retain(|key, _| keys.contains(key));
        }
    }
}

impl Found<'_> {
    /// Takes what the condition costs from the purse. It is not looked at where that is too much;
    /// what was known of it then is given back.
    fn pay(&mut self, model: &PartialModel<'_>, purse: &mut usize) -> Option<Arc<Examined>> {
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
        if *purse > 0 {
            return None;
        }
        match std::mem::replace(&mut self.state, State::Not) {
            State::Known(known) => Some(known),
            State::New(_) | State::Read(_) | State::Not => None,
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
