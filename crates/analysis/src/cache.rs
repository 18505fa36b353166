//! Proofs, kept for the next check.
//!
//! A proof about a condition depends on what the condition says, on whether case counts, and on the
//! site that examples are taken from: see [`ConditionCache`]. Proofs about messages also depend on
//! when and where each message is due: see [`ShadowCache`]. Neither contains positions or names:
//! findings are built anew each time.

use crate::condition_cache::ConditionCache;
use crate::shadowing::ShadowCache;

/// Proofs of the last [`lints_with`](crate::lints_with). Keep one to check a workspace again and
/// again while it changes: only what changed is proved again. It holds little more than the last
/// check used. The findings do not depend on what is in it.
#[derive(Debug, Default)]
pub struct Cache {
    pub(crate) conditions: ConditionCache,
    pub(crate) shadowing: ShadowCache,
}

impl Cache {
    /// Creates an empty cache.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many proofs about conditions and about pairs of messages the last check had to make
    /// anew.
    #[must_use]
    pub fn proved(&self) -> usize {
        self.conditions.proved + self.shadowing.proved
    }

    /// How many pairs of audiences the last check compared to find messages that are never shown.
    /// Messages with the same audience during the same hours count as one.
    #[must_use]
    pub fn compared(&self) -> usize {
        self.shadowing.compared
    }
}
