//! Fingerprints: how a finding is known again in another run, though lines have moved.

use std::collections::HashMap;

use proactive_diagnostics::Finding;

use crate::sources::Source;

/// How much of a line counts.
const LENGTH: usize = 256;

/// Makes the fingerprints of the findings of a workspace, one after the other.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    /// How many findings have had the same hash.
    seen: HashMap<u64, u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding. It is made of the code, the path and the line as it is
    /// written, and of how many findings before it had the same.
    pub(super) fn next(&mut self, finding: &Finding, source: &Source) -> String {
        let text = source.text();
        let offset = usize::from(finding.span.range.start());
        let line = source.lines().range(text, source.lines().line_of(offset));
        let end = text.floor_char_boundary(line.end.min(line.start + LENGTH));
        let line = text.get(line.start..end).unwrap_or_default().trim();
        let hash = [finding.code().as_str(), &source.path, line]
            .iter()
            .fold(START, |hash, part| mix(mix(hash, part.as_bytes()), &[0]));
        let ordinal = self.seen.entry(hash).or_default();
        let fingerprint = mix(hash, &ordinal.to_le_bytes());
        *ordinal += 1;
        format!("{fingerprint:016x}")
    }
}

// FNV-1a, which is the same on every machine and in every version.
const START: u64 = 0xCBF2_9CE4_8422_2325;

fn mix(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
