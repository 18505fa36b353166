//! `proactive simulate`.

use serde_json::Value;

use crate::corpus;
use crate::support::{Folder, RIGHT, Ran, run_in, schema_errors, wrong};

fn outdoor_shop(arguments: &[&str]) -> Ran {
    let folder = corpus::project().join("examples/outdoor-shop");
    let arguments = [&["simulate"], arguments].concat();
    run_in(&folder, &arguments, b"", None)
}

#[test]
fn shown_messages_and_reasons_for_the_others() {
    let ran = outdoor_shop(&[
        "--url",
        "https://acme.fr/panier",
        "--title",
        "Panier",
        "--language",
        "fr-BE",
        "--at",
        "2026-03-16 10:00 Europe/Paris",
        "--stay",
        "1m",
    ]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

/// Without anything said, the page loads while the schedule is open, in its time zone, and the
/// visitor stays until the last message is due.
#[test]
fn defaults_show_as_much_as_they_can() {
    let ran = outdoor_shop(&["https://ACME.fr/panier"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
    let always = "brand acme\nschedule night { timezone \"Asia/Tokyo\" open tue 22:00-24:00 }\n\
                  channel web { brand acme business_hours night }";
    let text = RIGHT.replace(&RIGHT[..RIGHT.find("message").unwrap()], always);
    let ran = Folder::with("shop.proactive", text).run(&["simulate", "https://a.fr/cart"]);
    assert!(
        ran.out.contains("Tue 2026-01-06 22:00:00 Asia/Tokyo"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("stays for 30s"), "{}", ran.out);
}

/// Moments with parts left out are around the usual one, in the time zone of the channel.
#[test]
fn short_moments() {
    for (at, shown) in [
        ("20:00", "Mon 2026-01-05 20:00:00 Europe/Paris"),
        ("sat 11:30", "Sat 2026-01-10 11:30:00 Europe/Paris"),
        ("2026-03-16 20:00", "Mon 2026-03-16 20:00:00 Europe/Paris"),
        ("2026-03-16 20:00 UTC", "Mon 2026-03-16 20:00:00 UTC"),
        ("now", "Mon 2026-11-30 11:00:00 Europe/Paris"),
        ("now Asia/Tokyo", "Mon 2026-11-30 19:00:00 Asia/Tokyo"),
    ] {
        let ran = outdoor_shop(&["https://acme.fr/panier", "--at", at]);
        assert_eq!(ran.exit, 0, "{at}: {}", ran.err);
        assert!(ran.out.contains(shown), "{at}: {}", ran.out);
    }
}

#[test]
fn the_address_is_the_first_argument_or_a_flag() {
    let folder = corpus::project().join("examples");
    let run = |arguments: &[&str]| run_in(&folder, &[&["simulate"], arguments].concat(), b"", None);
    let first = run(&["https://acme.fr/panier", "outdoor-shop"]);
    assert_eq!((first.exit, first.err.as_str()), (0, ""));
    assert_eq!(
        run(&["--url", "https://acme.fr/panier", "outdoor-shop"]).out,
        first.out
    );
    assert_eq!(
        run(&["outdoor-shop", "--url", "https://acme.fr/panier"]).out,
        first.out
    );
    for (wrong, sentence) in [
        (&["outdoor-shop"][..], "`--url`: "),
        (&[][..], "the address of a page is missing"),
        (
            &["https://a.fr/", "outdoor-shop", "--url", "https://b.fr/"][..],
            "is given twice",
        ),
    ] {
        let ran = run(wrong);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(sentence), "{}", ran.err);
    }
}

/// Messages that were nearly shown come first; those for others are a number.
#[test]
fn the_nearest_reasons_come_first() {
    let folder = corpus::project().join("examples/french-shop");
    let page = [
        "simulate",
        "https://maison.bellerive.example/panier",
        "--at",
        "2026-03-16 10:00 Europe/Paris",
    ];
    let ran = run_in(&folder, &page, b"", None);
    insta::assert_snapshot!("nearest", ran.out);
    let all = run_in(&folder, &[&page[..], &["--all"]].concat(), b"", None);
    assert!(!all.out.contains("see `--all`"));
    for message in ran.out.split('`').filter(|it| it.contains('_')) {
        assert!(all.out.contains(message), "{message}");
    }
}

/// Nothing is wider than the terminal, and what an author wrote cannot control it.
#[test]
fn the_screen_fits_the_terminal() {
    let text = RIGHT.replace(
        "Can I help you?",
        &("long words ".repeat(40) + r"\u{1B}[31m"),
    );
    let folder = Folder::with("shop.proactive", text);
    let ran = folder.on_terminal(&["simulate", "https://a.fr/cart", "--color", "never"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("  | long words"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        ran.out
    );
}

#[test]
fn notice_for_a_visitor_who_leaves_too_early() {
    let ran = outdoor_shop(&[
        "--url",
        "https://acme.fr/panier",
        "--language",
        "nl",
        "--at",
        "2026-03-16 10:00 Europe/Paris",
        "--stay",
        "0s",
    ]);
    assert!(ran.out.contains("No message is shown."), "{}", ran.out);
    assert!(ran.err.contains("`--stay`"), "{}", ran.err);
}

#[test]
fn title_is_read_as_a_browser_shows_it() {
    let ran = outdoor_shop(&[
        "--url",
        "https://acme.fr/panier",
        "--title",
        " Mon \t panier ",
        "--format",
        "json",
    ]);
    assert!(ran.out.contains("\"Mon panier\""), "{}", ran.out);
}

#[test]
fn notice_for_a_language_that_is_not_registered() {
    let url = ["--url", "https://acme.fr/panier"];
    let notice = "`--language`: there is no language `french`";
    let ran = outdoor_shop(&[&url[..], &["--language", "french"]].concat());
    assert!(ran.err.contains(notice), "{}", ran.err);
    for known in ["fr", "fr-BE", "gsw-CH", "x-shop", "qaa", "i-klingon"] {
        let ran = outdoor_shop(&[&url[..], &["--language", known]].concat());
        assert!(!ran.err.contains("no language"), "{known}: {}", ran.err);
    }
}

#[test]
fn returning_visitor_on_one_channel() {
    let ran = outdoor_shop(&[
        "--url",
        "https://acme.fr/panier",
        "--language",
        "fr",
        "--history",
        "returning",
        "--stay",
        "1m",
        "--channel",
        "acme_web",
    ]);
    assert_eq!(ran.exit, 0);
    assert!(
        ran.out
            .contains("`visitor.history is new` is false: it is \"returning\""),
        "{}",
        ran.out
    );
}

/// The question "why?" about one message, whether or not it is shown.
#[test]
fn one_message_is_explained() {
    let visitor = |message: &'static str| {
        outdoor_shop(&[
            "--url",
            "https://acme.fr/panier",
            "--language",
            "fr-BE",
            "--at",
            "2026-03-16 10:00 Europe/Paris",
            "--stay",
            "1m",
            "--message",
            message,
        ])
    };
    let ran = visitor("free_shipping");
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!("why_it_is_shown", ran.out);
    let ran = visitor("where_is_it");
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!("why_it_is_not_shown", ran.out);
    let ran = visitor("free_shiping");
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("did you mean `free_shipping`?"),
        "{}",
        ran.err
    );
}

#[test]
fn json_has_everything() {
    let ran = outdoor_shop(&["--url", "https://acme.fr/orders", "--json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["shown"][0]["message"], "where_is_it");
    assert_eq!(document["shown"][0]["after_seconds"], 0);
    assert_eq!(document["not_shown"][0]["message"], "free_shipping");
    assert_eq!(document["visitor"]["history"], "new");
    assert_eq!(document["message"], Value::Null);
    let reasons = document["shown"][0]["reasons"].as_array().unwrap();
    assert_eq!(document["version"], 2);
    assert_eq!(
        reasons[0],
        serde_json::json!({
            "kind": "comparison",
            "comparison": {
                "object": "visitor",
                "field": "url",
                "operator": "contains",
                "values": ["/orders"],
            },
            "holds": true,
            "value": "https://acme.fr/orders",
            "segments": [],
            "words": "`visitor.url contains \"/orders\"` is true: it is \"https://acme.fr/orders\"",
        })
    );
    let one = outdoor_shop(&[
        "--url",
        "https://acme.fr/orders",
        "--json",
        "--message",
        "where_is_it",
    ]);
    let one: Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!(one["message"], "where_is_it");
    assert_eq!(one["shown"], document["shown"]);
    assert_eq!(one["not_shown"], serde_json::json!([]));
    assert_eq!(document["page"]["loaded_unix_seconds"], 1_767_603_600);
    assert_eq!(
        document["shown"][0]["text"],
        "Looking for your parcel?\nI can tell you where it is."
    );
    assert_eq!(schema_errors("simulate", &document), Vec::<String>::new());
}

#[test]
fn invalid_values_are_usage_errors() {
    let url = ["--url", "https://acme.fr/"];
    for (flag, value, sentence) in [
        ("--url", "acme.fr", "`--url`: "),
        ("--url", "mailto:me", "`--url`: "),
        ("--language", "fr_FR", "`--language`: "),
        ("--at", "2026-02-30 10:00", "`--at`: "),
        ("--at", "2026-03-29 02:30 Europe/Paris", "`--at`: "),
        ("--at", "2026-03-16 10:00 Europe/Pairs", "Europe/Paris"),
        ("--at", "tomorrow", "`--at`: "),
        ("--stay", "1h", "`--stay`: "),
        ("--stay", "long", "`--stay`: "),
        ("--channel", "acme_wbe", "did you mean `acme_web`?"),
        ("--history", "old", "--history"),
        ("--format", "short", "`simulate` has no format `short`"),
    ] {
        let given = [flag, value];
        let arguments = if flag == "--url" {
            given.to_vec()
        } else {
            [url, given].concat()
        };
        let ran = outdoor_shop(&arguments);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{flag} {value}");
        assert!(ran.err.contains(sentence), "{flag} {value}: {}", ran.err);
    }
}

#[test]
fn errors_are_reported_and_nothing_is_simulated() {
    let ran = Folder::with("shop.proactive", wrong()).run(&["simulate", "--url", "https://a.fr"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("error[unresolved-name]"), "{}", ran.out);
    assert!(
        ran.err.contains("the visitor was not simulated"),
        "{}",
        ran.err
    );
    let ran = Folder::with("shop.proactive", RIGHT).run(&["simulate", "--url", "https://a.fr"]);
    assert_eq!(ran.exit, 0);
}

/// The messages of a channel that is not on the page are not checked one by one.
#[test]
fn channels_that_are_not_on_the_page() {
    let elsewhere = "https://elsewhere.example/panier";
    let reason = "its channel `acme_web` is not on this page, but on https://acme.fr/";
    let ran = outdoor_shop(&[elsewhere]);
    assert!(
        ran.out
            .contains("2 messages of `acme_web` cannot be shown:"),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.matches(reason).count(), 1, "{}", ran.out);
    let ran = outdoor_shop(&[elsewhere, "--message", "free_shipping"]);
    assert!(
        ran.out.contains("`free_shipping` is not shown"),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.matches(reason).count(), 1, "{}", ran.out);
}
