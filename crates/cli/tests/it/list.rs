//! `proactive list`.

use proactive_testing::generate;
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::corpus;
use crate::support::{Folder, RIGHT, run_in, schema_errors, wrong};

const KINDS: [&str; 6] = [
    "messages",
    "segments",
    "bots",
    "schedules",
    "channels",
    "tests",
];

#[test]
fn each_kind_of_an_example() {
    let example = corpus::project().join("examples/outdoor-shop");
    let mut lists = String::new();
    for kind in KINDS {
        let ran = run_in(&example, &["list", kind], b"", None);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        lists.push_str(&format!(
            "$ proactive list {kind}\n{}{}\n",
            ran.out, ran.err
        ));
    }
    insta::assert_snapshot!(lists);
}

/// Nothing is wider than the terminal.
#[test]
fn lists_fit_the_terminal() {
    let words = "lange woorden en korte woorden ".repeat(9);
    let urls: Vec<String> = (0..40).map(|it| format!("\"/page/{it}\"")).collect();
    let text = RIGHT.replace("Can I help you?", &words).replace(
        "contains \"/cart\"",
        &format!("contains any of [{}]", urls.join(", ")),
    );
    let folder = Folder::with("shop.proactive", text);
    for kind in KINDS {
        let ran = folder.on_terminal(&["list", kind, "--color", "never"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        for line in ran.out.lines() {
            assert!(line.width() <= 80, "{line}");
        }
    }
}

#[test]
fn messages_are_the_default_and_a_path_needs_no_kind() {
    let folder = Folder::with("shop/shop.proactive", RIGHT).file("shop/proactive.toml", "");
    let named = folder.run(&["list", "messages", "shop"]);
    assert_eq!(named.exit, 0, "{}", named.err);
    assert_eq!(folder.run(&["list", "shop"]).out, named.out);
    assert_eq!(folder.run(&["list", "./shop"]).out, named.out);
    let ran = folder.run(&["list", "mesages", "shop"]);
    assert_eq!(ran.exit, 2);
    assert_eq!(
        ran.err,
        "error: there is no list `mesages`: did you mean `messages`?\n"
    );
}

#[test]
fn one_channel() {
    let text = RIGHT
        .replace(
            "message hello",
            "channel shop { brand acme }\nmessage hello",
        )
        .replace("  text", "  channel web\n  text");
    let folder = Folder::with("shop.proactive", text);
    let ran = folder.run(&["list", "--channel", "shop"]);
    assert_eq!(
        (ran.exit, ran.out.as_str(), ran.err.as_str()),
        (0, "", "0 messages\n")
    );
    assert!(
        folder
            .run(&["list", "--channel", "web"])
            .out
            .starts_with("`hello`")
    );
    let ran = folder.run(&["list", "--channel", "wbe"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("did you mean `web`?"), "{}", ran.err);
}

#[test]
fn csv_is_for_spreadsheets() {
    let text = RIGHT.replace("Can I help you?", "Can I \\\"help\\\", \\n please?");
    let folder = Folder::with("shop.proactive", text);
    let ran = folder.run(&["list", "--format", "csv"]);
    assert_eq!(ran.exit, 0);
    assert_eq!(
        ran.out,
        "message,name,brand,channel,status,moment,hours,frequency,audience,text,\
         reply,follow_up,ask,tags\r\n\
         hello,hello,acme,web,published,after 30s on page_view,anytime,once_per_visit,\
         \"visitor.url contains \"\"/cart\"\"\",\"Can I \"\"help\"\", \n please?\",\
         agent,I'll put you through.,\"name, email\",\r\n"
    );
    // What follows on an answer of a bot is the bot's.
    let bot = "bot aria { channels web answer returns }\n";
    let text = RIGHT.replace(
        "reply agent \"I'll put you through.\"",
        "reply bot aria answer returns\n  tags cart, \"2026\", cart",
    );
    let folder = Folder::with("shop.proactive", format!("{bot}{text}"));
    let ran = folder.run(&["list", "--format", "csv"]);
    let end = "Can I help you?,bot aria answer returns,,,\"cart, 2026\"\r\n";
    assert!(ran.out.ends_with(end), "{}", ran.out);
    // The columns are named even if there are no rows.
    let ran = folder.run(&["list", "segments", "--format", "csv"]);
    assert_eq!(ran.out, "segment,name,condition,messages,segments\r\n");
    let ran = folder.run(&["check", "--format", "csv"]);
    assert_eq!(ran.exit, 2);
    assert_eq!(
        ran.err,
        "error: the format `csv` is only available for `list`\n"
    );
}

#[test]
fn json_follows_its_schema() {
    let folder = Folder::new();
    generate::workspace(40, 3).write_to(&folder.path()).unwrap();
    for kind in KINDS {
        let ran = folder.run(&["list", kind, "--json"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let document: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(document["version"], 1);
        assert!(document[kind].is_array());
        assert_eq!(schema_errors("list", &document), Vec::<String>::new());
    }
}

#[test]
fn errors_are_listed_instead() {
    let ran = Folder::with("shop.proactive", wrong()).run(&["list"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("error[unresolved-name]"), "{}", ran.out);
    assert!(ran.err.ends_with("nothing was listed\n"), "{}", ran.err);
}
