//! Keys that may be missing.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Reads what stands behind a key that may be missing. If it is there it has a value: `null` is
/// none.
pub(super) fn given<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Reads a list that is left out when it has nothing.
pub(super) fn some<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let list = Vec::deserialize(deserializer)?;
    if list.is_empty() {
        return Err(D::Error::custom("an empty list, expected no key at all"));
    }
    Ok(list)
}
