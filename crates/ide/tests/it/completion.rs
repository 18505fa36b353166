//! Completion items at various positions.

use std::fmt::Write as _;

use proactive_catalog::{DeclarationKind, FIELDS, Operator, ReferenceKind, STATEMENTS, WordSet};
use proactive_diagnostics::Code;
use proactive_ide::completion::{DocsKey, Snippet, completions};
use proactive_ide::hover::completion_docs;
use proactive_ide::symbol::Symbol;

use crate::support::at_cursor;

const ACCOUNT: &str = r#"
#- /account.proactive
brand acme "Acme" { external_id "1" }
brand other
schedule shop "Shop" { timezone "Europe/Paris" open mon-fri 09:00-12:30 }
schedule night { timezone "Europe/Berlin" }
channel web "Web" { brand acme business_hours shop }
channel app { brand other }
# Finds parcels.
bot aria "Aria" { channels web answer order "Where is my order?" answer back }
bot away { channels app answer x }
bot unfinished { channels web answer y status draft }
segment french when device.language is fr
segment french_cart when french and visitor.url contains "/panier"
message hello { channel web text "Hi" reply agent "Yes" when always on page_load tags cart, "a-b" frequency once_per_visit }
"#;

/// The first items at `$0` in a file `main.proactive`, each with the snippet it inserts. `▸` is an item
/// that something must follow.
fn offered(text: &str) -> String {
    let (snapshot, position) = at_cursor(&format!("#- /main.proactive\n{text}\n{ACCOUNT}"));
    let found = completions(&snapshot, position);
    let text = snapshot.text(position.file);
    let word = &text[std::ops::Range::<usize>::from(found.replaced)];
    let mut drawn = format!("replaces `{word}`\n");
    for item in found.items.iter().take(16) {
        let mut line = item.label.clone();
        if let Some(detail) = &item.detail {
            let _ = write!(line, " ({detail})");
        }
        if let Some(description) = &item.description {
            let _ = write!(line, " — {description}");
        }
        let continues = if item.continues { "▸" } else { "" };
        let insert = item.insert.lsp().replace('\n', "⏎");
        let _ = writeln!(drawn, "{line:50} {insert}{continues}");
    }
    if found.items.len() > 16 {
        let _ = writeln!(drawn, "… {} in all", found.items.len());
    }
    drawn
}

fn several(texts: &[&str]) -> String {
    texts
        .iter()
        .map(|text| format!("{text}\n=> {}\n", offered(text)))
        .collect()
}

#[test]
fn declarations() {
    insta::assert_snapshot!(several(&[
        "$0",
        "me$0",
        "brand b { }\n\n$0",
        "segment s when french\n$0",
        "brand b $0",
        "test $0",
        "message $0",
        "account \"A\"\n$0",
    ]));
}

#[test]
fn statements() {
    insta::assert_snapshot!(several(&[
        "account { $0 }",
        "brand b { $0 }",
        "channel c { brand acme $0 }",
        "bot b {\n  $0\n}",
        "schedule s {\n  open mon 09:00-12:00\n  $0\n}",
        "message m {\n  $0\n}",
        "message m {\n  te$0\n  when always\n  on page_load\n}",
        "message m {\n  channel web\n  reply agent { $0 }\n}",
        "message m {\n  reply agent {\n    text \"A\"\n    $0\n",
        "test \"t\" {\n  $0\n}",
        "test \"t\" {\n  visit \"https://a.fr/\"\n  $0\n}",
        "test \"t\" {\n  visit \"https://a.fr/\"\n  leave\n  ti$0\n}",
    ]));
}

#[test]
fn arguments() {
    insta::assert_snapshot!(several(&[
        "account { conversation_control $0 }",
        "channel c { type $0 }",
        "bot b { status $0 }",
        "bot b { answer $0 }",
        "schedule s { open $0 }",
        "schedule s { open mon $0 }",
        "schedule s { open mon 09:00-10:00, $0 }",
        "schedule s { closed $0 }",
        "schedule s { closed 2026-05-01 $0 }",
        "schedule s { closed 2026-05-01 to $0 }",
        "message m { text $0 }",
        "message m { after $0 }",
        "message m { after 30s $0 }",
        "message m { after 30s on $0 }",
        "message m { on $0 }",
        "message m { frequency on$0 }",
        "message m { status $0 }",
        "message m { tags $0 }",
        "message m { tags cart, $0 }",
        "message m { reply $0 }",
        "message m { reply agent $0 }",
        "message m { reply agent { ask $0 } }",
        "message m { reply agent { ask name, $0 } }",
        "test \"t\" { visitor $0 }",
        "test \"t\" { device $0 }",
        "test \"t\" { time $0 }",
        "test \"t\" { time 2026-03-16 $0 }",
        "test \"t\" { time 2026-03-16 10:00 $0 }",
        "test \"t\" { visit $0 }",
        "test \"t\" { visit \"https://a.fr/\" $0 }",
        "test \"t\" { visit \"https://a.fr/\" title \"A\" $0 }",
        "test \"t\" { visit \"https://a.fr/\" for $0 }",
        "test \"t\" { visit \"https://a.fr/\" expect $0 }",
        "test \"t\" { visit \"https://a.fr/\" expect no $0 }",
        "test \"t\" { visit \"https://a.fr/\" expect hello $0 }",
        "test \"t\" { wait $0 }",
    ]));
}

#[test]
fn references() {
    insta::assert_snapshot!(several(&[
        "channel c { brand $0 }",
        "channel c { business_hours shop, $0 }",
        "bot b { channels web, $0 }",
        "message m { brand $0 }",
        "message m { channel web brand $0 }",
        "message m { channel $0 }",
        "message m { brand acme channel we$0 }",
        "message m { reply bot aria answer order channel $0 }",
        "message m { channel web reply bot $0 }",
        "message m { reply bot $0 }",
        "message m { reply bot aria $0 }",
        "message m { reply bot aria answer $0 }",
        "message m { channel web schedule $0 }",
        "message m { channel app schedule $0 }",
        "message m { channel web schedule business_hours $0 }",
        "segment french when device.language is fr and $0",
        "test \"t\" { channel $0 }",
    ]));
}

#[test]
fn conditions() {
    insta::assert_snapshot!(several(&[
        "message m { when $0 }",
        "segment s $0",
        "segment s when $0",
        "segment s when visitor.$0",
        "segment s when visitor.u$0rl is \"/\"",
        "segment s when device.$0",
        "segment s when visitor.url $0",
        "segment s when visitor.history $0",
        "segment s when visitor.url is $0",
        "segment s when visitor.url does $0",
        "segment s when visitor.url does not $0",
        "segment s when visitor.url contains any $0",
        "segment s when visitor.url contains any of $0",
        "segment s when visitor.url contains any of [$0]",
        "segment s when visitor.url contains any of [\"/panier\", $0]",
        "segment s when visitor.url contains $0\"/a\"",
        "segment s when visitor.url $0contains any of [\"/a\"]",
        "segment s when visitor.history is $0",
        "segment s when device.language is any of [fr, $0]",
        "segment s when french $0",
        "segment s when french or french_cart $0",
        "segment s when (french $0",
        "segment s when not $0",
        "segment s when french and $0",
        "message m {\n  when french\n  $0\n}",
        "message m {\n  when french $0\n    and french_cart\n}",
        "segment s when visitor.colour $0",
        "segment s when visitor $0",
    ]));
}

#[test]
fn strings() {
    insta::assert_snapshot!(several(&[
        "schedule s { timezone \"Europe/Par$0",
        "schedule s { timezone \"$0\" }",
        "segment s when visitor.url contains \"$0\"",
        "segment s when device.language is \"$0\"",
        "message m { tags \"$0\" }",
        "message m { text \"Hello\\$0 you\" }",
        "message m { text \"Hello \\u$0\" }",
        "message m { text \"Hello \\\\$0\" }",
        "message m { text \"Hello $0\" }",
        "message m { text \"\"\"\n  Hello\\$0\n\"\"\" }",
        "test \"t\" { visit \"ht$0\" }",
    ]));
}

/// The websites of the channel come first: of the one that the message or the test is about, else of
/// all.
#[test]
fn websites() {
    let channels = r#"
channel www { brand acme website "https://www.acme.example", "https://acme.example/help" }
channel any { brand other website "https://*.acme.example" }"#;
    let on_websites = |text: &str| offered(&format!("{text}{channels}"));
    insta::assert_snapshot!(
        [
            "message m {\n  channel www\n  when visitor.url contains \"ht$0\"\n}",
            "message m {\n  channel any\n  when visitor.url is $0\n}",
            "segment s when visitor.url contains \"$0\"",
            "test \"t\" {\n  channel any\n  visit \"$0\"\n}",
            "test \"t\" {\n  visit \"$0\"\n}",
            "test \"t\" {\n  visit \"https://shop.example/cart?a=b\"\n}\nchannel c {\n  brand acme\n  website $0\n}",
        ]
        .map(|text| format!("{text}\n=> {}\n", on_websites(text)))
        .concat()
    );
}

/// What the messages of the same channel and the same file use comes first.
#[test]
fn near_values_come_first() {
    let house = r#"
channel www { brand acme website "https://www.acme.example" }
#- /other.proactive
segment rare when visitor.url contains any of ["/far", "/far-too"]
segment basket "In the basket" when visitor.url contains any of ["/basket", "/checkout"] or visitor.url is "https://www.acme.example/basket"
message one { channel app when rare and device.language is nl and visitor.url contains "/far" tags far, far-too }
message two { channel app when rare and visitor.url contains "/far" tags far }
message three { channel www when basket and device.language is de tags basket }
"#;
    let in_house = |text: &str| offered(&format!("{text}{house}"));
    insta::assert_snapshot!(
        [
            "message m {\n  channel www\n  when visitor.url contains $0\n}",
            "message m {\n  channel www\n  when visitor.url is $0\n}",
            "message m {\n  channel www\n  when $0\n}",
            "message m {\n  channel www\n  when device.language is $0\n}",
            "message m {\n  channel www\n  tags $0\n}",
            "segment all when basket\nmessage m { channel www when s }\nsegment s when visitor.url contains $0",
            "test \"t\" {\n  channel www\n  visit \"https://www.acme.example/\"\n  expect $0\n}",
        ]
        .map(|text| format!("{text}\n=> {}\n", in_house(text)))
        .concat()
    );
}

#[test]
fn comments() {
    insta::assert_snapshot!(several(&[
        "# Hello $0",
        "# proactive: $0",
        "# proactive: allow($0)",
        "# proactive: allow(long-text, mixed-$0and)",
        "# proactive: allow(long-text $0)",
        "# proactive: allow(long-text): mess$0",
    ]));
}

#[test]
fn no_completions() {
    for text in [
        "message m { channel $0 web }",
        "message $0 hello { }",
        "message m { text \"He$0llo\" }",
        "mesage m $0",
        "mesage m { $0",
        "message m { foo $0 }",
        "segment s when visitor.url contains any of [\"/a\" $0]",
        "test \"t\" { visitor.$0 }",
    ] {
        let found = offered(text);
        assert_eq!(found.lines().count(), 1, "{text}\n{found}");
    }
}

#[test]
fn documentation() {
    let (snapshot, position) = at_cursor(&format!(
        "#- /main.proactive\nmessage m {{ reply bot $0 }}\n{ACCOUNT}"
    ));
    let found = completions(&snapshot, position);
    let key = found.items[0].docs.as_ref().expect("documentation");
    let sent: DocsKey = key.to_string().parse().expect("a key");
    assert_eq!(sent, *key);
    let docs = completion_docs(&snapshot, &sent).expect("documentation");
    insta::assert_snapshot!(docs.markdown());
}

#[test]
fn hidden_characters_are_escaped() {
    let (snapshot, position) =
        at_cursor("#- /main.proactive\nbrand acme \"A\u{202E}B\"\nchannel web { brand $0 }\n");
    let found = completions(&snapshot, position);
    let description = found.items[0].description.as_deref();
    assert_eq!(description, Some("A\\u{202E}B"));
}

#[test]
fn snippets_are_escaped() {
    let snippet = Snippet::plain_text("${a}\\ ")
        .stop("$1}")
        .choice(["a,b", "c|d", "$e}"])
        .choice(["only"])
        .choice(Vec::<String>::new());
    assert_eq!(
        snippet.lsp(),
        r"\${a\}\\ ${1:\$1\}}${2|a\,b,c\|d,\$e\}|}${3:only}"
    );
    assert_eq!(snippet.plain(), "${a}\\ $1}a,bonly");
}

#[test]
fn documentation_keys_are_read_back() {
    let declarations = DeclarationKind::ALL.map(DocsKey::Declaration);
    let statements = STATEMENTS
        .iter()
        .map(|row| DocsKey::Statement(row.block, row.keyword));
    let fields = FIELDS.iter().map(|row| DocsKey::Field(row.field));
    let operators = Operator::ALL.map(DocsKey::Operator);
    let words = WordSet::ALL
        .iter()
        .map(|set| DocsKey::Word(*set, "fr-CA".to_owned()));
    let symbols = ReferenceKind::ALL.map(|kind| {
        DocsKey::Symbol(Symbol {
            kind,
            name: "acme".into(),
            bot: (kind == ReferenceKind::Answer).then(|| "aria".into()),
        })
    });
    let lints = Code::ALL.iter().map(|code| DocsKey::Lint(*code));
    let keys = declarations
        .into_iter()
        .chain(statements)
        .chain(fields)
        .chain(operators)
        .chain(words)
        .chain(symbols)
        .chain(lints);
    for key in keys {
        assert_eq!(key.to_string().parse(), Ok(key.clone()), "{key}");
    }
}

#[test]
fn invalid_documentation_keys() {
    for text in [
        "",
        "field",
        "field:visitor.colour",
        "word:x:y",
        "lint:x",
        "statement:message:x",
    ] {
        assert!(text.parse::<DocsKey>().is_err(), "{text}");
    }
}
