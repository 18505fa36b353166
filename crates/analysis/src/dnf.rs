//! Conditions in disjunctive normal form: alternatives, each a list of atoms that must be true or
//! false.
//!
//! By the claim in the crate documentation, a list of atoms belongs to a visitor exactly if no two
//! of them contradict each other. So two conditions in this form have a visitor in common exactly
//! if two of their alternatives do. That needs no solver, only a look at pairs of atoms. Most
//! conditions have few alternatives. Of those with many, only some alternatives are expanded: then
//! a visitor that is found is right, but not finding one proves nothing.

use std::collections::BTreeMap;

use proactive_catalog::{FIELDS, Field};

use crate::atom::{Atom, Literal, contradict};
use crate::formula::{Formula, Formulas, Node};
use crate::solver::Assignment;
use crate::text_field::{TextMap, ValueKind};
use crate::visitor::SubstringIndex;

/// Conditions that are larger when written out are not expanded. This also limits the recursion
/// depth of the functions below.
const MAX_NODES: u32 = 400;

/// Nodes of atoms in order, and whether each must be true. No two contradict each other.
pub(crate) type Conjunction = Assignment;

/// The alternatives of a condition.
#[derive(Debug, Clone)]
pub(crate) struct Dnf {
    pub(crate) terms: Vec<Conjunction>,
    /// Whether there are no others.
    pub(crate) complete: bool,
}

/// Whether two conditions have a visitor in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intersection<'t> {
    /// Every visitor who meets these two alternatives.
    Of(&'t Conjunction, &'t Conjunction),
    /// No visitor meets both.
    Never,
    /// Not all alternatives are known.
    Unknown,
}

/// Decides for most pairs of conjunctions at once whether they agree.
pub(crate) struct Prefilter {
    /// `None` if there are too many combinations for the bits.
    people: Option<People>,
    /// For the node of each atom about a text, the nodes of all atoms that it implies.
    holding: BTreeMap<usize, Vec<usize>>,
}

/// A summary of a conjunction for the prefilter.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    /// A bit for each combination of languages and words that the conjunction allows. Two
    /// conjunctions agree on these exactly if they share a bit.
    people: u128,
    texts: TextMap<TextSignature>,
}

impl Signature {
    /// Whether of two conjunctions that agree, the pages of one always satisfy the other.
    fn shares_page(&self, other: &Self) -> bool {
        let within = |one: &Self, two: &Self| {
            let mut texts = one.texts.values().iter().zip(two.texts.values());
            texts.all(|(one, two)| one.is_within(two))
        };
        within(self, other) || within(other, self)
    }
}

/// What a conjunction says about a text, as nodes of atoms in order.
#[derive(Debug, Clone, Default)]
struct TextSignature {
    /// The exact text, if it is given.
    is: Option<usize>,
    /// The area of the address, if it is given.
    on: Option<usize>,
    /// The atoms that are true of every such text, including that one.
    holding: Vec<usize>,
    /// The atoms that the conjunction requires to be false.
    forbidden: Vec<usize>,
    /// The same as bits; several nodes share a bit.
    holding_bits: u64,
    forbidden_bits: u64,
}

impl TextSignature {
    fn close(&mut self) {
        let bits = |nodes: &mut Vec<usize>| {
            nodes.sort_unstable();
            nodes.dedup();
            nodes
                .iter()
                .fold(0, |bits, node| bits | 1_u64 << (node % 64))
        };
        self.holding_bits = bits(&mut self.holding);
        self.forbidden_bits = bits(&mut self.forbidden);
    }

    fn agrees(&self, other: &Self) -> bool {
        let same_area = self.on.is_none() || other.on.is_none() || self.on == other.on;
        same_area
            && !self.forbids(other)
            && !other.forbids(self)
            && self.allows(other)
            && other.allows(self)
    }

    fn forbids(&self, other: &Self) -> bool {
        let mut forbidden = self.forbidden.iter();
        self.forbidden_bits & other.holding_bits != 0
            && forbidden.any(|node| other.holding.binary_search(node).is_ok())
    }

    /// Whether the other requires or implies everything that this one requires.
    fn is_within(&self, other: &Self) -> bool {
        let mut holding = self.holding.iter();
        self.holding_bits & !other.holding_bits == 0
            && holding.all(|node| other.holding.binary_search(node).is_ok())
    }

    /// A text that is given contains only its own substrings and equals no other text.
    fn allows(&self, other: &Self) -> bool {
        let mut others = other.holding.iter();
        self.is.is_none() || others.all(|node| self.holding.binary_search(node).is_ok())
    }
}

impl Prefilter {
    pub(crate) fn new(formulas: &Formulas) -> Self {
        let mut holding = BTreeMap::new();
        let needles = TextMap::from_fn(|field| SubstringIndex::new(formulas, field));
        for (atom, formula) in formulas.atoms() {
            match atom {
                Atom::Is(field, value) | Atom::Contains(field, value) => {
                    let mut found = Vec::new();
                    needles[*field].parts_of(value, &mut found);
                    found.push(formula.node());
                    holding.insert(formula.node(), found);
                }
                Atom::On(field, area) => {
                    let mut found = vec![formula.node()];
                    for fixed in area.fixed_texts() {
                        needles[*field].parts_of(fixed, &mut found);
                    }
                    holding.insert(formula.node(), found);
                }
                Atom::Language(..) | Atom::Word(..) | Atom::Off(..) => {}
            }
        }
        Self {
            people: People::new(formulas),
            holding,
        }
    }

    fn signature(&self, formulas: &Formulas, term: &Conjunction) -> Signature {
        let mut signature = Signature {
            people: self.people.as_ref().map_or(u128::MAX, |it| it.everyone),
            texts: TextMap::default(),
        };
        for (node, holds) in term {
            let Node::Atom(atom) = formulas.node(*node) else {
                continue;
            };
            match atom {
                Atom::Is(field, _) | Atom::Contains(field, _) => {
                    let text = &mut signature.texts[*field];
                    if *holds {
                        let holding = self.holding.get(node).into_iter().flatten();
                        text.holding.extend(holding);
                        if matches!(atom, Atom::Is(..)) {
                            text.is = Some(*node);
                        }
                    } else {
                        text.forbidden.push(*node);
                    }
                }
                Atom::On(field, _) if *holds => {
                    let text = &mut signature.texts[*field];
                    let holding = self.holding.get(node).into_iter().flatten();
                    // Both conjunctions are in the same area, which has its own field.
                    text.holding.extend(holding.filter(|it| *it != node));
                    text.on = Some(*node);
                }
                // No conjunctions are compared where pages are excluded.
                Atom::On(..) | Atom::Off(..) => {}
                Atom::Language(..) | Atom::Word(..) => {
                    if let Some(people) = self.people.as_ref().and_then(|it| it.with.get(node)) {
                        signature.people &= if *holds { *people } else { !people };
                    }
                }
            }
        }
        for text in signature.texts.values_mut() {
            text.close();
        }
        signature
    }

    /// Whether two conjunctions of the same formulas agree.
    fn agree(
        &self,
        formulas: &Formulas,
        (one, signature): (&Conjunction, &Signature),
        (other, others): (&Conjunction, &Signature),
    ) -> bool {
        let mut texts = signature.texts.values().iter().zip(others.texts.values());
        signature.people & others.people != 0
            && texts.all(|(text, other)| text.agrees(other))
            && (self.people.is_some() || agree(formulas, one, formulas, other))
    }
}

/// The combinations of languages and words that visitors can have. Each has a bit: for each field,
/// one of its words, a language that an atom names, or any other language.
struct People {
    /// All bits in use.
    everyone: u128,
    /// For the node of an atom, the combinations that it is true of.
    with: BTreeMap<usize, u128>,
}

impl People {
    /// `None` if there are more combinations than bits.
    fn new(formulas: &Formulas) -> Option<Self> {
        let mut fields: Vec<(Field, Vec<&str>)> = Vec::new();
        for row in FIELDS {
            match ValueKind::of(row.field) {
                ValueKind::Text(_) => {}
                ValueKind::Word => fields.push((row.field, row.field.words())),
                ValueKind::Language => {
                    let atoms = formulas.atoms();
                    let tags = atoms.filter_map(|(atom, _)| match atom {
                        Atom::Language(field, tag) => (*field == row.field).then_some(&**tag),
                        Atom::Is(..)
                        | Atom::Contains(..)
                        | Atom::Word(..)
                        | Atom::On(..)
                        | Atom::Off(..) => None,
                    });
                    // No atom is true of the empty tag, so it represents any other language.
                    fields.push((row.field, tags.chain([""]).collect()));
                }
            }
        }
        let mut counts = fields.iter().map(|(_, values)| values.len());
        let ways = counts.try_fold(1_usize, |ways, count| ways.checked_mul(count))?;
        let ways = u32::try_from(ways).ok()?;
        let everyone = u128::MAX.checked_shr(u128::BITS.checked_sub(ways)?)?;
        let mut with = BTreeMap::new();
        for (atom, formula) in formulas.atoms() {
            let mut stride = 1;
            for (field, values) in &fields {
                if *field == atom.field() {
                    let holds = |way: &u32| {
                        let value = values.iter().cycle().nth(*way as usize / stride);
                        value.is_some_and(|value| atom.holds_of(value))
                    };
                    let bits = (0..ways).filter(holds).fold(0, |bits, way| bits | 1 << way);
                    with.insert(formula.node(), bits);
                }
                stride *= values.len();
            }
        }
        Some(Self { everyone, with })
    }
}

/// Alternatives with their summaries for the prefilter.
pub(crate) struct Prefiltered {
    pub(crate) terms: Dnf,
    signatures: Vec<Signature>,
}

impl Prefiltered {
    pub(crate) fn new(terms: Dnf, formulas: &Formulas, prefilter: &Prefilter) -> Self {
        let signatures = terms.terms.iter();
        let signatures = signatures
            .map(|term| prefilter.signature(formulas, term))
            .collect();
        Self { terms, signatures }
    }

    /// Whether all alternatives are known.
    pub(crate) fn is_complete(&self) -> bool {
        self.terms.complete
    }

    /// Two alternatives that a visitor can meet together. Both must belong to the same formulas.
    pub(crate) fn intersect<'t>(
        &'t self,
        other: &'t Self,
        formulas: &Formulas,
        prefilter: &Prefilter,
    ) -> Intersection<'t> {
        for one in self.terms.terms.iter().zip(&self.signatures) {
            for two in other.terms.terms.iter().zip(&other.signatures) {
                if prefilter.agree(formulas, one, two) {
                    return Intersection::Of(one.0, two.0);
                }
            }
        }
        self.terms.without_common(&other.terms)
    }

    /// Whether two known alternatives can be met together and one of them requires nothing of the
    /// page that the other does not. Both must belong to the same formulas.
    pub(crate) fn share_page(
        &self,
        other: &Self,
        formulas: &Formulas,
        prefilter: &Prefilter,
    ) -> bool {
        self.terms.terms.iter().zip(&self.signatures).any(|one| {
            let mut others = other.terms.terms.iter().zip(&other.signatures);
            others.any(|two| one.1.shares_page(two.1) && prefilter.agree(formulas, one, two))
        })
    }
}

impl Dnf {
    /// The first alternatives of a formula, at most `most`.
    pub(crate) fn of(formulas: &Formulas, formula: Formula, most: usize) -> Self {
        if formulas.written_out(formula) > MAX_NODES {
            return Self {
                terms: Vec::new(),
                complete: false,
            };
        }
        expand(formulas, formula, most)
    }

    /// Two alternatives that a visitor can meet together. They may belong to the formulas of
    /// different workspaces.
    pub(crate) fn intersect<'t>(
        &'t self,
        formulas: &Formulas,
        other: &'t Self,
        others: &Formulas,
    ) -> Intersection<'t> {
        for one in &self.terms {
            for two in &other.terms {
                if agree(formulas, one, others, two) {
                    return Intersection::Of(one, two);
                }
            }
        }
        self.without_common(other)
    }

    /// The answer if no two known alternatives have a visitor in common.
    fn without_common(&self, other: &Self) -> Intersection<'static> {
        let empty = |terms: &Self| terms.complete && terms.terms.is_empty();
        if self.complete && other.complete || empty(self) || empty(other) {
            Intersection::Never
        } else {
            Intersection::Unknown
        }
    }
}

/// Both conjunctions as one. They must agree and belong to the same formulas.
pub(crate) fn join(one: &Conjunction, other: &Conjunction) -> Conjunction {
    let mut joined: Conjunction = one.iter().chain(other).copied().collect();
    joined.sort_unstable();
    joined.dedup();
    joined
}

/// Whether no atom of one conjunction contradicts an atom of the other.
fn agree(formulas: &Formulas, one: &Conjunction, others: &Formulas, other: &Conjunction) -> bool {
    one.iter().all(|one| {
        let Some(one) = literal(formulas, *one) else {
            return true;
        };
        let mut others = other.iter().filter_map(|other| literal(others, *other));
        !others.any(|other| contradict(one, other))
    })
}

fn literal(formulas: &Formulas, (node, holds): (usize, bool)) -> Option<Literal<'_>> {
    match formulas.node(node) {
        Node::Atom(atom) => Some((atom, holds)),
        Node::True | Node::All(_) => None,
    }
}

fn expand(formulas: &Formulas, formula: Formula, most: usize) -> Dnf {
    let negated = formula.is_negated();
    match formulas.node(formula.node()) {
        Node::True => Dnf {
            terms: if negated { vec![] } else { vec![Vec::new()] },
            complete: true,
        },
        Node::Atom(_) => Dnf {
            terms: vec![vec![(formula.node(), !negated)]],
            complete: true,
        },
        Node::All(parts) if negated => {
            let mut all = Dnf {
                terms: Vec::new(),
                complete: true,
            };
            for part in parts {
                let left = most.saturating_sub(all.terms.len());
                if left == 0 {
                    all.complete = false;
                    break;
                }
                let of_part = expand(formulas, !*part, left);
                all.complete &= of_part.complete;
                all.terms.extend(of_part.terms);
            }
            all
        }
        Node::All(parts) => {
            let mut all = Dnf {
                terms: vec![Vec::new()],
                complete: true,
            };
            // Single atoms first: they rule out alternatives early.
            let is_single = |part: &&Formula| !matches!(formulas.node(part.node()), Node::All(_));
            let (single, several): (Vec<&Formula>, Vec<&Formula>) =
                parts.iter().partition(is_single);
            for part in single.into_iter().chain(several) {
                let of_part = expand(formulas, *part, most);
                all.complete &= of_part.complete;
                let mut joined = Vec::new();
                'all: for one in &all.terms {
                    for other in &of_part.terms {
                        if agree(formulas, one, formulas, other) {
                            if joined.len() == most {
                                all.complete = false;
                                break 'all;
                            }
                            joined.push(join(one, other));
                        }
                    }
                }
                all.terms = joined;
                if all.terms.is_empty() {
                    break;
                }
            }
            all
        }
    }
}
