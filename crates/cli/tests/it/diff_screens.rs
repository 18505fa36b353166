//! `proactive diff` on the example `three-brands`, with several kinds of changes.

use std::path::Path;

use proactive_cli::Terminal;
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::corpus;
use crate::support::{Folder, Ran, run_in, schema_errors};

/// A change of a file: what is replaced, and with what.
type Edit = (&'static str, &'static str, &'static str);

/// A schedule, a segment and the websites of a channel, which many messages share.
const SHARED: [Edit; 4] = [
    (
        "hours.proactive",
        "13:30-18:00\n  open sat 10:00-16:00",
        "13:30-20:00",
    ),
    (
        "hours.proactive",
        "closed 2026-11-11 \"Armistice\"",
        "closed 2026-11-11 \"Armistice\"\n  closed 2026-12-28 to 2026-12-31 \"Inventaire\"",
    ),
    (
        "segments.proactive",
        "visitor.url contains \"/cart\"",
        "visitor.url contains any of [\"/cart\", \"/basket\"]",
    ),
    (
        "account.proactive",
        "\"https://aide.marmelune.example\"",
        "\"https://aide.marmelune.example\", \"https://blog.marmelune.example\"",
    ),
];

/// A message that is new, one that is published, one that comes earlier, and one that is paused.
const MESSAGES: [Edit; 4] = [
    (
        "tilvano/cart.proactive",
        "# Paying takes a minute.",
        "message spring_sale_fr \"Spring sale (French)\" {\n  channel tilvano_fr\n  \
         text \"🌸 Les soldes de printemps : −30 % sur une sélection.\"\n  \
         reply bot theo answer black_week\n  \
         when visitor.url contains any of [\"/canapes\", \"/lits\"] or in_cart\n  \
         after 15s on page_view\n  frequency once_per_visit\n}\n\n# Paying takes a minute.",
    ),
    ("marmelune/campaign.proactive", "  status draft\n", ""),
    (
        "tilvano/advice.proactive",
        "when sofas_fr\n  after 40s on page_view",
        "when visitor.url contains \"/canapes\"\n  after 5s on page_view",
    ),
    (
        "tilvano/cart.proactive",
        "  when new_in_cart\n",
        "  status paused\n  when new_in_cart\n",
    ),
];

/// The schedules of a channel.
const SCHEDULES: [Edit; 1] = [(
    "account.proactive",
    "business_hours care_de, studio_de",
    "business_hours care_de",
)];

/// A campaign that comes before another one at the same moment.
const ORDER: [Edit; 1] = [(
    "marmelune/campaign.proactive",
    "# On both websites:",
    "message gift_card \"Gift cards\" {\n  brand marmelune\n  text \"🎁 Une carte cadeau ?\"\n  \
     reply bot lunette answer christmas\n  when visitor.url contains \"/cocottes\"\n  \
     after 10s on page_view\n  frequency once_per_visit\n}\n\n# On both websites:",
)];

fn write(from: &Path, folder: &Folder, inside: &str, edits: &[Edit]) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            write(&path, folder, &format!("{inside}{name}/"), edits);
            continue;
        }
        let mut text = corpus::read(&path);
        let name = format!("{inside}{name}");
        let (_, within) = name.split_once('/').unwrap();
        for (file, old, new) in edits {
            if *file == within {
                assert!(text.contains(old), "{old}");
                text = text.replacen(old, new, 1);
            }
        }
        folder.write(&name, text);
    }
}

/// The example before and after some changes.
fn sides(edits: &[Edit]) -> Folder {
    let example = corpus::project().join("examples/three-brands");
    let folder = Folder::new();
    write(&example, &folder, "old/", &[]);
    write(&example, &folder, "new/", edits);
    folder
}

fn on_terminal(folder: &Folder, width: usize, arguments: &[&str]) -> Ran {
    let terminal = Terminal { width, dumb: false };
    let arguments = [&["diff", "old", "new", "--color", "never"], arguments].concat();
    let ran = run_in(&folder.path(), &arguments, b"", Some(terminal));
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    ran
}

/// Only addresses may be wider than the terminal.
fn fits(text: &str, width: usize) {
    for line in text.lines().filter(|line| line.width() > width) {
        assert_eq!(line.trim_start().split(' ').count(), 1, "{line}");
    }
}

#[test]
fn shared_changes_are_explained_once() {
    let folder = sides(&SHARED);
    let narrow = on_terminal(&folder, 80, &[]).out;
    fits(&narrow, 80);
    insta::assert_snapshot!("shared_80", narrow);
    insta::assert_snapshot!("shared_120", on_terminal(&folder, 120, &[]).out);
    let markdown = on_terminal(&folder, 80, &["--format", "markdown"]).out;
    insta::assert_snapshot!("shared_markdown", markdown);
}

#[test]
fn messages_take_visitors_from_others() {
    let folder = sides(&MESSAGES);
    let narrow = on_terminal(&folder, 80, &[]).out;
    fits(&narrow, 80);
    insta::assert_snapshot!("messages_80", narrow);
    insta::assert_snapshot!("messages_120", on_terminal(&folder, 120, &[]).out);
    let markdown = on_terminal(&folder, 80, &["--format", "markdown"]).out;
    insta::assert_snapshot!("messages_markdown", markdown);
    // What is only counted is listed on request.
    let all = on_terminal(&folder, 80, &["--all"]).out;
    fits(&all, 80);
    assert!(
        narrow.contains("`--all`") && !all.contains("`--all`"),
        "{all}"
    );
    let document = on_terminal(&folder, 80, &["--json"]).out;
    let document: Value = serde_json::from_str(&document).unwrap();
    let takeovers = document["takeovers"].as_array().unwrap();
    assert_eq!(document["takeovers_complete"], true);
    let told = |text: &str| {
        let each = [
            "takes visitors from",
            "is shown to visitors who",
            "loses visitors to",
        ];
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        each.iter()
            .map(|it| words.matches(it).count())
            .sum::<usize>()
    };
    assert_eq!(told(&all), takeovers.len());
    assert!(told(&narrow) < told(&all));
}

#[test]
fn moved_messages_take_visitors_from_others() {
    let folder = sides(&ORDER);
    let new = folder.read("new/marmelune/campaign.proactive");
    folder.write("old/marmelune/campaign.proactive", &new);
    let at = new.find("message gift_card").unwrap();
    let end = at + new[at..].find("\n}\n").unwrap() + 3;
    let moved = format!("{}{}\n{}", &new[..at], &new[end..], &new[at..end]);
    folder.write("new/marmelune/campaign.proactive", moved);
    insta::assert_snapshot!("moved_80", on_terminal(&folder, 80, &[]).out);
}

#[test]
fn schedules_of_a_channel_are_explained_once() {
    let screen = on_terminal(&sides(&SCHEDULES), 80, &[]).out;
    insta::assert_snapshot!("schedules_80", screen);
}

#[test]
fn documents_follow_their_schema() {
    for edits in [SHARED.as_slice(), &MESSAGES, &SCHEDULES, &ORDER] {
        let document = on_terminal(&sides(edits), 80, &["--json"]).out;
        let document: Value = serde_json::from_str(&document).unwrap();
        assert_eq!(schema_errors("diff", &document), Vec::<String>::new());
    }
}
