//! Linked editing.

use proactive_diagnostics::Span;
use proactive_ide::FilePosition;
use proactive_ide::linked_editing_range::linked_editing_ranges;

use crate::support::{at_cursor, picture, slice, sweep};

fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    match linked_editing_ranges(&snapshot, position) {
        Some(found) => found
            .into_iter()
            .map(|range| picture(&snapshot, Span::new(position.file, range), ""))
            .collect(),
        None => "nothing".to_owned(),
    }
}

#[test]
fn segment_in_one_file() {
    insta::assert_snapshot!(check(
        r#"#- /a.proactive
message french { tags french }

#- /b.proactive
segment fr$0ench when device.language is fr
message hello { when french and not french }
"#
    ));
}

#[test]
fn not_if_used_in_another_file() {
    assert_eq!(
        check(
            r#"#- /a.proactive
message hello { when french }

#- /b.proactive
segment fr$0ench when device.language is fr
segment buyers when french
"#
        ),
        "nothing"
    );
}

#[test]
fn not_if_declared_twice_or_undeclared() {
    assert_eq!(
        check("segment a$0 when b\nsegment a when b\nmessage m { when a }"),
        "nothing"
    );
    assert_eq!(check("message m { when a$0 and a }"), "nothing");
    assert_eq!(check("message m$0 { when a }"), "nothing");
}

#[test]
fn holds_for_any_text() {
    sweep(|snapshot, file, offsets| {
        for &offset in offsets.iter().step_by(2) {
            let Some(found) = linked_editing_ranges(snapshot, FilePosition { file, offset }) else {
                continue;
            };
            assert!(found.iter().any(|range| range.contains_inclusive(offset)));
            let name = slice(snapshot, file, found[0]);
            for pair in found.windows(2) {
                assert!(pair[0].end() < pair[1].start());
                assert_eq!(slice(snapshot, file, pair[1]), name);
            }
        }
    });
}
