//! Selection ranges.

use proactive_ide::FilePosition;
use proactive_ide::selection_range::selection_ranges;

use crate::support::{at_cursor, slice, sweep};

fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    selection_ranges(&snapshot, position)
        .into_iter()
        .map(|range| format!("{:?}\n", slice(&snapshot, position.file, range)))
        .collect()
}

#[test]
fn from_a_field() {
    insta::assert_snapshot!(check(
        r#"# Not of it.

# About buyers.
segment buyers when (not visitor.u$0rl contains "/cart" and french) or rich
"#
    ));
}

#[test]
fn from_a_word_in_a_list() {
    insta::assert_snapshot!(check(
        r#"message m {
  when visitor.title contains any of ["the white ca$0rt", "b"] and french
  tags a
}
"#
    ));
}

#[test]
fn from_a_string_in_a_reply_block() {
    insta::assert_snapshot!(check(
        r#"message m {
  reply agent {
    text """
      Hello,
      you the$0re!
      """
    ask name
  }
}
"#
    ));
}

#[test]
fn from_a_comment() {
    insta::assert_snapshot!(check("# Über uns$0: mehr\n# and more\nmessage m { }\n"));
}

#[test]
fn from_an_operator_and_an_incomplete_statement() {
    insta::assert_snapshot!(check(
        "message m {\n  when visitor.url does no$0t contain \"a\" and (\n"
    ));
    insta::assert_snapshot!(check("$0"), @r#""""#);
}

#[test]
fn expands_for_any_text() {
    sweep(|snapshot, file, offsets| {
        for &offset in offsets {
            let found = selection_ranges(snapshot, FilePosition { file, offset });
            let last = *found.last().unwrap();
            assert_eq!(slice(snapshot, file, last), snapshot.text(file));
            assert!(found[0].contains_inclusive(offset));
            for pair in found.windows(2) {
                assert!(pair[1].contains_range(pair[0]) && pair[1] != pair[0]);
                slice(snapshot, file, pair[0]);
            }
        }
    });
}
