//! What an editor can run.

use std::collections::HashSet;
use std::fmt::Write as _;

use proactive_catalog::History;
use proactive_config::json::{Comparison, Condition, Conditions};
use proactive_diagnostics::FileId;
use proactive_ide::commands::compiled::compiled;
use proactive_ide::commands::new_test::{NewTest, test_of_message, test_of_visit};
use proactive_ide::commands::{
    CommandError, TestChoice, coverage, message_at, run_tests, simulate,
};
use proactive_ide::{FilePosition, Snapshot};
use proactive_simulator::{Visit, VisitDefaults, VisitInput};
use proactive_testing::Fixture;

use crate::support::{examples, picture, snapshot};

const SHOP: &str = r#"
#- /account.proactive
brand acme
schedule office { timezone "Europe/Paris" open mon-fri 09:00-12:00 }
channel web { brand acme business_hours office }
segment buyers when visitor.url contains any of ["/cart", "/checkout"]
segment foreign when not device.language is any of [fr, nl]

#- /messages.proactive
message hello "A hand for buyers" {
  text "Hi"
  reply agent "Yes"
  when buyers and not foreign and not (visitor.title is "Bye" or visitor.url contains "/cart")
  after 30s on page_view
  schedule business_hours
  frequency once_per_visit
}
message bye {
  text "Bye"
  reply agent "Yes"
  when always
  after 1m on page_view
  frequency once_per_customer
}

#- /tests.proactive
test "passes" {
  device fr-BE
  time 2026-03-16 10:00 "Europe/Paris"
  visit "https://acme.fr/checkout" for 45s
  expect hello after 30s
  dismiss
  leave
}
test "fails" {
  visit "https://acme.fr/cart" title "Bye" for 45s
  expect nothing
  visit "https://acme.fr/" for 1m
  expect bye after 30s
}
test "does not come" {
  visit "https://acme.fr/cart" title "Bye" for 45s
  expect hello
}
"#;

fn shop() -> Snapshot {
    snapshot(&Fixture::parse(SHOP))
}

fn broken() -> Snapshot {
    snapshot(&Fixture::parse("message m {"))
}

#[test]
fn the_compiled_message() {
    insta::assert_snapshot!(compiled(&shop(), Some("hello")).expect("no error"));
    assert_eq!(
        compiled(&shop(), Some("helo")),
        Err(CommandError::NoSuchMessage("helo".into()))
    );
    assert_eq!(compiled(&broken(), None), Err(CommandError::HasErrors));
}

/// The JSON of a message alone equals that in the whole document, except for its indentation.
#[test]
fn the_message_is_that_of_the_document() {
    let shop = shop();
    let whole = compiled(&shop, None).expect("no error");
    for name in ["hello", "bye"] {
        let alone = compiled(&shop, Some(name)).expect("no error");
        let moved: Vec<String> = alone.lines().map(|line| format!("    {line}")).collect();
        assert!(whole.contains(&moved.join("\n")), "{whole}\n{alone}");
    }
}

#[test]
fn tests_with_what_happened() {
    let shop = shop();
    let mut told = String::new();
    for run in run_tests(&shop, TestChoice::All).expect("no error") {
        let verdict = if run.failure().is_some() {
            "failed"
        } else {
            "passed"
        };
        told += &picture(&shop, run.location, verdict);
        for happened in &run.timeline {
            let note = format!("{}: {}", happened.at, happened.words);
            told += &picture(&shop, happened.location, &note);
        }
        if let Some(failure) = run.failure() {
            told += &picture(&shop, failure.location, &failure.words);
            let _ = writeln!(told, "help: {:?}", failure.help);
            for reason in &failure.reasons {
                let _ = writeln!(told, "because {}", reason.words);
                for span in &reason.locations {
                    told += &picture(&shop, *span, "");
                }
            }
        }
        told.push('\n');
    }
    insta::assert_snapshot!(told);
}

#[test]
fn some_tests() {
    let shop = shop();
    let names = |choice| -> Vec<String> {
        let runs = run_tests(&shop, choice).expect("no error");
        runs.into_iter().map(|run| run.name.into()).collect()
    };
    assert_eq!(names(TestChoice::Named("fails")), ["fails"]);
    assert_eq!(names(TestChoice::File(FileId(2))).len(), 3);
    assert!(names(TestChoice::File(FileId(0))).is_empty());
    let missing = run_tests(&shop, TestChoice::Named("fail"));
    assert_eq!(missing, Err(CommandError::NoSuchTest("fail".into())));
    assert_eq!(
        run_tests(&broken(), TestChoice::All),
        Err(CommandError::HasErrors)
    );
}

#[test]
fn coverage_with_places() {
    let shop = shop();
    let covered = coverage(&shop).expect("no error");
    let mut told = format!("{} of {}\n", covered.tally().covered, covered.tally().total);
    for message in &covered.messages {
        let (shown, held_back) = (message.shown, message.held_back);
        let seen = format!("shown {shown}, held back {held_back}");
        told += &picture(&shop, message.location, &seen);
    }
    for leaf in &covered.comparisons {
        let _ = writeln!(
            told,
            "{}: true {}, false {}",
            leaf.condition, leaf.seen_true, leaf.seen_false
        );
        told += &picture(&shop, leaf.location, &leaf.messages.join(", "));
    }
    insta::assert_snapshot!(told);
    assert_eq!(coverage(&broken()), Err(CommandError::HasErrors));
}

#[test]
fn a_visitor() {
    let shop = shop();
    let input = VisitInput {
        url: "https://acme.fr/cart",
        language: Some("de"),
        at: Some("2026-03-14 10:00 Europe/Paris"),
        stay: Some("50s"),
        ..VisitInput::default()
    };
    let mut told = String::new();
    for input in [
        input,
        VisitInput {
            url: "HTTPS://acme.fr/checkout",
            language: Some("fr"),
            at: Some("2026-03-16 10:00 Europe/Paris"),
            stay: Some("2m"),
            history: Some(History::Returning),
            channel: Some("web"),
            ..input
        },
    ] {
        let story = simulate(&shop, &input, None).expect("no error");
        let visit = Visit::parse(&input, &VisitDefaults::default()).expect("a valid visit");
        let _ = writeln!(told, "{}: {}", story.loaded, visit.url);
        for came in &story.shown {
            let note = format!(
                "{}, on {} after {}s, {}",
                came.name, came.channel, came.after_seconds, came.at
            );
            told += &picture(&shop, came.location, &note);
        }
        for kept in &story.not_shown {
            told += &picture(&shop, kept.location, &format!("not {}", kept.name));
            for reason in &kept.reasons {
                let _ = writeln!(told, "because {}", reason.words);
                for span in &reason.locations {
                    told += &picture(&shop, *span, "");
                }
            }
        }
        told.push('\n');
    }
    insta::assert_snapshot!(told);
}

#[test]
fn visitors_that_cannot_be() {
    let shop = shop();
    let right = VisitInput {
        url: "https://acme.fr/",
        ..VisitInput::default()
    };
    let told: Vec<String> = [
        VisitInput {
            url: "acme.fr",
            ..right
        },
        VisitInput {
            language: Some("x"),
            ..right
        },
        VisitInput {
            at: Some("tomorrow"),
            ..right
        },
        VisitInput {
            stay: Some("1h"),
            ..right
        },
        VisitInput {
            channel: Some("wob"),
            ..right
        },
    ]
    .iter()
    .map(|input| simulate(&shop, input, None).expect_err("wrong").to_string())
    .collect();
    insta::assert_snapshot!(told.join("\n"));
}

/// The file with a new test in it, the name marked.
fn with_new_test(snapshot: &Snapshot, test: &NewTest) -> String {
    let span = test.edit.span;
    let text = snapshot.text(span.file);
    let name = test.name;
    let new = &test.edit.replacement;
    format!(
        "{}{}«{}»{}",
        &text[..usize::from(span.range.start())],
        &new[..usize::from(name.start())],
        &new[name],
        &new[usize::from(name.end())..]
    )
}

#[test]
fn tests_that_are_written() {
    let text = r#"#- /a.proactive
brand acme
channel web { brand acme }
message hello {
  text "Hi"
  reply agent "Yes"
  when visitor.url contains "/cart"
  after 5s on page_view
  frequency once_per_visit
}
message bye {
  text "Bye"
  reply agent "Yes"
  when visitor.history is returning
  after 9s on page_view
  frequency once_per_visit
}
message never {
  text "Never"
  reply agent "Yes"
  when visitor.history is returning and visitor.history is new
  on page_load
  frequency once_per_visit
}

#- /tests.proactive
test "hello is shown" {
  visit "https://acme.fr/cart" for 5s
  expect hello
}


"#;
    let snapshot = snapshot(&Fixture::parse(text));
    let hello = test_of_message(&snapshot, "hello").expect("a test");
    let bye = test_of_message(&snapshot, "bye").expect("a test");
    let input = VisitInput {
        url: "https://acme.fr/cart",
        history: Some(History::Returning),
        at: Some("2026-03-16 10:00 Europe/Paris"),
        stay: Some("9s"),
        ..VisitInput::default()
    };
    let visit = test_of_visit(&snapshot, &input, FileId(0)).expect("a test");
    let elsewhere = VisitInput {
        url: "https://acme.fr/",
        ..VisitInput::default()
    };
    let nothing = test_of_visit(&snapshot, &elsewhere, FileId(1)).expect("a test");
    let written = [&hello, &bye, &visit, &nothing].map(|test| with_new_test(&snapshot, test));
    insta::assert_snapshot!(written.join("\n========\n"));
    // They are tests that pass.
    for test in [hello, bye, visit, nothing] {
        let mut fixture = Fixture::parse(text);
        let file = &mut fixture.files[test.edit.span.file.0 as usize];
        file.text.replace_range(
            usize::from(test.edit.span.range.start())..usize::from(test.edit.span.range.end()),
            &test.edit.replacement,
        );
        let changed = self::snapshot(&fixture);
        assert_eq!(changed.findings().len(), snapshot.findings().len());
        let runs = run_tests(&changed, TestChoice::All).expect("they run");
        assert_eq!(runs.len(), 2);
        assert!(runs.iter().all(|run| run.failure().is_none()), "{runs:#?}");
    }
    let refused = ["never", "nobody"].map(|name| {
        let refused = test_of_message(&snapshot, name).expect_err("no test");
        refused.to_string()
    });
    insta::assert_snapshot!(refused.join("\n"));
}

#[test]
fn the_message_under_the_cursor() {
    let shop = shop();
    let file = FileId(1);
    let text = shop.text(file);
    let at = |needle: &str| {
        let offset = u32::try_from(text.find(needle).unwrap()).unwrap().into();
        message_at(&shop, FilePosition { file, offset })
    };
    assert_eq!(at("buyers"), Some("hello"));
    assert_eq!(at("once_per_customer"), Some("bye"));
    let offset = 8.into();
    let file = FileId(0);
    assert_eq!(message_at(&shop, FilePosition { file, offset }), None);
}

/// The different comparisons of a compiled condition.
fn compared(conditions: &Conditions) -> HashSet<&Comparison> {
    let mut parts: Vec<&Condition> = Vec::new();
    let mut found = HashSet::new();
    match conditions {
        Conditions::Always => {}
        Conditions::One(only) => {
            found.insert(only);
        }
        Conditions::All(children) | Conditions::Any(children) => parts.extend(children.iter()),
    }
    while let Some(part) = parts.pop() {
        match part {
            Condition::All(children) | Condition::Any(children) => parts.extend(children.iter()),
            Condition::Comparison(comparison) => {
                found.insert(comparison);
            }
        }
    }
    found
}

/// Every comparison that is compiled is written somewhere.
#[test]
fn every_leaf_of_the_examples_has_a_place() {
    let mut leaves = 0;
    for (name, files) in examples().into_iter().filter(|(name, _)| name != "broken") {
        // As its manifest says.
        let settings = proactive_hir::Settings {
            case_sensitive: name != "help-centre",
            ..proactive_hir::Settings::default()
        };
        let workspace = proactive_hir::Workspace::new(settings, files);
        let configuration = proactive_config::compile(&workspace.check().model().expect("a model"));
        let snapshot = Snapshot::new(workspace);
        let covered = coverage(&snapshot).expect("no error");
        for message in &covered.messages {
            let id = &message.message;
            let mut messages = configuration.messages.iter();
            let compiled = messages.find(|it| *it.id == **id).expect("a message");
            let compiled = compared(&compiled.conditions).len();
            leaves += compiled;
            let comparisons = covered.comparisons.iter();
            let written = comparisons.filter(|it| it.messages.contains(id)).count();
            assert!(written >= compiled, "{name}: {id}: {written} of {compiled}");
        }
        for run in run_tests(&snapshot, TestChoice::All).expect("no error") {
            assert_eq!(run.failure(), None, "{name}: {}", run.name);
        }
    }
    assert!(leaves > 50, "only {leaves}");
}
