//! Keys that may be missing.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Reads the value of a key that may be missing, but is never `null`.
pub(super) fn given<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Reads a list whose key is missing if the list is empty.
pub(super) fn some<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let list = Vec::deserialize(deserializer)?;
    if list.is_empty() {
        return Err(D::Error::custom("an empty list: leave out the key instead"));
    }
    Ok(list)
}
