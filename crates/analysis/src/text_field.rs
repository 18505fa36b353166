//! The kinds of values that fields have, taken from their rows in the catalog, and the text fields.

use std::ops::{Index, IndexMut};

use proactive_catalog::{FIELDS, Field, FieldType};

/// How the values of a field are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// Any text.
    Text(TextField),
    /// One of the words of the field.
    Word,
    /// A language tag.
    Language,
}

impl ValueKind {
    pub(crate) fn of(field: Field) -> Self {
        match field.info().ty {
            FieldType::Text => Self::Text(TextField(field)),
            FieldType::History => Self::Word,
            FieldType::Language => Self::Language,
        }
    }
}

/// A field whose values are any text. Only this module makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TextField(Field);

impl TextField {
    /// The address of the page, which decides whether a channel is on it.
    pub(crate) const ADDRESS: Self = Self(Field::VisitorUrl);

    pub(crate) fn field(self) -> Field {
        self.0
    }

    /// Whether its values are URLs, so that examples must look like URLs.
    pub(crate) fn is_address(self) -> bool {
        self == Self::ADDRESS
    }
}

/// The number of text fields before a row.
#[allow(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where an index out of bounds is an error"
)]
const fn text_fields_before(row: usize) -> usize {
    let mut position = 0;
    let mut count = 0;
    while position < row {
        if matches!(FIELDS[position].ty, FieldType::Text) {
            count += 1;
        }
        position += 1;
    }
    count
}

const COUNT: usize = text_fields_before(FIELDS.len());

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where an index out of bounds is an error"
)]
const TEXT_FIELDS: [Field; COUNT] = {
    let mut fields = [FIELDS[0].field; COUNT];
    let mut row = 0;
    while row < FIELDS.len() {
        if matches!(FIELDS[row].ty, FieldType::Text) {
            fields[text_fields_before(row)] = FIELDS[row].field;
        }
        row += 1;
    }
    fields
};

/// For each field, the number of text fields before it.
#[allow(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where an index out of bounds is an error"
)]
const POSITIONS: [usize; FIELDS.len()] = {
    let mut positions = [0; FIELDS.len()];
    let mut row = 0;
    while row < FIELDS.len() {
        positions[row] = text_fields_before(row);
        row += 1;
    }
    positions
};

/// A value for each text field, stored without allocation.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TextMap<T>([T; COUNT]);

impl<T> TextMap<T> {
    pub(crate) fn from_fn(mut value: impl FnMut(TextField) -> T) -> Self {
        Self(TEXT_FIELDS.map(|field| value(TextField(field))))
    }

    /// The fields with their values, in the order of their rows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (TextField, &T)> {
        TEXT_FIELDS.into_iter().map(TextField).zip(&self.0)
    }

    /// The values, in the order of the fields.
    pub(crate) fn values(&self) -> &[T] {
        &self.0
    }

    /// The values, in the order of the fields.
    pub(crate) fn values_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> Index<TextField> for TextMap<T> {
    type Output = T;

    #[allow(
        clippy::indexing_slicing,
        reason = "a text field has fewer text fields before it than there are"
    )]
    fn index(&self, field: TextField) -> &T {
        &self.0[POSITIONS[field.0 as usize]]
    }
}

impl<T> IndexMut<TextField> for TextMap<T> {
    #[allow(
        clippy::indexing_slicing,
        reason = "a text field has fewer text fields before it than there are"
    )]
    fn index_mut(&mut self, field: TextField) -> &mut T {
        &mut self.0[POSITIONS[field.0 as usize]]
    }
}
