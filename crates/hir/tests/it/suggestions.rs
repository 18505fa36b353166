//! Suggestions, compared with an independent implementation of the edit distance.

use proactive_hir::suggest;
use proptest::prelude::*;

/// Does what [`suggest`] promises, with the distance of `strsim`.
fn expected<'a>(word: &str, candidates: &'a [String]) -> Option<&'a str> {
    let lower = word.to_lowercase();
    if lower.is_empty() {
        return None;
    }
    let limit = (word.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.iter().filter(|candidate| *candidate != word) {
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        let near = distance <= limit && (distance == 0 || distance < candidate.chars().count());
        if near && best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// The alphabet is small, so that words are often close.
    #[test]
    fn the_nearest_is_suggested(
        word in "[abCé_]{0,9}",
        candidates in prop::collection::vec("[abcÉ_]{1,9}", 0..12),
    ) {
        let found = suggest(&word, candidates.iter().map(String::as_str));
        prop_assert_eq!(found, expected(&word, &candidates));
    }
}
