//! Compares two workspaces message by message.

use std::collections::{BTreeMap, BTreeSet};

use proactive_catalog::{ConversationControl, MessageStatus};
use proactive_hir::model::{ChannelId, MessageId, Model, Schedule};
use rayon::prelude::*;

use super::causes::Causes;
use super::changes::{Change, Diff, Takeovers};
use super::comparer::{Comparer, Extent};
use super::field_changes::{MessageInModel, differing};
use super::order::reordered;
use super::takeovers::{Arena, Contender, takeovers};
use crate::audiences::Audiences;
use crate::formula::Formula;
use crate::hours::{HoursKey, Timetable};

/// Compares two workspaces by what visitors see.
#[must_use]
pub fn compare(old: &Model, new: &Model) -> Diff {
    let before = Audiences::of_model(old);
    let audiences: Vec<Extent> = before.messages.iter().map(Extent::of).collect();
    let hours: Vec<Option<HoursKey>> = before.messages.iter().map(|it| it.hours.clone()).collect();
    let segments: Vec<Option<Formula>> = old.segment_ids().map(|id| before.segment(id)).collect();
    let mut rules = before.extend_with(new);
    let common_pages = common_pages(old, new, &mut rules);
    let comparer = Comparer {
        old,
        new,
        rules: &rules,
        timetable: Timetable::new(&rules.schedules),
        same_hours: same_hours(&rules.schedules),
        audiences,
        common_pages,
        hours,
        old_alone: (old.case_sensitive != new.case_sensitive).then(|| Audiences::of_model(old)),
    };
    let names: BTreeMap<&str, MessageId> = old.message_ids().map(|id| (&*old[id].id, id)).collect();
    let mut pairs: Vec<(MessageId, MessageId)> = new
        .message_ids()
        .filter_map(|id| Some((*names.get(&*new[id].id)?, id)))
        .collect();
    let mut changed: Vec<Change> = pairs
        .par_iter()
        .filter_map(|(old, new)| comparer.change(*old, *new))
        .collect();
    let causes = Causes::new(&comparer, &segments);
    changed.iter_mut().for_each(|change| causes.explain(change));
    let mut added = without(new, pairs.iter().map(|(_, new)| *new).collect());
    let mut removed = without(old, pairs.iter().map(|(old, _)| *old).collect());
    let renamed = comparer.renamed(&mut removed, &mut added);
    pairs.extend(&renamed);
    pairs.sort_by_key(|(_, new)| *new);
    let control = |model: &Model| {
        let account = model.account.as_ref();
        account.map_or(ConversationControl::Release, |it| it.conversation_control)
    };
    Diff {
        case_sensitive: differing(&old.case_sensitive, &new.case_sensitive),
        conversation_control: differing(&control(old), &control(new)),
        added: added.par_iter().map(|it| comparer.added(*it)).collect(),
        removed: removed.par_iter().map(|it| comparer.removed(*it)).collect(),
        renamed,
        shared: causes.shared(&changed),
        changed,
        reordered: reordered(&comparer, &pairs),
        takeovers: match control(old) == ConversationControl::Keep
            || control(new) == ConversationControl::Keep
        {
            true => Takeovers::NONE,
            false => takeovers(
                comparer.rules,
                &comparer.timetable,
                &arenas(&comparer, &pairs),
            ),
        },
    }
}

/// The channels of both workspaces with their messages, which are `paired` with one another.
fn arenas(comparer: &Comparer<'_>, paired: &[(MessageId, MessageId)]) -> Vec<Arena> {
    let (old, new) = (comparer.old, comparer.new);
    let now: BTreeMap<MessageId, MessageId> = paired.iter().copied().collect();
    let before: BTreeMap<MessageId, MessageId> = paired.iter().map(|it| (it.1, it.0)).collect();
    let contenders =
        |model: &Model, channel, contender: &dyn Fn(MessageId) -> Option<Contender>| {
            let there = model.message_ids().filter(|id| {
                model[*id].channel == channel && model[*id].status == MessageStatus::Published
            });
            let mut there: Vec<Contender> = there.filter_map(contender).collect();
            there.sort_by_key(|it| (it.due, it.message));
            there
        };
    let arenas = same_channels(old, new)
        .into_iter()
        .filter_map(|(old_channel, channel)| {
            let old_ones = contenders(old, old_channel, &|message| {
                let (extent, hours) = comparer.old_rule(message)?;
                Some(Contender {
                    message,
                    counterpart: now.get(&message).copied(),
                    due: MessageInModel::new(old, message).due(),
                    audience: extent.audience,
                    hours,
                })
            });
            let new_ones = contenders(new, channel, &|message| {
                let (extent, hours) = comparer.new_rule(message)?;
                Some(Contender {
                    message,
                    counterpart: before.get(&message).copied(),
                    due: MessageInModel::new(new, message).due(),
                    audience: extent.audience,
                    hours,
                })
            });
            let pages = comparer.pages_of_both(old_channel, channel)?;
            let all = old_ones.iter().chain(&new_ones).map(|it| it.audience);
            let formulas: Vec<Formula> = all.chain([pages]).collect();
            Some(Arena {
                channel,
                pages,
                is_comparable: comparer.is_comparable(&formulas),
                old: old_ones,
                new: new_ones,
            })
        });
    arenas.collect()
}

/// The channels of both workspaces, by their IDs.
fn same_channels(old: &Model, new: &Model) -> Vec<(ChannelId, ChannelId)> {
    let names: BTreeMap<&str, ChannelId> = old.channel_ids().map(|id| (&*old[id].id, id)).collect();
    let channels = new.channel_ids();
    let same = channels.filter_map(|id| Some((*names.get(&*new[id].id)?, id)));
    same.collect()
}

/// The pages that both the old and the new channel of a message are on, and those that channels
/// with the same ID are on.
fn common_pages(
    old: &Model,
    new: &Model,
    rules: &mut Audiences<'_>,
) -> BTreeMap<(ChannelId, ChannelId), Formula> {
    let names: BTreeMap<&str, ChannelId> = old
        .messages
        .iter()
        .map(|it| (&*it.id, it.channel))
        .collect();
    let of_messages = new.messages.iter();
    let of_messages = of_messages.filter_map(|it| Some((*names.get(&*it.id)?, it.channel)));
    let mut common = BTreeMap::new();
    for channels in of_messages.chain(same_channels(old, new)) {
        common.entry(channels).or_insert_with(|| {
            let websites = (&*old[channels.0].websites, &*new[channels.1].websites);
            rules.on_both(websites)
        });
    }
    common
}

fn without(model: &Model, paired: BTreeSet<MessageId>) -> Vec<MessageId> {
    let all = model.message_ids();
    all.filter(|id| !paired.contains(id)).collect()
}

/// For each schedule, the first schedule with the same text.
fn same_hours(schedules: &[Option<&Schedule>]) -> Vec<usize> {
    fn written(it: &Schedule) -> impl Ord + use<'_> {
        let open = it.open.iter().map(|it| (it.day, it.from, it.to));
        let closed = it.closed.iter().map(|it| (it.from, it.to));
        let (open, closed): (Vec<_>, Vec<_>) = (open.collect(), closed.collect());
        (&*it.timezone, open, closed)
    }
    let mut first = BTreeMap::new();
    let positions = schedules.iter().enumerate();
    positions
        .map(|(position, schedule)| match schedule {
            Some(schedule) => *first.entry(written(schedule)).or_insert(position),
            None => position,
        })
        .collect()
}
