//! Messages that are never shown because another message always comes first.
//!
//! The result for each message is kept, with everything it is based on. If only a few messages
//! changed, only these are checked again, and those whose example gets one of them, or did: the
//! change does not affect any other. Moving a message counts as a change to it.

use std::collections::{HashMap, HashSet};
use std::ops::Not as _;
use std::ops::Range;
use std::sync::Arc;

use proactive_catalog::MessageStatus;
use proactive_diagnostics::{Finding, LabelKind, Problem, ShadowAdvice, Witness};
use proactive_hir::model::{PartialMessage, PartialModel, Schedule, Trigger};
use proactive_syntax::literal;

use crate::candidate_index::CandidateIndex;
use crate::condition_cache::AnalyzedCondition;
use crate::dnf::Intersection;
use crate::encode::on_websites;
use crate::formula::{Formula, Formulas};
use crate::hours::{Answers, CommonMoment, HoursKey, Timetable};
use crate::parallel;
use crate::solver::Solver;
use crate::standalone::{Fingerprint, encode_into};
use crate::visitor::Visitor;

/// How often the solver is asked for one message. Ordinary workspaces have far fewer candidates
/// that need the solver.
const MAX_PROOFS: usize = 128;

/// If more messages than this changed, all are checked again, with an index.
const SMALL_EDIT: usize = 16;

/// How many answers about pairs are kept in addition to eight per message.
const CACHE_SLACK: usize = 1_024;

type Inclusions = HashMap<(Fingerprint, Fingerprint), bool>;

/// The messages of the last check and what was proved of them.
#[derive(Debug, Default)]
pub(crate) struct ShadowCache {
    summaries: Vec<MessageSummary>,
    inclusions: Inclusions,
    hours: Answers,
    /// The number of inclusions that the last check had to prove anew.
    pub(crate) proved: usize,
}

/// A published message on a channel that some visitor gets.
#[derive(Debug, Clone)]
struct MessageSummary {
    analyzed: Arc<AnalyzedCondition>,
    channel: usize,
    /// Seconds from page load until it is due.
    due: u32,
    hours: HoursKey,
    /// The message that always comes first, if any.
    shadowed_by: Option<ShadowedBy>,
}

/// The message that shadows another.
#[derive(Debug, Clone, Copy)]
struct ShadowedBy {
    /// Its index.
    by: usize,
    /// Whether both have the same audience during the same hours.
    same_audience: bool,
    /// Whether both are due at the same moment, too.
    duplicate: bool,
}

impl MessageSummary {
    fn new(message: &PartialMessage<'_>, analyzed: &Arc<AnalyzedCondition>) -> Option<Self> {
        if message.status != MessageStatus::Published || analyzed.seen.is_none() {
            return None;
        }
        Some(Self {
            analyzed: Arc::clone(analyzed),
            channel: message.channel?.index(),
            due: match message.trigger {
                Trigger::PageLoad => 0,
                Trigger::PageView { after_seconds } => after_seconds,
            },
            hours: HoursKey::of(message.hours.as_ref()?, 0),
            shadowed_by: None,
        })
    }

    /// Whether everything that matters here is the same.
    fn is_same_as(&self, other: &Self) -> bool {
        self.analyzed.reading.number == other.analyzed.reading.number
            && self.channel == other.channel
            && self.due == other.due
            && self.hours == other.hours
    }

    fn formulas(&self) -> &Formulas {
        &self.analyzed.reading.formulas
    }

    fn audience(&self) -> Formula {
        self.analyzed.reading.audience
    }

    fn key(&self) -> Fingerprint {
        self.analyzed.reading.key
    }

    /// Whether this message's example gets the other message too, on the same channel. This is so
    /// whenever the other's audience includes the audience of this one.
    fn example_gets(&self, other: &Self) -> bool {
        let seen = self.analyzed.seen.as_ref();
        self.channel == other.channel
            && seen.is_some_and(|seen| seen.meets(other.formulas(), other.audience()))
    }
}

/// The range of messages that changed.
struct ChangedRange {
    old: Range<usize>,
    new: Range<usize>,
}

impl ChangedRange {
    /// The range between the equal messages at the start and those at the end.
    fn between(old: &[MessageSummary], new: &[MessageSummary]) -> Self {
        let same = |(old, new): &(&MessageSummary, &MessageSummary)| old.is_same_as(new);
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

    /// The old index of the message that is now at index `new`.
    fn before(&self, new: usize) -> Option<usize> {
        match new {
            _ if new < self.new.start => Some(new),
            _ if new < self.new.end => None,
            _ => Some(new - self.new.end + self.old.end),
        }
    }

    /// The new index of the message that was at index `old`.
    fn after(&self, old: usize) -> Option<usize> {
        match old {
            _ if old < self.old.start => Some(old),
            _ if old < self.old.end => None,
            _ => Some(old - self.old.end + self.new.end),
        }
    }
}

impl ShadowCache {
    /// Forgets the messages but not the proofs about their conditions. Needed when examples
    /// changed.
    pub(crate) fn forget(&mut self) {
        self.summaries.clear();
    }

    /// `shadowed-message` and `duplicate-message`. `analyzed` has what is known of the conditions
    /// of the messages, as far as they were analyzed.
    pub(crate) fn update(
        &mut self,
        model: &PartialModel<'_>,
        analyzed: &[Option<Arc<AnalyzedCondition>>],
    ) -> Vec<Finding> {
        let (messages, mut summaries): (Vec<&PartialMessage<'_>>, Vec<MessageSummary>) = model
            .messages
            .iter()
            .zip(analyzed)
            .filter_map(|(message, analyzed)| {
                Some((message, MessageSummary::new(message, analyzed.as_ref()?)?))
            })
            .unzip();
        let schedules: Vec<Option<&Schedule>> =
            model.schedules.iter().map(Option::as_ref).collect();
        let same_hours = self.hours.are_of(&schedules);
        let (old, hours) = match same_hours {
            true => (
                std::mem::take(&mut self.summaries),
                std::mem::take(&mut self.hours),
            ),
            false => (Vec::new(), Answers::default()),
        };
        let edit = ChangedRange::between(&old, &summaries);
        let index = (old.is_empty() || !edit.is_small()).then(|| {
            let each = summaries.iter().enumerate();
            CandidateIndex::new(
                each.map(|(at, summary)| (at, summary.formulas(), summary.audience())),
            )
        });
        let search = ShadowSearch {
            model,
            messages: &messages,
            summaries: &summaries,
            index,
            timetable: Timetable::knowing(&schedules, hours),
            known: &self.inclusions,
        };
        let mut shadowed_by: Vec<Option<ShadowedBy>> = Vec::with_capacity(summaries.len());
        let mut unsure = Vec::new();
        for at in 0..summaries.len() {
            let still = search.still_shadowed_by(at, &old, &edit);
            shadowed_by.push(still.flatten());
            if still.is_none() {
                unsure.push(at);
            }
        }
        let found = parallel::map(unsure, |at| {
            let mut used = Vec::new();
            (at, search.shadowed_by(at, &mut used), used)
        });
        let mut used = Vec::new();
        for (at, found, proofs) in found {
            if let Some(shadowed_by) = shadowed_by.get_mut(at) {
                *shadowed_by = found;
            }
            used.extend(proofs);
        }
        let each = shadowed_by.iter().enumerate();
        let findings = each.filter_map(|(at, shadowed_by)| search.finding(at, (*shadowed_by)?));
        let findings = findings.collect();
        self.hours = search.timetable.into_answers();
        self.remember(used, &summaries);
        for (summary, shadowed_by) in summaries.iter_mut().zip(shadowed_by) {
            summary.shadowed_by = shadowed_by;
        }
        self.summaries = summaries;
        findings
    }

    fn remember(
        &mut self,
        used: Vec<((Fingerprint, Fingerprint), bool)>,
        summaries: &[MessageSummary],
    ) {
        self.proved = 0;
        for (pair, answer) in used {
            if self.inclusions.insert(pair, answer).is_none() {
                self.proved += 1;
            }
        }
        if self.inclusions.len() > 8 * summaries.len() + CACHE_SLACK {
            let keys: HashSet<Fingerprint> = summaries.iter().map(MessageSummary::key).collect();
            self.inclusions
                .retain(|(wide, narrow), _| keys.contains(wide) && keys.contains(narrow));
        }
    }
}

struct ShadowSearch<'s, 'm> {
    model: &'s PartialModel<'m>,
    /// In source order.
    messages: &'s [&'s PartialMessage<'m>],
    /// For each of these messages.
    summaries: &'s [MessageSummary],
    /// `None` if so few messages are checked that visiting all others is faster.
    index: Option<CandidateIndex<'s>>,
    timetable: Timetable<'s>,
    known: &'s Inclusions,
}

/// The work spent on one message and what was learned about pairs.
struct ProofBudget<'l> {
    proofs: usize,
    used: &'l mut Vec<((Fingerprint, Fingerprint), bool)>,
}

impl ShadowSearch<'_, '_> {
    /// The earlier result for a message if it is still valid; the outer `None` means that it must
    /// be checked again.
    fn still_shadowed_by(
        &self,
        at: usize,
        old: &[MessageSummary],
        edit: &ChangedRange,
    ) -> Option<Option<ShadowedBy>> {
        if !edit.is_small() {
            return None;
        }
        let this = self.summaries.get(at)?;
        let before = old.get(edit.before(at)?)?;
        let removed = old.get(edit.old.clone())?;
        let new = self.summaries.get(edit.new.clone())?;
        if removed
            .iter()
            .chain(new)
            .any(|other| this.example_gets(other))
        {
            return None;
        }
        match before.shadowed_by {
            None => Some(None),
            Some(shadowed_by) => Some(Some(ShadowedBy {
                by: edit.after(shadowed_by.by)?,
                ..shadowed_by
            })),
        }
    }

    /// The message that shadows this one, if any.
    fn shadowed_by(
        &self,
        at: usize,
        used: &mut Vec<((Fingerprint, Fingerprint), bool)>,
    ) -> Option<ShadowedBy> {
        let this = self.summaries.get(at)?;
        let mut budget = ProofBudget {
            proofs: MAX_PROOFS,
            used,
        };
        let mut first: Option<ShadowedBy> = None;
        for by in self.before(at) {
            let before = self.summaries.get(by)?;
            // Once a message is shadowed, only a duplicate is a better answer.
            if first.is_some() && before.due != this.due {
                continue;
            }
            if !self.includes(before, this, (by, at), &mut budget) {
                continue;
            }
            let same_audience =
                before.example_gets(this) && self.includes(this, before, (at, by), &mut budget);
            let shadowed_by = ShadowedBy {
                by,
                same_audience,
                duplicate: same_audience && before.due == this.due,
            };
            if shadowed_by.duplicate {
                return Some(shadowed_by);
            }
            first = first.or(Some(shadowed_by));
        }
        first
    }

    /// The messages that win over this one and that its example gets, by when they are due and by
    /// source order.
    fn before(&self, at: usize) -> Vec<usize> {
        let Some(this) = self.summaries.get(at) else {
            return Vec::new();
        };
        let seen = this.analyzed.seen.as_ref();
        let candidates = match &self.index {
            Some(index) => seen.map_or_else(Vec::new, |seen| index.candidates(seen)),
            None => (0..self.summaries.len()).collect(),
        };
        let mut found: Vec<(u32, usize)> = candidates
            .into_iter()
            .filter_map(|position| {
                let other = self.summaries.get(position)?;
                let wins = (other.due, position) < (this.due, at);
                (wins && this.example_gets(other)).then_some((other.due, position))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(_, position)| position).collect()
    }

    /// Whether `wide`'s audience and hours include those of `narrow`. `at` has their indices.
    fn includes(
        &self,
        wide: &MessageSummary,
        narrow: &MessageSummary,
        at: (usize, usize),
        budget: &mut ProofBudget<'_>,
    ) -> bool {
        if self.timetable.contains(&wide.hours, &narrow.hours) != Some(true) {
            return false;
        }
        let (wide_key, narrow_key) = (wide.key(), narrow.key());
        if wide_key == narrow_key || wide.audience() == Formula::TRUE {
            return true;
        }
        let (terms, opposite) = (
            narrow.analyzed.reading.terms(),
            wide.analyzed.reading.opposite(),
        );
        match terms.intersect(narrow.formulas(), opposite, wide.formulas()) {
            Intersection::Of(..) => return false,
            Intersection::Never => return true,
            Intersection::Unknown => {}
        }
        if budget.proofs == 0 {
            return false;
        }
        budget.proofs -= 1;
        let pair = (wide_key, narrow_key);
        let answer = match self.known.get(&pair) {
            Some(answer) => *answer,
            None => self.proves(at.0, at.1),
        };
        budget.used.push((pair, answer));
        answer
    }

    /// Whether the solver proves that one message's audience includes that of another.
    fn proves(&self, wide: usize, narrow: usize) -> bool {
        let mut formulas = Formulas::new();
        let websites = self.messages.get(narrow).map(|message| message.channel);
        let websites = self.model.websites(websites.flatten());
        let mut read = |at: usize| match &self.messages.get(at)?.condition {
            None => Some(Formula::TRUE),
            Some(condition) => {
                let read = encode_into(&mut formulas, condition.written()?, self.model);
                read.map(|(part, _)| part.formula)
            }
        };
        let (Some(narrow), Some(wide)) = (read(narrow), read(wide)) else {
            return false;
        };
        let pages = on_websites(&mut formulas, websites, self.model.case_sensitive);
        Solver::new(&formulas)
            .all(&[narrow, pages, wide.not()])
            .is_impossible()
    }

    fn finding(&self, at: usize, shadowed_by: ShadowedBy) -> Option<Finding> {
        let ShadowedBy {
            by,
            same_audience,
            duplicate,
        } = shadowed_by;
        let (this, earlier) = (self.summaries.get(at)?, self.summaries.get(by)?);
        let (message, other) = (self.messages.get(at)?, self.messages.get(by)?);
        let mut visitor: Visitor = this.analyzed.proof.example.clone()?;
        match self.timetable.common(&this.hours, &earlier.hours, this.due) {
            CommonMoment::Any => {}
            CommonMoment::At(moment) => visitor.moment = Some(moment),
            // It is never shown at all, so nothing shadows it.
            CommonMoment::Never | CommonMoment::Unknown => return None,
        }
        let witness = Box::new(Witness::from(&visitor));
        let name = message.id.to_owned();
        let first = other.id.to_owned();
        let (problem, words) = if duplicate {
            let of = first.clone();
            let problem = Problem::DuplicateMessage { name, of, witness };
            (problem, LabelKind::SameAudience { name: first })
        } else {
            let advice = match earlier.due {
                _ if same_audience => ShadowAdvice::ChangeAudience,
                due if due == this.due => ShadowAdvice::MoveAbove,
                0 => ShadowAdvice::OnPageLoad { is_above: at < by },
                due => ShadowAdvice::ShorterDelay {
                    than: literal::duration(due),
                },
            };
            let problem = Problem::ShadowedMessage {
                name,
                by: first.clone(),
                advice,
                witness,
            };
            (problem, LabelKind::ComesFirst { name: first })
        };
        Some(Finding::new(problem, message.span).label(other.span, words))
    }
}
