//! What a condition can look at.

use crate::words::{History, Word};

/// Defines [`Field`] and its table from one list, so that no variant lacks its row.
macro_rules! fields {
    ($($(#[$documentation:meta])* $variant:ident = $row:ident;)*) => {
        /// A field of an object.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$documentation])* $variant,)*
        }

        /// The table of fields.
        pub const FIELDS: &[FieldInfo] = &[$($row),*];

        impl Field {
            /// Its row in the table.
            #[must_use]
            pub fn info(self) -> &'static FieldInfo {
                match self {
                    $(Self::$variant => &$row,)*
                }
            }
        }
    };
}

fields! {
    /// `visitor.url`
    VisitorUrl = URL;
    /// `visitor.title`
    VisitorTitle = TITLE;
    /// `visitor.history`
    VisitorHistory = HISTORY;
    /// `device.language`
    DeviceLanguage = LANGUAGE;
}

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// Any string. The workspace's `[matching]` says whether case matters.
    Text,
    /// One of `new` and `returning`.
    History,
    /// A language of the catalog.
    Language,
}

listed_enum! {
    /// An operator, without `any of`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Operator {
        /// `is`
        Is,
        /// `is not`
        IsNot,
        /// `contains`
        Contains,
        /// `does not contain`
        DoesNotContain,
    }
}

impl Operator {
    /// The operator as authors write it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::Contains => "contains",
            Self::DoesNotContain => "does not contain",
        }
    }

    /// Whether it says that something does not hold.
    #[must_use]
    pub fn is_negative(self) -> bool {
        matches!(self, Self::IsNot | Self::DoesNotContain)
    }

    /// The operator that holds exactly when this one does not.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Is => Self::IsNot,
            Self::IsNot => Self::Is,
            Self::Contains => Self::DoesNotContain,
            Self::DoesNotContain => Self::Contains,
        }
    }

    /// What it means, for an author.
    #[must_use]
    pub fn documentation(self) -> &'static str {
        match self {
            Self::Is => "Holds when the value is exactly this one.",
            Self::IsNot => "Holds when the value is not this one.",
            Self::Contains => "Holds when the value contains the text.",
            Self::DoesNotContain => "Holds when the value does not contain the text.",
        }
    }
}

/// A row of the table of fields.
#[derive(Debug, Clone, Copy)]
pub struct FieldInfo {
    /// Which field.
    pub field: Field,
    /// The object, as written: `visitor`.
    pub object: &'static str,
    /// The field, as written: `url`.
    pub name: &'static str,
    /// Both, as written: `visitor.url`.
    pub path: &'static str,
    /// The type of its values.
    pub ty: FieldType,
    /// The operators it takes.
    pub operators: &'static [Operator],
    /// How a sentence names it: `the title of the page`.
    pub phrase: &'static str,
    /// A value to start from, without quotes.
    pub sample: &'static str,
    /// What it is, for an author.
    pub documentation: &'static str,
}

const TEXT_OPERATORS: &[Operator] = &Operator::ALL;
const EQUALITY: &[Operator] = &[Operator::Is, Operator::IsNot];

const URL: FieldInfo = FieldInfo {
    field: Field::VisitorUrl,
    object: "visitor",
    name: "url",
    path: "visitor.url",
    ty: FieldType::Text,
    operators: TEXT_OPERATORS,
    phrase: "the URL of the page",
    sample: "/",
    documentation: "The whole address of the page the visitor is on, as the browser has it, \
                    with query and fragment.",
};

const TITLE: FieldInfo = FieldInfo {
    field: Field::VisitorTitle,
    object: "visitor",
    name: "title",
    path: "visitor.title",
    ty: FieldType::Text,
    operators: TEXT_OPERATORS,
    phrase: "the title of the page",
    sample: "Title",
    documentation: "The title of the page the visitor is on.",
};

const HISTORY: FieldInfo = FieldInfo {
    field: Field::VisitorHistory,
    object: "visitor",
    name: "history",
    path: "visitor.history",
    ty: FieldType::History,
    operators: EQUALITY,
    phrase: "the history of the visitor",
    sample: "new",
    documentation: "Whether this is the visitor's first visit (`new`) or not (`returning`). \
                    It does not change during a visit.",
};

const LANGUAGE: FieldInfo = FieldInfo {
    field: Field::DeviceLanguage,
    object: "device",
    name: "language",
    path: "device.language",
    ty: FieldType::Language,
    operators: EQUALITY,
    phrase: "the browser language",
    sample: "en",
    documentation: "The language of the visitor's browser. `is fr` holds on `fr` and on every \
                    tag that begins with `fr-`, as `fr-CA`. Nothing else is inferred: `is no` \
                    does not hold on `nb-NO`.",
};

impl Field {
    /// The field that is written `object.name`.
    #[must_use]
    pub fn find(object: &str, name: &str) -> Option<Self> {
        FIELDS
            .iter()
            .find(|row| row.object == object && row.name == name)
            .map(|row| row.field)
    }

    /// The words that its values can be; empty where any string is possible.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        match self.info().ty {
            FieldType::Text => Vec::new(),
            FieldType::History => History::ALL.iter().map(|value| value.as_str()).collect(),
            FieldType::Language => crate::LANGUAGES.iter().map(|row| row.tag).collect(),
        }
    }
}

/// Whether `word` is an object.
#[must_use]
pub fn is_object(word: &str) -> bool {
    FIELDS.iter().any(|row| row.object == word)
}
