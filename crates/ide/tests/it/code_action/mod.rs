//! Code actions.

mod first;
mod meaning;
mod messages;
mod properties;

use std::fmt::Write as _;

use proactive_diagnostics::{FileId, TextRange, TextSize};
use proactive_ide::Snapshot;
use proactive_ide::code_action::{Action, code_actions, fix_all};
use proactive_testing::Fixture;
use similar::TextDiff;

use crate::support::{edited, files, snapshot};

/// A snapshot, and the selection between `«` and `»`.
fn selected(text: &str) -> (Snapshot, FileId, TextRange) {
    let mut fixture = Fixture::parse(text);
    let mut found = None;
    for file in &mut fixture.files {
        let Some(start) = file.text.find('«') else {
            continue;
        };
        file.text = file.text.replacen('«', "", 1);
        let end = file.text.find('»').expect("»");
        file.text = file.text.replacen('»', "", 1);
        let size = |at: usize| TextSize::new(u32::try_from(at).unwrap());
        found = Some((file.path.clone(), TextRange::new(size(start), size(end))));
    }
    let (path, range) = found.expect("« and »");
    let snapshot = snapshot(&fixture);
    let file = snapshot.workspace().file_id(&path).expect("the file");
    (snapshot, file, range)
}

/// The actions, each with the lines that it changes.
fn check(text: &str) -> String {
    let (snapshot, file, range) = selected(text);
    let found = code_actions(&snapshot, file, range);
    found
        .iter()
        .map(|action| drawn(&snapshot, action))
        .collect()
}

fn drawn(snapshot: &Snapshot, action: &Action) -> String {
    let mut drawn = format!("======== {:?}: {}", action.kind, action.title);
    if action.preferred {
        drawn += " (preferred)";
    }
    let after = edited(snapshot, &action.edits);
    if let Some((edit, snippet)) = &action.snippet {
        assert_eq!(snippet.plain(), action.edits[*edit].replacement);
        let _ = write!(drawn, ", a snippet");
    }
    if let Some(place) = action.rename {
        let rest = &after.text(place.file)[usize::from(place.offset)..];
        let name: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
        let _ = write!(drawn, ", then rename {name}");
    }
    drawn.push('\n');
    if let Some(new) = &action.new_file {
        let _ = writeln!(drawn, "-------- {}\n{}--------", new.name, new.text);
    }
    for (file, source) in files(snapshot) {
        let diff = TextDiff::from_lines(&*source.text, after.text(file));
        for hunk in diff.unified_diff().context_radius(0).iter_hunks() {
            for change in hunk.iter_changes() {
                let _ = write!(drawn, "{}{}", change.tag(), change.to_string_lossy());
                if change.missing_newline() {
                    drawn.push('\n');
                }
            }
        }
    }
    drawn
}

/// The actions of one kind, such as `Extract` or `Rewrite`.
fn only(kind: &str, text: &str) -> String {
    let (snapshot, file, range) = selected(text);
    let found = code_actions(&snapshot, file, range);
    let mut drawn_all = String::new();
    for action in found.iter().filter(|it| format!("{:?}", it.kind) == kind) {
        drawn_all += &drawn(&snapshot, action);
    }
    drawn_all
}

#[test]
fn fixes_and_allows() {
    insta::assert_snapshot!(check(
        r#"brand acme
channel web { brand acme }
message m {
  text "Hi"
  reply agent "Yes"
  when visitor.url is «"https://acme.fr"
  after 0m90s on page_view
  frequency» every_time
}
"#
    ));
}

#[test]
fn allow_comments() {
    for text in [
        "brand acme\nchannel web { brand acme }\nmessage m {\n  text \"Hi\"\n  reply agent \"y\"\n  when always\n  on page_load\n  # why\n  # proactive: allow(long-text): once\n  frequency «every_time»\n}\n",
        "brand acme\nchannel web { brand acme }\nmessage m { text \"Hi\" reply agent \"y\" when always on page_load frequency «every_time» }\n",
        "# The brand.\nbrand «acme»\n",
        "brand b\r\n\r\n  brand «acme»\r\n",
    ] {
        insta::assert_snapshot!(check(text));
    }
}

#[test]
fn missing_statements() {
    for text in [
        "brand acme\nchannel «web»\n",
        "brand acme\nchannel web { brand acme }\nmessage «m» { text \"Hi\" # note\n}\n",
        "brand acme\nchannel web { brand acme }\nmessage «m»\n",
        "schedule «s» \"Office\" { }\n",
        "message m {\n  reply «agent» {\n    ask name\n  }\n}\n",
        "channel «web»\n",
    ] {
        insta::assert_snapshot!(check(text));
    }
}

/// The channel is one of the bot's, in the same file if there is one.
#[test]
fn the_channel_of_a_new_message() {
    let accounts = "brand acme\nchannel other { brand acme }\nchannel app { brand acme }\nbot b { channels app answer a }\n";
    for text in [
        format!("{accounts}message «m» {{ reply bot b answer a }}\n"),
        format!(
            "message «m» {{ text \"Hi\" }}\nchannel here {{ brand acme }}\n#- /a.proactive\n{accounts}"
        ),
    ] {
        insta::assert_snapshot!(check(&text));
    }
}

#[test]
fn cures_come_before_silence() {
    let message = "text \"Hi\" reply agent \"y\" on page_load";
    let account = "brand acme\nchannel web { brand acme }\n";
    for text in [
        format!("{account}message m {{ {message} when always frequency «every_time» }}\n"),
        format!("{account}\n# Nobody.\nsegment «s» when visitor.history is new\n\nbrand b\n"),
        format!(
            "{account}message m {{ {message} when visitor.url is «\"/cart\"» frequency once_per_visit }}\n"
        ),
        format!(
            "{account}message m {{ {message} when visitor.url is not any of [«\"/cart\"»] frequency once_per_visit }}\n"
        ),
    ] {
        insta::assert_snapshot!(check(&text));
    }
}

#[test]
fn names_are_declared() {
    let account = "brand acme\nchannel web { brand acme }\nbot b { channels web answer a }\n";
    for text in [
        format!(
            "{account}segment s when «basket»\n#- /segments.proactive\nsegment one when visitor.history is new\nsegment two when one\n\n"
        ),
        format!("{account}message m {{ reply bot b answer «c» }}\n"),
        format!("{account}message m {{ reply bot «c» answer d }}\n"),
        format!("{account}message m {{ channel «shop» }}\n"),
        "channel web { brand «acme» }\n".to_owned(),
    ] {
        insta::assert_snapshot!(check(&text));
    }
}

#[test]
fn expectations_that_fail() {
    let shop = r#"brand acme
channel web { brand acme }
message hello {
  text "Hi"
  reply agent "Yes"
  when visitor.url contains "/cart"
  after 5s on page_view
  frequency once_per_visit
}
test "one" {
  visit "https://acme.fr/cart" for 9s
  EXPECT
}
test "other" {
  visit "https://acme.fr/" for 9s
  expect hello
}
"#;
    let steps = [
        "expect «hello» after 6s",
        "«expect no hello»",
        "expect« nothing»",
        "expect hello« after 5s»",
    ];
    let actions = steps.map(|step| check(&shop.replace("EXPECT", step)));
    insta::assert_snapshot!(actions.concat());
    let missing = shop
        .replace("EXPECT", "leave")
        .replace("  expect hello\n", "  expect «hello»\n");
    insta::assert_snapshot!(check(&missing));
    // Not at another place of the test.
    let elsewhere = shop.replace("EXPECT", "expect no hello");
    assert_eq!(check(&elsewhere.replace("\"one\"", "\"«one»\"")), "");
}

#[test]
fn extract_a_segment() {
    for text in [
        "# Doc.\nmessage m {\n  when visitor.history is new and «visitor.url contains \"/a\" or device.language» is fr\n}\n",
        "segment new_segment when a\nmessage m { when not («a or b») and c }\n",
        "message m {\n  when a\n    and «b # why\n    and visitor.history is new»\n}\n",
        "message m {\n  when a\n    and «(b\n    and visitor.history is new)»\n}\n",
        "message m { when visitor.url con«»tains any of [\"/a\", \"/b\"] }\n",
        "message m { when «segment_name» and visitor. }\n",
    ] {
        insta::assert_snapshot!(only("Extract", text));
    }
}

#[test]
fn inline_a_segment() {
    for text in [
        "# Both.\nsegment both when a and\n  b # note\n\nsegment other when bo«»th or c\nmessage m { when not both and (both) and both }\n",
        "segment bo«»th when (visitor.url contains \"x\" # why\n  or b)\nmessage m { when not both or both and both }\n",
        "segment ring when ri«»ng or a\n",
        "segment half when a and\nmessage m { when ha«»lf }\n",
    ] {
        insta::assert_snapshot!(only("Inline", text));
    }
}

#[test]
fn rewrite_conditions() {
    for text in [
        "message m { when visitor.url «»contains \"a\" or b or (visitor.url contains any of [\"c\", \"a\"]) }\n",
        "message m { when s and (visitor.title «»is \"a\" or visitor.title is \"b\") }\n",
        "message m { when (visitor.title «»is not \"a\" and visitor.title is not \"b\") or c }\n",
        "message m { when not device.language is any «»of [fr, nl] and c }\n",
        "message m { when not device.language is not any «»of [fr, nl] and c }\n",
        "message m { when «»not (a or b and not visitor.url contains \"x\") and c }\n",
        "message m {\n  when «»not (\n    a\n    and visitor.history is new\n  )\n}\n",
        "message m { when not a «»and not (b or c) and not (d and e) }\n",
        "message m { when not «»a }\n",
        "message m { when not («»visitor.url is \"x\" # no\n) }\n",
    ] {
        insta::assert_snapshot!(only("Rewrite", text));
    }
}

#[test]
fn all_safe_fixes() {
    let text = r#"brand acme channel web { brand acme }
segment french when device.language is FR and visitor.title == "a"
message m {
  channel web text "Hi"
  reply agent "y"
  when visitor.url contains cart or french and visitor.url is "https://ACME.fr/é"
  after 0m90s on page_view
  frequency Once_per_visit
  tags a b
}
"#;
    let snapshot = snapshot(&Fixture::parse(text));
    let action = fix_all(&snapshot, FileId(0)).expect("something to fix");
    insta::assert_snapshot!(drawn(&snapshot, &action));
    let fixed = edited(&snapshot, &action.edits);
    assert_eq!(fix_all(&fixed, FileId(0)), None);
    assert_eq!(fix_all(&snapshot, FileId(3)), None);
}
