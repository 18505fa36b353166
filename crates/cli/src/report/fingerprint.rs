//! Fingerprints, which identify a finding across runs even when lines move.

use std::collections::HashMap;
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use proactive_diagnostics::Finding;

use crate::sources::Source;

/// The part of a line that is hashed.
const LENGTH: usize = 256;

/// Identifies a finding of a workspace: a hash of its code, its file and the text of its line, and of
/// the number of earlier findings with the same hash. It is written as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint(u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// Numbers findings with the same hash, in their order.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    /// The number of findings so far, by hash.
    seen: HashMap<u64, u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding of a workspace.
    pub(crate) fn next(&mut self, finding: &Finding, source: &Source) -> Fingerprint {
        let text = source.text();
        let offset = usize::from(finding.span.range.start());
        let line = source.lines().range(text, source.lines().line_of(offset));
        let end = text.floor_char_boundary(line.end.min(line.start + LENGTH));
        let line = text.get(line.start..end).unwrap_or_default().trim();
        let hash = [finding.code().as_str(), &source.path, line]
            .iter()
            .fold(START, |hash, part| mix(mix(hash, part.as_bytes()), &[0]));
        self.numbered(hash)
    }

    /// The fingerprint for a document with several workspaces: the same, unless an earlier finding of
    /// another workspace has it.
    pub(crate) fn unique(&mut self, Fingerprint(hash): Fingerprint) -> Fingerprint {
        match self.seen.contains_key(&hash) {
            true => self.numbered(hash),
            false => {
                self.seen.insert(hash, 0);
                Fingerprint(hash)
            }
        }
    }

    fn numbered(&mut self, hash: u64) -> Fingerprint {
        let ordinal = self.seen.entry(hash).or_default();
        let fingerprint = mix(hash, &ordinal.to_le_bytes());
        *ordinal += 1;
        Fingerprint(fingerprint)
    }
}

// FNV-1a, which is stable across machines and versions.
const START: u64 = 0xCBF2_9CE4_8422_2325;

fn mix(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
