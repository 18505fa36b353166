//! "Did you mean …?": the nearest of what is possible.

use proactive_diagnostics::{Fix, Span};

/// The candidate that `word` is probably meant to be: the same but for case, else the nearest by
/// edit distance, if it is near enough (a third of the letters, one at least). Of equals the first.
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
            // A whole word replaced is no slip of the hand.
            _ if distance >= candidate.chars().count() => {}
            _ => {
                best = Some(candidate);
                limit = distance - 1;
            }
        }
    }
    best
}

/// A fix that writes `meant` instead of a word: certain if only the case differs.
pub(crate) fn fix(span: Span, word: &str, meant: &str) -> Fix {
    if differs_only_by_case(word, meant) {
        Fix::replace(span, meant)
    } else {
        Fix::suggest(span, meant)
    }
}

/// Whether two words are the same but for upper and lower case.
pub(crate) fn differs_only_by_case(word: &str, candidate: &str) -> bool {
    word != candidate && word.to_lowercase() == candidate.to_lowercase()
}

/// A word in lower case, as bits: for each letter the places where it stands.
///
/// A workspace may hold as many names that are not found as names that could be meant, so a
/// comparison must cost little: Hyyrö's bit-parallel form of the edit distance (insertions,
/// deletions, replacements, neighbours swapped) takes a few operations a letter.
struct Pattern {
    length: usize,
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
}

impl Pattern {
    /// None for an empty word, and for one of more than 64 letters, which no slip of the hand
    /// explains.
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

    /// The distance to `candidate`, whatever its case, if it is at most `limit`.
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
        // The differences between neighbours of the distance table: down +1 and -1, across +1 and -1.
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
            // Every letter to come takes away one at most.
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
