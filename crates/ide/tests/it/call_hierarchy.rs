//! Call hierarchy.

use proactive_diagnostics::{FileId, Span};
use proactive_ide::call_hierarchy::{Call, incoming, outgoing, prepare};
use proactive_ide::{FilePosition, Snapshot};

use crate::support::{at_cursor, picture, slice, sweep};

const TEXT: &str = r#"#- /messages.proactive
message hello "Hello" {
  when buyers and not french or (buyers and nobody)
}
message bye { when french

#- /segments.proactive
segment french when device.language is fr
segment buyers when fren$0ch and visitor.url contains "/cart"
segment rich when buyers
"#;

fn draw(snapshot: &Snapshot, calls: &[Call], callee: Option<FileId>) -> String {
    let mut drawn = String::new();
    for call in calls {
        let symbol = &call.other.symbol;
        drawn += &format!("{:?} {} {:?}\n", symbol.kind, symbol.name, call.other.title);
        for &range in &call.ranges {
            let file = callee.unwrap_or(call.other.target.name.file);
            drawn += &picture(snapshot, Span::new(file, range), "");
        }
    }
    drawn
}

#[test]
fn incoming_calls_of_a_segment() {
    let (snapshot, position) = at_cursor(TEXT);
    let found = prepare(&snapshot, position).unwrap();
    assert_eq!(&*found.symbol.name, "french");
    insta::assert_snapshot!(draw(&snapshot, &incoming(&snapshot, &found.symbol), None));
}

#[test]
fn outgoing_calls_of_a_message() {
    let (snapshot, position) = at_cursor(&TEXT.replace("$0", "").replace("hello", "hel$0lo"));
    let found = prepare(&snapshot, position).unwrap();
    let calls = outgoing(&snapshot, &found.symbol);
    insta::assert_snapshot!(draw(&snapshot, &calls, Some(position.file)));
    assert!(incoming(&snapshot, &found.symbol).is_empty());
}

#[test]
fn a_segment_that_uses_itself() {
    let (snapshot, position) = at_cursor("segment a$0 when b or a\nsegment b when a");
    let found = prepare(&snapshot, position).unwrap();
    assert_eq!(incoming(&snapshot, &found.symbol).len(), 2);
    assert_eq!(outgoing(&snapshot, &found.symbol).len(), 2);
}

#[test]
fn only_segments_and_messages_have_calls() {
    let (snapshot, position) = at_cursor("bot a$0 { }");
    assert_eq!(prepare(&snapshot, position), None);
    let (snapshot, position) = at_cursor("message m { when nobo$0dy }");
    assert_eq!(prepare(&snapshot, position), None);
}

#[test]
fn holds_for_any_text() {
    sweep(|snapshot, file, offsets| {
        for &offset in offsets.iter().step_by(3) {
            let Some(found) = prepare(snapshot, FilePosition { file, offset }) else {
                continue;
            };
            let target = found.target;
            let name = slice(snapshot, target.name.file, target.name.range);
            assert_eq!(name, &*found.symbol.name);
            for call in incoming(snapshot, &found.symbol) {
                assert!(!call.ranges.is_empty());
                for &range in &call.ranges {
                    assert_eq!(slice(snapshot, call.other.target.name.file, range), name);
                }
            }
            for call in outgoing(snapshot, &found.symbol) {
                assert!(!call.ranges.is_empty());
                for &range in &call.ranges {
                    let used = slice(snapshot, target.name.file, range);
                    assert_eq!(used, &*call.other.symbol.name);
                }
            }
        }
    });
}
