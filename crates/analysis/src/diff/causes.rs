//! What several messages share and that changes: segments, schedules, and the websites and schedules
//! of channels. A message whose own statements are unchanged is explained by them.

use std::collections::BTreeMap;

use proactive_hir::model::{
    ChannelId, Comparison, Condition, ConditionKind, Hours, Message, MessageId, Model, ScheduleId,
    SegmentId,
};

use super::changes::{Cause, Change, SharedChange, SharedKind};
use super::comparer::{Comparer, Extent};
use crate::encode::segments_in;
use crate::formula::Formula;
use crate::visitor::Visitor;

/// The segments of the new workspace that changed, and what they changed by.
pub(super) struct Causes<'c> {
    comparer: &'c Comparer<'c>,
    /// For each segment of the new workspace, the old one with the same ID.
    old_segments: Vec<Option<SegmentId>>,
    /// Who belonged to the segments of the old workspace.
    old_audiences: &'c [Option<Formula>],
    /// For each segment of the new workspace, the segments with changed conditions of their own that
    /// change it: itself, or those that it uses.
    roots: Vec<Vec<SegmentId>>,
}

impl<'c> Causes<'c> {
    pub(super) fn new(comparer: &'c Comparer<'c>, old_audiences: &'c [Option<Formula>]) -> Self {
        let (old, new) = (comparer.old, comparer.new);
        let names: BTreeMap<&str, SegmentId> =
            old.segment_ids().map(|id| (&*old[id].id, id)).collect();
        let same = new.segment_ids().map(|id| names.get(&*new[id].id).copied());
        let mut causes = Self {
            comparer,
            old_segments: same.collect(),
            old_audiences,
            roots: vec![Vec::new(); new.segments.len()],
        };
        for id in &new.segment_order {
            let roots = causes.roots_of(*id);
            if let Some(slot) = causes.roots.get_mut(id.index()) {
                *slot = roots;
            }
        }
        causes
    }

    fn roots_of(&self, id: SegmentId) -> Vec<SegmentId> {
        let Some(old) = self.old_segment(id) else {
            return Vec::new();
        };
        let before = self.old_audiences.get(old.index()).copied().flatten();
        if before == self.comparer.rules.segment(id) {
            return Vec::new();
        }
        let condition = &self.comparer.new[id].condition;
        match self.is_written_alike(&self.comparer.old[old].condition, condition) {
            true => self.roots_in(condition),
            false => vec![id],
        }
    }

    fn old_segment(&self, id: SegmentId) -> Option<SegmentId> {
        self.old_segments.get(id.index()).copied().flatten()
    }

    fn roots_in(&self, condition: &Condition) -> Vec<SegmentId> {
        let segments = segments_in(condition).into_iter();
        let roots = segments.filter_map(|id| self.roots.get(id.index()));
        let mut roots: Vec<SegmentId> = roots.flatten().copied().collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// Whether two conditions are the same text, apart from its layout.
    fn is_written_alike(&self, old: &Condition, new: &Condition) -> bool {
        use ConditionKind as Kind;
        let all = |old: &[Condition], new: &[Condition]| {
            let mut pairs = old.iter().zip(new);
            old.len() == new.len() && pairs.all(|(old, new)| self.is_written_alike(old, new))
        };
        match (&old.kind, &new.kind) {
            (Kind::And(old), Kind::And(new)) | (Kind::Or(old), Kind::Or(new)) => all(old, new),
            (Kind::Not(old), Kind::Not(new)) => self.is_written_alike(old, new),
            (Kind::Comparison(old), Kind::Comparison(new)) => is_same_comparison(old, new),
            (Kind::Segment(old), Kind::Segment(new)) => self.old_segment(*new) == Some(*old),
            (
                Kind::And(_) | Kind::Or(_) | Kind::Not(_) | Kind::Comparison(_) | Kind::Segment(_),
                _,
            ) => false,
        }
    }

    /// Finds out what explains the changes of a message.
    pub(super) fn explain(&self, change: &mut Change) {
        let (old, new) = (self.comparer.old, self.comparer.new);
        let (before, now) = (&old[change.old], &new[change.new]);
        if old[before.channel].id != new[now.channel].id {
            return;
        }
        if !change.audience.is_equal() {
            change.audience_causes = self.of_audience(change, before, now);
        }
        if !change.hours.is_equal() {
            change.hours_causes = self.of_hours(before, now);
        }
    }

    fn of_audience(&self, change: &Change, before: &Message, now: &Message) -> Vec<Cause> {
        let mut causes = Vec::new();
        match (&before.condition, &now.condition) {
            (None, None) => {}
            (Some(before), Some(now)) if self.is_written_alike(before, now) => {
                causes.extend(self.roots_in(now).into_iter().map(Cause::Segment));
            }
            (Some(_) | None, _) => return causes,
        }
        let extents = self.comparer.formulas(change.old, change.new);
        let same_case = self.comparer.old.case_sensitive == self.comparer.new.case_sensitive;
        if same_case && extents.is_some_and(|(before, now)| before.is_elsewhere(now)) {
            causes.push(Cause::Websites(now.channel));
        }
        causes
    }

    fn of_hours(&self, before: &Message, now: &Message) -> Vec<Cause> {
        let (old, new) = (self.comparer.old, self.comparer.new);
        let pairs: Vec<(ScheduleId, ScheduleId)> = match (&before.hours, &now.hours) {
            (Hours::BusinessHours(was), Hours::BusinessHours(is)) => vec![(*was, *is)],
            (Hours::OutsideBusinessHours(was), Hours::OutsideBusinessHours(is)) => {
                let names = |model: &Model, ids: &[ScheduleId]| {
                    let mut names: Vec<Box<str>> =
                        ids.iter().map(|id| model[*id].id.clone()).collect();
                    names.sort_unstable();
                    names.dedup();
                    names
                };
                if names(old, was) != names(new, is) {
                    return vec![Cause::BusinessHours(now.channel)];
                }
                let pair = |id: &ScheduleId| {
                    let old_one = was.iter().find(|it| old[**it].id == new[*id].id);
                    old_one.map(|it| (*it, *id))
                };
                is.iter().filter_map(pair).collect()
            }
            (Hours::Anytime | Hours::BusinessHours(_) | Hours::OutsideBusinessHours(_), _) => {
                return Vec::new();
            }
        };
        if pairs.iter().any(|(was, is)| old[*was].id != new[*is].id) {
            return Vec::new();
        }
        let changed = pairs.into_iter().filter(|(was, is)| {
            let (was, is) = self.comparer.schedule_keys(*was, *is);
            was != is
        });
        let mut causes: Vec<Cause> = changed.map(|(_, is)| Cause::Schedule(is)).collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }

    /// What explains some of the changes, each with its messages.
    pub(super) fn shared(&self, changes: &[Change]) -> Vec<SharedChange> {
        let mut messages: BTreeMap<Cause, Vec<MessageId>> = BTreeMap::new();
        for change in changes {
            let causes = change.audience_causes.iter().chain(&change.hours_causes);
            for cause in causes {
                messages.entry(*cause).or_default().push(change.new);
            }
        }
        let shared = messages.into_iter().filter_map(|(cause, messages)| {
            let kind = match cause {
                Cause::Segment(id) => self.segment(id, changes)?,
                Cause::Websites(id) => self.websites(id)?,
                Cause::Schedule(id) => self.schedule(id)?,
                Cause::BusinessHours(id) => self.business_hours(id, changes)?,
            };
            Some(SharedChange { kind, messages })
        });
        shared.collect()
    }

    fn segment(&self, new: SegmentId, changes: &[Change]) -> Option<SharedKind> {
        let rules = self.comparer.rules;
        let old = self.old_segment(new)?;
        let before = self.old_audiences.get(old.index()).copied().flatten()?;
        let now = rules.segment(new)?;
        let (was, is) = (Extent::everywhere(before), Extent::everywhere(now));
        let mut audience = self.comparer.audience_of(was, is);
        // Visitors on pages of a channel are better examples.
        let concerned = changes
            .iter()
            .filter(|it| it.audience_causes.contains(&Cause::Segment(new)));
        let visitors = concerned.flat_map(|it| [&it.audience.newly_in, &it.audience.newly_out]);
        let visitors: Vec<&Visitor> = visitors.flatten().collect();
        let better = |example: &mut Option<Visitor>, into: Formula, out_of: Formula| {
            let mut fitting = visitors
                .iter()
                .filter(|it| rules.holds(into, it) && !rules.holds(out_of, it));
            if let (Some(example), Some(visitor)) = (example, fitting.next()) {
                example.values = visitor.values.clone();
            }
        };
        better(&mut audience.newly_in, now, before);
        better(&mut audience.newly_out, before, now);
        Some(SharedKind::Segment { old, new, audience })
    }

    fn websites(&self, new: ChannelId) -> Option<SharedKind> {
        let old = self.old_channel(new)?;
        let (was, is) = self.comparer.pages(old, new)?;
        let audience = self.comparer.audience_of(was, is);
        Some(SharedKind::Websites { old, new, audience })
    }

    fn schedule(&self, new: ScheduleId) -> Option<SharedKind> {
        let name = &self.comparer.new[new].id;
        let mut all = self.comparer.old.schedule_ids();
        let old = all.find(|id| self.comparer.old[*id].id == *name)?;
        let (was, is) = self.comparer.schedule_keys(old, new);
        let (hours, spans) = self.comparer.hours_of(&was, &is);
        Some(SharedKind::Schedule {
            old,
            new,
            hours,
            spans,
        })
    }

    fn business_hours(&self, new: ChannelId, changes: &[Change]) -> Option<SharedKind> {
        let old = self.old_channel(new)?;
        // Its messages have the same hours.
        let cause = Cause::BusinessHours(new);
        let mut concerned = changes.iter().filter(|it| it.hours_causes.contains(&cause));
        let change = concerned.next()?;
        Some(SharedKind::BusinessHours {
            old,
            new,
            hours: change.hours.clone(),
            spans: change.spans.clone(),
        })
    }

    fn old_channel(&self, new: ChannelId) -> Option<ChannelId> {
        let name = &self.comparer.new[new].id;
        let mut all = self.comparer.old.channel_ids();
        all.find(|id| self.comparer.old[*id].id == *name)
    }
}

fn is_same_comparison(old: &Comparison, new: &Comparison) -> bool {
    let mut values = old.values.iter().zip(&new.values);
    old.field == new.field
        && old.operator == new.operator
        && old.values.len() == new.values.len()
        && values.all(|(old, new)| old.text == new.text)
}
