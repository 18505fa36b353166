//! Every text parses, and its slices tile it.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::corpus::{self, pieces};
use crate::damage::damage;
use crate::invariants::{check, check_alone};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Words of the language in any order, separated by any white space.
fn soup() -> impl Strategy<Value = String> {
    let gap = select(&[" ", "", "\n", "\r\n", "  ", "\t", " # c\n", "\r"][..]);
    prop::collection::vec((select(pieces()), gap), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_characters_of_the_language(text in "[a-z\"{}\\[\\]().,#'=\\\\ \t\n\r0-9\u{feff}é👋]{0,200}") {
        check(&text);
    }

    #[test]
    fn any_words(text in soup()) {
        check(&text);
    }

    #[test]
    fn any_words_in_a_message(text in soup()) {
        check(&format!("message hello \"Hello\" {{\n{text}"));
    }

    #[test]
    fn any_words_in_a_condition(text in soup()) {
        check(&format!("segment s when {text}"));
    }

    #[test]
    fn any_words_in_a_test(text in soup()) {
        check(&format!("test \"t\" {{\n  visit \"https://acme.example/\"\n{text}"));
    }

    #[test]
    fn real_files_damaged(
        file in any::<Index>(),
        other in any::<Index>(),
        changes in prop::collection::vec(damage(), 1..5),
    ) {
        let files = corpus::all();
        let mut text = file.get(&files).text.clone();
        for change in &changes {
            text = change.apply(&text, &other.get(&files).text);
        }
        check(&text);
    }
}

#[test]
fn real_files() {
    for file in corpus::all() {
        check(&file.text);
        check(&file.text.replace('\n', "\r\n"));
        check(&file.text.replace('\n', "\r"));
        check(&format!("\u{FEFF}{}", file.text));
    }
}

/// A file truncated after each character, and with each character deleted.
#[test]
fn one_character_at_a_time() {
    for file in corpus::right() {
        if file.text.len() > 700 {
            continue;
        }
        for (at, character) in file.text.char_indices() {
            let behind = at + character.len_utf8();
            check(&file.text[..at]);
            check(&format!("{}{}", &file.text[..at], &file.text[behind..]));
        }
    }
}

/// What authors type, and what no one types, repeated very often.
const UNITS: &[&str] = &[
    "(",
    "not ",
    "{",
    "}",
    "[",
    "]",
    ")",
    "reply agent {",
    "\"",
    "\"\"\"",
    "a,",
    "\"a\", ",
    "# c\n",
    "and\n",
    "and ",
    "when when ",
    "message m\n",
    "brand b\n",
    "segment s when ",
    "test \"t\" {\n",
    "visitor.",
    "\\",
    "\\\"",
    "'",
    "\r",
    "\u{FEFF}",
    "\0",
    "👋",
    "é",
    ".",
    "reply agent { text \"a\" }\n",
    "tags a\n",
    "foo {\n",
    "foo\n",
    "=",
    "a",
    "0",
    "\n \t",
];

/// The places where they are repeated.
const STARTS: &[&str] = &[
    "",
    "message hello {\n  when ",
    "message hello {\n  reply agent {\n",
    "message hello {\n  text ",
    "schedule s {\n  open ",
    "segment s when visitor.url contains any of [",
    "test \"t\" {\n",
    "}",
];

#[test]
fn long_in_every_place() {
    for start in STARTS {
        for unit in UNITS {
            check(&format!("{start}{}", unit.repeat(150)));
        }
    }
}

/// The time grows with the length and no faster, or this test would not end.
#[test]
fn deep_and_long() {
    for unit in UNITS {
        check(&unit.repeat(3_000));
        check_alone(&unit.repeat(100_000));
        for start in STARTS {
            check_alone(&format!("{start}{}", unit.repeat(20_000)));
        }
    }
}

#[test]
fn a_long_line() {
    let text = format!("message hello {{ text \"{}\" }}", "long ".repeat(200_000));
    let parse = check(&text);
    assert_eq!(parse.slices.len(), 1);
    assert!(parse.slices[0].parsed.findings.is_empty());
}
