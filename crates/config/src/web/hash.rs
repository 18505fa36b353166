//! The hash of a document.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The first 16 hexadecimal digits of the SHA-256 hash of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(extend("pattern" = "^[0-9a-f]{16}$"))]
pub struct Hash(String);

/// The number of digits.
const DIGITS: usize = 16;

impl Hash {
    /// The hash of a document.
    #[must_use]
    pub fn of(document: &str) -> Self {
        let digest = Sha256::digest(document.as_bytes());
        let bytes = digest.iter().take(DIGITS / 2);
        Self(bytes.map(|byte| format!("{byte:02x}")).collect())
    }
}

impl TryFrom<String> for Hash {
    type Error = &'static str;

    fn try_from(digits: String) -> Result<Self, Self::Error> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        match digits.len() == DIGITS && digits.bytes().all(is_digit) {
            true => Ok(Self(digits)),
            false => Err("not the first 16 digits of a hash"),
        }
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
