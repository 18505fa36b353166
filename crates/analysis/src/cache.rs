//! What was proved, kept for the next time.
//!
//! What is proved of a condition depends on what it says, on whether case counts, and on the site
//! from which examples are taken: see [`Readings`]. What is proved of messages depends on that, and
//! on who is due when and where: see [`Standings`]. Places and names are in neither: findings are
//! made anew each time.

use crate::messages::Standings;
use crate::reading::Readings;

/// Proofs of the last [`lints_with`](crate::lints_with): whoever checks a workspace again and again
/// while it changes keeps one, and only what has changed is proved anew. It holds hardly more than
/// what the last time has used. With an empty one as with a full one, for whatever workspace, the
/// same findings come out.
#[derive(Debug, Default)]
pub struct Cache {
    pub(crate) readings: Readings,
    pub(crate) standings: Standings,
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
        self.readings.proved + self.standings.proved
    }
}
