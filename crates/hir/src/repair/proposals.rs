//! All texts that may be meant in place of an error, the likeliest first.

use std::ops::Range;

use proactive_diagnostics::{Finding, Fix};
use proactive_syntax::ParsedSlice;

use super::candidate::Candidate;
use super::region::{Place, Region};
use super::{condition, header, item, merge, quotes, statement, token};
use crate::names::Names;

/// The candidates for a region, the likeliest first.
pub(super) fn in_region(
    names: &Names<'_>,
    slice: &str,
    region: &Region,
    error: &Finding,
) -> Vec<Candidate> {
    let tokens = token::tokens(slice, region.range.clone());
    match region.place {
        Place::Header => header::candidates(slice, region, &tokens),
        Place::Statement(block) => statement::candidates(names, slice, region, &tokens, block),
        Place::Condition => condition::candidates(names, slice, &tokens),
        Place::Outside => item::outside(slice, region.range.start, error),
    }
}

/// The fixes that the finding has already.
pub(super) fn own_fixes(error: &Finding) -> Vec<Candidate> {
    let candidate = |fix: &Fix| Candidate {
        edits: fix
            .edits
            .iter()
            .map(|edit| {
                (
                    Range::<usize>::from(edit.span.range),
                    edit.replacement.clone(),
                )
            })
            .collect(),
        certain: fix.is_machine_applicable(),
        fix: Some(fix.clone()),
        shown: None,
    };
    error.fixes.iter().map(candidate).collect()
}

/// The candidates that change more than one statement.
pub(super) fn of_item(
    names: &Names<'_>,
    slice: &str,
    parsed: &ParsedSlice,
    error: &Finding,
) -> Vec<Candidate> {
    let mut candidates = merge::candidates(names, slice, parsed, error);
    candidates.extend(item::braces(slice, error));
    candidates.extend(quotes::over_lines(slice, error));
    candidates
}
