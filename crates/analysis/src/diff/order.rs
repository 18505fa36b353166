//! Messages that are due at the same moment and swap their order: the first of them is shown.

use proactive_catalog::MessageStatus;
use proactive_hir::model::{MessageId, Model};
use rayon::prelude::*;

use super::changes::Reordered;
use super::comparer::Comparer;
use super::field_changes::MessageInModel;
use crate::audiences::Satisfiable;
use crate::hours::CommonMoment;

/// How many pairs are searched for a visitor who gets both. Nothing is known of the rest.
const MAX_PAIRS: usize = 5_000;

/// A message in the old and in the new workspace.
type Pair = (MessageId, MessageId);

/// The pairs that swap their order, among messages that are `paired` in the order of the new
/// workspace.
pub(super) fn reordered(comparer: &Comparer<'_>, paired: &[Pair]) -> Vec<Reordered> {
    let mut swapped: Vec<(Pair, Pair)> = Vec::new();
    for (position, winner) in paired.iter().enumerate() {
        let later = paired.get(position + 1..).unwrap_or(&[]);
        let later = later.iter().filter(|loser| loser.0 < winner.0);
        swapped.extend(
            later
                .filter(|loser| {
                    competes(comparer.old, winner.0, loser.0)
                        && competes(comparer.new, winner.1, loser.1)
                })
                .map(|loser| (*winner, *loser)),
        );
    }
    swapped
        .par_iter()
        .enumerate()
        .filter_map(|(position, (winner, loser))| {
            let unknown = Reordered {
                winner: winner.1,
                loser: loser.1,
                visitor: None,
            };
            if position < MAX_PAIRS {
                affected(comparer, *winner, *loser, unknown)
            } else {
                Some(unknown)
            }
        })
        .collect()
}

/// Whether both are published on the same channel and due at the same moment.
fn competes(model: &Model, one: MessageId, other: MessageId) -> bool {
    let (one, other) = (
        MessageInModel::new(model, one),
        MessageInModel::new(model, other),
    );
    let shown = |it: MessageInModel<'_>| it.message.status == MessageStatus::Published;
    one.message.channel == other.message.channel
        && one.due() == other.due()
        && shown(one)
        && shown(other)
}

/// The pair with a visitor who gets both, before and now, unless there is none.
fn affected(
    comparer: &Comparer<'_>,
    winner: Pair,
    loser: Pair,
    unknown: Reordered,
) -> Option<Reordered> {
    let (old_winner, new_winner) = comparer.formulas(winner.0, winner.1)?;
    let (old_loser, new_loser) = comparer.formulas(loser.0, loser.1)?;
    let mut all = [old_winner, new_winner, old_loser, new_loser]
        .map(|extent| extent.audience)
        .to_vec();
    if !comparer.is_comparable(&all) {
        return Some(unknown);
    }
    all.push(comparer.common_pages(winner.0, winner.1)?);
    let mut visitor = match comparer.rules.satisfiable(&all) {
        Satisfiable::Yes(visitor) => visitor,
        Satisfiable::No => return None,
        Satisfiable::Unknown => return Some(unknown),
    };
    let (_, winners) = comparer.keys(winner.0, winner.1)?;
    let (_, losers) = comparer.keys(loser.0, loser.1)?;
    let due = MessageInModel::new(comparer.new, winner.1).due();
    match comparer.timetable.common(&winners, &losers, due) {
        CommonMoment::Any => {}
        CommonMoment::At(moment) => visitor.moment = Some(moment),
        CommonMoment::Never => return None,
        CommonMoment::Unknown => return Some(unknown),
    }
    Some(Reordered {
        visitor: Some(visitor),
        ..unknown
    })
}
