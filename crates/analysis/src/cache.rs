//! What was proved, kept for the next time.
//!
//! A proof depends on a condition as it is written out, on whether case counts, and on the site
//! from which examples are taken; that of a pair of messages on both their conditions. These make
//! the keys. Places and names are in no key and in no answer: findings are made anew each time.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::hours::Answers;
use crate::local::Fingerprint;
use crate::verdict::Verdict;

/// Proofs of the last [`lints_with`](crate::lints_with): whoever checks a workspace again and again
/// while it changes keeps one, and only what has changed is proved anew. It holds what the last
/// time has used, and no more. With an empty one as with a full one, for whatever workspace, the
/// same findings come out.
#[derive(Debug, Default)]
pub struct Cache {
    pub(crate) verdicts: BTreeMap<Fingerprint, Arc<Verdict>>,
    /// Whether the first condition lets in all whom the second one does.
    pub(crate) inclusions: BTreeMap<(Fingerprint, Fingerprint), bool>,
    pub(crate) hours: Answers,
    proved: usize,
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
        self.proved
    }

    /// Forgets what was not used, and takes in what was.
    pub(crate) fn renew(
        &mut self,
        verdicts: BTreeMap<Fingerprint, Arc<Verdict>>,
        inclusions: BTreeMap<(Fingerprint, Fingerprint), bool>,
        hours: Answers,
    ) {
        let new_verdicts = verdicts
            .keys()
            .filter(|key| !self.verdicts.contains_key(key));
        let new_inclusions = inclusions
            .keys()
            .filter(|key| !self.inclusions.contains_key(key));
        self.proved = new_verdicts.count() + new_inclusions.count();
        self.verdicts = verdicts;
        self.inclusions = inclusions;
        self.hours = hours;
    }
}
