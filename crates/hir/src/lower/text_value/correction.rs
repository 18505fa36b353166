//! What is wrong with a text that a condition compares, and what to compare with instead.

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::Impossible;

/// What the text is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// The address of the page.
    Address,
    /// The title of the page.
    Title,
}

/// How much of the address or title the text is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it: `is`.
    Whole,
    /// Any part: `contains`.
    Part,
}

impl TextKind {
    /// The field that is compared; `None` if it is not compared with a text of a page.
    pub(super) fn of(field: Field) -> Option<Self> {
        match field {
            Field::VisitorUrl => Some(Self::Address),
            Field::VisitorTitle => Some(Self::Title),
            Field::VisitorHistory | Field::DeviceLanguage => None,
        }
    }

    /// The field.
    pub(super) fn field(self) -> Field {
        match self {
            Self::Address => Field::VisitorUrl,
            Self::Title => Field::VisitorTitle,
        }
    }
}

impl Extent {
    pub(super) fn of(operator: Operator) -> Self {
        match operator {
            Operator::Is | Operator::IsNot => Self::Whole,
            Operator::Contains | Operator::DoesNotContain => Self::Part,
        }
    }
}

/// What is wrong with a text.
#[derive(Debug)]
pub(super) enum Doubt {
    Impossible(Impossible),
    Wildcard,
    /// The first sign of the pattern.
    Pattern(String),
    /// Compared with the whole address, and only a part of one.
    PartOfAddress,
    /// Compared with the whole address, and written differently by browsers.
    OtherAddress,
    /// Not percent-encoded, or a host not in Punycode.
    Encoding {
        /// The text as browsers write it.
        shown: String,
    },
    HostCase,
}

/// What to compare with instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Correction {
    /// This text.
    One(Extent, String),
    /// Any of these texts.
    AnyOf(Extent, Vec<String>),
    /// All of these texts, each a part.
    AllOf(Vec<String>),
    /// This text, with the other field.
    Other(TextKind, Extent, String),
}

/// What is wrong with a text, and what to write instead.
#[derive(Debug)]
pub(super) struct Review {
    pub(super) doubt: Doubt,
    /// The most likely first.
    pub(super) corrections: Vec<Correction>,
    /// Whether the first is surely what is meant.
    pub(super) is_certain: bool,
}

impl Review {
    pub(super) fn new(doubt: Doubt, corrections: Vec<Correction>, is_certain: bool) -> Self {
        Self {
            doubt,
            corrections,
            is_certain,
        }
    }

    /// A review with one correction of the text itself.
    pub(super) fn text(doubt: Doubt, extent: Extent, text: String, is_certain: bool) -> Self {
        Self::new(doubt, vec![Correction::One(extent, text)], is_certain)
    }
}

/// The comparison with one of the texts.
pub(super) fn one_or_any(extent: Extent, mut texts: Vec<String>) -> Correction {
    match (texts.len(), texts.pop()) {
        (1, Some(only)) => Correction::One(extent, only),
        (_, last) => {
            texts.extend(last);
            Correction::AnyOf(extent, texts)
        }
    }
}
