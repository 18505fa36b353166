//! What was proved, kept for the next time.
//!
//! What is proved of a condition depends on what it says, on whether case counts, and on the site
//! from which examples are taken: see [`ConditionCache`]. What is proved of messages depends on that, and
//! on who is due when and where: see [`ShadowCache`]. Places and names are in neither: findings are
//! made anew each time.

use crate::condition_cache::ConditionCache;
use crate::shadowing::ShadowCache;

/// Proofs of the last [`lints_with`](crate::lints_with): whoever checks a workspace again and again
/// while it changes keeps one, and only what has changed is proved anew. It holds hardly more than
/// what the last time has used. With an empty one as with a full one, for whatever workspace, the
/// same findings come out.
#[derive(Debug, Default)]
pub struct Cache {
    pub(crate) conditions: ConditionCache,
    pub(crate) shadowing: ShadowCache,
}

impl Cache {
    /// A cache of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many proofs the last time took that were not known from the time before: of conditions
    /// and of pairs of messages.
    #[must_use]
    pub fn proved(&self) -> usize {
        self.conditions.proved + self.shadowing.proved
    }
}
