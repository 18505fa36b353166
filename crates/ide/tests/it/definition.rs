//! Where a name is declared.

use proactive_ide::definition::definition;

use crate::support::{at_cursor, picture};

fn check(text: &str) -> String {
    let (snapshot, position) = at_cursor(text);
    match definition(&snapshot, position) {
        Some((from, target)) => {
            picture(&snapshot, from, "") + &picture(&snapshot, target.name, "declared here")
        }
        None => "nothing".to_owned(),
    }
}

#[test]
fn a_segment_in_another_file() {
    insta::assert_snapshot!(check(
        r#"#- /segments.proactive
segment french when device.language is fr

#- /messages.proactive
message hello { when fr$0ench and visitor.
}
"#
    ));
}

#[test]
fn an_answer_of_its_bot() {
    insta::assert_snapshot!(check(
        r#"bot other { answer hours "No" }
bot helper { answer hours "Opening hours" }
message hello { reply bot helper answer hours$0 }
"#
    ));
}

#[test]
fn what_nobody_declares() {
    assert_eq!(check("message hello { channel we$0b }"), "nothing");
    assert_eq!(check("message hello { text \"we$0b\" }"), "nothing");
}
