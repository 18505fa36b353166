//! Find references.

use proactive_hir::{Settings, Workspace};
use proactive_ide::references::references;
use proactive_ide::rename::rename;
use proactive_ide::{FilePosition, Snapshot};

use crate::support::{at_cursor, examples, names, picture, slice, sweep};

fn check(text: &str, with_declaration: bool) -> String {
    let (snapshot, position) = at_cursor(text);
    match references(&snapshot, position, with_declaration) {
        Some(found) => found
            .into_iter()
            .map(|span| picture(&snapshot, span, ""))
            .collect(),
        None => "nothing".to_owned(),
    }
}

const MESSAGE: &str = r#"#- /account.proactive
bot helper { answer nudge }
segment nudge when device.language is fr

#- /cart.proactive
# nudge is a message, and so is "nudge".
message nu$0dge "nudge" {
  when nudge and visitor.url contains "nudge"
  tags nudge
  reply bot helper answer nudge
}

#- /tests/cart.proactive
test "nudge" {
  visit "https://a.fr/nudge"
  expect nudge after 30s
  expect no nudge
}
"#;

#[test]
fn message_with_declaration() {
    insta::assert_snapshot!(check(MESSAGE, true));
}

#[test]
fn message_without_declaration() {
    insta::assert_snapshot!(check(MESSAGE, false));
}

#[test]
fn answer_of_a_bot() {
    insta::assert_snapshot!(check(
        r#"bot one { answer hours }
bot two { answer hours }
message a { reply bot one answer hours }
message b { reply bot two answer ho$0urs }
message c { reply bot two answer hours
"#,
        true
    ));
}

#[test]
fn in_broken_statements() {
    insta::assert_snapshot!(check(
        r#"segment french when
message a {
  when (visitor.url contains and fre$0nch and
  channel
message b { when not french or visitor.
"#,
        true
    ));
    insta::assert_snapshot!(check(
        r#"channel web { }
message a { } }
channel we$0b
bot b { channel web }
"#,
        true
    ));
}

#[test]
fn no_name() {
    assert_eq!(
        check("message a { text \"a$0\" } message b { }", true),
        "nothing"
    );
    assert_eq!(check("mess$0age a { }", true), "nothing");
    assert_eq!(check("$0", true), "nothing");
}

#[test]
fn match_the_edits_of_a_rename() {
    for (name, files) in examples() {
        let snapshot = Snapshot::new(Workspace::new(Settings::default(), files));
        for (symbol, span) in names(&snapshot) {
            let (file, offset) = (span.file, span.range.start());
            let position = FilePosition { file, offset };
            let found = references(&snapshot, position, true).unwrap();
            assert!(found.contains(&span));
            let Ok(edits) = rename(&snapshot, position, "a_new_name") else {
                assert_eq!(name, "broken", "{symbol:?}");
                continue;
            };
            let changed: Vec<_> = edits.iter().map(|edit| edit.span).collect();
            assert_eq!(changed, found);
        }
    }
}

#[test]
fn hold_for_any_text() {
    sweep(|snapshot, file, offsets| {
        for &offset in offsets.iter().step_by(3) {
            let position = FilePosition { file, offset };
            let Some(found) = references(snapshot, position, true) else {
                continue;
            };
            assert!(found.is_sorted());
            let name = slice(snapshot, found[0].file, found[0].range);
            assert!(!name.is_empty());
            for span in &found {
                assert_eq!(slice(snapshot, span.file, span.range), name);
            }
            let uses = references(snapshot, position, false).unwrap();
            assert!(uses.iter().all(|span| found.contains(span)));
        }
    });
}
