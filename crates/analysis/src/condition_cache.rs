//! Encodes conditions once, and again only when their text or that of a segment they use changes.
//!
//! An encoded condition is kept under the [`Origin`] of the condition and has a number. It stays
//! valid as long as the segments that the condition names keep their numbers: everything that
//! changes gets a new number, and so does everything that uses it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use proactive_hir::model::{Condition, Origin, PartialCondition, PartialModel, SegmentId, Website};

use crate::dnf::Dnf;
use crate::example_site::{SiteCounts, UrlMention, mentions};
use crate::formula::{Formula, Formulas};
use crate::parallel;
use crate::proof::ConditionProof;
use crate::standalone::{self, Fingerprint, StandaloneCondition};
use crate::visitor::{NormalizedVisitor, Visitor};

/// The total size of all conditions that are analyzed. A comparison counts one, and segments count
/// wherever they are used. Ten thousand messages have less than a hundred thousand; only segments
/// that use segments that use segments can have more.
const MAX_COMPARISONS: usize = 1_000_000;

/// How many alternatives of a condition are expanded before the solver is asked.
const MAX_CONJUNCTIONS: usize = 24;

/// How many proofs are kept in addition to twice those in use.
const CACHE_SLACK: usize = 64;

/// What a condition says, without its positions.
#[derive(Debug)]
pub(crate) struct EncodedCondition {
    /// Equal for conditions with the same text that use equal segments, and for no others.
    pub(crate) number: u64,
    pub(crate) formulas: Formulas,
    /// The visitors who meet it.
    pub(crate) audience: Formula,
    /// The visitors who meet it on the pages that it is about.
    there: Formula,
    pub(crate) key: Fingerprint,
    /// Its size as [`standalone::weight`] counts it.
    weight: usize,
    mentions: Vec<UrlMention>,
    terms: OnceLock<Dnf>,
    opposite: OnceLock<Dnf>,
}

impl EncodedCondition {
    /// The alternatives of the condition on the pages that it is about.
    pub(crate) fn terms(&self) -> &Dnf {
        let terms = || Dnf::of(&self.formulas, self.there, MAX_CONJUNCTIONS);
        self.terms.get_or_init(terms)
    }

    /// The alternatives of its opposite, on any page.
    pub(crate) fn opposite(&self) -> &Dnf {
        let terms = || Dnf::of(&self.formulas, !self.audience, MAX_CONJUNCTIONS);
        self.opposite.get_or_init(terms)
    }
}

/// A condition that was encoded and analyzed.
#[derive(Debug)]
pub(crate) struct AnalyzedCondition {
    pub(crate) reading: Arc<EncodedCondition>,
    pub(crate) proof: Arc<ConditionProof>,
    /// The proof's example, normalized for comparison.
    pub(crate) seen: Option<NormalizedVisitor>,
    /// The proof's counterexample, normalized for comparison.
    pub(crate) unseen: Option<NormalizedVisitor>,
}

/// The analyzed conditions of a workspace; `None` where one cannot be encoded.
pub(crate) struct AnalyzedConditions {
    /// In the order of the segments.
    pub(crate) segments: Vec<Option<Arc<AnalyzedCondition>>>,
    /// In the order of the messages.
    pub(crate) messages: Vec<Option<Arc<AnalyzedCondition>>>,
    /// The examples changed, although nothing else did.
    pub(crate) other_examples: bool,
}

/// Encoded conditions and their proofs, kept for the next check.
#[derive(Debug, Default)]
pub(crate) struct ConditionCache {
    case_sensitive: bool,
    /// The number of conditions encoded so far.
    numbers: u64,
    sites: SiteCounts,
    /// The site that examples are taken from.
    site: Box<str>,
    segments: PreviousRun,
    messages: PreviousRun,
    /// The number of each list of websites. No websites have none.
    websites: HashMap<Box<[Website]>, u64>,
    /// What is known where there is no condition, by the number of the websites.
    everybody: HashMap<u64, Arc<AnalyzedCondition>>,
    proofs: HashMap<Fingerprint, Arc<ConditionProof>>,
    /// The number of proofs that the last check had to make anew.
    pub(crate) proved: usize,
}

#[derive(Debug)]
struct CacheEntry {
    origin: Origin,
    uses: Uses,
    analyzed: Arc<AnalyzedCondition>,
}

/// The entries of a list of conditions from the previous check. Most are taken in the order in
/// which they were stored, except around an insertion or removal.
#[derive(Debug, Default)]
struct PreviousRun {
    kept: Vec<Option<CacheEntry>>,
    /// The number of conditions in the new list.
    wanted: usize,
    /// The position of each entry, built once an entry was not where it was expected.
    places: Option<HashMap<Origin, usize>>,
}

impl PreviousRun {
    fn new(kept: Vec<Option<CacheEntry>>) -> Self {
        Self {
            kept,
            ..Self::default()
        }
    }

    /// Prepares for taking entries for a list of `wanted` conditions.
    fn wanting(self, wanted: usize) -> Self {
        Self { wanted, ..self }
    }

    /// Takes the entry of the condition that is now at position `at`.
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

/// The numbers of the segments that a condition names and of the websites that it is about.
type Uses = Box<[u64]>;

/// A condition, and whether it was found in the cache.
struct Lookup<'m> {
    condition: &'m PartialCondition<'m>,
    websites: &'m [Website],
    origin: Origin,
    uses: Uses,
    number: u64,
    state: LookupState,
}

enum LookupState {
    /// It was encoded and analyzed before.
    Known(Arc<AnalyzedCondition>),
    /// It must be encoded, and has this weight.
    New(usize),
    /// It was just encoded and must be analyzed.
    Read(Box<NewCondition>),
    /// It cannot be encoded, or the budget is exhausted.
    Not,
}

/// A condition that was just encoded.
struct NewCondition {
    standalone: StandaloneCondition,
    key: Fingerprint,
    weight: usize,
    mentions: Vec<UrlMention>,
}

impl ConditionCache {
    /// Encodes and analyzes the conditions of a workspace that changed since the last check.
    pub(crate) fn update(&mut self, model: &PartialModel<'_>) -> AnalyzedConditions {
        if self.case_sensitive != model.case_sensitive {
            // Numbers are never reused.
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
        if moved {
            self.everybody.clear();
        }
        let analyzed =
            |kept: &Option<CacheEntry>| kept.as_ref().map(|kept| Arc::clone(&kept.analyzed));
        let each = model.messages.iter().zip(&messages);
        let of_messages: Vec<Option<Arc<AnalyzedCondition>>> = each
            .map(|(message, kept)| match &message.condition {
                None => Some(self.everybody(model.websites(message.channel))),
                Some(_) => analyzed(kept),
            })
            .collect();
        let conditions = AnalyzedConditions {
            segments: segments.iter().map(analyzed).collect(),
            messages: of_messages,
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
            let here = self.find(&segment.condition, &[], at, &mut previous, &numbers);
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
                let websites = model.websites(message.channel);
                let condition = message.condition.as_ref()?;
                self.find(condition, websites, at, &mut previous, &numbers)
            })
            .collect();
        self.clear(previous);
        found
    }

    /// Finds the condition at position `at` of its list in the cache. `numbers` has the numbers of
    /// the segments; the result is `None` if a segment that the condition names cannot be encoded.
    fn find<'m>(
        &mut self,
        condition: &'m PartialCondition<'m>,
        websites: &'m [Website],
        at: usize,
        previous: &mut PreviousRun,
        numbers: &[Option<u64>],
    ) -> Option<Lookup<'m>> {
        let number = |id: &SegmentId| numbers.get(id.index()).copied().flatten();
        let uses = condition.uses().iter().map(number);
        let websites_number = Some(self.number_of(websites));
        let uses: Uses = uses.chain([websites_number]).collect::<Option<_>>()?;
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
            websites,
            origin,
            uses,
            number,
            state,
        })
    }

    /// The number of a list of websites, 0 if there are none.
    fn number_of(&mut self, websites: &[Website]) -> u64 {
        if websites.is_empty() {
            return 0;
        }
        if let Some(known) = self.websites.get(websites) {
            return *known;
        }
        self.numbers += 1;
        self.websites.insert(websites.into(), self.numbers);
        self.numbers
    }

    /// Forgets the entries that were not taken.
    fn clear(&mut self, previous: PreviousRun) {
        for gone in previous.kept.into_iter().flatten() {
            self.sites.remove(&gone.analyzed.reading.mentions);
        }
    }

    /// Chooses the site of examples anew. Returns whether it changed.
    fn move_site(&mut self) -> bool {
        let site = self.sites.most_named();
        let moved = *self.site != *site;
        if moved {
            self.site = site.into();
            self.proofs.clear();
        }
        moved
    }

    /// Analyzes conditions. With `moved`, their examples must be on another site than before.
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

    /// The cache entry of a condition.
    fn keep(&self, found: Lookup<'_>, model: &PartialModel<'_>, moved: bool) -> Option<CacheEntry> {
        let analyzed = match found.state {
            LookupState::Known(known) if !moved => known,
            LookupState::Known(known) => {
                let reading = Arc::clone(&known.reading);
                let proof = match self.proofs.get(&reading.key) {
                    Some(proof) => Arc::clone(proof),
                    None => self.proof(&StandaloneCondition::encode(
                        found.condition.written()?,
                        found.websites,
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
        let normalized = |visitor: &Option<Visitor>| {
            let visitor = visitor.as_ref();
            visitor.map(|visitor| NormalizedVisitor::new(visitor, self.case_sensitive))
        };
        Arc::new(AnalyzedCondition {
            seen: normalized(&proof.example),
            unseen: normalized(&proof.counterexample),
            reading,
            proof,
        })
    }

    /// What is known where there is no condition.
    fn everybody(&mut self, websites: &[Website]) -> Arc<AnalyzedCondition> {
        let number = self.number_of(websites);
        if let Some(known) = self.everybody.get(&number) {
            return Arc::clone(known);
        }
        let standalone = StandaloneCondition::everybody(websites, self.case_sensitive);
        let fresh = NewCondition::new(standalone, self.case_sensitive, 0, Vec::new());
        let proof = self.proof(&fresh.standalone);
        let everybody = self.analyzed(Arc::new(fresh.reading(number)), proof);
        self.everybody.insert(number, Arc::clone(&everybody));
        everybody
    }

    /// Forgets proofs when most of them are no longer used.
    fn prune(&mut self) {
        if self.websites.len() > CACHE_SLACK {
            // Every condition on websites is encoded anew.
            self.websites.clear();
            self.everybody.clear();
        }
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
    /// Charges the cost of the condition to the budget. If that is exhausted, the condition is not
    /// analyzed, and its old result is returned.
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

    /// Encodes the condition if necessary.
    fn read(&mut self, model: &PartialModel<'_>) {
        let LookupState::New(weight) = self.state else {
            return;
        };
        let read = |condition: &Condition| {
            let mentions = mentions(condition, model.case_sensitive);
            let standalone = StandaloneCondition::encode(condition, self.websites, model)?;
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
            there: self.standalone.there,
            key: self.key,
            weight: self.weight,
            mentions: self.mentions,
            terms: OnceLock::new(),
            opposite: OnceLock::new(),
        }
    }
}
