//! "Did you mean …?": the nearest of what is possible.

/// The candidate that `word` is probably meant to be: the same but for case, else the nearest by
/// edit distance, if it is near enough (a third of the letters, one at least). Of equals the first.
pub(crate) fn suggest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(1);
    let lower = word.to_lowercase();
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        if candidate == word {
            continue;
        }
        if differs_only_by_case(word, candidate) {
            return Some(candidate);
        }
        // The distance is at least the difference in length.
        if candidate.len().abs_diff(lower.len()) > 2 * allowed + 2 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
        // A whole word replaced is no slip of the hand.
        if distance <= allowed
            && distance < candidate.chars().count()
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether two words are the same but for upper and lower case.
pub(crate) fn differs_only_by_case(word: &str, candidate: &str) -> bool {
    word != candidate && word.to_lowercase() == candidate.to_lowercase()
}
