//! AnalyzedConditions are read once, and again only when their text changes, or that of a segment that
//! they use.
//!
//! What was read of a condition is kept by the [`Origin`] of the condition, and has a number. It
//! holds as long as the segments that the condition names have the numbers that they had: whatever
//! changes below gets a new number, and so does all that rests on it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use proactive_hir::model::{Condition, Origin, PartialCondition, PartialModel, SegmentId};

use crate::dnf::Dnf;
use crate::example_site::{SiteCounts, UrlMention, mentions};
use crate::formula::{Formula, Formulas};
use crate::parallel;
use crate::proof::ConditionProof;
use crate::standalone::{self, Fingerprint, StandaloneCondition};
use crate::visitor::NormalizedVisitor;

/// So much is looked at in all conditions together, a comparison being one, and segments counted
/// wherever they are used. Ten thousand messages have less than a hundred thousand; only segments
/// that use segments that use segments can have more.
const MAX_COMPARISONS: usize = 1_000_000;

/// So many alternatives of a condition are looked at before a solver is asked.
const MAX_CONJUNCTIONS: usize = 24;

/// So many proofs are kept beyond twice those that are needed.
const CACHE_SLACK: usize = 64;

/// What a condition says, without where it stands.
#[derive(Debug)]
pub(crate) struct EncodedCondition {
    /// Equal for readings of one text that rest on equal ones, and for no others.
    pub(crate) number: u64,
    pub(crate) formulas: Formulas,
    /// Who is let in.
    pub(crate) audience: Formula,
    pub(crate) key: Fingerprint,
    /// As [`standalone::weight`] counts it.
    weight: usize,
    mentions: Vec<UrlMention>,
    terms: OnceLock<Dnf>,
    opposite: OnceLock<Dnf>,
}

impl EncodedCondition {
    /// Who is let in, as alternatives.
    pub(crate) fn terms(&self) -> &Dnf {
        let terms = || Dnf::of(&self.formulas, self.audience, MAX_CONJUNCTIONS);
        self.terms.get_or_init(terms)
    }

    /// Who is left out, as alternatives.
    pub(crate) fn opposite(&self) -> &Dnf {
        let terms = || Dnf::of(&self.formulas, !self.audience, MAX_CONJUNCTIONS);
        self.opposite.get_or_init(terms)
    }
}

/// A condition that was read and looked at.
#[derive(Debug)]
pub(crate) struct AnalyzedCondition {
    pub(crate) reading: Arc<EncodedCondition>,
    pub(crate) proof: Arc<ConditionProof>,
    /// The example of the proof, as conditions see it.
    pub(crate) seen: Option<NormalizedVisitor>,
}

/// The conditions of a workspace, looked at; none where one cannot be read.
pub(crate) struct AnalyzedConditions {
    /// Of its segments, in their order.
    pub(crate) segments: Vec<Option<Arc<AnalyzedCondition>>>,
    /// Of its messages, in their order.
    pub(crate) messages: Vec<Option<Arc<AnalyzedCondition>>>,
    /// Examples were others before, though nothing else has changed.
    pub(crate) other_examples: bool,
}

/// What was read of a workspace, kept for the next time.
#[derive(Debug, Default)]
pub(crate) struct ConditionCache {
    case_sensitive: bool,
    /// How many readings there were.
    numbers: u64,
    sites: SiteCounts,
    /// The site from which examples are taken.
    site: Box<str>,
    segments: PreviousRun,
    messages: PreviousRun,
    /// Where there is no condition.
    everybody: Option<Arc<AnalyzedCondition>>,
    proofs: HashMap<Fingerprint, Arc<ConditionProof>>,
    /// How many proofs were new the last time.
    pub(crate) proved: usize,
}

#[derive(Debug)]
struct CacheEntry {
    origin: Origin,
    uses: Uses,
    analyzed: Arc<AnalyzedCondition>,
}

/// What was kept of a list of conditions. Most is taken in the order in which it was put there, but
/// for a place where something came in or went away.
#[derive(Debug, Default)]
struct PreviousRun {
    kept: Vec<Option<CacheEntry>>,
    /// How many conditions there are now.
    wanted: usize,
    /// Where each is, once one was not where it was to be expected.
    places: Option<HashMap<Origin, usize>>,
}

impl PreviousRun {
    fn new(kept: Vec<Option<CacheEntry>>) -> Self {
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
    fn take(&mut self, at: usize, condition: &PartialCondition<'_>) -> Option<CacheEntry> {
        let from_above = Some(at);
        let from_below = (at + self.kept.len()).checked_sub(self.wanted);
        let is_it =
            |kept: &Option<CacheEntry>| kept.as_ref().is_some_and(|it| it.origin.is_of(condition));
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
struct Lookup<'m> {
    condition: &'m PartialCondition<'m>,
    origin: Origin,
    uses: Uses,
    number: u64,
    state: LookupState,
}

enum LookupState {
    /// It was read and looked at before.
    Known(Arc<AnalyzedCondition>),
    /// It is to be read, and is of this weight.
    New(usize),
    /// It was read now, and is to be looked at.
    Read(Box<NewCondition>),
    /// It cannot be read, or there is too much to be read.
    Not,
}

/// A condition that was read now.
struct NewCondition {
    standalone: StandaloneCondition,
    key: Fingerprint,
    weight: usize,
    mentions: Vec<UrlMention>,
}

impl ConditionCache {
    /// Reads the conditions of a workspace that have changed since the last time, and looks at
    /// them.
    pub(crate) fn update(&mut self, model: &PartialModel<'_>) -> AnalyzedConditions {
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
        let mut budget = MAX_COMPARISONS;
        for found in messages.iter_mut().chain(&mut segments).flatten() {
            if let Some(gone) = found.charge(model, &mut budget) {
                self.sites.remove(&gone.reading.mentions);
            }
        }
        let all = messages.iter_mut().chain(&mut segments).flatten();
        let new = all.filter(|found| matches!(found.state, LookupState::New(_)));
        parallel::map(new.collect(), |found| found.read(model));
        for found in messages.iter().chain(&segments).flatten() {
            if let LookupState::Read(fresh) = &found.state {
                self.sites.add(&fresh.mentions);
            }
        }
        let moved = self.move_site();
        self.proved = 0;
        let segments = self.analyze(segments, model, moved);
        let messages = self.analyze(messages, model, moved);
        let everybody = self.everybody(moved);
        let analyzed =
            |kept: &Option<CacheEntry>| kept.as_ref().map(|kept| Arc::clone(&kept.analyzed));
        let each = model.messages.iter().zip(&messages);
        let conditions = AnalyzedConditions {
            segments: segments.iter().map(analyzed).collect(),
            messages: each
                .map(|(message, kept)| match &message.condition {
                    None => Some(Arc::clone(&everybody)),
                    Some(_) => analyzed(kept),
                })
                .collect(),
            other_examples: moved,
        };
        self.segments = PreviousRun::new(segments);
        self.messages = PreviousRun::new(messages);
        self.prune();
        conditions
    }

    /// Finds the segments, each after those that it uses.
    fn find_segments<'m>(&mut self, model: &'m PartialModel<'_>) -> Vec<Option<Lookup<'m>>> {
        let count = model.segments.len();
        let mut previous = std::mem::take(&mut self.segments).wanting(count);
        let mut found: Vec<Option<Lookup<'m>>> = Vec::new();
        found.resize_with(count, || None);
        let mut numbers = vec![None; count];
        for id in &model.segment_order {
            let at = id.index();
            let Some(segment) = model.segment(*id) else {
                continue;
            };
            let here = self.find(&segment.condition, at, &mut previous, &numbers);
            if let (Some(number), Some(slot)) = (numbers.get_mut(at), found.get_mut(at)) {
                *number = here.as_ref().map(|it| it.number);
                *slot = here;
            }
        }
        self.clear(previous);
        found
    }

    fn find_messages<'m>(
        &mut self,
        model: &'m PartialModel<'_>,
        segments: &[Option<Lookup<'_>>],
    ) -> Vec<Option<Lookup<'m>>> {
        let numbers: Vec<Option<u64>> = segments
            .iter()
            .map(|segment| segment.as_ref().map(|it| it.number))
            .collect();
        let mut previous = std::mem::take(&mut self.messages).wanting(model.messages.len());
        let messages = model.messages.iter().enumerate();
        let found = messages
            .map(|(at, message)| {
                self.find(message.condition.as_ref()?, at, &mut previous, &numbers)
            })
            .collect();
        self.clear(previous);
        found
    }

    /// Finds the condition at a place of its list among those that were read before. `numbers` has
    /// those of the segments; none where one that it names cannot be read.
    fn find<'m>(
        &mut self,
        condition: &'m PartialCondition<'m>,
        at: usize,
        previous: &mut PreviousRun,
        numbers: &[Option<u64>],
    ) -> Option<Lookup<'m>> {
        let number = |id: &SegmentId| numbers.get(id.index()).copied().flatten();
        let uses: Uses = condition.uses().iter().map(number).collect::<Option<_>>()?;
        let (origin, kept) = match previous.take(at, condition) {
            Some(kept) => (kept.origin, Some((kept.uses, kept.analyzed))),
            None => (condition.origin(), None),
        };
        let (number, state) = match kept {
            Some((used, known)) if used == uses => {
                (known.reading.number, LookupState::Known(known))
            }
            Some(_) | None => {
                if let Some((_, gone)) = kept {
                    self.sites.remove(&gone.reading.mentions);
                }
                self.numbers += 1;
                (self.numbers, LookupState::New(0))
            }
        };
        Some(Lookup {
            condition,
            origin,
            uses,
            number,
            state,
        })
    }

    /// Forgets what is left on a previous.
    fn clear(&mut self, previous: PreviousRun) {
        for gone in previous.kept.into_iter().flatten() {
            self.sites.remove(&gone.analyzed.reading.mentions);
        }
    }

    /// Whether examples are of another site than before.
    fn move_site(&mut self) -> bool {
        let site = self.sites.most_named();
        let moved = *self.site != *site;
        if moved {
            self.site = site.into();
            self.proofs.clear();
        }
        moved
    }

    /// Looks at conditions; `moved`: their examples have to be of another site than before.
    fn analyze(
        &mut self,
        all: Vec<Option<Lookup<'_>>>,
        model: &PartialModel<'_>,
        moved: bool,
    ) -> Vec<Option<CacheEntry>> {
        let is_new = |found: &Lookup<'_>| moved || !matches!(found.state, LookupState::Known(_));
        let each = all.iter().enumerate();
        let new: Vec<usize> = each
            .filter(|(_, found)| found.as_ref().is_some_and(is_new))
            .map(|(at, _)| at)
            .collect();
        let this = &*self;
        let keep = |found: Option<Lookup<'_>>| this.keep(found?, model, moved);
        let kept: Vec<Option<CacheEntry>> = match parallel::is_little(new.len()) {
            true => all.into_iter().map(keep).collect(),
            false => parallel::map(all, keep),
        };
        for at in new {
            if let Some(Some(CacheEntry { analyzed, .. })) = kept.get(at) {
                let proof = &analyzed.proof;
                let known = self.proofs.entry(analyzed.reading.key);
                known.or_insert_with(|| {
                    self.proved += 1;
                    Arc::clone(proof)
                });
            }
        }
        kept
    }

    /// What is kept of a condition.
    fn keep(&self, found: Lookup<'_>, model: &PartialModel<'_>, moved: bool) -> Option<CacheEntry> {
        let analyzed = match found.state {
            LookupState::Known(known) if !moved => known,
            LookupState::Known(known) => {
                let reading = Arc::clone(&known.reading);
                let proof = match self.proofs.get(&reading.key) {
                    Some(proof) => Arc::clone(proof),
                    None => self.proof(&StandaloneCondition::encode(
                        found.condition.written()?,
                        model,
                    )?),
                };
                self.analyzed(reading, proof)
            }
            LookupState::Read(fresh) => {
                let proof = match self.proofs.get(&fresh.key) {
                    Some(proof) => Arc::clone(proof),
                    None => self.proof(&fresh.standalone),
                };
                self.analyzed(Arc::new(fresh.reading(found.number)), proof)
            }
            LookupState::New(_) | LookupState::Not => return None,
        };
        Some(CacheEntry {
            origin: found.origin,
            uses: found.uses,
            analyzed,
        })
    }

    fn proof(&self, standalone: &StandaloneCondition) -> Arc<ConditionProof> {
        Arc::new(ConditionProof::of(
            standalone,
            &self.site,
            self.case_sensitive,
        ))
    }

    fn analyzed(
        &self,
        reading: Arc<EncodedCondition>,
        proof: Arc<ConditionProof>,
    ) -> Arc<AnalyzedCondition> {
        let example = proof.example.as_ref();
        Arc::new(AnalyzedCondition {
            seen: example.map(|example| NormalizedVisitor::new(example, self.case_sensitive)),
            reading,
            proof,
        })
    }

    /// What is known where there is no condition.
    fn everybody(&mut self, moved: bool) -> Arc<AnalyzedCondition> {
        let known = self.everybody.take().filter(|_| !moved);
        let everybody = known.unwrap_or_else(|| {
            let fresh = NewCondition::new(
                StandaloneCondition::everybody(),
                self.case_sensitive,
                0,
                Vec::new(),
            );
            let proof = self.proof(&fresh.standalone);
            self.analyzed(Arc::new(fresh.reading(0)), proof)
        });
        Arc::clone(self.everybody.insert(everybody))
    }

    /// Forgets proofs when most of them are not needed any more.
    fn prune(&mut self) {
        let previous_runs = [&self.segments, &self.messages];
        let kept = || {
            previous_runs
                .into_iter()
                .flat_map(|previous| previous.kept.iter().flatten())
        };
        if self.proofs.len() > 2 * kept().count() + CACHE_SLACK {
            let keys: HashSet<Fingerprint> = kept().map(|it| it.analyzed.reading.key).collect();
            self.proofs.retain(|key, _| keys.contains(key));
        }
    }
}

impl Lookup<'_> {
    /// Takes what the condition costs from the budget. It is not looked at where that is too much;
    /// what was known of it then is given back.
    fn charge(
        &mut self,
        model: &PartialModel<'_>,
        budget: &mut usize,
    ) -> Option<Arc<AnalyzedCondition>> {
        let weight = match &mut self.state {
            LookupState::Known(known) => known.reading.weight.min(*budget),
            LookupState::New(weight) => {
                let written = self.condition.written();
                *weight = written.map_or(0, |it| standalone::weight(it, &model.segments, *budget));
                *weight
            }
            LookupState::Read(_) | LookupState::Not => 0,
        };
        *budget -= weight;
        if *budget > 0 {
            return None;
        }
        match std::mem::replace(&mut self.state, LookupState::Not) {
            LookupState::Known(known) => Some(known),
            LookupState::New(_) | LookupState::Read(_) | LookupState::Not => None,
        }
    }

    /// Reads it, if it was not before.
    fn read(&mut self, model: &PartialModel<'_>) {
        let LookupState::New(weight) = self.state else {
            return;
        };
        let read = |condition: &Condition| {
            let mentions = mentions(condition, model.case_sensitive);
            let standalone = StandaloneCondition::encode(condition, model)?;
            let fresh = NewCondition::new(standalone, model.case_sensitive, weight, mentions);
            Some(LookupState::Read(Box::new(fresh)))
        };
        let written = self.condition.written();
        self.state = written.and_then(read).unwrap_or(LookupState::Not);
    }
}

impl NewCondition {
    fn new(
        standalone: StandaloneCondition,
        case_sensitive: bool,
        weight: usize,
        mentions: Vec<UrlMention>,
    ) -> Self {
        Self {
            key: standalone.fingerprint(case_sensitive),
            standalone,
            weight,
            mentions,
        }
    }

    fn reading(self, number: u64) -> EncodedCondition {
        EncodedCondition {
            number,
            formulas: self.standalone.formulas,
            audience: self.standalone.audience,
            key: self.key,
            weight: self.weight,
            mentions: self.mentions,
            terms: OnceLock::new(),
            opposite: OnceLock::new(),
        }
    }
}
