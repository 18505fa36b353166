//! Code lenses.

use proactive_diagnostics::FileId;
use proactive_ide::code_lens::{LensCommand, code_lenses};
use proactive_testing::Fixture;

use crate::support::{picture, slice, snapshot, sweep};

fn check(text: &str, path: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    let file = snapshot.workspace().file_id(path).expect("the file");
    code_lenses(&snapshot, file)
        .into_iter()
        .map(|lens| picture(&snapshot, lens.span, &lens.command.title()))
        .collect()
}

#[test]
fn messages_and_segments() {
    insta::assert_snapshot!(check(
        r#"#- /a.proactive
segment french when device.language is fr
segment shy when not french and not french
segment alone when visitor.history is new
brand acme
message hello { when french and
message bye { when shy }

#- /b.proactive
test "one" { visit "https://a.fr/" expect hello expect hello }
test "two" { visit "https://a.fr/" expect hello expect no bye expect
}
"#,
        "a.proactive"
    ));
}

#[test]
fn tests() {
    insta::assert_snapshot!(check(
        "test \"it\" { leave }\ntest { leave }\n",
        "main.proactive"
    ));
}

#[test]
fn lenses_of_the_examples() {
    let mut seen = 0;
    sweep(|snapshot, file, _| {
        for lens in code_lenses(snapshot, file) {
            seen += 1;
            assert_eq!(lens.span.file, file);
            assert!(!lens.command.title().is_empty());
            slice(snapshot, file, lens.span.range);
            let (name, places) = match &lens.command {
                LensCommand::ShowTests {
                    message, places, ..
                } => (message, places),
                LensCommand::ShowUses { segment, places } => (segment, places),
                LensCommand::WriteTest { .. }
                | LensCommand::Simulate { .. }
                | LensCommand::RunTest { .. } => continue,
            };
            for place in places {
                assert_eq!(slice(snapshot, place.file, place.range), &**name);
            }
        }
    });
    assert!(seen > 1000, "only {seen}");
    assert!(code_lenses(&snapshot(&Fixture::parse("")), FileId(7)).is_empty());
}
