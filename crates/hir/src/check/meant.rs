//! What is probably meant by names that nothing is called.
//!
//! Looked for when all of them are known, each name once, and only so far as a bound on the work
//! allows: a workspace of thousands of names that lost the file in which they were declared must
//! not take minutes.

use std::collections::BTreeMap;

use proactive_diagnostics::{Problem, ReferenceKind};

use super::message::name_fix;
use super::names::declared_by;
use super::{Names, Outcome};

/// How many candidates are looked at in all: some tenths of a second.
const MOST_CANDIDATES: usize = 1_000_000;

/// Adds suggestions to the names that are not resolved.
pub(super) fn suggest(names: &Names<'_>, outcomes: &mut [Outcome]) {
    let mut known: BTreeMap<(ReferenceKind, String), Option<&str>> = BTreeMap::new();
    let mut looked_at = 0;
    for finding in outcomes.iter_mut().flat_map(|outcome| &mut outcome.errors) {
        let Problem::UnresolvedName {
            kind,
            name,
            suggestion,
            ..
        } = &mut finding.problem
        else {
            continue;
        };
        let Some(declared) = declared_by(*kind) else {
            continue;
        };
        let meant = *known.entry((*kind, name.clone())).or_insert_with(|| {
            let candidates = names.of_kind(declared).len();
            if looked_at + candidates > MOST_CANDIDATES {
                return None;
            }
            looked_at += candidates;
            names.suggest(declared, name)
        });
        if let Some(meant) = meant {
            *suggestion = Some(meant.to_owned());
            finding.fixes.push(name_fix(finding.span, name, meant));
        }
    }
}
