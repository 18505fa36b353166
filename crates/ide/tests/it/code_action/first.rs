//! The first action for a mistake is the fix that leads to what was meant.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use proactive_diagnostics::{Code, FileId, Finding, Kind, Severity, messages};
use proactive_ide::Snapshot;
use proactive_ide::code_action::{Action, code_actions};
use proactive_testing::{Fixture, Mistake, mistakes};

use super::properties::cases;
use crate::support::{edited, snapshot};

/// The maximum number of actions that lead to what was meant.
const CLICKS: usize = 3;

/// The first action for a finding, unless it only suppresses it.
fn first(snapshot: &Snapshot, finding: &Finding) -> Option<Action> {
    let actions = code_actions(snapshot, finding.span.file, finding.span.range);
    let about = |it: &Action| {
        it.finding
            .is_some_and(|index| &snapshot.findings()[index] == finding)
    };
    let first = actions.into_iter().find(about)?;
    (!first.title.starts_with("Suppress ")).then_some(first)
}

/// The first action for the first error, or else for the first finding that is not `expected`.
fn next(snapshot: &Snapshot, expected: &BTreeSet<String>) -> Option<Action> {
    let findings = snapshot.findings().iter();
    let is_error = |it: &&Finding| it.severity == Severity::Error;
    let is_new = |it: &&Finding| !expected.contains(&messages::message(&it.problem));
    let error = findings.clone().find(is_error);
    first(snapshot, error.or_else(|| findings.clone().find(is_new))?)
}

/// The messages of all findings.
fn messages_of(snapshot: &Snapshot) -> BTreeSet<String> {
    let findings = snapshot.findings().iter();
    findings.map(|it| messages::message(&it.problem)).collect()
}

#[test]
fn the_first_action_is_what_was_meant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (_, mistakes) = mistakes::read(&root).expect("tests/mistakes");
    let count = mistakes.len();
    let mut wrong = Vec::new();
    let mut clicks = BTreeMap::<usize, usize>::new();
    for Mistake {
        written,
        before,
        meant,
    } in mistakes
    {
        let layout = |text: &str| proactive_format::format(text).ok();
        let meant_findings = messages_of(&snapshot(&Fixture::parse(&meant)));
        let mut now = snapshot(&Fixture::parse(&before));
        let mut applied = Vec::new();
        while applied.len() < CLICKS {
            let Some(action) = next(&now, &meant_findings) else {
                break;
            };
            now = edited(&now, &action.edits);
            applied.push(action.title);
        }
        let text = now.text(FileId(0));
        if layout(text) == layout(&meant) {
            *clicks.entry(applied.len()).or_default() += 1;
        } else {
            let difference = similar::TextDiff::from_lines(&*meant, text);
            let difference = difference.unified_diff().context_radius(0).to_string();
            wrong.push(format!("`{written}`, {applied:?}:\n{difference}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    // One click is nearly always enough.
    let one = clicks.get(&1).copied().unwrap_or(0);
    assert!(count > 800 && one + 5 > count, "{clicks:?} of {count}");
}

/// The codes that never have an action, and why none of them can.
const DARK: &[(Code, &str)] = &[
    (
        Code::NestingTooDeep,
        "what to move into a segment is a choice of names",
    ),
    (
        Code::ConditionTooLarge,
        "which comparisons can go is up to the author",
    ),
    (
        Code::SegmentCycle,
        "which segment goes without the next is up to the author",
    ),
    (Code::EmptyValue, "only the author knows the value"),
];

/// The lints whose only action suppresses them, and why there is no other.
const ONLY_SUPPRESSED: &[(Code, &str)] = &[
    (Code::LongText, "only the author can shorten a text"),
    (Code::HoursAlwaysOpen, "only the author knows the hours"),
];

/// The codes of the findings of `tests/ui`, each with the number of findings that have an action other
/// than a comment that suppresses it, and of those that have none.
fn lit_and_dark() -> BTreeMap<Code, (usize, usize)> {
    let mut counts = BTreeMap::<Code, (usize, usize)>::new();
    for (_, fixture) in cases() {
        let snapshot = snapshot(&fixture);
        for finding in snapshot.findings() {
            let count = counts.entry(finding.code()).or_default();
            match first(&snapshot, finding) {
                Some(_) => count.0 += 1,
                None => count.1 += 1,
            }
        }
    }
    counts
}

#[test]
fn every_code_has_an_action() {
    let counts = lit_and_dark();
    let without = |kind: Kind| {
        let dark = counts.iter().filter(|(_, (lit, _))| *lit == 0);
        let codes = dark.map(|(code, _)| *code);
        codes
            .filter(|code| code.kind() == kind)
            .collect::<Vec<Code>>()
    };
    let listed = |list: &[(Code, &str)]| list.iter().map(|(code, _)| *code).collect::<Vec<_>>();
    assert_eq!(without(Kind::Error), listed(DARK));
    assert_eq!(without(Kind::Lint), listed(ONLY_SUPPRESSED));
    // How many findings of each code have one.
    let mut drawn = String::new();
    for (code, (lit, dark)) in counts {
        let _ = writeln!(drawn, "{code}: {lit} of {}", lit + dark);
    }
    insta::assert_snapshot!(drawn);
}
