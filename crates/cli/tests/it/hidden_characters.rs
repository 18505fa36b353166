//! What people read shows every character: none that is invisible, none that turns the text.

use proactive_catalog::characters::classify;

use crate::support::Folder;

/// Characters of each kind, unescaped: an override, a zero-width space, a tag, a line separator, a
/// soft hyphen, a mark of direction, a filler, variation selectors with nothing to vary, and a
/// joiner with nothing to join.
const HIDDEN: &str = "a\u{202E}b\u{200B}c\u{E0041}d\u{2028}e\u{AD}f\u{200F}g\u{3164}h\u{FE0F}i\u{E0101}\u{FE00}j\u{200D}k";

fn workspace(text: &str) -> String {
    format!(
        r#"
brand acme "{HIDDEN}"
schedule office "{HIDDEN}" {{ timezone "Europe/Paris" open mon-fri 09:00-18:00 }}
channel web "{HIDDEN}" {{ brand acme external_id "{HIDDEN}" business_hours office }}

# {HIDDEN}
message hello "{HIDDEN}" {{
  text "{text}{HIDDEN}"
  reply agent "{HIDDEN}"
  when visitor.title is any of ["{text}{HIDDEN}", "{HIDDEN}"] and visitor.url contains "/{HIDDEN}"
  on page_load
  frequency once_per_visit
}}

message twin "{HIDDEN}" {{
  text "{HIDDEN}"
  reply agent "{HIDDEN}"
  when visitor.title is "{HIDDEN}"
  on page_load
  frequency once_per_visit
}}

test "{HIDDEN}" {{
  visit "https://example.com/{HIDDEN}" titled "{HIDDEN}" for 1m
  expect twin after 5s
}}
"#
    )
}

#[test]
fn nothing_that_people_read_holds_a_hidden_character() {
    let folder = Folder::with("old/main.proactive", workspace("old"))
        .file("new/main.proactive", workspace("new"))
        .file(
            "wrong/main.proactive",
            workspace("x").replace("twin", HIDDEN),
        );
    let simulate = [
        "simulate",
        "new",
        "--url",
        "https://example.com/",
        "--title",
        HIDDEN,
    ];
    let commands: &[&[&str]] = &[
        &["check", "new"],
        &["check", "new", "--format", "plain"],
        &["check", "new", "--format", "short"],
        &["check", "new", "--format", "junit"],
        &["check", "new", "--format", "github"],
        &["check", "wrong", "--format", "github"],
        &["test", "new", "--format", "github"],
        &["check", "wrong"],
        &["check", "wrong", "--format", "plain"],
        &["check", "wrong", "--format", "short"],
        &["check", "wrong", "--format", "junit"],
        &["check", HIDDEN],
        &["diff", "old", "new"],
        &["diff", "old", "new", "--format", "markdown"],
        &["diff", "old", "wrong", "--format", "markdown"],
        &["overlaps", "new"],
        &["list", "new"],
        &["list", "segments", "new"],
        &["list", "schedules", "new"],
        &["list", "channels", "new"],
        &["list", "tests", "new"],
        &["hours", "new"],
        &["check", "wrong", "--statistics"],
        &["test", "new", "--list"],
        &[
            "simulate",
            "https://example.com/",
            "new",
            "--message",
            "hello",
        ],
        &["test", "new"],
        &["test", "new", "--coverage"],
        &["test", "new", "--format", "junit"],
        &["test", "new", "--filter", HIDDEN],
        &["explain", HIDDEN],
        &simulate,
    ];
    for arguments in commands {
        for ran in [folder.run(arguments), folder.on_terminal(arguments)] {
            let text = format!("{}{}", ran.out, ran.err);
            assert!(!text.trim().is_empty(), "{arguments:?} says nothing");
            let found = classify(&text).find(|(_, character, hidden)| {
                // `\u{1B}` begins a color.
                let is_ours = matches!(character, '\n' | '\u{1B}');
                hidden.is_some() && !is_ours
            });
            assert_eq!(found, None, "{arguments:?}:\n{text:?}");
        }
    }
}

#[test]
fn differences_hold_no_hidden_character() {
    // A title of the terminal, the bell, a C1 control, a carriage return, and the others.
    let hidden = format!("\u{1B}]0;owned\u{7}\u{9B}31m\r\u{7F}{HIDDEN}");
    let text = format!("# {hidden}\n{}", crate::support::RIGHT).replace("/cart", &hidden);
    let folder = Folder::with("one/main.proactive", text.replace("  text", " text"))
        .file("two/main.proactive", text.replace("me?", "you?"))
        .file(&format!("three/{HIDDEN}.proactive"), "brand   acme\n");
    let built = folder.run(&["build", "one", "-o", "one.json", "--quiet"]);
    assert_eq!(built.exit, 0, "{}{}", built.out, built.err);
    let commands: [&[&str]; 7] = [
        &["fmt", "one", "--diff"],
        &["fmt", "three", "--diff"],
        &["fmt", "three", "--check"],
        &["build", "two", "--check", "-o", "one.json"],
        &["build", "two", "--check", "-o", HIDDEN],
        &["diff", "one.json", "two"],
        &["diff", "one.json", "two", "--format", "markdown"],
    ];
    for arguments in commands {
        let ran = folder.run(arguments);
        let text = format!("{}{}", ran.out, ran.err);
        assert!(!ran.out.is_empty(), "{arguments:?}: {text}");
        let found = classify(&text)
            .find(|(_, character, hidden)| hidden.is_some() && !matches!(character, '\n' | '\t'));
        assert_eq!(found, None, "{arguments:?}:\n{text:?}");
    }
}
