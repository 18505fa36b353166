//! Compares URLs, titles and language tags.

use std::collections::HashMap;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::{contiguous, noncontiguous};
use aho_corasick::{Anchored, BuildError, MatchKind, dfa};
use proactive_catalog::case_folding::fold_char;

use crate::jagged::Jagged;

/// Whether case counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Sensitive,
    Insensitive,
}

impl Case {
    /// The form of `text` that is compared. `buffer` is used if that is another text.
    pub(crate) fn fold<'t>(self, text: &'t str, buffer: &'t mut String) -> &'t str {
        match self {
            Self::Sensitive => text,
            Self::Insensitive => {
                buffer.clear();
                if text.is_ascii() {
                    buffer.push_str(text);
                    buffer.make_ascii_lowercase();
                } else {
                    buffer.extend(text.chars().map(fold_char));
                }
                buffer
            }
        }
    }

    /// Like [`Self::fold`], but returns an owned text.
    pub(crate) fn folded(self, text: &str) -> Box<str> {
        self.fold(text, &mut String::new()).into()
    }
}

/// Whether a language tag meets a range by basic filtering (RFC 4647, section 3.3.1): it is the
/// range, or starts with it and a hyphen. Case is ignored.
#[must_use]
pub fn speaks(tag: &str, range: &str) -> bool {
    let (tag, range) = (tag.as_bytes(), range.as_bytes());
    tag.get(..range.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(range))
        && matches!(tag.get(range.len()), None | Some(b'-'))
}

/// All texts that conditions search for in one field, and the facts that each makes true.
#[derive(Debug)]
pub(crate) struct TextIndex {
    /// For each whole text, the fact that the field equals it.
    exact: HashMap<Box<str>, u32>,
    needles: Needles,
    /// For each needle, the facts that it makes true.
    hits: Jagged,
}

/// A search for many texts at once.
#[derive(Debug)]
enum Needles {
    None,
    /// One lookup per byte, with a table row for each byte of all needles.
    Fast(dfa::DFA),
    /// Several lookups per byte, for needles whose tables would be too large.
    Small(contiguous::NFA),
}

/// The maximum total size of needles for the fast search. A row has about 256 bytes, so the tables
/// have at most about 16 MiB.
const FAST_BYTES: usize = 64 * 1024;

/// Collects the texts of a [`TextIndex`].
#[derive(Debug, Default)]
pub(crate) struct TextIndexBuilder {
    exact: HashMap<Box<str>, u32>,
    positions: HashMap<Box<str>, usize>,
    needles: Vec<Box<str>>,
    hits: Vec<Vec<u32>>,
}

impl TextIndexBuilder {
    /// Registers `fact`: the field is `text`.
    pub(crate) fn exact(&mut self, text: Box<str>, fact: u32) {
        self.exact.insert(text, fact);
    }

    /// Registers `fact`: the field contains `needle`.
    pub(crate) fn needle(&mut self, needle: &str, fact: u32) {
        let position = match self.positions.get(needle) {
            Some(&position) => position,
            None => {
                let position = self.needles.len();
                self.positions.insert(needle.into(), position);
                self.needles.push(needle.into());
                self.hits.push(Vec::new());
                position
            }
        };
        if let Some(hits) = self.hits.get_mut(position) {
            hits.push(fact);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.needles.is_empty()
    }

    pub(crate) fn build(self) -> Result<TextIndex, BuildError> {
        let bytes: usize = self.needles.iter().map(|needle| needle.len()).sum();
        let needles = self.needles.iter().map(|needle| needle.as_bytes());
        let needles = if bytes == 0 {
            Needles::None
        } else {
            // Standard semantics find every needle, including those that overlap or are nested.
            let nfa = noncontiguous::Builder::new()
                .match_kind(MatchKind::Standard)
                .prefilter(false)
                .build(needles)?;
            if bytes <= FAST_BYTES {
                Needles::Fast(
                    dfa::Builder::new()
                        .match_kind(MatchKind::Standard)
                        .prefilter(false)
                        .build_from_noncontiguous(&nfa)?,
                )
            } else {
                Needles::Small(
                    contiguous::Builder::new()
                        .match_kind(MatchKind::Standard)
                        .prefilter(false)
                        .build_from_noncontiguous(&nfa)?,
                )
            }
        };
        Ok(TextIndex {
            exact: self.exact,
            needles,
            hits: self.hits.into_iter().collect(),
        })
    }
}

impl TextIndex {
    /// Calls `met` with each fact that is true of `text`, possibly more than once.
    pub(crate) fn scan(&self, text: &str, mut met: impl FnMut(u32)) {
        if !self.exact.is_empty()
            && let Some(&fact) = self.exact.get(text)
        {
            met(fact);
        }
        let on_needle = |needle| self.hits.get(needle).iter().for_each(|&fact| met(fact));
        match &self.needles {
            Needles::None => {}
            Needles::Fast(automaton) => walk(automaton, text.as_bytes(), on_needle),
            Needles::Small(automaton) => walk(automaton, text.as_bytes(), on_needle),
        }
    }
}

/// Calls `met` with each needle that ends at each byte of `text`.
fn walk<A: Automaton>(automaton: &A, text: &[u8], mut met: impl FnMut(u32)) {
    let Ok(mut state) = automaton.start_state(Anchored::No) else {
        return;
    };
    for &byte in text {
        state = automaton.next_state(Anchored::No, state, byte);
        if automaton.is_special(state) && automaton.is_match(state) {
            for index in 0..automaton.match_len(state) {
                met(automaton.match_pattern(state, index).as_u32());
            }
        }
    }
}
