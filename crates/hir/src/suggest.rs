//! "Did you mean …?": the nearest of what is possible.

/// The candidate that `word` is probably meant to be: the same but for case, else the nearest by
/// edit distance, if it is near enough (a third of the letters, one at least). Of equals the first.
#[must_use]
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let allowed = (length / 3).max(1);
    let letters = letters(&lower);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        if candidate == word {
            continue;
        }
        let candidate_lower = candidate.to_lowercase();
        if candidate_lower == lower {
            return Some(candidate);
        }
        // Every letter that the other has not costs an edit, and so does every letter more: cheap
        // to see, and true of most.
        let candidate_length = candidate_lower.chars().count();
        let other = self::letters(&candidate_lower);
        let least = (letters & !other)
            .count_ones()
            .max((other & !letters).count_ones());
        if candidate_length.abs_diff(length) > allowed || least as usize > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &candidate_lower);
        // A whole word replaced is no slip of the hand.
        if distance <= allowed
            && distance < candidate_length
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The characters of a word, as a set of 64 classes.
fn letters(word: &str) -> u64 {
    word.chars()
        .fold(0, |set, character| set | 1 << (u32::from(character) % 64))
}

/// Whether two words are the same but for upper and lower case.
pub(crate) fn differs_only_by_case(word: &str, candidate: &str) -> bool {
    word != candidate && word.to_lowercase() == candidate.to_lowercase()
}
