//! `proactive overlaps`.

use std::collections::BTreeSet;

use proactive_testing::generate;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::corpus;
use crate::support::{Folder, RIGHT, run_in, schema_errors, wrong};

/// Three messages on one channel, and one on another.
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
fn pairs_with_the_winner_and_a_visitor() {
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
fn json_has_everything() {
    let folder = Folder::with("shop.proactive", RIVALS);
    let ran = folder.run(&["overlaps", "--json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(schema_errors("overlaps", &document), Vec::<String>::new());
    assert_eq!(document["url"], Value::Null);
    assert_eq!(
        document["channels"][1],
        json!({
            "channel": "shop",
            "messages": [{ "message": "elsewhere", "status": "published", "after_seconds": 30 }],
            "pairs": [],
        })
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
            "made_up_page": true,
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
    assert_eq!(pairs[1]["made_up_page"], false);
    assert_eq!(pairs.len(), 2);
    let file = folder.run(&["overlaps", "--format", "json=rivals.json", "-q"]);
    assert_eq!(
        (file.exit, file.out, file.err),
        (0, String::new(), String::new())
    );
    assert_eq!(folder.read("rivals.json"), ran.out);
}

/// A message for everyone, then one for each part of the address; the last two share a part.
fn many() -> Folder {
    let mut text =
        "brand acme\nchannel web { brand acme }\nchannel shop { brand acme }\n".to_owned();
    let parts = [
        "/cart",
        "/help",
        "/shoes",
        "/tents",
        "/maps",
        "/lamps",
        "/cart/pay",
    ];
    let conditions = parts.map(|part| format!("visitor.url contains \"{part}\""));
    let conditions = std::iter::once("always".to_owned()).chain(conditions);
    for (number, condition) in conditions.enumerate() {
        text.push_str(&format!(
            "message m{number} {{\n  channel web\n  text \"Hello\"\n  reply agent \"One moment.\"\n  \
             when {condition}\n  after {number}s on page_view\n  frequency once_per_visit\n}}\n"
        ));
    }
    Folder::with("many.proactive", text)
}

#[test]
fn only_a_few_of_many_pairs_are_listed() {
    let folder = many();
    let ran = folder.run(&["overlaps"]);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (0, "28 pairs of messages compete for the same visitor\n")
    );
    insta::assert_snapshot!(ran.out);
    let document: Value = serde_json::from_str(&folder.run(&["overlaps", "--json"]).out).unwrap();
    assert_eq!(
        document["channels"][0]["pairs"].as_array().unwrap().len(),
        28
    );
}

#[test]
fn all_pairs_of_a_message() {
    let folder = many();
    let ran = folder.run(&["overlaps", "--message", "m1"]);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (
            0,
            "28 pairs of messages compete for the same visitor; with `m1`: 7\n"
        )
    );
    insta::assert_snapshot!(ran.out);
    let several = [
        "overlaps",
        "--message",
        "m6",
        "--message=m7",
        "--message=m6",
    ];
    assert_eq!(
        folder.run(&several).err,
        "28 pairs of messages compete for the same visitor; with `m6` or `m7`: 13\n"
    );
    let alone = Folder::with("shop.proactive", RIVALS);
    let ran = alone.run(&["overlaps", "--message", "elsewhere"]);
    assert_eq!(
        (ran.exit, ran.out.as_str(), ran.err.as_str()),
        (
            0,
            "",
            "2 pairs of messages compete for the same visitor; with `elsewhere`: none\n"
        )
    );
}

#[test]
fn unknown_message_is_an_error() {
    let folder = Folder::with("shop.proactive", RIVALS);
    let said = |name: &str| {
        let ran = folder.run(&["overlaps", "--message", "cart", "--message", name]);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
        ran.err
    };
    insta::assert_snapshot!([said("frensh"), said("zebra"), said("")].concat());
    let none = Folder::with("shop.proactive", "brand acme\nchannel web { brand acme }\n");
    let ran = none.run(&["overlaps", "--message", "cart"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.err.contains("the workspace has no messages"),
        "{}",
        ran.err
    );
}

/// The listed pairs as winner and other, and the number of pairs that are only counted.
fn listed(text: &str) -> (BTreeSet<(String, String)>, usize) {
    let (mut pairs, mut left) = (BTreeSet::new(), 0);
    let mut winner = "";
    let number = |text: &str| text.split(' ').next().unwrap().parse::<usize>().unwrap();
    for line in text.lines() {
        let name = line.split('`').nth(1).unwrap_or_default();
        if line.ends_with(" wins over") {
            winner = name;
        } else if line.starts_with("  - `") {
            let new = pairs.insert((winner.to_owned(), name.to_owned()));
            assert!(new, "{line}");
        } else if let Some(rest) = line.strip_prefix("  and ") {
            left += number(rest);
        } else if line.contains(" made up of ") {
            left += number(line);
        }
    }
    (pairs, left)
}

#[test]
fn messages_of_a_page_are_listed_in_their_order() {
    let folder = Folder::with("shop.proactive", RIVALS);
    let url = "https://www.example.com/panier";
    let ran = folder.run(&["overlaps", "--url", url]);
    let summary = "2 pairs of messages compete for the same visitor on this page\n";
    assert_eq!((ran.exit, ran.err.as_str()), (0, summary));
    insta::assert_snapshot!(ran.out);
    let json = folder.run(&["overlaps", "--url", url, "--json"]).out;
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["url"], url);
    assert_eq!(schema_errors("overlaps", &document), Vec::<String>::new());

    let ran = folder.run(&["overlaps", "--url", "/panier"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("`--url`"), "{}", ran.err);
    let elsewhere = RIVALS.replace(
        "{ brand acme",
        "{ brand acme website \"https://acme.example\"",
    );
    let folder = Folder::with("shop.proactive", elsewhere);
    let ran = folder.run(&["overlaps", "--url", url]);
    assert_eq!(
        (ran.exit, ran.out.as_str(), ran.err.as_str()),
        (0, "", "no channel is on `https://www.example.com/panier`\n")
    );
}

#[test]
fn drafts_are_compared_when_they_are_named() {
    let draft = RIVALS.replacen("  channel web\n", "  channel web\n  status draft\n", 1);
    let folder = Folder::with("shop.proactive", draft);
    assert_eq!(
        folder.run(&["overlaps"]).err,
        "no messages compete for the same visitor\n"
    );
    let ran = folder.run(&["overlaps", "--message", "cart", "--all"]);
    assert_eq!(ran.exit, 0);
    insta::assert_snapshot!(ran.out);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn no_pair_is_lost(messages in 1..60_usize) {
        let folder = Folder::new();
        generate::workspace(messages, 3).write_to(&folder.path()).unwrap();
        let document: Value =
            serde_json::from_str(&folder.run(&["overlaps", "--json"]).out).unwrap();
        let of = |pair: &Value, key: &str| pair[key].as_str().unwrap().to_owned();
        let all: BTreeSet<(String, String)> = document["channels"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|channel| channel["pairs"].as_array().unwrap())
            .map(|pair| (of(pair, "winner"), of(pair, "other")))
            .collect();

        let (some, left) = listed(&folder.run(&["overlaps"]).out);
        prop_assert!(some.is_subset(&all));
        prop_assert_eq!(some.len() + left, all.len());
        let winners: BTreeSet<&String> = all.iter().map(|(winner, _)| winner).collect();
        for winner in &winners {
            let listed = some.iter().filter(|(it, _)| it == *winner).count();
            prop_assert!(listed <= 5, "{listed} of `{winner}`");
        }
        prop_assert_eq!(listed(&folder.run(&["overlaps", "--all"]).out), (all.clone(), 0));

        let names: BTreeSet<&String> = all.iter().flat_map(|(one, two)| [one, two]).collect();
        for name in names {
            let its = all.iter().filter(|(one, two)| one == name || two == name);
            let (some, left) = listed(&folder.run(&["overlaps", "--message", name]).out);
            prop_assert_eq!(some.len() + left, its.clone().count());
            let told = listed(&folder.run(&["overlaps", "--message", name, "--all"]).out);
            prop_assert_eq!(told, (its.cloned().collect(), 0));
        }
    }
}

#[test]
fn messages_without_overlap() {
    let ran = Folder::with("shop.proactive", RIGHT).run(&["overlaps"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "no messages compete for the same visitor\n");
}

#[test]
fn errors_are_reported_and_nothing_is_compared() {
    let ran = Folder::with("shop.proactive", wrong()).run(&["overlaps"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("error[unresolved-name]"), "{}", ran.out);
    assert!(
        ran.err.contains("the messages were not compared"),
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
fn outdoor_shop_example() {
    let folder = corpus::project().join("examples/outdoor-shop");
    let ran = run_in(&folder, &["overlaps"], b"", None);
    assert_eq!(ran.exit, 0);
    insta::assert_snapshot!(ran.out);
}
