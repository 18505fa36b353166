//! Properties of the findings of any workspace, however broken.

use proactive_catalog::statements::vocabulary;
use proactive_diagnostics::{FileId, Finding, Span};

use crate::random::Random;
use crate::workspaces::{Files, all_cases, examples};

/// Asserts that two checks agree, and that findings are in order and have places that exist.
#[track_caller]
pub fn check(files: &Files) -> Vec<Finding> {
    let workspace = files.workspace();
    let checked = workspace.check();
    let findings = checked.findings();
    assert_eq!(findings, files.findings(), "not the same twice");
    let keys: Vec<_> = findings
        .iter()
        .map(|finding| (finding.span, finding.code()))
        .collect();
    assert!(keys.is_sorted(), "out of order");
    for finding in findings {
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
        let spans = std::iter::once(finding.span)
            .chain(finding.labels.iter().map(|label| label.span))
            .chain(edits.map(|edit| edit.span));
        for span in spans {
            assert!(exists(files, span), "{finding:?}");
        }
        for fix in &finding.fixes {
            let mut ranges: Vec<_> = fix.edits.iter().map(|edit| edit.span.range).collect();
            ranges.sort_by_key(|range| (range.start(), range.end()));
            assert!(!ranges.is_empty());
            for pair in ranges.windows(2) {
                assert!(pair[0].end() <= pair[1].start(), "edits overlap: {fix:?}");
            }
        }
    }
    let errors = findings
        .iter()
        .any(|finding| finding.severity == proactive_diagnostics::Severity::Error);
    assert_eq!(
        checked.model().is_none(),
        errors,
        "a model if there is no error"
    );
    findings.to_vec()
}

fn exists(files: &Files, span: Span) -> bool {
    if span.file == FileId::MANIFEST {
        // Its text is not here.
        return true;
    }
    let file = files.files.get(span.file.0 as usize);
    file.is_some_and(|(_, text)| {
        text.get(std::ops::Range::<usize>::from(span.range))
            .is_some()
    })
}

/// What authors may write besides the words of the language.
const FRAGMENTS: &[&str] = &[
    "a",
    "b",
    "A",
    "ab",
    "sat-mon",
    "fr",
    "FR",
    "fr-CA",
    "visitor.url",
    "visitor.title",
    "visitor.",
    "device.language",
    "visitor.page",
    "\"\"",
    "\"a\"",
    "\"/é\"",
    "\"https://A.b\"",
    "\"a b",
    "\"*\"",
    "\"\"\"",
    "'a'",
    "{",
    "{\n",
    "}",
    "\n}\n",
    "[",
    "]",
    "(",
    ")",
    ",",
    "==",
    "!=",
    "||",
    "30s",
    "0m90s",
    "1h",
    "99999999999999999999m",
    "09:00",
    "09:00-12:30",
    "18:00-09:00",
    "2026-12-25",
    "2026-02-30",
    "\"Europe/Paris\"",
    "\"europe/paris\"",
    "\"Paris\"",
    "# c\n",
    "\n# proactive: allow(long-text, unused-allow)\n",
    "\n# proactive: allow(x)\n",
    "\n",
    "\n",
    "\u{feff}",
    "\0",
    "é",
    "👋",
    "\u{202e}",
    "\"аa\"",
    "\nmessage a {\n",
    "\nsegment a when ",
    "\nsegment b when a and b\n",
    "\nbrand a \"A\" {\n",
    "\nchannel a {\n  brand a\n",
    "\nbot a {\n",
    "\nschedule a {\n",
    "\ntest \"a\" {\n",
    "\naccount {\n",
];

/// The words of the language, and what authors may write besides.
fn words() -> Vec<&'static str> {
    let fragments = FRAGMENTS.iter().copied();
    vocabulary().into_iter().chain(fragments).collect()
}

#[test]
fn arbitrary_words() {
    let words = words();
    let mut random = Random(2);
    for _ in 0..1500 {
        let files = (0..1 + random.below(3))
            .map(|file| {
                let mut text = String::new();
                for _ in 0..random.below(60) {
                    text.push_str(random.word(&words));
                    text.push_str(random.word(&[" ", " ", " ", "\n  ", ""]));
                }
                (format!("{file}.proactive"), text)
            })
            .collect();
        check(&Files {
            files,
            ..Files::default()
        });
    }
}

#[test]
fn damaged_workspaces() {
    let words = words();
    let mut random = Random(3);
    let all: Vec<Files> = all_cases().into_iter().chain(examples()).collect();
    for files in &all {
        check(files);
    }
    for _ in 0..1500 {
        let files = random.one(&all);
        if files.files.is_empty() {
            continue;
        }
        let file = random.below(files.files.len());
        let mut text = files.files[file].1.clone();
        for _ in 0..1 + random.below(3) {
            let mut at = random.below(text.len() + 1);
            while !text.is_char_boundary(at) {
                at += 1;
            }
            match random.below(3) {
                0 => text.insert_str(at, random.word(&words)),
                1 if at < text.len() => drop(text.remove(at)),
                _ => {
                    let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
                    text.replace_range(at..line, "");
                }
            }
        }
        check(&files.with(file, text));
    }
}
