//! Work on several threads, where that is worth it.

use rayon::prelude::*;

/// To wake other threads takes longer than to do this much.
const MAX_SEQUENTIAL: usize = 32;

/// Whether so many pieces of work are done sooner on one thread.
pub(crate) fn is_little(pieces: usize) -> bool {
    pieces < MAX_SEQUENTIAL
}

/// What comes of each item, in their order.
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    if is_little(items.len()) {
        return items.into_iter().map(work).collect();
    }
    let items = items.into_par_iter().with_min_len(MAX_SEQUENTIAL / 2);
    items.map(work).collect()
}
