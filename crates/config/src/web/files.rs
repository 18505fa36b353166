//! Bundles as files.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::lower::bundle;
use crate::json::{Configuration, Id};

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

/// The bundle of a channel as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebFile {
    /// The ID of the channel.
    pub channel: Id,
    /// The name of the file: the channel, the hash of the content, and `.json`.
    pub name: String,
    /// The hash of the configuration that it was made from.
    pub source: Hash,
    /// What is in it.
    pub content: String,
}

/// The files of all channels, or of the channel `only`. `gap` is the number of minutes after which a
/// visit is over.
#[must_use]
pub fn files(configuration: &Configuration, only: Option<&str>, gap: u16) -> Vec<WebFile> {
    let source = Hash::of(&configuration.to_json());
    let channels = configuration.channels.iter();
    channels
        .filter(|channel| only.is_none_or(|only| *channel.id == *only))
        .map(|channel| {
            let content = bundle(configuration, channel, source.clone(), gap).to_json();
            WebFile {
                channel: channel.id.clone(),
                name: format!("{}.{}.json", channel.id, Hash::of(&content)),
                source: source.clone(),
                content,
            }
        })
        .collect()
}
