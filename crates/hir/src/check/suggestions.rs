//! Suggestions for unresolved names.
//!
//! Each distinct name is looked up once, and the total work is limited: a workspace whose thousands of
//! names are unresolved because one file is missing must not take minutes to check.

use std::collections::BTreeMap;

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_diagnostics::Problem;

use super::declaration::Outcome;
use crate::names::Names;

/// The most candidates compared in total, which takes some tenths of a second.
const MAX_CANDIDATES: usize = 2_000_000;

/// Adds suggestions to findings about unresolved names.
pub(super) fn suggest(names: &Names<'_>, outcomes: &mut [Outcome]) {
    type Wanted = (ReferenceKind, Option<String>, String);
    let mut known: BTreeMap<Wanted, Option<&str>> = BTreeMap::new();
    let mut looked_at = 0;
    for finding in outcomes.iter_mut().flat_map(|outcome| &mut outcome.errors) {
        let Problem::UnresolvedName {
            kind,
            name,
            of_bot,
            suggestion,
        } = &mut finding.problem
        else {
            continue;
        };
        let wanted = (*kind, of_bot.clone(), name.clone());
        let meant = *known.entry(wanted).or_insert_with(|| {
            if looked_at > MAX_CANDIDATES {
                return None;
            }
            let candidates = candidates(names, *kind, of_bot.as_deref());
            let counted = candidates.inspect(|_| looked_at += 1);
            crate::suggest::suggest(name, counted)
        });
        // `no-basket` is no slip for `basket`.
        let negates = |name: &str| {
            ["no-", "no_", "not-", "not_", "non-", "non_"]
                .iter()
                .any(|it| name.starts_with(it))
        };
        if let Some(meant) = meant.filter(|meant| negates(meant) == negates(name)) {
            *suggestion = Some(meant.to_owned());
            finding
                .fixes
                .push(crate::suggest::fix(finding.span, name, meant));
        }
    }
}

/// Returns the names of the declarations of a kind, or of the answers of a bot.
fn candidates<'w>(
    names: &Names<'w>,
    kind: ReferenceKind,
    of_bot: Option<&str>,
) -> impl Iterator<Item = &'w str> {
    let declared = kind
        .declaration()
        .map_or(&[][..], |kind| names.of_kind(kind));
    let bot = of_bot
        .and_then(|bot| names.find(DeclarationKind::Bot, bot))
        .and_then(|position| names.entries.get(position)?.declaration.as_bot());
    let answers = bot.map_or(&[][..], |bot| bot.answers.as_slice());
    declared
        .iter()
        .filter_map(|&position| {
            Some(
                &*names
                    .entries
                    .get(position)?
                    .declaration
                    .name
                    .as_ref()?
                    .value,
            )
        })
        .chain(answers.iter().map(|(name, _)| &*name.value))
}
