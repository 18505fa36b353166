//! Conditions whose parts have nothing to do with one another.
//!
//! If no atom stands in a condition twice, and no two of its atoms say anything about each other,
//! then each comes out as it likes. Such a condition is met by somebody, not by everybody, and each
//! of its parts decides for some visitor: there is nothing to be proved. Most conditions are so,
//! and it is seen at once.
//!
//! The same holds where several values of one field stand in one list or group that asks for any of
//! them (or, with `is not`, for none), as in `device.language is any of [fr, nl]`: the group as a
//! whole comes out as it likes, and each value decides for those who have it.

use std::collections::BTreeSet;

use crate::atom::{Atom, speaks};
use crate::encode::{Connective, EncodedKind, EncodedNode};
use crate::formula::{Formulas, Node};

/// Conditions with more atoms are not looked at: the work grows with the square.
const MAX_ATOMS: usize = 40;

/// An atom where it stands.
struct Use<'f> {
    atom: &'f Atom,
    /// The list, group or segment in which it stands, by a number.
    place: usize,
    side: Side,
}

/// How an atom stands to its neighbours in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// One value of which any will do, or of which none may be.
    OneOfSeveral,
    /// It stands in a segment with the others of this place, of which it is known that it is independent.
    InSegment,
    Alone,
}

struct AtomCollector<'f> {
    formulas: &'f Formulas,
    /// Segments that are independent, by their positions.
    segments: &'f BTreeSet<usize>,
    uses: Vec<Use<'f>>,
    places: usize,
}

/// Whether a condition is independent. `segments` has the segments that are, by their positions.
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
        (Atom::Is(..) | Atom::Contains(..) | Atom::Language(..) | Atom::Word(..), _) => true,
    }
}

impl AtomCollector<'_> {
    /// Collects the atoms of a part that stands in a place; none where it cannot be independent.
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
