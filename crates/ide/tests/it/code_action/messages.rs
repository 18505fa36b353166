//! Actions on a message: copies, moves, its status and the lines of its text.

use std::collections::BTreeMap;

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{FileId, TextRange, TextSize};
use proactive_hir::{Settings, Workspace};
use proactive_ide::Snapshot;
use proactive_ide::code_action::{ActionKind, code_actions};
use proactive_syntax::literal::{quote, unquote};
use proactive_testing::Fixture;
use proptest::prelude::*;

use super::only;
use crate::support::{acted, edited, examples, snapshot};

const SHOP: &str = r#"brand acme
brand other
channel web { brand acme }
channel app { brand acme }
channel far { brand other }
bot b { channels web, app answer a }
#- /main.proactive
# Above.
message nudge "Nudge" {
  channel web
  text "Hi"
  reply REPLY
  when visitor.url contains "/cart"
  on page_load
  frequency once_per_visit
STATUS} # Beside.

message last {
  channel web text "Hi" reply agent "y" when always on page_load frequency once_per_visit
}
#- /other.proactive
message far {
  channel far text "Hi" reply agent "y" when always on page_load frequency once_per_visit
}
#- /web.proactive
message web {
  channel web text "Hi" reply agent "y" when visitor.history is new on page_load frequency once_per_visit
}
"#;

fn shop(reply: &str, status: &str) -> String {
    let text = SHOP.replace("REPLY", reply).replace("STATUS", status);
    text.replace("message nudge", "message «»nudge")
}

#[test]
fn copies_and_moves() {
    let text = shop("agent \"Yes\"", "");
    insta::assert_snapshot!(only("Copy", &text) + &only("Move", &text));
}

/// A move says so if messages of a channel are then in another order.
#[test]
fn moves_tell_whether_the_order_changes() {
    let order = |snapshot: &Snapshot| {
        let declarations = snapshot.workspace().declarations();
        let mut order = BTreeMap::<String, Vec<String>>::new();
        for declared in declarations.of_kind(DeclarationKind::Message) {
            let message = declared.declaration().as_message().expect("a message");
            let channel = declarations.channel_of(message).and_then(|it| it.name());
            let of_channel = order.entry(channel.expect("a channel").to_owned());
            let name = declared.name().expect("a name").to_owned();
            of_channel.or_default().push(name);
        }
        order
    };
    let mut seen = [0, 0];
    for (name, sources) in examples() {
        let before = Snapshot::new(Workspace::new(Settings::default(), sources));
        let declarations = before.workspace().declarations();
        for declared in declarations.of_kind(DeclarationKind::Message) {
            let place = declared.span(declared.declaration().place());
            for action in code_actions(&before, place.file, place.range) {
                if action.kind != ActionKind::Move {
                    continue;
                }
                let changes = order(&before) != order(&acted(&before, &action));
                let says = action.title.contains("changes the order");
                assert_eq!(says, changes, "{name}: {}", action.title);
                seen[usize::from(says)] += 1;
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 20), "{seen:?}");
}

/// The bot of the message is not on the third channel.
#[test]
fn copies_of_a_bot_stay_on_its_channels() {
    let text = shop("bot b answer a", "  status paused\n");
    let copies = only("Copy", &text);
    assert!(copies.contains("Copy for channel `app`"), "{copies}");
    assert!(!copies.contains("`far`"), "{copies}");
    insta::assert_snapshot!(copies);
}

#[test]
fn pause_and_publish() {
    let mut drawn = String::new();
    for status in [
        "",
        "  status draft\n",
        "  status paused # until May\n",
        "  # Not yet.\n  status draft\n",
        "  status published\n",
        "  status draft tags x\n",
        "  tags x status draft\n",
    ] {
        drawn += &only("Status", &shop("agent \"Yes\"", status));
    }
    drawn += &only("Status", "message «»m { text \"Hi\" }\n");
    insta::assert_snapshot!(drawn);
    assert_eq!(only("Status", "message «»m { status off }\n"), "");
}

#[test]
fn text_on_one_line_or_several() {
    let mut drawn = String::new();
    for text in [
        "message m {\n  text «»\"Hi,\\nthere \"\n}\n",
        "message m {\r\n\ttext «»\"Hi\"\r\n}\r\n",
        "message m {\n  text \"\"\"\n    Hi «»\n\n      there\n    \"\"\"\n}\n",
        "message m {\n  reply agent {\n    text «»\"Hi\"\n  }\n}\n",
        "message m {\n  reply agent «»\"Hi\"\n}\n",
        "message m {\n  text «»\"\"\n}\n",
    ] {
        drawn += &only("Rewrite", text);
    }
    insta::assert_snapshot!(drawn);
}

#[test]
fn hidden_messages_are_moved_above() {
    let account = "brand acme\nchannel web { brand acme }\n";
    let message = "text \"Hi\" reply agent \"y\" on page_load frequency once_per_visit";
    let hidden = format!(
        "{account}\n# All.\nmessage all {{ {message} when always }}\n\n# Few.\nmessage «few» {{ {message} when visitor.history is new }}\n"
    );
    insta::assert_snapshot!(only("QuickFix", &hidden));
}

#[test]
fn copies_are_renamed() {
    let mut drawn = String::new();
    for text in [
        "brand acme\nbrand «acme»\nbrand acme_2\n",
        "segment s when visitor.history is new\nsegment «s» when visitor.history is new\n",
        "test \"a\" { visit \"https://a.fr/\" expect nothing }\ntest «\"a\"» { visit \"https://a.fr/\" expect nothing }\n",
    ] {
        drawn += &only("QuickFix", text);
    }
    insta::assert_snapshot!(drawn);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The text of a message stays the same on several lines, and on one line again.
    #[test]
    fn texts_keep_their_value(
        text in prop::collection::vec(
            prop::sample::select(vec![
                'a', 'b', ' ', '\t', '\n', '\r', '"', '\\', '#', '{', '}', 'é', '\u{a0}', '\u{200b}',
            ]),
            1..24,
        ),
        tabs: bool,
    ) {
        let text: String = text.into_iter().collect();
        let indent = if tabs { "\t" } else { "  " };
        let mut source = format!("message m {{\n{indent}text {}\n}}\n", quote(&text));
        for _ in 0..2 {
            let before = snapshot(&Fixture::parse(&source));
            let at = TextSize::new(u32::try_from(source.find("text").unwrap()).unwrap());
            let actions = code_actions(&before, FileId(0), TextRange::empty(at));
            let Some(action) = actions.iter().find(|it| it.title.contains("the text on")) else {
                prop_assert!(text.trim().is_empty());
                return Ok(());
            };
            source = edited(&before, &action.edits).text(FileId(0)).to_owned();
            let literal = source[source.find('"').unwrap()..].trim_end();
            let literal = literal.strip_suffix('}').unwrap().trim_end();
            let (value, problems) = unquote(literal);
            prop_assert!(problems.is_empty());
            prop_assert_eq!(&*value, text.as_str());
        }
    }
}
