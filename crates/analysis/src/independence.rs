//! Conditions whose parts are independent of one another.
//!
//! If no atom occurs twice in a condition, and no two of its atoms say anything about each other,
//! then each can be true or false regardless of the others. Such a condition is met by some
//! visitors but not by all, and each of its parts matters to some visitor: nothing needs to be
//! proved. Most conditions are like this, and it is quick to see.
//!
//! The same is true if several values of one field are in one list or group that accepts any of
//! them (or, with `is not`, none of them), as in `device.language is any of [fr, nl]`: the group as
//! a whole can be true or false, and each value matters to visitors who have it.

use std::collections::BTreeSet;

use proactive_hir::model::Website;

use crate::atom::{Atom, speaks};
use crate::encode::{Connective, EncodedKind, EncodedNode, areas_of};
use crate::formula::{Formulas, Node};
use crate::text_field::TextField;

/// Conditions with more atoms are not checked, since the work is quadratic.
const MAX_ATOMS: usize = 40;

/// An occurrence of an atom.
struct Use<'f> {
    atom: &'f Atom,
    /// The number of the list, group or segment that contains it.
    place: usize,
    side: Side,
}

/// How an atom relates to its neighbors in the same place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// One of several values of which any is accepted, or none.
    OneOfSeveral,
    /// It is in a segment that is known to be independent, together with the others in this place.
    InSegment,
    Alone,
}

struct AtomCollector<'f> {
    formulas: &'f Formulas,
    /// The positions of segments that are independent.
    segments: &'f BTreeSet<usize>,
    uses: Vec<Use<'f>>,
    places: usize,
}

/// Whether a condition is independent. `segments` has the positions of the segments that are.
pub(crate) fn is_independent(
    formulas: &Formulas,
    part: &EncodedNode,
    segments: &BTreeSet<usize>,
) -> bool {
    let mut walk = AtomCollector {
        formulas,
        segments,
        uses: Vec::new(),
        places: 0,
    };
    if walk.look(part, None).is_none() {
        return false;
    }
    let uses = &walk.uses;
    uses.iter().enumerate().all(|(position, one)| {
        let mut earlier = uses.iter().take(position);
        earlier.all(|other| are_independent(one, other))
    })
}

/// Whether on some page of the websites, each of these nodes that is an atom about the address can
/// be true or false. Then atoms that are independent of one another are so on these pages, too.
pub(crate) fn leaves_free(
    formulas: &Formulas,
    nodes: &[usize],
    websites: &[Website],
    case_sensitive: bool,
) -> bool {
    let atoms = nodes.iter().filter_map(|node| match formulas.node(*node) {
        Node::Atom(atom) => Some(atom).filter(|it| it.field() == TextField::ADDRESS.field()),
        Node::True | Node::All(_) => None,
    });
    let atoms: Vec<&Atom> = atoms.collect();
    atoms.is_empty()
        || areas_of(websites, case_sensitive).iter().any(|area| {
            let mut atoms = atoms.iter();
            area.is_open() && !atoms.any(|it| area.excludes(it, true) || area.excludes(it, false))
        })
}

fn are_independent(one: &Use<'_>, other: &Use<'_>) -> bool {
    let together = one.place == other.place;
    if together && one.side == Side::InSegment {
        return true;
    }
    let exclude = together && one.side == Side::OneOfSeveral && other.side == Side::OneOfSeveral;
    match (one.atom, other.atom) {
        (Atom::Is(field, a), Atom::Is(of, b)) => field != of || exclude && a != b,
        (Atom::Is(field, _), Atom::Contains(of, _))
        | (Atom::Contains(of, _), Atom::Is(field, _)) => field != of,
        (Atom::Contains(field, a), Atom::Contains(of, b)) => {
            field != of || !a.contains(&**b) && !b.contains(&**a)
        }
        (Atom::Language(field, a), Atom::Language(of, b)) => {
            field != of || exclude && !speaks(a, b) && !speaks(b, a)
        }
        (Atom::Word(field, _), Atom::Word(of, _)) => field != of,
        (
            Atom::Is(..)
            | Atom::Contains(..)
            | Atom::Language(..)
            | Atom::Word(..)
            | Atom::On(..)
            | Atom::Off(..),
            _,
        ) => true,
    }
}

impl AtomCollector<'_> {
    /// Collects the atoms of a part; `None` if it cannot be independent.
    fn look(&mut self, part: &EncodedNode, within: Option<(usize, Connective)>) -> Option<()> {
        match &part.kind {
            EncodedKind::Group(join, children) | EncodedKind::List(join, children) => {
                self.places += 1;
                let place = (self.places, *join);
                children
                    .iter()
                    .try_for_each(|child| self.look(child, Some(place)))
            }
            EncodedKind::Not(inner) => self.look(inner, None),
            EncodedKind::Comparison => {
                let Node::Atom(atom) = self.formulas.node(part.formula.node()) else {
                    return None;
                };
                let side = match within {
                    Some((_, Connective::Any)) if !part.formula.is_negated() => Side::OneOfSeveral,
                    Some((_, Connective::All)) if part.formula.is_negated() => Side::OneOfSeveral,
                    Some(_) | None => Side::Alone,
                };
                let place = within.map_or(0, |(place, _)| place);
                self.note(Use { atom, place, side })
            }
            EncodedKind::Segment(id) => {
                if !self.segments.contains(&id.index()) {
                    return None;
                }
                self.places += 1;
                for node in self.formulas.cone([part.formula]) {
                    if let Node::Atom(atom) = self.formulas.node(node) {
                        self.note(Use {
                            atom,
                            place: self.places,
                            side: Side::InSegment,
                        })?;
                    }
                }
                Some(())
            }
        }
    }
}

impl<'f> AtomCollector<'f> {
    fn note(&mut self, found: Use<'f>) -> Option<()> {
        self.uses.push(found);
        (self.uses.len() <= MAX_ATOMS).then_some(())
    }
}
