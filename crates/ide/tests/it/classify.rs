//! The class of each token.

use proactive_diagnostics::Span;
use proactive_ide::classify::classify;
use proactive_testing::Fixture;

use crate::support::{first_file, picture, snapshot};

/// The tokens of the first file, each with its class.
fn words(text: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    let workspace = snapshot.workspace();
    let mut drawn = String::new();
    for item in workspace.items(first_file()) {
        let text = workspace.text_of(first_file(), item);
        for token in classify(text, item.parsed()) {
            let word = &text[std::ops::Range::<usize>::from(token.range)];
            drawn += &format!("{word:28} {:?}\n", token.kind);
        }
    }
    drawn
}

#[test]
fn every_statement() {
    insta::assert_snapshot!(words(include_str!(
        "../../../../examples/outdoor-shop/account.proactive"
    )));
}

#[test]
fn every_statement_of_a_message_and_a_test() {
    insta::assert_snapshot!(words(
        r#"message cart "Cart" { # note
  brand acme channel web text "Hi" reply agent { text "Yes" ask name, email }
  when french and not (visitor.url contains any of ["/a", "/b"] or device.language is not fr)
  after 0m30s on page_view tags "a", b schedule business_hours shop frequency once_per_visit status draft
}
test "it" {
  visitor new device fr-CA time 2026-03-16 10:00 "Europe/Paris" channel web
  visit "https://a.fr/" title "A" for 45s expect cart after 30s expect no cart expect nothing dismiss wait 3s
}
"#
    ));
}

#[test]
fn incomplete_condition() {
    insta::assert_snapshot!(words(
        "message m {\n  when not (visitor. or french and device.language is any of [fr, ) and visitor.url does\n  schedule business_hours shop\n}\n"
    ));
}

#[test]
fn statements_outside_of_blocks() {
    insta::assert_snapshot!(words(
        "bot b { channel web business_hours one, two [ brand }\n\
         schedule s { expect no a expect b after 3s channels , }\n\
         message m { } } channels web, shop\nbrand acme # note\nexternal_id \"1\"\n}\n"
    ));
}

#[test]
fn spans_are_drawn_with_carets() {
    let snapshot = snapshot(&Fixture::parse("brand åcme\nbrand b"));
    let span = Span::new(
        first_file(),
        proactive_diagnostics::TextRange::new(6.into(), 11.into()),
    );
    insta::assert_snapshot!(picture(&snapshot, span, "here"));
}
