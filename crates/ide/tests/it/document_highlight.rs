//! Document highlights.

use proactive_diagnostics::Span;
use proactive_ide::FilePosition;
use proactive_ide::document_highlight::{Access, document_highlights};

use crate::support::{at_cursor, picture, slice, sweep};

fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    document_highlights(&snapshot, position)
        .into_iter()
        .map(|highlight| {
            let note = match highlight.access {
                Access::Read => "read",
                Access::Write => "write",
            };
            picture(&snapshot, Span::new(position.file, highlight.range), note)
        })
        .collect()
}

#[test]
fn segment() {
    insta::assert_snapshot!(check(
        r#"#- /a.proactive
message other { when french }

#- /b.proactive
segment french when device.language is fr
segment buyers when fr$0ench and visitor.url contains "french"
message hello { when not french or buyers }
"#
    ));
}

#[test]
fn values_and_keywords_are_not_highlighted() {
    assert_eq!(check("message a { tags on$0e } message b { tags one }"), "");
    assert_eq!(check("mess$0age a { } message b { }"), "");
}

#[test]
fn hold_for_any_text() {
    sweep(|snapshot, file, offsets| {
        for &offset in offsets {
            let found = document_highlights(snapshot, FilePosition { file, offset });
            let at_cursor = found.iter().any(|it| it.range.contains_inclusive(offset));
            assert!(found.is_empty() || at_cursor);
            for highlight in found {
                assert!(!slice(snapshot, file, highlight.range).is_empty());
            }
        }
    });
}
