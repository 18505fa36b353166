//! Rename.

use std::collections::BTreeMap;

use proactive_diagnostics::{Code, Edit};
use proactive_hir::{Settings, Workspace};
use proactive_ide::rename::{prepare, rename};
use proactive_ide::{FilePosition, Snapshot};

use crate::support::{at_cursor, edited, examples, files, names, slice, sweep};

/// The changed lines of all files, or the reason why the name cannot be changed.
fn check(text: &str, name: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    match rename(&snapshot, position, name) {
        Ok(edits) => changed(&snapshot, &edits),
        Err(refusal) => refusal.to_string(),
    }
}

fn changed(snapshot: &Snapshot, edits: &[Edit]) -> String {
    let after = edited(snapshot, edits);
    let mut drawn = String::new();
    for ((_, old), (_, new)) in files(snapshot).zip(files(&after)) {
        for (number, (old, now)) in old.text.lines().zip(new.text.lines()).enumerate() {
            if old != now {
                drawn += &format!("{}:{} | {now}\n", new.path, number + 1);
            }
        }
    }
    drawn
}

const SEGMENT: &str = r#"#- /a.proactive
# french: everybody who reads French
# proactive: allow(unused-declaration): french is for later
segment french when device.language is fr

#- /b.proactive
segment buyers when french and visitor.url contains "french"
message french "french" { when not (fren$0ch or buyers) tags french }
message half { when french and (french or visitor.url
"#;

#[test]
fn segment_in_all_files() {
    insta::assert_snapshot!(check(SEGMENT, "francophone"));
}

#[test]
fn answer_of_a_bot() {
    insta::assert_snapshot!(check(
        r#"bot one { answer hours }
bot two { answer hours answer other }
message a { reply bot one answer hours }
message b { reply bot two answer hou$0rs }
"#,
        "times"
    ));
}

#[test]
fn a_bot_keeps_its_answers() {
    insta::assert_snapshot!(check(
        r#"bot o$0ne { channels web answer hours }
message a { reply bot one answer hours }
"#,
        "aria"
    ));
}

#[test]
fn message_in_tests() {
    insta::assert_snapshot!(check(
        r#"message nud$0ge { }
test "nudge" { visit "https://a.fr/" expect nudge after 3s expect no nudge expect nothing }
"#,
        "hint"
    ));
}

#[test]
fn duplicate_declarations() {
    let text = |first: &str, second: &str| {
        format!(
            "segment {first} when device.language is fr\n\
             segment {second} when device.language is nl\n\
             message m {{ when a }}\n"
        )
    };
    insta::assert_snapshot!(check(&text("a$0", "a"), "b"), @r"
    main.proactive:1 | segment b when device.language is fr
    main.proactive:3 | message m { when b }
    ");
    insta::assert_snapshot!(check(&text("a", "a$0"), "b"), @"main.proactive:2 | segment b when device.language is nl");
}

#[test]
fn the_same_name_needs_no_edit() {
    assert_eq!(check(SEGMENT, "french"), "");
    assert_eq!(check(SEGMENT, " french\n"), "");
}

#[test]
fn invalid_names() {
    let refused = [
        "",
        "1st",
        "my segment",
        "a.b",
        "été",
        "-a",
        "a\u{7}b",
        "when",
        "no",
        "buyers",
    ];
    let drawn: String = refused
        .into_iter()
        .map(|name| format!("{name:?}: {}\n", check(SEGMENT, name)))
        .collect();
    insta::assert_snapshot!(drawn);
    assert_eq!(
        check("message a$0 { }", "nothing"),
        "a message cannot be named `nothing`, because `expect nothing` has another meaning"
    );
    assert_eq!(
        check("bot one { answer a$0 answer b } bot two { answer c }", "b"),
        "the bot `one` already has an answer `b`"
    );
    // The same name in another bot or for another kind of declaration is no conflict.
    assert_ne!(
        check("bot one { answer a$0 } bot two { answer c }", "c"),
        ""
    );
    assert_eq!(
        check("segment one when always\nmessage a$0 { }", "one"),
        "main.proactive:2 | message one { }\n"
    );
}

#[test]
fn only_declared_names_can_be_renamed() {
    let reason = |text: &str| {
        let (snapshot, position) = at_cursor(text);
        prepare(&snapshot, position).unwrap_err().to_string()
    };
    insta::assert_snapshot!(reason("mess$0age a { }"), @"only the names of brands, channels, bots, answers, schedules, segments and messages can be renamed");
    insta::assert_snapshot!(reason("message a { when frenc$0h }"), @"there is no segment `french` to rename");
    insta::assert_snapshot!(reason("message a { when visitor.u$0rl is \"\" }"), @"only the names of brands, channels, bots, answers, schedules, segments and messages can be renamed");
}

#[test]
fn prepare_rename() {
    let (snapshot, position) = at_cursor(SEGMENT);
    let found = prepare(&snapshot, position).unwrap();
    assert_eq!(&*found.placeholder, "french");
    assert_eq!(slice(&snapshot, position.file, found.range), "french");
    assert!(found.range.contains_inclusive(position.offset));
}

fn findings(snapshot: &Snapshot) -> BTreeMap<Code, usize> {
    let mut counted = BTreeMap::new();
    for finding in snapshot.findings() {
        *counted.entry(finding.code()).or_default() += 1;
    }
    counted
}

#[test]
fn renaming_back_restores_the_text() {
    let mut renamed = 0;
    for (folder, files_of) in examples() {
        let snapshot = Snapshot::new(Workspace::new(Settings::default(), files_of));
        let mut all = names(&snapshot);
        all.sort_by_key(|(symbol, _)| (symbol.kind, symbol.name.clone(), symbol.bot.clone()));
        all.dedup_by(|a, b| a.0 == b.0);
        for (symbol, span) in all {
            let (file, offset) = (span.file, span.range.start());
            let position = FilePosition { file, offset };
            let Ok(edits) = rename(&snapshot, position, "a_new-name2") else {
                assert_eq!(folder, "broken", "{symbol:?}");
                continue;
            };
            let after = edited(&snapshot, &edits);
            assert_eq!(
                findings(&after),
                findings(&snapshot),
                "{folder}: {symbol:?}"
            );
            let now: Vec<_> = names(&after)
                .into_iter()
                .filter(|(new, _)| new.kind == symbol.kind && &*new.name == "a_new-name2")
                .collect();
            assert_eq!(now.len(), edits.len());
            let (file, offset) = (now[0].1.file, now[0].1.range.start());
            let back = rename(&after, FilePosition { file, offset }, &symbol.name).unwrap();
            let back = edited(&after, &back);
            for ((_, old), (_, now)) in files(&snapshot).zip(files(&back)) {
                assert_eq!(old.text, now.text);
            }
            renamed += 1;
        }
    }
    assert!(renamed > 80, "only {renamed} symbols");
}

#[test]
fn holds_for_any_text() {
    sweep(|snapshot, file, offsets| {
        for &offset in offsets.iter().step_by(3) {
            let position = FilePosition { file, offset };
            let edits = rename(snapshot, position, "a_new_name");
            assert_eq!(prepare(snapshot, position).is_ok(), edits.is_ok());
            let edits = edits.unwrap_or_default();
            assert!(edits.is_sorted_by_key(|edit| edit.span));
            let mut old: Vec<&str> = edits
                .iter()
                .map(|edit| slice(snapshot, edit.span.file, edit.span.range))
                .collect();
            old.dedup();
            assert!(old.len() <= 1, "{old:?}");
        }
    });
}
