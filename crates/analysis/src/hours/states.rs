//! Which of several hours hold together, at some page load.

use std::collections::BTreeMap;

use super::{HoursKey, MAX_SCHEDULES, Prepared, Timetable};
use crate::visitor::WitnessMoment;

/// The most slots of a question, and the most schedules with a time in them: each has a bit.
const MAX_SLOTS: usize = 128;

/// The seconds of an hour, for which examples last if possible.
const HOUR: i64 = 60 * 60;

/// Examples begin on such a part of an hour, if possible.
const QUARTER: i64 = 15 * 60;

/// Hours that are asked for some time after a page loads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot {
    pub(crate) hours: HoursKey,
    /// Seconds from page load.
    pub(crate) after: u32,
}

/// Which slots hold for the page loads of some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    /// A bit for each slot.
    holding: u128,
    /// Such a page load, in seconds since 1970-01-01 00:00 UTC; `None` if any is.
    pub(crate) loaded: Option<i64>,
}

impl State {
    pub(crate) fn holds(&self, slot: usize) -> bool {
        self.holding & bit(slot) != 0
    }

    /// The state without all slots but these.
    pub(crate) fn only(&self, slots: impl IntoIterator<Item = usize>) -> Self {
        let mask = slots.into_iter().fold(0, |mask, slot| mask | bit(slot));
        Self {
            holding: self.holding & mask,
            ..*self
        }
    }

    /// Whether the same slots hold.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.holding == other.holding
    }
}

fn bit(slot: usize) -> u128 {
    u32::try_from(slot)
        .ok()
        .and_then(|slot| 1_u128.checked_shl(slot))
        .unwrap_or(0)
}

/// A stretch of time in which the same slots hold.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: i64,
    seconds: i64,
    /// How many combinations of slots occurred before.
    position: usize,
}

impl Stretch {
    /// A readable moment in it.
    fn example(&self) -> i64 {
        let quarter = -(-self.start).div_euclid(QUARTER) * QUARTER;
        match quarter < self.start + self.seconds {
            true => quarter,
            false => self.start,
        }
    }
}

impl Timetable<'_> {
    /// All combinations of slots that hold together at some page load. Those that hold for an hour
    /// come first, then in the order in which they first occur. `None` if that is unknown.
    pub(crate) fn states(&self, slots: &[Slot]) -> Option<Vec<State>> {
        if slots.is_empty() {
            let any = State {
                holding: 0,
                loaded: None,
            };
            return Some(vec![any]);
        }
        if slots.len() > MAX_SLOTS || self.schedules.len() > MAX_SCHEDULES {
            return None;
        }
        let pairs = slots.iter().flat_map(|slot| {
            let schedules = slot.hours.schedules.iter();
            schedules.map(|schedule| (*schedule, slot.after))
        });
        let mut rows: Vec<(usize, u32)> = pairs.collect();
        rows.sort_unstable();
        rows.dedup();
        if rows.len() > MAX_SLOTS {
            return None;
        }
        let prepared = rows.iter().map(|(id, after)| {
            let prepared = self.prepared(*id)?;
            Some((prepared, i64::from(*after)))
        });
        let prepared: Vec<(&Prepared, i64)> = prepared.collect::<Option<_>>()?;
        // For each slot, the bits of its rows, and those that are set while it holds.
        let wanted = slots.iter().map(|slot| {
            let of_slot = slot.hours.schedules.iter().filter_map(|schedule| {
                let row = rows.binary_search(&(*schedule, slot.after)).ok();
                row.map(bit)
            });
            let mask = of_slot.fold(0, |mask, bit| mask | bit);
            (mask, if slot.hours.inside { mask } else { 0 })
        });
        let wanted: Vec<(u128, u128)> = wanted.collect();
        let mut found: BTreeMap<u128, Stretch> = BTreeMap::new();
        for &(from, to) in &self.windows {
            walk(&prepared, (from, to), |open, start, end| {
                let mut holding = 0;
                for (position, (mask, set)) in wanted.iter().enumerate() {
                    if open & mask == *set {
                        holding |= bit(position);
                    }
                }
                let position = found.len();
                let seconds = end - start;
                let known = found.entry(holding).or_insert(Stretch {
                    start,
                    seconds,
                    position,
                });
                if known.seconds < HOUR && known.seconds < seconds {
                    (known.start, known.seconds) = (start, seconds);
                }
            });
        }
        let mut found: Vec<(u128, Stretch)> = found.into_iter().collect();
        found.sort_unstable_by_key(|(_, it)| (it.seconds < HOUR, it.position));
        let states = found.into_iter().map(|(holding, stretch)| State {
            holding,
            loaded: Some(stretch.example()),
        });
        Some(states.collect())
    }

    /// A moment, displayed in the time zone of the first of these hours that has one.
    pub(crate) fn displayed<'k>(
        &self,
        hours: impl IntoIterator<Item = &'k HoursKey>,
        unix_seconds: i64,
    ) -> Option<WitnessMoment> {
        let mut schedules = hours.into_iter().flat_map(|key| &key.schedules);
        self.words(*schedules.next()?, unix_seconds)
    }
}

/// Splits a window into stretches in which the same schedules are open, and calls `visit` with each: a
/// bit for each schedule that is open, and where the stretch begins and ends. Each schedule comes with
/// the seconds by which it is looked at later.
fn walk(
    schedules: &[(&Prepared, i64)],
    (from, to): (i64, i64),
    mut visit: impl FnMut(u128, i64, i64),
) {
    let mut rows: Vec<_> = schedules
        .iter()
        .map(|(schedule, after)| {
            let open = schedule.open(from + after, to + after);
            let mut open = open.map(move |(start, end)| (start - after, end - after));
            let next = open.next();
            (open, next)
        })
        .collect();
    let mut at = from;
    while at < to {
        let mut next = to;
        let mut all_open = 0;
        for (row, (open, current)) in rows.iter_mut().enumerate() {
            while let Some((_, end)) = *current
                && end <= at
            {
                *current = open.next();
            }
            if let Some((start, end)) = *current {
                if start <= at {
                    all_open |= bit(row);
                }
                next = next.min(if at < start { start } else { end });
            }
        }
        visit(all_open, at, next);
        at = next;
    }
}
