//! Fingerprints, which identify a finding across runs even when lines move.

use std::collections::HashMap;

use proactive_diagnostics::Finding;

use crate::sources::Source;

/// The part of a line that is hashed.
const LENGTH: usize = 256;

/// Computes the fingerprints of findings, in order. Those of several workspaces share one value, so
/// that no two findings of a document have the same fingerprint.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    /// The number of findings so far, by hash.
    seen: HashMap<u64, u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding: a hash of the code, the path and the text of the line,
    /// and the number of earlier findings with the same hash.
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

// FNV-1a, which is stable across machines and versions.
const START: u64 = 0xCBF2_9CE4_8422_2325;

fn mix(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
