//! Conditions as flat programs over facts.
//!
//! A *fact* is what a comparison asks, without its negation: the URL contains one of these texts,
//! the language is French. Comparisons that ask the same share a fact, across all messages. When a
//! page loads, one search through each text finds all facts that are true; evaluating a condition
//! is then just a series of jumps.
//!
//! Most conditions need one of a few facts: a condition that requires `/cart` in the URL is false
//! on all other pages. These facts are the *keys* of the condition. Only conditions with a true key
//! are evaluated, so the total number of conditions hardly matters.

use std::collections::HashMap;

use proactive_config::json::{
    Comparison, Condition, Conditions, Field, History, Language, Test, Text,
};

use crate::text::Case;

/// Something that is true or false of a visitor on a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Fact {
    /// The text is this one, case-folded if case is ignored.
    Is(Field, Box<str>),
    /// The text contains at least one of these, which are folded, sorted and distinct.
    Contains(Field, Box<[Box<str>]>),
    /// The visitor has this history.
    History(Field, History),
    /// The language tag is this one or a more specific one.
    Language(Field, &'static Language),
}

/// The facts that conditions depend on, each with a number.
#[derive(Debug)]
pub(crate) struct Facts {
    case: Case,
    numbers: HashMap<Fact, u32>,
    list: Vec<Fact>,
    /// For each fact, the number of comparisons that use it.
    uses: Vec<u32>,
}

/// A comparison in a program: the fact it tests, and where to continue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Branch {
    fact: u32,
    /// Whether the comparison is true if the fact is false.
    negated: bool,
    then: u32,
    otherwise: u32,
}

/// A jump target outside the program: the condition is true.
const HOLDS: u32 = u32::MAX;
/// A jump target outside the program: the condition is false.
const FAILS: u32 = u32::MAX - 1;

impl Branch {
    /// Whether its comparison is true.
    pub(crate) fn holds(self, is_true: impl Fn(u32) -> bool) -> bool {
        is_true(self.fact) != self.negated
    }
}

/// Evaluates the condition that starts at `start`. All jumps go forward.
pub(crate) fn holds(code: &[Branch], start: u32, is_true: impl Fn(u32) -> bool) -> bool {
    let mut at = start;
    while let Some(branch) = code.get(at as usize) {
        at = if branch.holds(&is_true) {
            branch.then
        } else {
            branch.otherwise
        };
    }
    at == HOLDS
}

/// The position of a condition in the common program: its comparisons in source order from `start`
/// up to `end`, and where evaluation begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) entry: u32,
}

impl Facts {
    pub(crate) fn new(case: Case) -> Self {
        Self {
            case,
            numbers: HashMap::new(),
            list: Vec::new(),
            uses: Vec::new(),
        }
    }

    /// Whether case counts.
    pub(crate) fn case(&self) -> Case {
        self.case
    }

    /// The facts by number.
    pub(crate) fn list(&self) -> &[Fact] {
        &self.list
    }

    /// Appends the program of `conditions` to `code`.
    pub(crate) fn compile(&mut self, conditions: &Conditions, code: &mut Vec<Branch>) -> Section {
        let start = position(code);
        match conditions {
            Conditions::Always => {}
            Conditions::One(only) => self.leaf(only, HOLDS, FAILS, code),
            Conditions::All(parts) => self.all(parts, HOLDS, FAILS, code),
            Conditions::Any(parts) => self.any(parts, HOLDS, FAILS, code),
        }
        let end = position(code);
        Section {
            start,
            end,
            entry: if start == end { HOLDS } else { start },
        }
    }

    fn part(&mut self, part: &Condition, then: u32, otherwise: u32, code: &mut Vec<Branch>) {
        match part {
            Condition::All(parts) => self.all(parts, then, otherwise, code),
            Condition::Any(parts) => self.any(parts, then, otherwise, code),
            Condition::Comparison(comparison) => self.leaf(comparison, then, otherwise, code),
        }
    }

    fn all(&mut self, parts: &[Condition], then: u32, otherwise: u32, code: &mut Vec<Branch>) {
        for (index, part) in parts.iter().enumerate() {
            let is_last = index + 1 == parts.len();
            let then = if is_last { then } else { end_of(part, code) };
            self.part(part, then, otherwise, code);
        }
    }

    fn any(&mut self, parts: &[Condition], then: u32, otherwise: u32, code: &mut Vec<Branch>) {
        for (index, part) in parts.iter().enumerate() {
            let is_last = index + 1 == parts.len();
            let otherwise = if is_last {
                otherwise
            } else {
                end_of(part, code)
            };
            self.part(part, then, otherwise, code);
        }
    }

    fn leaf(&mut self, leaf: &Comparison, then: u32, otherwise: u32, code: &mut Vec<Branch>) {
        let (fact, negated) = self.fact_of(leaf);
        let number = match self.numbers.get(&fact) {
            Some(&number) => number,
            None => {
                let number = position(&self.list);
                self.list.push(fact.clone());
                self.uses.push(0);
                self.numbers.insert(fact, number);
                number
            }
        };
        if let Some(uses) = self.uses.get_mut(number as usize) {
            *uses += 1;
        }
        code.push(Branch {
            fact: number,
            negated,
            then,
            otherwise,
        });
    }

    /// The fact of a comparison, and whether the comparison negates it.
    fn fact_of(&self, comparison: &Comparison) -> (Fact, bool) {
        let field = comparison.field();
        let contains = |values: &[Text]| {
            let values = values.iter().map(|value| self.case.folded(value));
            let mut values: Vec<Box<str>> = values.collect();
            values.sort_unstable();
            values.dedup();
            Fact::Contains(field, values.into())
        };
        match comparison.test() {
            Test::TextIs(text) => (Fact::Is(field, self.case.folded(text)), false),
            Test::TextIsNot(text) => (Fact::Is(field, self.case.folded(text)), true),
            Test::Contains(values) => (contains(values), false),
            Test::DoesNotContain(values) => (contains(values), true),
            Test::HistoryIs(history) => (Fact::History(field, *history), false),
            Test::LanguageIs(language) => (Fact::Language(field, language), false),
            Test::LanguageIsNot(language) => (Fact::Language(field, language), true),
        }
    }

    /// Facts of which at least one is true whenever `conditions` are, if there are any. `section`
    /// is where `conditions` were compiled.
    pub(crate) fn keys(
        &self,
        conditions: &Conditions,
        section: Section,
        code: &[Branch],
    ) -> Option<Vec<u32>> {
        let mut leaves = code
            .get(section.start as usize..section.end as usize)
            .unwrap_or(&[])
            .iter();
        let keys = match conditions {
            Conditions::Always => None,
            Conditions::One(_) => self.leaf_keys(&mut leaves),
            Conditions::All(parts) => self.keys_of_all(parts, &mut leaves),
            Conditions::Any(parts) => self.keys_of_any(parts, &mut leaves),
        };
        keys.map(|keys| keys.facts)
    }

    fn part_keys(&self, part: &Condition, leaves: &mut Leaves<'_>) -> Option<Keys> {
        match part {
            Condition::All(parts) => self.keys_of_all(parts, leaves),
            Condition::Any(parts) => self.keys_of_any(parts, leaves),
            Condition::Comparison(_) => self.leaf_keys(leaves),
        }
    }

    /// All parts must be true, so the keys of any one of them suffice: choose the rarest.
    fn keys_of_all(&self, parts: &[Condition], leaves: &mut Leaves<'_>) -> Option<Keys> {
        let mut best: Option<Keys> = None;
        for part in parts {
            let keys = self.part_keys(part, leaves);
            best = match (best, keys) {
                (Some(best), Some(keys)) if keys.weight < best.weight => Some(keys),
                (None, keys) => keys,
                (best, _) => best,
            };
        }
        best
    }

    /// Any part may be true, so the keys of all parts are needed.
    fn keys_of_any(&self, parts: &[Condition], leaves: &mut Leaves<'_>) -> Option<Keys> {
        let mut all = Some(Keys::default());
        for part in parts {
            // Visit every part, even after one without keys, to advance the iterator of leaves.
            let keys = self.part_keys(part, leaves);
            all = match (all, keys) {
                (Some(mut all), Some(keys)) => {
                    all.facts.extend(keys.facts);
                    all.weight = all.weight.saturating_add(keys.weight);
                    Some(all)
                }
                _ => None,
            };
        }
        all
    }

    fn leaf_keys(&self, leaves: &mut Leaves<'_>) -> Option<Keys> {
        let leaf = leaves.next()?;
        if leaf.negated {
            return None;
        }
        let uses = self.uses.get(leaf.fact as usize).copied().unwrap_or(0);
        let weight = match self.list.get(leaf.fact as usize)? {
            Fact::Is(..) => 1,
            // Short texts occur everywhere.
            Fact::Contains(_, values) => match values.iter().map(|value| value.len()).min() {
                Some(5..) => 2,
                Some(3..) => 4,
                _ => 16,
            },
            Fact::Language(..) => 16,
            Fact::History(..) => 64,
        };
        Some(Keys {
            facts: vec![leaf.fact],
            weight: uses.saturating_mul(weight),
        })
    }
}

/// The comparisons of a condition, in source order.
type Leaves<'c> = std::slice::Iter<'c, Branch>;

/// Facts of which at least one must be true.
#[derive(Debug, Default)]
struct Keys {
    facts: Vec<u32>,
    /// A rough estimate of how often one of them is true.
    weight: u32,
}

/// The index of the next branch.
fn position<T>(list: &[T]) -> u32 {
    // Two values are reserved. Memory would run out before that many branches.
    u32::try_from(list.len()).unwrap_or(FAILS).min(FAILS)
}

/// The index after the branches of `part`, which is about to be compiled.
fn end_of(part: &Condition, code: &[Branch]) -> u32 {
    position(code).saturating_add(leaves(part)).min(FAILS)
}

/// The number of comparisons in a part.
fn leaves(part: &Condition) -> u32 {
    match part {
        Condition::All(parts) | Condition::Any(parts) => parts
            .iter()
            .fold(0, |sum: u32, part| sum.saturating_add(leaves(part))),
        Condition::Comparison(_) => 1,
    }
}
