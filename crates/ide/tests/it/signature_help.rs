//! Signature help.

use std::fmt::Write as _;

use proactive_diagnostics::{FileId, TextSize};
use proactive_ide::FilePosition;
use proactive_ide::signature_help::signature_help;
use proactive_testing::{Fixture, mutations};

use crate::support::{at_cursor, snapshot};

/// The forms, each on a line. `*` is the active one, with its next argument in `«»`.
fn help(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    let Some(help) = signature_help(&snapshot, position) else {
        return format!("{text}\n  nothing\n");
    };
    let mut drawn = format!("{text}\n");
    for (number, signature) in help.signatures.iter().enumerate() {
        let mut label = signature.label.clone();
        let mut note = "";
        if number == help.active {
            let next = help
                .active_parameter
                .map(|next| &signature.parameters[next]);
            if let Some(next) = next {
                label.insert(next.range.end, '»');
                label.insert(next.range.start, '«');
                note = next.documentation;
            }
            label.insert_str(0, "* ");
        }
        let _ = writeln!(drawn, "  {label:60} {note}");
    }
    drawn
}

#[test]
fn every_form() {
    let places = [
        "message m { after $0 }",
        "message m { after 30s $0 }",
        "message m { after 30s o$0n page_view }",
        "message m { after 30s on page_view $0 }",
        "message m { reply $0 }",
        "message m { reply agent $0 }",
        "message m { reply agent \"Y$0\" }",
        "message m { reply bot $0 }",
        "message m { reply bot aria $0 }",
        "message m { reply bot aria answer or$0der }",
        "schedule s { open $0 }",
        "schedule s { open mon, $0 }",
        "schedule s { open mon-fri $0 }",
        "schedule s { open mon-fri 09:00-10:00, $0 }",
        "schedule s { closed $0 }",
        "schedule s { closed 2026-12-24 $0 }",
        "schedule s { closed 2026-12-24 to $0 }",
        "schedule s { closed 2026-12-24 to 2026-12-26 $0 }",
        "schedule s { closed 2026-12-24 to 2026-12-26 \"No$0\" }",
        "schedule s { closed 2026-12-24 to 2026-12-26 \"No\" $0 }",
        "test \"t\" { time $0 }",
        "test \"t\" { time 2026-03-16 $0 }",
        "test \"t\" { time 2026-03-16 10:00 \"Eur$0\" }",
        "test \"t\" { visit \"$0\" }",
        "test \"t\" { visit \"https://a.fr/\" $0 }",
        "test \"t\" { visit \"https://a.fr/\" title \"A$0\" }",
        "test \"t\" { visit \"https://a.fr/\" title \"A\" $0 }",
        "test \"t\" { visit \"https://a.fr/\" for $0 }",
        "test \"t\" { expect $0 }",
        "test \"t\" { expect hello $0 }",
        "test \"t\" { expect hello after 3$0s }",
        "test \"t\" { expect no $0 }",
        "test \"t\" { expect nothing$0 }",
        "segment s when visitor.url contains any of [$0",
        "segment s when visitor.url contains any of [\"/a\", \"/$0\"]",
        "message m { when device.language is not any of [fr, $0] }",
    ];
    insta::assert_snapshot!(places.map(help).concat());
}

#[test]
fn no_help() {
    for text in [
        "$0",
        "message m { text \"$0\" }",
        "message m { $0 }",
        "message m {\n  after 30s on page_view\n  $0\n}",
        "message m { reply agent { $0 } }",
        "message m { } $0",
        "message m { # after $0\n }",
        "test \"t\" { open $0 }",
        "segment s when visitor.url contains any of [\"/a\"] $0",
        "segment s when visitor.url contains any of [\"/a\" and $0",
        "segment s when visitor.colour is any of [$0",
    ] {
        assert_eq!(help(text), format!("{text}\n  nothing\n"));
    }
}

#[test]
fn arguments_are_in_the_label_for_any_text() {
    let text = include_str!("../../../../examples/outdoor-shop/account.proactive");
    let more = include_str!("../../../../examples/outdoor-shop/cart.proactive");
    let text = format!("{text}{more}");
    for damaged in mutations(&text, 200).chain([text.clone()]) {
        let snapshot = snapshot(&Fixture::parse(&damaged));
        let Some(file) = snapshot.workspace().files().first() else {
            continue;
        };
        let length = file.text.len();
        for offset in (0..=length).step_by(37) {
            let offset = TextSize::new(u32::try_from(offset).unwrap());
            let position = FilePosition {
                file: FileId(0),
                offset,
            };
            let Some(help) = signature_help(&snapshot, position) else {
                continue;
            };
            let active = &help.signatures[help.active];
            for parameter in &active.parameters {
                assert!(active.label.get(parameter.range.clone()).is_some());
            }
            if let Some(next) = help.active_parameter {
                assert!(next < active.parameters.len());
            }
        }
    }
}
