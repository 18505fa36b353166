//! Removal of duplicates.

use std::collections::HashSet;
use std::hash::Hash;

/// Keeps the first occurrence of each item, in order.
pub(crate) fn dedup<T: Eq + Hash>(items: Vec<T>) -> Vec<T> {
    let mut seen = HashSet::with_capacity(items.len());
    let first: Vec<bool> = items.iter().map(|item| seen.insert(item)).collect();
    items
        .into_iter()
        .zip(first)
        .filter_map(|(item, first)| first.then_some(item))
        .collect()
}
