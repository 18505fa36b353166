//! Semantic tokens.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proactive_diagnostics::TextRange;
use proactive_ide::Snapshot;
use proactive_ide::semantic_tokens::{Modifiers, Token, TokenKind, semantic_tokens};
use proactive_testing::Fixture;

use crate::support::{first_file, slice, snapshot, sweep};

fn draw(snapshot: &Snapshot, tokens: &[Token]) -> String {
    let mut drawn = String::new();
    for token in tokens {
        let text = slice(snapshot, first_file(), token.range);
        let kind = token.kind.as_str();
        let bits = token.modifiers.bits();
        let names = Modifiers::NAMES.iter().enumerate();
        let set: Vec<&str> = names
            .filter(|(bit, _)| bits & 1 << bit != 0)
            .map(|(_, name)| *name)
            .collect();
        let line = format!("{text:28} {kind} {}", set.join(" "));
        let _ = writeln!(drawn, "{}", line.trim_end());
    }
    drawn
}

fn check(text: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    draw(&snapshot, &semantic_tokens(&snapshot, first_file(), None))
}

#[test]
fn account_file() {
    insta::assert_snapshot!(check(include_str!(
        "../../../../examples/outdoor-shop/account.proactive"
    )));
}

#[test]
fn messages_and_tests() {
    insta::assert_snapshot!(check(
        r#"segment nobody when device.language is any of [fr, "nl"] # a note
message nudge "A \"nudge\"" {
  text """
    Need a hand,

    with \u{1F44B} some\thing?
    """
  reply agent { text "I'm coming." ask name }
  when not (visitor.url contains any of ["/a", b] or visitor.page == x) and always
  after 30s on page_view
  tags "a", b
  schedule business_hours shop
}
message bye { reply bot aria answer hours on page_load frequency once_per_visit }
test "A nudge" {
  visitor new device fr-CA time 2026-03-16 10:00 "Europe/Paris"
  visit "https://a.fr/" title "A" for 45s expect no nudge expect nudge after 3s leave
}
"#
    ));
}

#[test]
fn incomplete_declarations() {
    insta::assert_snapshot!(check(
        "message m {\r\n  # one\r\n  when visitor. and french or\r\n  tags {\r\n  frequencey a \"b\"\r\n  text \"\"\"a\r\n b\rc\\\r\n \\u{12\r\n"
    ));
}

#[test]
fn tokens_in_a_range() {
    let text = "message a { text \"\"\"one\ntwo\nthree\"\"\" }\nmessage b { }\n";
    let snapshot = snapshot(&Fixture::parse(text));
    let at = |word: &str| u32::try_from(text.find(word).unwrap()).unwrap().into();
    let within = TextRange::new(at("two"), at("three"));
    let found = semantic_tokens(&snapshot, first_file(), Some(within));
    insta::assert_snapshot!(draw(&snapshot, &found), @"two                          string");
}

#[test]
fn legend_names_are_unique() {
    let names: BTreeSet<&str> = TokenKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(names.len(), TokenKind::ALL.len());
    for (number, kind) in TokenKind::ALL.iter().enumerate() {
        assert_eq!(usize::try_from(kind.number()).unwrap(), number);
    }
}

#[test]
fn are_well_formed_for_any_text() {
    sweep(|snapshot, file, offsets| {
        let all = semantic_tokens(snapshot, file, None);
        let mut end = 0.into();
        for token in &all {
            let text = slice(snapshot, file, token.range);
            assert!(!text.is_empty() && text.trim() == text, "{text:?}");
            assert!(!text.contains(['\n', '\r']), "{text:?}");
            assert!(end <= token.range.start(), "{token:?} overlaps another");
            end = token.range.end();
        }
        let [from, .., to] = offsets else { return };
        let (third, twothird) = (offsets[offsets.len() / 3], offsets[offsets.len() * 2 / 3]);
        for (from, to) in [(*from, *to), (third, twothird)] {
            let within = TextRange::new(from, to);
            let part = semantic_tokens(snapshot, file, Some(within));
            let touches = |token: &&Token| token.range.start() < to && from < token.range.end();
            let expected: Vec<Token> = all.iter().filter(touches).copied().collect();
            assert_eq!(part, expected);
        }
    });
}
