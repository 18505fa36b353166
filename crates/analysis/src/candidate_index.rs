//! An index of the messages that a visitor may get, so that not every message must be checked.
//!
//! Most conditions require one of a few values in a text, or a language. A message is filed under
//! these values. A visitor who has none of them does not get it.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use proactive_catalog::Field;
use rayon::prelude::*;

use crate::atom::{Atom, speaks};
use crate::formula::{Formula, Formulas, Node};
use crate::text_field::TextMap;
use crate::visitor::NormalizedVisitor;

/// Conditions that are larger when written out are not indexed.
const MAX_NODES: u32 = 400;

/// Many messages share a language, so values of texts are better keys.
const LANGUAGE: usize = 1_000;

/// Atoms of which at least one must be true of a visitor.
struct RequiredAtoms<'f> {
    atoms: Vec<&'f Atom>,
    /// A rough measure of how many messages these atoms find; less is better.
    cost: usize,
}

/// Messages by the atoms that they require.
pub(crate) struct CandidateIndex<'f> {
    texts: TextMap<ByValue<'f>>,
    languages: Vec<(Field, &'f str, Vec<usize>)>,
    /// Messages that require no atom.
    always: Vec<usize>,
}

/// Messages by values of one text field.
#[derive(Default)]
struct ByValue<'f> {
    is: Vec<(&'f str, Vec<usize>)>,
    contained: Vec<(&'f str, Vec<usize>)>,
    /// `None` if there is too much text for an automaton.
    search: Option<AhoCorasick>,
}

impl<'f> CandidateIndex<'f> {
    /// Files messages, each with its number and its condition.
    pub(crate) fn new(messages: impl Iterator<Item = (usize, &'f Formulas, Formula)>) -> Self {
        let mut index = Self {
            texts: TextMap::default(),
            languages: Vec::new(),
            always: Vec::new(),
        };
        let mut by_value: Vec<(&Atom, usize)> = Vec::new();
        for (number, formulas, formula) in messages {
            match of(formulas, formula) {
                Some(required) => {
                    by_value.extend(required.atoms.iter().map(|atom| (*atom, number)))
                }
                None => index.always.push(number),
            }
        }
        by_value.sort_unstable();
        for same in by_value.chunk_by(|one, other| one.0 == other.0) {
            let numbers = same.iter().map(|(_, number)| *number).collect();
            match same.first() {
                Some((Atom::Is(field, value), _)) => {
                    index.texts[*field].is.push((value, numbers));
                }
                Some((Atom::Contains(field, value), _)) => {
                    index.texts[*field].contained.push((value, numbers));
                }
                Some((Atom::Language(field, tag), _)) => {
                    index.languages.push((*field, tag, numbers));
                }
                Some((Atom::Word(..) | Atom::On(..) | Atom::Off(..), _)) | None => {}
            }
        }
        let texts = index.texts.values_mut().par_iter_mut();
        texts.for_each(ByValue::prepare);
        index
    }

    /// The messages that a visitor may get: all that the visitor does get and possibly others, some
    /// more than once.
    pub(crate) fn candidates(&self, visitor: &NormalizedVisitor) -> Vec<usize> {
        let mut found = self.always.clone();
        for (field, by_value) in self.texts.iter() {
            by_value.find_in(visitor.text(field), &mut found);
        }
        for (field, tag, numbers) in &self.languages {
            if speaks(visitor.value(*field), tag) {
                found.extend(numbers);
            }
        }
        found
    }
}

impl ByValue<'_> {
    /// Builds the search for substrings. It is used for few texts, so building it must be fast.
    fn prepare(&mut self) {
        let values = self.contained.iter().map(|(value, _)| value.as_bytes());
        self.search = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .build(values)
            .ok();
    }

    fn find_in(&self, text: &str, found: &mut Vec<usize>) {
        let same = self.is.binary_search_by_key(&text, |(value, _)| value);
        let same = same.ok().and_then(|position| self.is.get(position));
        found.extend(same.into_iter().flat_map(|(_, numbers)| numbers));
        match &self.search {
            Some(search) => {
                for one in search.find_overlapping_iter(text) {
                    let by_value = self.contained.get(one.pattern().as_usize());
                    found.extend(by_value.into_iter().flat_map(|(_, numbers)| numbers));
                }
            }
            None => {
                let by_value = self.contained.iter();
                let by_value = by_value.filter(|(value, _)| text.contains(value));
                found.extend(by_value.flat_map(|(_, numbers)| numbers));
            }
        }
    }
}

/// Atoms of which at least one is true of everyone who meets the formula; `None` if none are known.
fn of(formulas: &Formulas, formula: Formula) -> Option<RequiredAtoms<'_>> {
    if formulas.written_out(formula) > MAX_NODES {
        return None;
    }
    let negated = formula.is_negated();
    match formulas.node(formula.node()) {
        // No visitor meets it.
        Node::True if negated => Some(RequiredAtoms {
            atoms: Vec::new(),
            cost: 0,
        }),
        Node::True | Node::Atom(Atom::Word(..) | Atom::On(..) | Atom::Off(..)) => None,
        Node::Atom(_) if negated => None,
        Node::Atom(atom) => Some(RequiredAtoms {
            atoms: vec![atom],
            cost: match atom {
                Atom::Language(..) => LANGUAGE,
                Atom::Is(..)
                | Atom::Contains(..)
                | Atom::Word(..)
                | Atom::On(..)
                | Atom::Off(..) => 1,
            },
        }),
        Node::All(parts) if negated => {
            let mut all = RequiredAtoms {
                atoms: Vec::new(),
                cost: 0,
            };
            for part in parts {
                let part = of(formulas, !*part)?;
                all.atoms.extend(part.atoms);
                all.cost += part.cost;
            }
            Some(all)
        }
        Node::All(parts) => {
            let parts = parts.iter().filter_map(|part| of(formulas, *part));
            parts.min_by_key(|required| required.cost)
        }
    }
}
