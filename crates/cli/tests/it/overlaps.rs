//! `proactive overlaps`.

use serde_json::{Value, json};

use crate::corpus;
use crate::support::{Folder, RIGHT, run_in, wrong};

/// Three messages of one channel, and one of another.
const RIVALS: &str = r#"
brand acme
schedule day { timezone "Europe/Paris" open mon-fri 09:00-18:00 }
channel web { brand acme business_hours day }
channel shop { brand acme }

message cart {
  channel web
  text "Can I help you?"
  reply agent "One moment."
  when visitor.url contains "/panier"
  after 30s on page_view
  schedule business_hours
  frequency once_per_visit
}

message french {
  channel web
  text "Puis-je vous aider ?"
  reply agent "Un instant."
  when device.language is fr and visitor.title contains "Panier"
  after 30s on page_view
  frequency once_per_visit
}

message dutch {
  channel web
  text "Kan ik u helpen?"
  reply agent "Een ogenblik."
  when device.language is nl
  after 2m on page_view
  frequency once_per_visit
}

message elsewhere {
  channel shop
  text "Can I help you?"
  reply agent "One moment."
  when visitor.url contains "/panier"
  after 30s on page_view
  frequency once_per_visit
}
"#;

#[test]
fn it_tells_who_wins_and_for_whom() {
    let folder = Folder::with("shop.proactive", RIVALS);
    let ran = folder.run(&["overlaps"]);
    assert_eq!(ran.exit, 0);
    assert_eq!(
        ran.err,
        "2 pairs of messages compete for the same visitor\n"
    );
    insta::assert_snapshot!(ran.out);
    let drawn = folder.on_terminal(&["overlaps"]).out;
    assert!(drawn.contains("\u{1b}[1m`cart`\u{1b}[0m"), "{drawn}");
}

#[test]
fn json_has_it_all() {
    let folder = Folder::with("shop.proactive", RIVALS);
    let ran = folder.run(&["overlaps", "--json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(
        document["channels"][1],
        json!({ "channel": "shop", "pairs": [] })
    );
    let pairs = document["channels"][0]["pairs"].as_array().unwrap();
    assert_eq!(
        pairs[0],
        json!({
            "winner": "cart",
            "winner_after_seconds": 30,
            "other": "french",
            "other_after_seconds": 30,
            "same_moment": true,
            "visitor": {
                "url": "https://www.example.com/panier",
                "title": "Panier",
                "language": "fr",
                "history": "new",
                "moment": {
                    "unix_seconds": 1_767_600_000,
                    "zone": "Europe/Paris",
                    "local": "2026-01-05 09:00 Europe/Paris",
                },
            },
        })
    );
    assert_eq!(pairs[1]["other"], "dutch");
    assert_eq!(pairs[1]["same_moment"], false);
    assert_eq!(pairs.len(), 2);
    let file = folder.run(&["overlaps", "--format", "json=rivals.json", "-q"]);
    assert_eq!(
        (file.exit, file.out, file.err),
        (0, String::new(), String::new())
    );
    assert_eq!(folder.read("rivals.json"), ran.out);
}

#[test]
fn messages_that_do_not_compete() {
    let ran = Folder::with("shop.proactive", RIGHT).run(&["overlaps"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "no messages compete for the same visitor\n");
}

#[test]
fn an_error_is_told_and_nothing_is_compared() {
    let ran = Folder::with("shop.proactive", wrong()).run(&["overlaps"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("error[unresolved-name]"), "{}", ran.out);
    assert!(
        ran.err.contains("the messages are not compared"),
        "{}",
        ran.err
    );
    let ran = Folder::new().run(&["overlaps", "nowhere"]);
    assert_eq!(ran.exit, 2);
    let ran = Folder::with("shop.proactive", RIGHT).run(&["overlaps", "--format", "short"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.err.contains("`overlaps` has no format `short`"),
        "{}",
        ran.err
    );
}

#[test]
fn the_outdoor_shop() {
    let folder = corpus::project().join("examples/outdoor-shop");
    let ran = run_in(&folder, &["overlaps"], b"", None);
    assert_eq!(ran.exit, 0);
    insta::assert_snapshot!(ran.out);
}
