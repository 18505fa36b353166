//! Go to definition.

use proactive_ide::definition::definition;

use proactive_hir::{Settings, Workspace};
use proactive_ide::{FilePosition, Snapshot};

use crate::support::{at_cursor, examples, names, picture, slice, sweep};

fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    match definition(&snapshot, position) {
        Some((from, target)) => {
            picture(&snapshot, from, "") + &picture(&snapshot, target.name, "declared here")
        }
        None => "nothing".to_owned(),
    }
}

#[test]
fn segment_in_another_file() {
    insta::assert_snapshot!(check(
        r#"#- /segments.proactive
segment french when device.language is fr

#- /messages.proactive
message hello { when fr$0ench and visitor.
}
"#
    ));
}

#[test]
fn answer_of_a_bot() {
    insta::assert_snapshot!(check(
        r#"bot other { answer hours "No" }
bot helper { answer hours "Opening hours" }
message hello { reply bot helper answer hours$0 }
"#
    ));
}

#[test]
fn undeclared_names() {
    assert_eq!(check("message hello { channel we$0b }"), "nothing");
    assert_eq!(check("message hello { text \"we$0b\" }"), "nothing");
}

#[test]
fn message_in_a_test() {
    insta::assert_snapshot!(check(
        r#"#- /cart.proactive
message nudge "Nudge" { }

#- /tests.proactive
test "Nobody is nudged" {
  visit "https://a.fr/"
  expect no nu$0dge
}
"#
    ));
}

#[test]
fn every_reference_in_the_examples_has_a_declaration() {
    let mut led = 0;
    for (name, files) in examples() {
        let snapshot = Snapshot::new(Workspace::new(Settings::default(), files));
        for (symbol, span) in names(&snapshot) {
            let (file, offset) = (span.file, span.range.start());
            let Some((from, target)) = definition(&snapshot, FilePosition { file, offset }) else {
                assert_eq!(name, "broken", "{symbol:?} has no declaration");
                continue;
            };
            assert_eq!(from, span);
            let declared = slice(&snapshot, target.name.file, target.name.range);
            assert_eq!(declared, &*symbol.name);
            assert!(target.whole.range.contains_range(target.name.range));
            led += 1;
        }
    }
    assert!(led > 300, "only {led} names");
}

#[test]
fn holds_for_any_text() {
    sweep(|snapshot, file, offsets| {
        for &offset in offsets {
            if let Some((from, target)) = definition(snapshot, FilePosition { file, offset }) {
                assert!(from.range.contains_inclusive(offset));
                let name = slice(snapshot, from.file, from.range);
                assert_eq!(slice(snapshot, target.name.file, target.name.range), name);
                slice(snapshot, target.whole.file, target.whole.range);
            }
        }
    });
}
