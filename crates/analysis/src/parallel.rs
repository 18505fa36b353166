//! Runs work on several threads where that is worthwhile.

use rayon::prelude::*;

/// Waking other threads takes longer than this much work.
const MAX_SEQUENTIAL: usize = 32;

/// Whether so much work is done faster on one thread.
pub(crate) fn is_little(pieces: usize) -> bool {
    pieces < MAX_SEQUENTIAL
}

/// Maps the items, keeping their order.
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    if is_little(items.len()) {
        return items.into_iter().map(work).collect();
    }
    let items = items.into_par_iter().with_min_len(MAX_SEQUENTIAL / 2);
    items.map(work).collect()
}
