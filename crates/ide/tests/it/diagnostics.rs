//! Diagnostics.

use std::fmt::Write as _;

use proactive_diagnostics::{Code, Span, messages};
use proactive_hir::{Settings, Workspace};
use proactive_ide::Snapshot;
use proactive_ide::diagnostics::{diagnostics, page};
use proactive_testing::Fixture;

use crate::support::{examples, files, first_file, picture, slice, snapshot, sweep};

fn check(text: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    let mut drawn = String::new();
    for (file, _) in files(&snapshot) {
        for diagnostic in diagnostics(&snapshot, file).list {
            let (severity, code) = (diagnostic.severity.as_str(), diagnostic.code);
            let tag = diagnostic
                .tag
                .map_or(String::new(), |tag| format!(" ({tag:?})"));
            let _ = writeln!(drawn, "{severity}[{code}]{tag} {}", diagnostic.text());
            drawn += &picture(&snapshot, Span::new(file, diagnostic.range), "");
            for related in &diagnostic.related {
                drawn += &picture(&snapshot, related.span, &related.message);
            }
            for fix in &diagnostic.fixes {
                let _ = writeln!(drawn, "fix: {}", messages::fix_title(&fix.title));
            }
            drawn.push('\n');
        }
    }
    drawn
}

#[test]
fn errors_warnings_and_related_places() {
    insta::assert_snapshot!(check(
        r#"#- /a.proactive
segment french when device.language is fr
segment idle when visitor.history is new

#- /b.proactive
brand acme
channel web { brand acme }
segment french when device.language is nl
message hello {
  text "Hello"
  reply agent "Yes"
  when french and (device.language is fr-CA or device.language is fr) and visitor.url contains any of ["/a", "/a"]
  frequencey once_per_visit
}
# proactive: allow(long-text)
message bye {
  text "Bye"
  reply agent "Yes"
  when visitor.url contains any of ["/a", "/a"] and french
  on page_load
  frequency once_per_visit
}
"#
    ));
}

#[test]
fn unnecessary_code_is_tagged() {
    insta::assert_snapshot!(check(
        r#"#- /a.proactive
brand acme
channel web { brand acme }
segment french when device.language is fr
segment idle when visitor.history is new

#- /b.proactive
message hello {
  text "Hello"
  reply agent "Yes"
  when french and not device.language is nl
  on page_load
  frequency once_per_visit
}
"#
    ));
}

#[test]
fn every_code_has_a_page() {
    for &code in Code::ALL {
        let path = format!("{}/../../docs/{}", env!("CARGO_MANIFEST_DIR"), page(code));
        assert!(std::fs::exists(&path).unwrap(), "{path}");
    }
}

#[test]
fn the_id_changes_with_what_is_shown() {
    let id = |text: &str| diagnostics(&snapshot(&Fixture::parse(text)), first_file()).id;
    let wrong = id("message m { tags a }\n");
    assert_eq!(wrong, id("message m { tags a } # something else\n"));
    assert_ne!(wrong, id(" message m { tags a }\n"));
    assert_ne!(wrong, id("message m { tags a on page_load }\n"));
    assert_eq!(id(""), id("# nothing wrong here\n"));
    // The label is in another file, whose ID has changed.
    let twice = |more: &str| {
        let text =
            format!("{more}#- /b.proactive\nsegment a when b\n#- /c.proactive\nsegment a when b\n");
        let snapshot = snapshot(&Fixture::parse(&text));
        let file = snapshot.workspace().file_id("c.proactive").unwrap();
        diagnostics(&snapshot, file).id
    };
    assert_eq!(twice(""), twice("#- /a.proactive\n# more\n"));
}

#[test]
fn all_findings_are_shown() {
    for (_, of_example) in examples() {
        let snapshot = Snapshot::new(Workspace::new(Settings::default(), of_example));
        let shown: usize = files(&snapshot)
            .map(|(file, _)| diagnostics(&snapshot, file).list.len())
            .sum();
        assert_eq!(shown, snapshot.findings().len());
    }
}

#[test]
fn are_in_the_file_for_any_text() {
    sweep(|snapshot, file, _| {
        for diagnostic in diagnostics(snapshot, file).list {
            slice(snapshot, file, diagnostic.range);
            assert!(!diagnostic.message.is_empty());
            for related in &diagnostic.related {
                slice(snapshot, related.span.file, related.span.range);
                assert!(!related.message.is_empty());
            }
            for edit in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
                slice(snapshot, edit.span.file, edit.span.range);
            }
        }
    });
}
