//! SHA-256 checksums.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// The name of the file with the checksums of all packages.
pub const FILE: &str = "SHA256SUMS";

/// The checksum in hexadecimal digits.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The checksum as in the `RECORD` of a Python wheel: base64 for URLs, without padding.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}

/// The line of a file, as `sha256sum` writes and checks it.
#[must_use]
pub fn line(name: &str, bytes: &[u8]) -> String {
    format!("{}  {name}\n", hexadecimal(bytes))
}
