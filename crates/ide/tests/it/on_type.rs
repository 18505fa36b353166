//! On-type formatting: line breaks in comments.

use proactive_ide::FilePosition;
use proactive_ide::on_type::on_enter;

use crate::support::{at_cursor, edited, slice, sweep};

/// The text after the edit, or `nothing`.
fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    match on_enter(&snapshot, position) {
        Some(edit) => {
            let after = edited(&snapshot, &[edit]);
            after.text(position.file).to_owned()
        }
        None => "nothing".to_owned(),
    }
}

#[test]
fn comment_continues() {
    assert_eq!(check("# one\n$0"), "# one\n# ");
    assert_eq!(
        check("# one\n$0\nmessage m { }"),
        "# one\n# \nmessage m { }"
    );
    assert_eq!(
        check("message m {\n  # one\n  $0\n}"),
        "message m {\n  # one\n  # \n}"
    );
    assert_eq!(check("\t## one\r\n$0\r\n"), "\t## one\r\n\t## \r\n");
    assert_eq!(check("\u{FEFF}# one\n$0"), "\u{FEFF}# one\n# ");
}

#[test]
fn comment_is_split() {
    assert_eq!(check("  # one\n  $0 two\n"), "  # one\n  # two\n");
    assert_eq!(check("#\n$0two\n"), "#\n# two\n");
    assert_eq!(
        check("message m {\n  tags a # one\n  $0two\n}"),
        "message m {\n  tags a # one\n  # two\n}"
    );
}

#[test]
fn comment_ends() {
    assert_eq!(check("# one\n#\n$0"), "nothing");
    assert_eq!(check("# one\n\n$0"), "nothing");
    assert_eq!(check("message m { # one\n  $0\n}"), "nothing");
    assert_eq!(
        check("# proactive: allow(long-text): so\n$0message m { }"),
        "# proactive: allow(long-text): so\n# message m { }"
    );
    assert_eq!(
        check("# proactive: allow(long-text): so\n$0\nmessage m { }"),
        "nothing"
    );
    assert_eq!(check("# one\n$0# two\n"), "nothing");
}

#[test]
fn outside_of_comments() {
    assert_eq!(check("$0# one"), "nothing");
    assert_eq!(check("message m {\n$0}"), "nothing");
    assert_eq!(check("message m { text \"\"\"\n# one\n$0"), "nothing");
    assert_eq!(check("# one\nmessage $0m { }"), "nothing");
}

#[test]
fn is_in_the_file_for_any_text() {
    let mut seen = 0;
    sweep(|snapshot, file, offsets| {
        for &offset in offsets {
            let Some(edit) = on_enter(snapshot, FilePosition { file, offset }) else {
                continue;
            };
            assert_eq!(edit.span.file, file);
            assert_eq!(slice(snapshot, file, edit.span.range).trim(), "");
            assert!(edit.span.range.contains_inclusive(offset));
            let after = edited(snapshot, &[edit]);
            assert!(after.text(file).len() > snapshot.text(file).len() - 2);
            seen += 1;
        }
    });
    assert!(seen > 100, "only {seen} edits");
}
