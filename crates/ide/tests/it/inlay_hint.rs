//! Inlay hints.

use proactive_diagnostics::{Severity, TextRange, TextSize};
use proactive_ide::Snapshot;
use proactive_ide::inlay_hint::{Hint, inlay_hints};
use proactive_testing::Fixture;

use crate::support::{edited, examples, first_file, snapshot, sweep};

fn all(snapshot: &Snapshot) -> Vec<Hint> {
    let whole = TextRange::up_to(TextSize::of(snapshot.text(first_file())));
    inlay_hints(snapshot, first_file(), whole)
}

/// The text with its hints in angle brackets, and the lines that their edits insert.
fn check(text: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    let found = all(&snapshot);
    let mut drawn = snapshot.text(first_file()).to_owned();
    for hint in found.iter().rev() {
        drawn.insert_str(hint.offset.into(), &format!(" ‹{}›", hint.label));
    }
    let mut written = String::new();
    for hint in &found {
        written += &format!("======== {:?}: {}\n", hint.kind, hint.tooltip.plain());
        if !hint.edits.is_empty() {
            let after = edited(&snapshot, &hint.edits);
            let before: Vec<&str> = snapshot.text(first_file()).lines().collect();
            let lines = after.text(first_file()).lines();
            for line in lines.filter(|line| !before.contains(line)) {
                written += &format!("+{line}\n");
            }
        }
    }
    drawn + &written
}

#[test]
fn message() {
    insta::assert_snapshot!(check(
        r#"schedule office { timezone "UTC" open mon 09:00-10:00 }
brand acme
channel web { brand acme business_hours office, office }
message hello {
  channel web # the shop
  text "Hi"
  reply agent "Yes"
  schedule business_hours
}
message bye { brand acme text "Bye"
  reply agent {
    text "Yes"
  }
  schedule outside_business_hours # late
}
message again {
}
"#
    ));
}

#[test]
fn no_hint_for_unknown_values() {
    insta::assert_snapshot!(check(
        r#"brand acme
channel a { brand acme }
channel b { brand acme }
message hello { brand acme schedule business_hours }
message bye { channel c reply agent { text "x" ask nothing } }
message no_block
"#
    ));
}

#[test]
fn test() {
    insta::assert_snapshot!(check(
        "test \"it\" {\n  device fr\n  leave\n}\ntest \"on a line\" { visitor new time 2026-03-16 10:00 leave }\n"
    ));
}

#[test]
fn only_in_the_range() {
    let snapshot = snapshot(&Fixture::parse(
        "test \"a\" { device fr }\ntest \"b\" { device fr }\n",
    ));
    let first = TextRange::up_to(20.into());
    let found = inlay_hints(&snapshot, first_file(), first);
    assert_eq!(found.len(), 2);
    assert!(
        found
            .iter()
            .all(|hint| first.contains_inclusive(hint.offset))
    );
}

#[test]
fn hints_of_the_examples() {
    let mut seen = 0;
    sweep(|snapshot, file, _| {
        let text = snapshot.text(file);
        let whole = TextRange::up_to(TextSize::of(text));
        for hint in inlay_hints(snapshot, file, whole) {
            seen += 1;
            assert!(text.is_char_boundary(hint.offset.into()));
            assert!(!hint.label.is_empty() && !hint.tooltip.plain().is_empty());
            for edit in &hint.edits {
                assert_eq!(edit.span.file, file);
                assert!(
                    text.get(std::ops::Range::<usize>::from(edit.span.range))
                        .is_some()
                );
            }
        }
    });
    assert!(seen > 500, "only {seen}");
}

/// After the edits of a hint, the meaning is the same and the hint is gone.
#[test]
fn inserting_hints_keeps_the_meaning() {
    for (name, files) in examples().into_iter().filter(|(name, _)| name != "broken") {
        let mut fixture = Fixture::default();
        for file in &files {
            let file = proactive_testing::FixtureFile::new(&*file.path, &*file.text);
            fixture.files.push(file);
        }
        let snapshot = snapshot(&fixture);
        let before = proactive_config::compile(snapshot.model().expect("no error"));
        for (file, source) in crate::support::files(&snapshot) {
            let whole = TextRange::up_to(TextSize::of(&*source.text));
            let found = inlay_hints(&snapshot, file, whole);
            for hint in found.iter().filter(|hint| !hint.edits.is_empty()) {
                let after = edited(&snapshot, &hint.edits);
                let title = format!("{name}/{}: {}", source.path, hint.label);
                let errors = after.findings().iter();
                let errors: Vec<_> = errors.filter(|it| it.severity == Severity::Error).collect();
                assert!(errors.is_empty(), "{title}: {errors:#?}");
                let model = after.model().expect("no error");
                assert_eq!(
                    proactive_config::compile(model).to_json(),
                    before.to_json(),
                    "{title}"
                );
                let whole = TextRange::up_to(TextSize::of(after.text(file)));
                let left = inlay_hints(&after, file, whole);
                assert_eq!(left.len() + 1, found.len(), "{title}");
            }
        }
    }
}
