//! Hover.

use proactive_diagnostics::TextSize;
use proactive_ide::FilePosition;
use proactive_ide::hover::hover;
use proactive_ide::markup::{Line, Markup, Section};

use crate::support::{at_cursor, examples, picture, slice, snapshot, sweep};

/// The token and its documentation, as Markdown and as plain text.
fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    match hover(&snapshot, position) {
        Some(found) => format!(
            "{}\n{}\n\n======== plain\n{}",
            picture(&snapshot, found.span, ""),
            found.markup.markdown(),
            found.markup.plain()
        ),
        None => "nothing".to_owned(),
    }
}

/// The documentation as plain text.
fn plain(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    hover(&snapshot, position).map_or("nothing".to_owned(), |found| found.markup.plain())
}

const SHOP: &str = r#"
#- /account.proactive
brand acme "Acme"
schedule office "Office" {
  timezone "Europe/Paris"
  open mon-fri 09:00-12:30, 13:30-18:00
  open sat 10:00-16:00
  closed 2026-12-25 "Noël *"
  closed 2026-12-30 to 2027-01-02
}
channel web "acme.fr" { brand acme business_hours office }
bot aria "Aria" { channels web answer order_status "Where is my order?" }
segment french when device.language is fr
segment cart when visitor.url contains any of ["/panier", "/checkout"] and french
"#;

fn in_shop(text: &str) -> String {
    format!("{SHOP}\n#- /messages.proactive\n{text}")
}

#[test]
fn message() {
    insta::assert_snapshot!(check(&in_shop(
        r#"# Shoppers <b>hesitate</b> in the cart.
# proactive: allow(long-text)
# - 1. *not* a list
message ship$0ping "Free shipping" {
  text "Hi"
  reply agent "Yes"
  when cart and visitor.history is new and not (french or visitor.title is "A")
  after 1m30s on page_view
  schedule business_hours
  frequency once_per_visit
}
"#
    )));
}

#[test]
fn message_in_a_test() {
    insta::assert_snapshot!(check(&in_shop(
        r#"message order {
  text "Hi"
  reply bot aria answer order_status
  when visitor.url contains any of ["/a", "/b", "/c"]
    or device.language is any of [fr, nl, pt-BR] and visitor.title does not contain "Basket" and cart
    or visitor.history is any of [new] and visitor.url is not "https://acme.fr/" and visitor.title is "x"
  on page_load
  schedule outside_business_hours
  frequency every_time
  status paused
}
test "it" { visit "https://acme.fr/" expect or$0der }
"#
    )));
}

#[test]
fn incomplete_message() {
    insta::assert_snapshot!(check(&in_shop(
        "message ha$0lf { when cart and visitor.\n  after 30s\n"
    )));
}

#[test]
fn segment() {
    insta::assert_snapshot!(check(&in_shop("message m { when car$0t and not french }")));
}

#[test]
fn long_segment() {
    insta::assert_snapshot!(check(&in_shop(
        r#"segment lo$0ng when not (cart or visitor.title is "Something that is quite long" and (visitor.url contains "/orders" or visitor.history is new))"#
    )));
}

#[test]
fn segments_in_a_cycle() {
    insta::assert_snapshot!(plain(
        "segment a when b or device.language is fr\nsegment b when a$0 and c"
    ));
}

#[test]
fn schedule() {
    insta::assert_snapshot!(check(&in_shop(
        "message m { schedule business_hours offi$0ce }"
    )));
}

#[test]
fn other_declarations() {
    for reference in [
        "message m { brand ac$0me }",
        "message m { channel w$0eb }",
        "message m { reply bot ar$0ia answer order_status }",
        "message m { reply bot aria answer order$0_status }",
        "mess$0age m { when french }",
        "# All of it.\nacc$0ount \"Acme\" { }",
        "# Buyers.\ntest \"in the ca$0rt\" { device fr }",
    ] {
        insta::assert_snapshot!(plain(&in_shop(reference)));
    }
}

#[test]
fn statement_tokens() {
    insta::assert_snapshot!(
        [
            "message m { after$0 30s on page_view }",
            "message m { after 30s o$0n page_view }",
            "message m { after 30s on page$0_view }",
            "message m { frequency once_per$0_visit }",
            "message m { reply ag$0ent \"x\" }",
            "message m { reply agent { text \"x\" ask na$0me } }",
            "message m { reply agent { text \"x\" as$0k name } }",
            "message m { text \"grüße$0\" }",
            "message m { tags \"a$0b\" }",
            "message m { status pau$0sed }",
            "schedule s { timezone \"Europe/$0Paris\" }",
            "schedule s { timezone \"Europe/$0Lisboa\" }",
            "schedule s { timezone \"Asia/$0Kolkata\" }",
            "schedule s { timezone \"E$0ST\" }",
            "schedule s { timezone \"America/$0St_Johns\" }",
            "schedule s { open mon-f$0ri 09:00-12:30 }",
            "schedule s { open mon-fri 09:00$0-12:30 }",
            "schedule s { closed 2026-12$0-25 }",
            "segment s whe$0n french",
            "test \"t\" { visi$0t \"https://a.fr\" }",
            "test \"t\" { visit \"HTTPS://A.fr/é$0t\" }",
            "test \"t\" { visit \"a$0.fr\" }",
            "test \"t\" { visit \"https://a.fr/\" fo$0r 3s }",
            "test \"t\" { time 2026-07-01 10:$000 \"Europe/Paris\" }",
            "test \"t\" { device fr$0-BE }",
            "test \"t\" { device x$0x }",
            "test \"t\" { expect noth$0ing }",
            "test \"t\" { dism$0iss }",
            "# proactive: allow(every-time$0-frequency)\nmessage m { }",
            "# proactive: al$0low(every-time-frequency)\nmessage m { }",
        ]
        .map(|text| format!("{text}\n{}\n", indented(&plain(text))))
        .concat()
    );
}

#[test]
fn condition_tokens() {
    insta::assert_snapshot!(
        [
            "segment s when visi$0tor.url is \"x\"",
            "segment s when visitor.u$0rl is \"x\"",
            "segment s when visitor.url does n$0ot contain \"x\"",
            "segment s when visitor.url contains any o$0f [\"x\"]",
            "segment s when visitor.url contains \"x$0\"",
            "segment s when a an$0d not b",
            "segment s when a and no$0t b",
            "segment s when visitor.history is ne$0w",
            "segment s when device.language is f$0r",
            "segment s when device.language is fr-C$0A",
            "segment s when device.language is n$0o",
            "segment s when visitor.wh$0at is no",
            "message m { when alw$0ays }",
            "message m { after 1m3$00s on page_view }",
            "message m { after 0m90$0s on page_view }",
            "message m { after 1$0h on page_view }",
        ]
        .map(|text| format!("{text}\n{}\n", indented(&plain(text))))
        .concat()
    );
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

#[test]
fn author_text_is_escaped() {
    let markup = Markup::default()
        .with(Section::Comment(vec![
            "# no heading".into(),
            "*no* <b>bold</b> [link](x) `code` a_b_c".into(),
            String::new(),
            "12. no list".into(),
            "- no list | no table".into(),
        ]))
        .line(Line::default().code("a`b``c").verbatim(" *x*\n# y"))
        .code("```\nfence")
        .with(Section::Table(
            vec![Line::new("A"), Line::new("B")],
            vec![vec![
                Line::default().code("a|b"),
                Line::default().verbatim("a|b"),
            ]],
        ));
    insta::assert_snapshot!(format!(
        "{}\n======== plain\n{}",
        markup.markdown(),
        markup.plain()
    ));
}

#[test]
fn hover_is_well_formed_at_every_offset() {
    let mut hovers = 0;
    sweep(|snapshot, file, offsets| {
        for &offset in offsets {
            let position = FilePosition { file, offset };
            let Some(found) = hover(snapshot, position) else {
                continue;
            };
            hovers += 1;
            assert_eq!(found.span.file, file);
            assert!(found.span.range.contains_inclusive(offset));
            let word = slice(snapshot, file, found.span.range);
            assert!(
                !word.is_empty() && !word.starts_with([' ', '\n']),
                "{word:?}"
            );
            let (markdown, plain) = (found.markup.markdown(), found.markup.plain());
            assert!(!plain.trim().is_empty(), "no hover on {word}");
            for section in markdown.split("\n\n").filter(|it| !it.starts_with('`')) {
                assert!(
                    !section.contains('<') || section.contains("\\<") || section.contains('`'),
                    "{section}"
                );
            }
            assert!(!plain.contains(['\u{0}', '\r']), "{plain:?}");
        }
    });
    assert!(hovers > 1000, "only {hovers} hovers");
}

/// In a valid file, every token has a hover.
#[test]
fn every_token_in_the_examples_has_a_hover() {
    for (name, files) in examples().into_iter().filter(|(name, _)| name != "broken") {
        let mut fixture = proactive_testing::Fixture::default();
        for file in &files {
            let file = proactive_testing::FixtureFile::new(&*file.path, &*file.text);
            fixture.files.push(file);
        }
        let snapshot = snapshot(&fixture);
        for (file, source) in crate::support::files(&snapshot) {
            for item in snapshot.workspace().items(file) {
                let text = snapshot.workspace().text_of(file, item);
                for token in proactive_ide::classify::classify(text, item.parsed()) {
                    if token.kind == proactive_ide::classify::TokenClass::Comment {
                        continue;
                    }
                    let middle =
                        token.range.start() + TextSize::new(u32::from(token.range.len()) / 2);
                    let offset = item.range().start() + middle;
                    let position = FilePosition { file, offset };
                    let found = hover(&snapshot, position);
                    let word = slice(&snapshot, file, token.range + item.range().start());
                    assert!(
                        found.is_some(),
                        "{name}/{}: no hover on {word}",
                        source.path
                    );
                }
            }
        }
    }
}

#[test]
fn messages_of_a_channel() {
    let message = |name: &str, seconds: usize| {
        format!(
            "message {name} {{ text \"Hi\" reply agent \"Yes\" when always after {seconds}s on page_view \
             frequency every_time }}\n"
        )
    };
    let with = |count: usize| {
        let messages = (1..=count).rev().map(|at| message(&format!("m{at}"), at));
        let messages: String = messages.collect();
        plain(&format!(
            "brand acme\nchannel w$0eb {{ brand acme }}\n{messages}"
        ))
    };
    insta::assert_snapshot!([with(1), with(3), with(13)].join("\n========\n"));
}

#[test]
fn websites() {
    let channel = r#"
brand acme
channel web { brand acme website "https://www.acme.example", "https://*.acme.example/help" }
"#;
    let on_web = |text: &str| plain(&format!("{channel}{text}"));
    insta::assert_snapshot!([
        plain(&channel.replace("channel web", "channel w$0eb")),
        plain(&channel.replace("https://www", "https://w$0ww")),
        plain(&channel.replace("https://*", "https://$0*")),
        plain(&channel.replace("\"https://www", "\"$0www")),
        on_web(
            "message m$0 { text \"Hi\" reply agent \"Yes\" when always on page_load frequency every_time }"
        ),
    ]
    .join("\n========\n"));
}
