//! The smallest statements about a visitor.

use proactive_catalog::{Field, FieldType, History, Word};

/// The fields that are any text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TextField {
    /// `visitor.url`
    Url,
    /// `visitor.title`
    Title,
}

/// A statement that holds of a visitor or does not, and is made of no other. Texts are folded
/// where case does not count, language tags always.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Atom {
    /// The text is this one.
    Is(TextField, Box<str>),
    /// This stands somewhere in the text.
    Contains(TextField, Box<str>),
    /// The language is this one, or a more special one.
    Language(Box<str>),
    /// This is the visitor's first visit.
    New,
}

impl Atom {
    /// Whether it holds of a text, for those that speak of one.
    pub(crate) fn holds_of_text(&self, field: TextField, text: &str) -> Option<bool> {
        match self {
            Self::Is(of, value) if *of == field => Some(**value == *text),
            Self::Contains(of, value) if *of == field => Some(text.contains(&**value)),
            Self::Is(..) | Self::Contains(..) | Self::Language(_) | Self::New => None,
        }
    }
}

/// An atom that must hold, or must not.
pub(crate) type Literal<'f> = (&'f Atom, bool);

/// Whether no visitor can have both: one of the five contradictions that the crate's documentation
/// proves to be all there are, or one atom said to hold and not to hold.
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
        ((Atom::Language(a), is_a), (Atom::Language(b), is_b)) => match (is_a, is_b) {
            (true, true) => !speaks(a, b) && !speaks(b, a),
            (true, false) => speaks(a, b),
            (false, true) => speaks(b, a),
            (false, false) => false,
        },
        ((Atom::New, one), (Atom::New, other)) => one != other,
        ((Atom::Is(..) | Atom::Contains(..) | Atom::Language(_) | Atom::New, _), _) => false,
    }
}

/// What a field's values are compared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any text.
    Text(TextField),
    /// One of two words.
    History,
    /// A language tag.
    Language,
}

impl Kind {
    pub(crate) fn of(field: Field) -> Self {
        match (field, field.info().ty) {
            (Field::VisitorTitle, _) => Self::Text(TextField::Title),
            (_, FieldType::Text) => Self::Text(TextField::Url),
            (_, FieldType::History) => Self::History,
            (_, FieldType::Language) => Self::Language,
        }
    }
}

/// Whether a history is the first visit; none for a word that is no history.
pub(crate) fn is_first_visit(word: &str) -> Option<bool> {
    History::find(word).map(|history| history == History::New)
}

/// Whether a device that speaks `tag` speaks `language`: both in lower case.
pub(crate) fn speaks(tag: &str, language: &str) -> bool {
    tag.strip_prefix(language)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
