//! "Did you mean …?": the candidate that a mistyped word is closest to.

use proactive_diagnostics::{Fix, Span};

/// Returns the candidate that `word` is probably meant to be.
///
/// That is a candidate that differs only by case, else the closest one by edit distance. The distance
/// may be at most a third of the letters, but always one. The first candidate wins a tie.
///
/// Only for words: between codes, such as those of languages, a distance means nothing.
#[must_use]
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let pattern = Pattern::new(word)?;
    let mut limit = (word.chars().count() / 3).max(1);
    let mut best = None;
    for candidate in candidates {
        let Some(distance) = pattern.distance(candidate, limit) else {
            continue;
        };
        match distance {
            0 if candidate == word => {}
            0 => return Some(candidate),
            // Replacing the whole word is no typo.
            _ if distance >= candidate.chars().count() => {}
            _ => {
                best = Some(candidate);
                limit = distance - 1;
            }
        }
    }
    best
}

/// Creates a fix that replaces a word with `meant`. It is certain if only the case differs.
pub(crate) fn fix(span: Span, word: &str, meant: &str) -> Fix {
    if differs_only_by_case(word, meant) {
        Fix::replace(span, meant)
    } else {
        Fix::suggest(span, meant)
    }
}

/// Returns whether two words differ, but only by case.
pub(crate) fn differs_only_by_case(word: &str, candidate: &str) -> bool {
    word != candidate && word.to_lowercase() == candidate.to_lowercase()
}

/// A word in lower case as bit masks: for each letter, its positions.
///
/// A workspace can have as many unresolved names as candidates, so a comparison must be cheap. Hyyrö's
/// bit-parallel form of the edit distance (insertion, deletion, replacement, and transposition of
/// neighbors) takes a few operations for each letter.
struct Pattern {
    length: usize,
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
}

impl Pattern {
    /// Returns `None` for an empty word and for one of more than 64 letters, which cannot be a typo.
    fn new(word: &str) -> Option<Self> {
        let mut pattern = Self {
            length: 0,
            ascii: [0; 128],
            others: Vec::new(),
        };
        for letter in word.chars().flat_map(char::to_lowercase) {
            let bit = 1_u64.checked_shl(u32::try_from(pattern.length).ok()?)?;
            pattern.length += 1;
            if let Some(places) = pattern.ascii.get_mut(letter as usize) {
                *places |= bit;
            } else {
                match pattern
                    .others
                    .iter_mut()
                    .find(|(other, _)| *other == letter)
                {
                    Some((_, places)) => *places |= bit,
                    None => pattern.others.push((letter, bit)),
                }
            }
        }
        (pattern.length > 0).then_some(pattern)
    }

    fn places(&self, letter: char) -> u64 {
        match self.ascii.get(letter as usize) {
            Some(places) => *places,
            None => self
                .others
                .iter()
                .find(|(other, _)| *other == letter)
                .map_or(0, |(_, places)| *places),
        }
    }

    /// Returns the distance to `candidate`, ignoring case, if it is at most `limit`.
    fn distance(&self, candidate: &str, limit: usize) -> Option<usize> {
        if candidate.is_ascii() {
            let letters = candidate
                .bytes()
                .map(|byte| byte.to_ascii_lowercase().into());
            self.distance_of(letters, candidate.len(), limit)
        } else {
            let letters = candidate.chars().flat_map(char::to_lowercase);
            self.distance_of(letters.clone(), letters.count(), limit)
        }
    }

    fn distance_of(
        &self,
        letters: impl Iterator<Item = char>,
        count: usize,
        limit: usize,
    ) -> Option<usize> {
        // The distance is at least the difference in length.
        if count.abs_diff(self.length) > limit {
            return None;
        }
        let last = 1 << (self.length - 1);
        // The differences between neighbors in the distance table: down +1 and -1, across +1 and -1.
        let (mut down_more, mut down_less) = (u64::MAX, 0_u64);
        let (mut diagonal, mut previous) = (0_u64, 0_u64);
        let mut distance = self.length;
        for (position, letter) in letters.enumerate() {
            let places = self.places(letter);
            let swapped = ((!diagonal & places) << 1) & previous;
            diagonal = ((places & down_more).wrapping_add(down_more) ^ down_more)
                | places
                | down_less
                | swapped;
            let across_more = down_less | !(diagonal | down_more);
            let across_less = diagonal & down_more;
            if across_more & last != 0 {
                distance += 1;
            } else if across_less & last != 0 {
                distance -= 1;
            }
            // Each remaining letter reduces the distance by at most one.
            if distance > limit + (count - position - 1) {
                return None;
            }
            let across_more = (across_more << 1) | 1;
            down_more = (across_less << 1) | !(diagonal | across_more);
            down_less = across_more & diagonal;
            previous = places;
        }
        (distance <= limit).then_some(distance)
    }
}
