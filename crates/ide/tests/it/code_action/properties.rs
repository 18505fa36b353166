//! Properties of every action: its edits are ordered, its finding is gone afterwards, and there are
//! no new errors.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proactive_diagnostics::{Edit, Finding, Severity, TextRange, messages};
use proactive_hir::{Settings, Workspace};
use proactive_ide::Snapshot;
use proactive_ide::code_action::{Action, ActionKind, code_actions, fix_all};
use proactive_ide::symbol::{occurrences, symbol_at};
use proactive_testing::{Fixture, ui};

use crate::support::{acted, edited, examples, files, snapshot, sweep};

/// The number of times that each finding occurs. Positions are ignored, because edits move them.
fn census<'f>(
    snapshot: &Snapshot,
    findings: impl IntoIterator<Item = &'f Finding>,
) -> BTreeMap<(String, &'static str, String), usize> {
    let mut census = BTreeMap::new();
    for finding in findings {
        let key = key(snapshot, finding);
        *census.entry(key).or_default() += 1;
    }
    census
}

fn key(snapshot: &Snapshot, finding: &Finding) -> (String, &'static str, String) {
    let message = messages::message(&finding.problem);
    let file = snapshot.workspace().file(finding.span.file);
    let path = file.expect("its file").path.to_string();
    (path, finding.code().as_str(), message)
}

fn errors(snapshot: &Snapshot) -> impl Iterator<Item = &Finding> {
    let errors = snapshot.findings().iter();
    errors.filter(|finding| finding.severity == Severity::Error)
}

/// Checks that edits are ordered, do not overlap, do not split characters, and change something.
#[track_caller]
fn well_formed(snapshot: &Snapshot, edits: &[Edit], title: &str) {
    assert!(!edits.is_empty(), "{title}");
    let mut changes = false;
    for edit in edits {
        let text = snapshot.text(edit.span.file);
        let old = text.get(std::ops::Range::<usize>::from(edit.span.range));
        assert!(old.is_some(), "{title}: {:?}", edit.span);
        changes |= old != Some(edit.replacement.as_str());
    }
    assert!(changes, "{title} changes nothing");
    for pair in edits.windows(2) {
        let (one, two) = (pair[0].span, pair[1].span);
        let apart = one.file < two.file || one.range.end() <= two.range.start();
        assert!(apart, "{title}: {one:?} {two:?}");
    }
}

/// The messages of findings that an action adds, and of those that it should have fixed.
fn complaints(before: &Snapshot, action: &Action) -> Vec<String> {
    let after = acted(before, action);
    let mut complaints = Vec::new();
    let old = census(before, errors(before));
    // A fix that the author has to choose can reveal findings that its error was hiding.
    let chosen = action.kind == ActionKind::QuickFix
        && !action.preferred
        && !action.title.starts_with("Suppress ");
    for (key, count) in census(&after, errors(&after)) {
        if !chosen && count > old.get(&key).copied().unwrap_or(0) {
            complaints.push(format!("new: {key:?}"));
        }
    }
    if let Some(finding) = action.finding.map(|index| &before.findings()[index]) {
        let old = census(before, before.findings());
        let new = census(&after, after.findings());
        let key = key(before, finding);
        if new.get(&key) >= old.get(&key) {
            complaints.push(format!("not fixed: {key:?}"));
        }
    }
    if let Some(place) = action.rename {
        let named = symbol_at(&after, place).expect("a name");
        let declared = occurrences(&after, &named.0);
        let here = declared.iter().filter(|it| it.declares);
        assert_eq!(here.count(), 1, "{}: {named:?}", action.title);
    }
    complaints
}

pub(super) fn cases() -> Vec<(String, Fixture)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let pages = ui::pages(&root).expect("the pages of tests/ui");
    let cases = pages.into_iter().flat_map(|page| page.cases);
    let cases: Vec<_> = cases.map(|it| (it.name(), it.workspace())).collect();
    assert!(cases.len() > 100, "only {}", cases.len());
    cases
}

#[test]
fn every_fix_removes_its_finding() {
    let mut wrong = String::new();
    let mut fixed = BTreeMap::<ActionKind, usize>::new();
    for (name, fixture) in cases() {
        let snapshot = snapshot(&fixture);
        let mut seen = BTreeSet::new();
        for finding in snapshot.findings() {
            for action in code_actions(&snapshot, finding.span.file, finding.span.range) {
                if !seen.insert(format!("{} {:?}", action.title, action.edits)) {
                    continue;
                }
                well_formed(
                    &snapshot,
                    &action.edits,
                    &format!("{name}: {}", action.title),
                );
                for complaint in complaints(&snapshot, &action) {
                    wrong += &format!("{name}: {}: {complaint}\n", action.title);
                }
                *fixed.entry(action.kind).or_default() += 1;
            }
        }
        for (file, _) in files(&snapshot) {
            let Some(action) = fix_all(&snapshot, file) else {
                continue;
            };
            well_formed(&snapshot, &action.edits, &format!("{name}: all"));
            for complaint in complaints(&snapshot, &action) {
                wrong += &format!("{name}: all: {complaint}\n");
            }
            let after = edited(&snapshot, &action.edits);
            let left = fix_all(&after, file);
            if left.is_some() {
                wrong += &format!("{name}: something is left: {left:?}\n");
            }
            *fixed.entry(ActionKind::FixAll).or_default() += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(fixed[&ActionKind::QuickFix] > 150, "{fixed:?}");
    assert!(fixed[&ActionKind::FixAll] > 50, "{fixed:?}");
}

#[test]
fn actions_are_well_formed_at_every_offset() {
    let mut seen = 0;
    sweep(|snapshot, file, offsets| {
        for &offset in offsets {
            for action in code_actions(snapshot, file, TextRange::empty(offset)) {
                seen += 1;
                well_formed(snapshot, &action.edits, &action.title);
                if let Some(index) = action.finding {
                    assert!(index < snapshot.findings().len());
                }
            }
        }
        let selected = offsets.iter().zip(offsets.iter().skip(offsets.len() / 3));
        for (&from, &to) in selected.step_by(7) {
            let range = TextRange::new(from.min(to), from.max(to));
            for action in code_actions(snapshot, file, range) {
                well_formed(snapshot, &action.edits, &action.title);
            }
        }
    });
    assert!(seen > 5000, "only {seen}");
}

/// Actions in the examples cause no errors.
#[test]
fn actions_keep_the_examples_valid() {
    let mut wrong = String::new();
    let mut done = BTreeMap::<ActionKind, usize>::new();
    for (name, sources) in examples() {
        let snapshot = Snapshot::new(Workspace::new(Settings::default(), sources));
        for (file, source) in files(&snapshot) {
            let mut seen = BTreeSet::new();
            for offset in (0..=source.text.len()).filter(|&it| source.text.is_char_boundary(it)) {
                let offset = u32::try_from(offset).unwrap().into();
                for action in code_actions(&snapshot, file, TextRange::empty(offset)) {
                    if !seen.insert(format!("{} {:?}", action.title, action.edits)) {
                        continue;
                    }
                    *done.entry(action.kind).or_default() += 1;
                    for complaint in complaints(&snapshot, &action) {
                        let path = &source.path;
                        wrong += &format!("{name}/{path}: {}: {complaint}\n", action.title);
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    for kind in [
        ActionKind::QuickFix,
        ActionKind::Extract,
        ActionKind::Inline,
        ActionKind::Rewrite,
        ActionKind::Status,
        ActionKind::Copy,
        ActionKind::Move,
    ] {
        assert!(done[&kind] > 5, "{done:?}");
    }
}
