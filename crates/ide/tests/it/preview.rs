//! A message as the visitor sees it.

use proactive_ide::FilePosition;
use proactive_ide::preview::preview;

use crate::support::{at_cursor, slice, sweep};

fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    format!("{:#?}", preview(&snapshot, position))
}

#[test]
fn an_agent() {
    insta::assert_snapshot!(check(
        r#"schedule office "Office"
brand acme "Acme"
channel web "acme.fr" { brand acme business_hours office }
message hello "Hello" {
  text """
    Looking for
    your parcel? 👋
    """
  reply agent { text "Yes" ask email, email }$0
  when french and not visitor.url contains "/cart"
  after 1m30s on page_view
  schedule outside_business_hours
  tags a, "b"
  frequency once_per_visit
  status draft
}
"#
    ));
}

#[test]
fn a_bot_in_half_a_message() {
    insta::assert_snapshot!(check(
        "bot aria \"Aria\" { answer orders \"Where is my order?\" }\nmessage m {\n  reply bot aria answer orders$0\n  text \"\n"
    ));
}

#[test]
fn elsewhere_there_is_none() {
    assert_eq!(check("brand ac$0me"), "None");
    assert_eq!(check("message$0 {}"), "None");
}

#[test]
fn wherever_the_cursor_stands() {
    let mut seen = 0;
    sweep(|snapshot, file, offsets| {
        for &offset in offsets.iter().step_by(5) {
            let position = FilePosition { file, offset };
            if let Some(found) = preview(snapshot, position) {
                seen += 1;
                assert_eq!(slice(snapshot, file, found.span.range), &*found.message.id);
            }
        }
    });
    assert!(seen > 1000, "only {seen}");
}
