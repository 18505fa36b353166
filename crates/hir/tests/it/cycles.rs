//! Findings of cycles of segments.

use std::fmt::Write as _;

use proactive_diagnostics::{Code, Problem};

use crate::workspaces::examples;

#[test]
fn a_long_cycle_is_a_short_finding() {
    let count = 1_000;
    let mut text = String::new();
    for number in 0..count {
        let next = (number + 1) % count;
        let _ = writeln!(
            text,
            "segment s{number} when s{next} and device.language is fr"
        );
    }
    let files = examples().remove(0).with(0, text);
    let findings = files.findings();
    let mut cycles = findings.iter().filter(|it| it.code() == Code::SegmentCycle);
    let cycle = cycles.next().unwrap();
    assert_eq!(cycles.next(), None);
    assert_eq!(cycle.labels.len(), 12);
    let Problem::SegmentCycle {
        start,
        omitted,
        end,
    } = &cycle.problem
    else {
        panic!("{cycle:?}");
    };
    assert_eq!(start.len() + omitted + end.len(), count + 1);
    assert_eq!(start[..2], ["s0", "s1"]);
    assert_eq!(end[end.len() - 2..], ["s999", "s0"]);
}
