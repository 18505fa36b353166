//! Messages that are never shown because another message always comes first.
//!
//! The result for each message is kept, with everything it is based on. If only a few messages
//! changed, only these are checked again, and those whose example gets one of them, or did: the
//! change does not affect any other. Moving a message counts as a change to it.

mod groups;

use std::collections::{HashMap, HashSet};
use std::ops::Not as _;
use std::ops::Range;
use std::sync::Arc;

use proactive_catalog::MessageStatus;
use proactive_diagnostics::{Finding, LabelKind, Problem, ShadowAdvice, Witness};
use proactive_hir::model::{PartialMessage, PartialModel, Schedule, Trigger};
use proactive_syntax::literal;

use self::groups::{Group, Groups};
use crate::candidate_index::CandidateIndex;
use crate::condition_cache::AnalyzedCondition;
use crate::dnf::Intersection;
use crate::encode::on_websites;
use crate::formula::{Formula, Formulas};
use crate::hours::{Answers, CommonMoment, HoursKey, Timetable};
use crate::parallel;
use crate::solver::Solver;
use crate::standalone::{Fingerprint, encode_into};
use crate::visitor::{Evaluation, Visitor};

/// How often the solver is asked for messages with the same audience. Ordinary workspaces have far fewer candidates
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
    /// The number of pairs of groups that the last check looked at.
    pub(crate) compared: usize,
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
        let groups = Groups::new(&summaries);
        let index = (old.is_empty() || !edit.is_small()).then(|| {
            let each = (0..groups.count()).filter_map(|group| {
                let (_, first) = groups.get(group)?.first()?;
                let summary = summaries.get(first)?;
                Some((group, summary.formulas(), summary.audience()))
            });
            CandidateIndex::new(each)
        });
        let search = ShadowSearch {
            model,
            messages: &messages,
            summaries: &summaries,
            groups: &groups,
            index,
            timetable: Timetable::knowing(&schedules, hours),
            known: &self.inclusions,
        };
        let mut shadowed_by: Vec<Option<ShadowedBy>> = Vec::with_capacity(summaries.len());
        // The messages to check again, by group.
        let mut unsure: Vec<Vec<usize>> = vec![Vec::new(); groups.count()];
        for at in 0..summaries.len() {
            let still = search.still_shadowed_by(at, &old, &edit);
            shadowed_by.push(still.flatten());
            if still.is_none()
                && let Some(unsure) = groups.of(at).and_then(|group| unsure.get_mut(group))
            {
                unsure.push(at);
            }
        }
        let unsure = unsure.into_iter().enumerate();
        let unsure = unsure.filter(|(_, messages)| !messages.is_empty());
        let found = parallel::map(unsure.collect(), |(group, messages)| {
            search.shadowed_in(group, messages)
        });
        let mut used = Vec::new();
        self.compared = 0;
        for checked in found {
            self.compared += checked.compared;
            for (at, found) in checked.found {
                if let Some(shadowed_by) = shadowed_by.get_mut(at) {
                    *shadowed_by = found;
                }
            }
            used.extend(checked.used);
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
    groups: &'s Groups,
    /// Of the groups. `None` if so few messages are checked that visiting all others is faster.
    index: Option<CandidateIndex<'s>>,
    timetable: Timetable<'s>,
    known: &'s Inclusions,
}

/// The work spent on one group and what was learned about pairs.
#[derive(Default)]
struct Proofs {
    made: usize,
    used: Vec<((Fingerprint, Fingerprint), bool)>,
}

/// The messages that shadow some of a group, and the answers about pairs that this rests on.
struct CheckedMessages {
    /// The number of groups that the group was compared with.
    compared: usize,
    found: Vec<(usize, Option<ShadowedBy>)>,
    used: Vec<((Fingerprint, Fingerprint), bool)>,
}

/// A group whose messages the example of another group gets, too.
struct Rival<'s> {
    group: &'s Group,
    /// Its message that wins over the others.
    first: (u32, usize),
    /// Whether its audience and hours include those of the other group, once that is known.
    includes: Option<bool>,
    /// Whether these are the same, once that is known.
    is_same: Option<bool>,
}

impl<'s> ShadowSearch<'s, '_> {
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

    /// The message that shadows each of these messages of a group, if any, and what was learned.
    fn shadowed_in(&self, group: usize, messages: Vec<usize>) -> CheckedMessages {
        let mut compared = 0;
        let mut rivals = self.rivals(group, &mut compared);
        let mut proofs = Proofs::default();
        let found = messages.into_iter().map(|at| {
            let found = self.shadowed_by(at, &mut rivals, &mut proofs);
            (at, found)
        });
        CheckedMessages {
            compared,
            found: found.collect(),
            used: proofs.used,
        }
    }

    /// The message that shadows this one, if any.
    fn shadowed_by(
        &self,
        at: usize,
        rivals: &mut [Rival<'_>],
        proofs: &mut Proofs,
    ) -> Option<ShadowedBy> {
        let due = self.summaries.get(at)?.due;
        let mut winning = rivals
            .iter_mut()
            .take_while(|rival| rival.first < (due, at));
        let first =
            winning.find_map(|rival| self.includes_all(rival, at, proofs).then_some(rival))?;
        let shadowed_by = ShadowedBy {
            by: first.first.1,
            same_audience: self.is_same(first, at, proofs),
            duplicate: false,
        };
        // Once a message is shadowed, only a duplicate is a better answer.
        let each = rivals.iter().enumerate();
        let mut same_moment: Vec<(usize, usize)> = each
            .take_while(|(_, rival)| rival.first < (due, at))
            .filter_map(|(position, rival)| {
                let by = rival.group.first_due_at(due).filter(|by| *by < at)?;
                Some((by, position))
            })
            .collect();
        same_moment.sort_unstable();
        let duplicate = same_moment.into_iter().find(|(_, position)| {
            let rival = rivals.get_mut(*position);
            rival.is_some_and(|rival| self.is_same(rival, at, proofs))
        });
        Some(duplicate.map_or(shadowed_by, |(by, _)| ShadowedBy {
            by,
            same_audience: true,
            duplicate: true,
        }))
    }

    /// Whether the audience and hours of a rival include those of the message at index `at`.
    fn includes_all(&self, rival: &mut Rival<'_>, at: usize, proofs: &mut Proofs) -> bool {
        let (_, by) = rival.first;
        *rival
            .includes
            .get_or_insert_with(|| self.includes(by, at, proofs))
    }

    /// Whether the audience and hours of a rival are those of the message at index `at`.
    fn is_same(&self, rival: &mut Rival<'_>, at: usize, proofs: &mut Proofs) -> bool {
        if let Some(known) = rival.is_same {
            return known;
        }
        let (_, by) = rival.first;
        let pair = self.summaries.get(by).zip(self.summaries.get(at));
        let is_same = pair.is_some_and(|(earlier, this)| earlier.example_gets(this))
            && self.includes_all(rival, at, proofs)
            && self.includes(at, by, proofs);
        rival.is_same = Some(is_same);
        is_same
    }

    /// The groups that the example of a group gets, too, itself among them: by their first
    /// messages.
    fn rivals(&self, group: usize, compared: &mut usize) -> Vec<Rival<'s>> {
        let first = self.groups.get(group).and_then(Group::first);
        let this = first.and_then(|(_, first)| self.summaries.get(first));
        let Some((this, seen)) = this.and_then(|it| Some((it, it.analyzed.seen.as_ref()?))) else {
            return Vec::new();
        };
        let mut candidates = match &self.index {
            Some(index) => index.candidates(seen),
            None => (0..self.groups.count()).collect(),
        };
        candidates.sort_unstable();
        candidates.dedup();
        *compared = candidates.len();
        let mut evaluation = None;
        let mut gets = |group: &Group, other: &MessageSummary| match group.large() {
            None => this.example_gets(other),
            Some(condition) => {
                evaluation = evaluation.take().or_else(|| self.groups.evaluation(this));
                let evaluation: Option<&mut Evaluation<'_>> = evaluation.as_mut();
                this.channel == other.channel && evaluation.is_some_and(|it| it.meets(condition))
            }
        };
        let mut rivals: Vec<Rival<'s>> = candidates
            .into_iter()
            .filter_map(|group| {
                let group = self.groups.get(group)?;
                let first = group.first()?;
                gets(group, self.summaries.get(first.1)?).then_some(Rival {
                    group,
                    first,
                    includes: None,
                    is_same: None,
                })
            })
            .collect();
        rivals.sort_unstable_by_key(|rival| rival.first);
        rivals
    }

    /// Whether the audience and hours of the message at index `wide` include those of the one at
    /// index `narrow`.
    fn includes(&self, wide: usize, narrow: usize, proofs: &mut Proofs) -> bool {
        let pair = self.summaries.get(wide).zip(self.summaries.get(narrow));
        pair.is_some_and(|it| self.includes_pair(it, (wide, narrow), proofs))
    }

    /// Like [`Self::includes`]. `at` has the indices.
    fn includes_pair(
        &self,
        (wide, narrow): (&MessageSummary, &MessageSummary),
        at: (usize, usize),
        proofs: &mut Proofs,
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
        // Both are on the same channel, and so on the same pages.
        let unseen = wide.analyzed.unseen.as_ref();
        if unseen.is_some_and(|unseen| unseen.meets(narrow.formulas(), narrow.audience())) {
            return false;
        }
        if proofs.made == MAX_PROOFS {
            return false;
        }
        proofs.made += 1;
        let pair = (wide_key, narrow_key);
        let answer = match self.known.get(&pair) {
            Some(answer) => *answer,
            None => self.proves(at.0, at.1),
        };
        proofs.used.push((pair, answer));
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
