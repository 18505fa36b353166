//! Lists with a minimum length.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

/// A list of at least `N` items.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<T>", bound(deserialize = "T: Deserialize<'de>"))]
pub struct MinLenVec<const N: usize, T>(Vec<T>);

/// The error for a list that is too short, with the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooFew<const N: usize, T>(pub Vec<T>);

impl<const N: usize, T> fmt::Display for TooFew<N, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(items) = self;
        write!(f, "a list of {}, expected at least {N}", items.len())
    }
}

impl<const N: usize, T: fmt::Debug> std::error::Error for TooFew<N, T> {}

impl<const N: usize, T> MinLenVec<N, T> {
    /// The items.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<const N: usize, T> TryFrom<Vec<T>> for MinLenVec<N, T> {
    type Error = TooFew<N, T>;

    fn try_from(items: Vec<T>) -> Result<Self, TooFew<N, T>> {
        if items.len() < N {
            Err(TooFew(items))
        } else {
            Ok(Self(items))
        }
    }
}

impl<const N: usize, T> Deref for MinLenVec<N, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, const N: usize, T> IntoIterator for &'a MinLenVec<N, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<const N: usize, T: JsonSchema> JsonSchema for MinLenVec<N, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("MinLenVec_{N}_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Vec::<T>::json_schema(generator);
        schema.insert("minItems".to_owned(), N.into());
        schema
    }
}
