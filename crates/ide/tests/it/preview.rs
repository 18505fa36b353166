//! Preview.

use proactive_catalog::History;
use proactive_ide::FilePosition;
use proactive_ide::commands::{left_out, recipients, simulate};
use proactive_ide::preview::preview;
use proactive_simulator::VisitInput;

use crate::support::{at_cursor, slice, sweep};

fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    format!("{:#?}", preview(&snapshot, position))
}

#[test]
fn agent_reply() {
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
fn bot_reply_in_an_incomplete_message() {
    insta::assert_snapshot!(check(
        "bot aria \"Aria\" { answer orders \"Where is my order?\" }\nmessage m {\n  reply bot aria answer orders$0\n  text \"\n"
    ));
}

#[test]
fn the_address_begins_with_the_website_of_the_channel() {
    let channel =
        "brand acme\nchannel web { brand acme website \"https://*.acme.example/help\" }\n";
    let (snapshot, position) = at_cursor(&format!("{channel}message m {{ $0 }}"));
    let website = preview(&snapshot, position).and_then(|preview| preview.website);
    assert_eq!(website.as_deref(), Some("https://www.acme.example/help"));
}

#[test]
fn no_preview_outside_of_messages() {
    assert_eq!(check("brand ac$0me"), "None");
    assert_eq!(check("message$0 {}"), "None");
}

#[test]
fn example_visitor() {
    let text = r#"account "A" { conversation_control release }
brand acme "Acme" { external_id "1" }
schedule office "Office" { timezone "Europe/Paris" open mon-fri 09:00-12:00 }
channel web "Web" { brand acme business_hours office }
message hello "Hello" {$0
  channel web
  text "Hello"
  reply agent "One moment"
  when visitor.url contains "/cart" and visitor.history is not new and device.language is fr
  after 1m on page_view
  schedule business_hours
  frequency once_per_visit
}
"#;
    let (snapshot, _) = at_cursor(text);
    assert_eq!(snapshot.findings(), []);
    let found = recipients(&snapshot, "hello").expect("it can be played");
    let visitor = found
        .visitors
        .first()
        .expect("a visitor who gets it")
        .clone();
    assert!(visitor.url.contains("/cart"), "{}", visitor.url);
    assert_eq!(&*visitor.language, "fr");
    assert_eq!(visitor.history, History::Returning);
    let moment = visitor.at.expect("it has hours");
    assert!(moment.ends_with("Europe/Paris"), "{moment}");

    // The simulator agrees.
    let input = VisitInput {
        url: &visitor.url,
        language: Some(&visitor.language),
        history: Some(visitor.history),
        at: Some(&moment),
        stay: Some("2m"),
        ..VisitInput::default()
    };
    let story = simulate(&snapshot, &input, None).expect("it can be played");
    assert_eq!(story.shown.len(), 1, "{story:?}");

    assert_eq!(recipients(&snapshot, "goodbye"), None);
    let (broken, _) = at_cursor(&text.replace("is fr", "is frensh"));
    assert_eq!(recipients(&broken, "hello"), None);
}

/// A draft gets its visitors as if it were published, and so does the simulation of it.
#[test]
fn drafts_are_played_as_if_they_were_published() {
    let text = r#"brand acme
channel web { brand acme }
message hello {$0
  text "Hello"
  reply agent "One moment"
  when visitor.url contains "/cart"
  on page_load
  frequency once_per_visit
  status draft
}
"#;
    let (snapshot, _) = at_cursor(text);
    let found = recipients(&snapshot, "hello").expect("it can be played");
    assert_eq!(found.visitors.len(), 1);
    let input = VisitInput {
        url: "https://acme.fr/cart",
        ..VisitInput::default()
    };
    for (live, shown) in [(None, 0), (Some("hello"), 1), (Some("goodbye"), 0)] {
        let report = simulate(&snapshot, &input, live).expect("it can be played");
        assert_eq!(report.shown.len(), shown, "{live:?}");
    }
}

/// What has errors is left out, and what needs it; everything else is played.
#[test]
fn broken_declarations_are_left_out() {
    let message = |name: &str, condition: &str| {
        format!(
            "message {name} {{\n  text \"Été\"\n  reply agent \"One moment\"\n  when {condition}\n  \
             on page_load\n  frequency once_per_visit\n}}\n"
        )
    };
    let text = [
        "brand acme\nchannel web { brand acme }\n",
        "segment buyers when visitor.url contains /cart\n",
        "segment loyal when buyers and visitor.history is returning\n",
        &message("first", "loyal"),
        &message("second", "device.languge is fr"),
        &message("third", "always$0"),
        "message fourth {\n",
    ]
    .concat();
    let (snapshot, position) = at_cursor(&text);
    let input = VisitInput {
        url: "https://acme.fr/cart",
        ..VisitInput::default()
    };
    let report = simulate(&snapshot, &input, None).expect("it can be played");
    let [shown] = report.shown.as_slice() else {
        panic!("{report:?}");
    };
    assert_eq!(&*shown.message, "third");
    assert_eq!(
        slice(&snapshot, position.file, shown.location.range),
        "third"
    );
    let names = left_out(&snapshot).iter().map(|it| it.name.as_deref());
    let names: Vec<&str> = names.map(|name| name.unwrap_or("?")).collect();
    assert_eq!(names, ["buyers", "loyal", "first", "second", "fourth"]);
    for it in left_out(&snapshot) {
        let written = slice(&snapshot, it.span.file, it.span.range);
        assert_eq!(Some(written), it.name.as_deref());
    }
    let whole = at_cursor("brand acme$0\n").0;
    assert_eq!(left_out(&whole), []);
}

#[test]
fn holds_at_every_offset() {
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
