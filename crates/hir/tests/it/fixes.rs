//! A certain fix resolves its finding and causes no error.

use std::collections::BTreeMap;

use proactive_diagnostics::{Code, Edit, FileId, Finding, Fix, Severity, TextSize};
use proactive_testing::mutate::mutations;

use crate::random::Random;
use crate::workspaces::{Files, all_cases, examples};

/// Applies a fix to the workspace.
pub fn apply(files: &Files, fix: &Fix) -> Files {
    let mut fixed = files.clone();
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| {
        (
            edit.span.file,
            edit.span.range.start(),
            edit.span.range.end(),
        )
    });
    for edit in edits.iter().rev() {
        let text = &mut fixed.files[edit.span.file.0 as usize].1;
        text.replace_range(
            std::ops::Range::<usize>::from(edit.span.range),
            &edit.replacement,
        );
    }
    fixed
}

fn counted(findings: &[Finding]) -> BTreeMap<Code, usize> {
    let mut counted = BTreeMap::new();
    for finding in findings {
        if finding.severity == Severity::Error {
            *counted.entry(finding.code()).or_default() += 1;
        }
    }
    counted
}

/// Returns what is wrong with a fix, if anything.
fn defect(files: &Files, finding: &Finding, fix: &Fix, before: &[Finding]) -> Option<String> {
    let fixed = apply(files, fix);
    let after = fixed.findings();
    let file = finding.span.file;
    // The start of the finding in the fixed text.
    let mut start = finding.span.range.start();
    for edit in fix.edits.iter().filter(|edit| edit.span.file == file) {
        if edit.span.range.end() <= finding.span.range.start() {
            start = start + TextSize::of(edit.replacement.as_str()) - edit.span.range.len();
        }
    }
    let still = after.iter().find(|other| {
        other.span.file == file
            && other.span.range.start() == start
            && other.problem == finding.problem
            && after.len() >= before.len()
    });
    if let Some(still) = still {
        return Some(format!("is still there: {still:?}"));
    }
    let (before, after_count) = (counted(before), counted(&after));
    for (code, count) in after_count {
        if count > before.get(&code).copied().unwrap_or(0) {
            let new: Vec<_> = after.iter().filter(|other| other.code() == code).collect();
            return Some(format!("brings {new:?}"));
        }
    }
    None
}

fn certain(finding: &Finding) -> impl Iterator<Item = &Fix> {
    finding
        .fixes
        .iter()
        .filter(|fix| fix.is_machine_applicable())
}

#[test]
fn certain_fixes_resolve_their_finding() {
    let mut fixes = 0;
    let mut wrong = Vec::new();
    for files in all_cases().into_iter().chain(examples()) {
        let findings = files.findings();
        for finding in &findings {
            for fix in certain(finding) {
                fixes += 1;
                if let Some(problem) = defect(&files, finding, fix, &findings) {
                    wrong.push(format!("{}: {finding:?} {problem}", files.name));
                }
            }
        }
    }
    assert!(fixes > 80, "only {fixes} fixes");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// In damaged text, a fix may uncover another error, so only its own finding must be gone.
#[test]
fn certain_fixes_resolve_their_finding_in_damaged_files() {
    let mut random = Random(4);
    let all: Vec<Files> = all_cases().into_iter().chain(examples()).collect();
    let mut wrong = Vec::new();
    for _ in 0..1200 {
        let files = random.one(&all);
        if files.files.is_empty() {
            continue;
        }
        let file = random.below(files.files.len());
        let mut text = files.files[file].1.clone();
        let mut at = random.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let piece = random.word(&[
            "'", "\"", ",", "[", ")", "A", "x", "\r", "=", "1h ", " status ",
        ]);
        text.insert_str(at, piece);
        let files = files.with(file, text);
        let findings = files.findings();
        for finding in &findings {
            for fix in certain(finding) {
                let problem = defect(&files, finding, fix, &findings);
                if let Some(problem) = problem.filter(|problem| problem.starts_with("is still")) {
                    wrong.push(format!("{} {piece:?}: {finding:?} {problem}", files.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The errors of form that touch these places of a file, up to what follows the spaces after them.
fn of_form<'f>(
    files: &'f Files,
    findings: &'f [Finding],
    file: FileId,
    places: &'f [std::ops::Range<usize>],
) -> impl Iterator<Item = &'f Finding> {
    let text = &files.files[file.0 as usize].1;
    findings.iter().filter(move |finding| {
        let is_of_form = matches!(
            finding.code(),
            Code::SyntaxError | Code::UnclosedDelimiter | Code::UnterminatedString
        );
        let range = std::ops::Range::<usize>::from(finding.span.range);
        let touches = |place: &std::ops::Range<usize>| {
            let after = &text[place.end..];
            let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
            range.start <= place.end + spaces && place.start <= range.end
        };
        is_of_form && finding.span.file == file && places.iter().any(touches)
    })
}

/// Certain or not: what a fix writes is no error of form, and makes none of what follows.
#[test]
fn fixes_of_damaged_texts_bring_no_error_of_form() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for files in all_cases().into_iter().chain(examples()) {
        for (at, (_, text)) in files.files.iter().enumerate() {
            for damaged in mutations(text, 1) {
                let damaged = files.with(at, damaged);
                let findings = damaged.findings();
                let file = FileId(u32::try_from(at).unwrap());
                let errors = findings.iter().filter(|it| it.severity == Severity::Error);
                for (finding, fix) in
                    errors.flat_map(|it| it.fixes.iter().map(move |fix| (it, fix)))
                {
                    if fix.edits.iter().any(|edit| edit.span.file != file) {
                        continue;
                    }
                    tried += 1;
                    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
                    edits.sort_by_key(|edit| edit.span.range.start());
                    let mut grown = 0;
                    let (mut before, mut after) = (Vec::new(), Vec::new());
                    for edit in edits {
                        let range = std::ops::Range::<usize>::from(edit.span.range);
                        let start = range.start.checked_add_signed(grown).unwrap();
                        after.push(start..start + edit.replacement.len());
                        grown += edit.replacement.len().cast_signed() - range.len().cast_signed();
                        before.push(range);
                    }
                    let fixed = apply(&damaged, fix);
                    let left = fixed.findings();
                    let known: Vec<Code> = of_form(&damaged, &findings, file, &before)
                        .map(Finding::code)
                        .collect();
                    let new =
                        of_form(&fixed, &left, file, &after).find(|it| !known.contains(&it.code()));
                    if let Some(new) = new {
                        wrong.push(format!("{}: {finding:?} brings {new:?}", files.name));
                    }
                }
            }
        }
    }
    assert!(tried > 500, "only {tried} fixes");
    let count = wrong.len();
    wrong.truncate(5);
    assert!(count == 0, "{count} of {tried}: {}", wrong.join("\n\n"));
}
