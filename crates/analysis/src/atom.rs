//! Atoms: the smallest statements about a visitor.

use proactive_catalog::Field;

use crate::area::Area;
use crate::text_field::TextField;

/// A statement about one field of a visitor that has no parts. Texts are case-folded where case is
/// ignored, language tags are in lowercase.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Atom {
    /// The text is this one.
    Is(TextField, Box<str>),
    /// The text contains this one.
    Contains(TextField, Box<str>),
    /// The language tag is this one or starts with it and a hyphen.
    Language(Field, Box<str>),
    /// The value is this word, which is never the last word of the field: that one is the value
    /// where no other word is.
    Word(Field, &'static str),
    /// The address is in this area. Formulas never negate it, and it says nothing where it is false:
    /// of the areas that an address may be in, it chooses one.
    On(TextField, Box<Area>),
    /// The address is not in this area. Formulas never negate it, and it says nothing where it is
    /// false.
    Off(TextField, Box<Area>),
}

impl Atom {
    /// The field that the atom is about.
    pub(crate) fn field(&self) -> Field {
        match self {
            Self::Is(field, _)
            | Self::Contains(field, _)
            | Self::On(field, _)
            | Self::Off(field, _) => field.field(),
            Self::Language(field, _) | Self::Word(field, _) => *field,
        }
    }

    /// Whether the atom is true of a value of its field, normalized like the values of atoms.
    pub(crate) fn holds_of(&self, value: &str) -> bool {
        match self {
            Self::Is(_, text) => **text == *value,
            Self::Contains(_, part) => value.contains(&**part),
            Self::Language(_, language) => speaks(value, language),
            Self::Word(_, word) => *word == value,
            Self::On(_, area) => area.has(value),
            Self::Off(_, area) => !area.has(value),
        }
    }
}

/// An atom, and whether it must be true or false.
pub(crate) type Literal<'f> = (&'f Atom, bool);

/// Whether no visitor can have both: they are one of the contradictions that the crate
/// documentation proves to be complete, or opposite literals.
pub(crate) fn contradict(one: Literal<'_>, other: Literal<'_>) -> bool {
    match (one, other) {
        ((Atom::Is(field, a), is_a), (Atom::Is(of, b), is_b)) => {
            field == of
                && match (is_a, is_b) {
                    (true, true) => a != b,
                    (true, false) | (false, true) => a == b,
                    (false, false) => false,
                }
        }
        ((Atom::Is(field, text), is), (Atom::Contains(of, part), contains))
        | ((Atom::Contains(of, part), contains), (Atom::Is(field, text), is)) => {
            field == of && is && text.contains(&**part) != contains
        }
        ((Atom::Contains(field, a), has_a), (Atom::Contains(of, b), has_b)) => {
            field == of
                && match (has_a, has_b) {
                    (true, false) => a.contains(&**b),
                    (false, true) => b.contains(&**a),
                    (true, true) | (false, false) => false,
                }
        }
        ((Atom::Language(field, a), is_a), (Atom::Language(of, b), is_b)) => {
            field == of
                && match (is_a, is_b) {
                    (true, true) => !speaks(a, b) && !speaks(b, a),
                    (true, false) => speaks(a, b),
                    (false, true) => speaks(b, a),
                    (false, false) => false,
                }
        }
        ((Atom::Word(field, a), is_a), (Atom::Word(of, b), is_b)) => {
            field == of
                && match (is_a, is_b) {
                    (true, true) => a != b,
                    (true, false) | (false, true) => a == b,
                    (false, false) => false,
                }
        }
        ((Atom::On(field, area), is_on), (other, holds))
        | ((other, holds), (Atom::On(field, area), is_on)) => {
            field.field() == other.field() && is_on && area.excludes(other, holds)
        }
        ((Atom::Off(field, area), is_off), (Atom::Is(of, text), is))
        | ((Atom::Is(of, text), is), (Atom::Off(field, area), is_off)) => {
            field == of && is_off && is && area.has(text)
        }
        (
            (
                Atom::Is(..)
                | Atom::Contains(..)
                | Atom::Language(..)
                | Atom::Word(..)
                | Atom::Off(..),
                _,
            ),
            _,
        ) => false,
    }
}

/// Whether `tag` is `language` or starts with it and a hyphen. Both are in lowercase.
pub(crate) fn speaks(tag: &str, language: &str) -> bool {
    tag.strip_prefix(language)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
