//! A value for each field of conditions.

use std::ops::{Index, IndexMut};

use crate::fields::{FIELDS, Field};

/// A value for each row of [`FIELDS`], stored without allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldMap<T>([T; FIELDS.len()]);

/// A field's discriminant is the position of its row.
#[allow(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, within the bounds of the table"
)]
const _: () = {
    let mut position = 0;
    while position < FIELDS.len() {
        assert!(FIELDS[position].field as usize == position);
        position += 1;
    }
};

impl<T> FieldMap<T> {
    /// Makes the value of each field, in the order of [`FIELDS`].
    #[allow(
        clippy::indexing_slicing,
        reason = "the array is as long as the table of fields"
    )]
    pub fn from_fn(mut value: impl FnMut(Field) -> T) -> Self {
        Self(std::array::from_fn(|position| {
            value(FIELDS[position].field)
        }))
    }

    /// The fields with their values, in the order of [`FIELDS`].
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Field, &T)> {
        FIELDS.iter().map(|row| row.field).zip(&self.0)
    }

    /// The fields with their values, in the order of [`FIELDS`].
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (Field, &mut T)> {
        FIELDS.iter().map(|row| row.field).zip(&mut self.0)
    }
}

impl<T: Default> Default for FieldMap<T> {
    fn default() -> Self {
        Self::from_fn(|_| T::default())
    }
}

impl<T> Index<Field> for FieldMap<T> {
    type Output = T;

    #[allow(
        clippy::indexing_slicing,
        reason = "every field has a row, and its discriminant is the position of that row"
    )]
    fn index(&self, field: Field) -> &T {
        &self.0[field as usize]
    }
}

impl<T> IndexMut<Field> for FieldMap<T> {
    #[allow(
        clippy::indexing_slicing,
        reason = "every field has a row, and its discriminant is the position of that row"
    )]
    fn index_mut(&mut self, field: Field) -> &mut T {
        &mut self.0[field as usize]
    }
}
