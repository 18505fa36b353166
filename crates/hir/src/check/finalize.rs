//! The final list of findings: no lints for declarations with errors, silenced lints removed, levels
//! set by the manifest, at most one finding for each place, in source order.

use std::sync::Arc;

use proactive_diagnostics::{Code, FileId, Finding, Problem, Severity, TextRange, TextSize};
use proactive_syntax::Node;

use super::declaration::Outcome;
use super::{CheckResult, allow};
use crate::item::{LoweredFile, SourceFile};
use crate::names::Entry;
use crate::segment_graph::SegmentGraph;
use crate::settings::Settings;

/// Whether the lints that need proofs are among the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proofs {
    /// They are.
    Included,
    /// They were not looked for, so whether a comment silences one is unknown.
    Skipped,
}

/// Merges the findings of lowering and checking.
pub(crate) fn finalize(
    sources: &[SourceFile],
    files: &[Arc<LoweredFile>],
    settings: &Settings,
    result: CheckResult<'_>,
    proofs: Proofs,
) -> (Vec<Finding>, SegmentGraph) {
    let mut all = Vec::new();
    let mut outcomes = result.names.entries.iter().zip(result.outcomes).peekable();
    let mut repaired = result.repaired.into_iter().peekable();
    for (index, (source, lowered)) in sources.iter().zip(files).enumerate() {
        let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        let whole_file = |finding: &Finding| finding.clone().rebased(file, TextSize::new(0));
        let mut errors: Vec<Finding> = lowered.findings.iter().map(whole_file).collect();
        let mut lints = Vec::new();
        // Declarations with errors, which get no lints, and text outside declarations.
        let mut broken: Vec<TextRange> = Vec::new();
        let may_allow = lowered.items.iter().any(|item| item.draft.may_allow);
        for item in &lowered.items {
            let moved = |finding: &Finding| finding.clone().rebased(file, item.start);
            let repaired = repaired.next_if(|it| (it.file, it.start) == (file, item.start));
            let of_item = |(entry, _): &(&Entry<'_>, Outcome)| {
                entry.file == file && entry.start == item.start
            };
            let outcome = outcomes.next_if(of_item).map(|(_, outcome)| outcome);
            let outcome = outcome.unwrap_or_default();
            let is_right = item.draft.errors.is_empty() && item.draft.lints.is_empty();
            if is_right && outcome.is_empty() && !may_allow {
                continue;
            }
            let declared = item.draft.declaration.as_ref().map(|it| it.range);
            let whole = declared.is_some() && item.draft.is_whole() && outcome.errors.is_empty();
            let parts = item.parsed.tree.root().children().map(Node::range);
            broken.extend(
                parts
                    .filter(|range| !whole || Some(*range) != declared)
                    .map(|range| range + item.start),
            );
            if whole {
                lints.extend(item.draft.lints.iter().map(moved));
                lints.extend(outcome.lints);
            }
            match repaired {
                Some(repaired) => errors.extend(repaired.errors),
                None => {
                    errors.extend(item.draft.errors.iter().map(moved));
                    errors.extend(outcome.errors);
                }
            }
        }
        if !settings.case_sensitive {
            lints.retain(|finding| finding.code() != Code::UrlHostCase);
        }
        let mut lints = one_a_place(lints);
        // If unused declarations are unknown, so is whether a comment silences one.
        let known = |code| code != Code::UnusedDeclaration || result.unused_is_known;
        let whole = |range: TextRange| {
            let after = broken.partition_point(|broken| broken.start() <= range.start());
            let before = after.checked_sub(1).and_then(|at| broken.get(at));
            !before.is_some_and(|broken| broken.contains_range(range))
        };
        let context = allow::AllowContext {
            file,
            text: &source.text,
            lowered,
            settings,
            proofs,
        };
        if may_allow {
            allow::apply(&context, &mut lints, |range, code| {
                known(code) && whole(range)
            });
        }
        if !lints.is_empty() {
            let levels = settings.levels_in(&source.path);
            lints.retain_mut(|finding| match levels.severity(finding.code()) {
                Some(severity) => {
                    finding.severity = severity;
                    true
                }
                None => false,
            });
        }
        let mut findings = merge_missing(one_a_place(errors));
        findings.extend(lints);
        findings.sort_by_key(|finding| (finding.span, finding.code()));
        all.extend(findings);
    }
    (all, result.segments)
}

/// Keeps the first of several findings at the same place. They are ordered by precedence.
pub(crate) fn one_a_place(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| finding.span);
    findings.dedup_by(|later, first| {
        let merges = is_missing(later) && is_missing(first);
        later.span == first.span && !merges
    });
    findings
}

fn is_missing(finding: &Finding) -> bool {
    finding.code() == Code::MissingStatement
}

/// Merges the statements missing from one declaration into one finding.
fn merge_missing(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.dedup_by(|later, first| {
        if later.span != first.span {
            return false;
        }
        match (&mut first.problem, &later.problem) {
            (
                Problem::MissingStatement { required, .. },
                Problem::MissingStatement { required: more, .. },
            ) => {
                required.extend(more.iter().copied());
                true
            }
            _ => false,
        }
    });
    findings
}

/// Returns whether a finding is an error. That includes lints that the manifest raises to errors.
pub(crate) fn has_errors(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}
