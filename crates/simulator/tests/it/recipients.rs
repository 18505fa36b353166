//! Who gets a message: whoever is named gets it when played.

use proactive_analysis::Audiences;
use proactive_hir::model::Model;
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_simulator::{Recipients, Simulator, Visit, VisitDefaults, VisitInput};
use proactive_testing::generate;
use proptest::prelude::*;
use proptest::sample::select;

use crate::workspace;

/// The messages that a visitor sees.
fn played(simulator: &Simulator<'_>, input: &VisitInput<'_>) -> Vec<Box<str>> {
    let visit = Visit::parse(input, &VisitDefaults::default()).expect("a visit");
    let report = simulator.simulate(&visit).expect("a report");
    report.shown.into_iter().map(|it| it.message).collect()
}

/// Plays all recipients of all published messages. Returns how many there are, and how many messages
/// have none.
fn confirm(model: &Model) -> (usize, usize) {
    let simulator = Simulator::new(model).expect("it can be simulated");
    let audiences = Audiences::of_model(model);
    let (mut visitors, mut without) = (0, 0);
    for id in model.message_ids() {
        let message = &model[id];
        if message.status != proactive_catalog::MessageStatus::Published {
            continue;
        }
        let found = simulator.recipients(&message.id).expect("a message");
        for visitor in &found.visitors {
            let input = VisitInput {
                url: &visitor.url,
                title: Some(&visitor.title),
                language: Some(&visitor.language),
                history: Some(visitor.history),
                at: visitor.at.as_deref(),
                stay: Some("1440m"),
                channel: None,
            };
            let shown = played(&simulator, &input);
            assert!(shown.contains(&message.id), "{visitor:?} sees {shown:?}");
        }
        if found.visitors.is_empty() && audiences.example(id).is_some() {
            assert!(!found.taken_by.is_empty(), "nobody gets `{}`", message.id);
        }
        visitors += found.visitors.len();
        without += usize::from(found.visitors.is_empty());
    }
    (visitors, without)
}

#[test]
fn recipients_in_a_large_workspace() {
    let files = generate::workspace(40, 3).files;
    let files = files.into_iter().map(|file| SourceFile {
        path: file.path.into(),
        text: file.text.into(),
    });
    let workspace = Workspace::new(Settings::default(), files.collect());
    let (visitors, without) = confirm(&workspace.check().model().expect("no errors"));
    assert!(visitors > 40 && without < 10, "{visitors}, {without}");
}

/// A condition over a few pages, both histories and two languages.
fn condition() -> impl Strategy<Value = String> {
    let comparison = select(vec![
        "visitor.url contains \"/a\"",
        "visitor.url contains any of [\"/b\", \"/c\"]",
        "visitor.url does not contain \"/a\"",
        "visitor.url is \"https://acme.example/a/b\"",
        "visitor.title contains \"A\"",
        "visitor.history is new",
        "visitor.history is returning",
        "device.language is fr",
        "device.language is not any of [fr, nl]",
    ]);
    let joined = (
        proptest::collection::vec(comparison, 1..4),
        select(vec![" and ", " or "]),
    );
    let joined = joined.prop_map(|(parts, word)| parts.join(word));
    prop_oneof![1 => Just("always".to_owned()), 5 => joined]
}

fn rule() -> impl Strategy<Value = String> {
    let trigger = select(vec![
        "on page_load",
        "after 5s on page_view",
        "after 9s on page_view",
    ]);
    let hours = select(vec![
        "",
        "",
        "schedule business_hours day",
        "schedule business_hours night",
        "schedule outside_business_hours",
    ]);
    let status = select(vec!["", "", "", "status draft"]);
    (condition(), trigger, hours, status).prop_map(|(condition, trigger, hours, status)| {
        format!("when {condition} {trigger} {hours} {status}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn recipients_get_the_message(rules in proptest::collection::vec(rule(), 1..7)) {
        let messages = rules.iter().enumerate();
        let messages: String = messages.map(|(at, rule)| message(&format!("m{at}"), rule)).collect();
        let (_, model) = workspace(&[GROUND, &messages].concat());
        confirm(&model);
    }
}

fn of(text: &str, message: &str) -> Recipients {
    let (_, model) = workspace(text);
    confirm(&model);
    let simulator = Simulator::new(&model).expect("it can be simulated");
    simulator.recipients(message).expect("a message")
}

fn message(name: &str, rule: &str) -> String {
    format!(
        "message {name} {{ channel web text \"Hi\" reply agent \"Yes\" {rule} frequency every_time }}\n"
    )
}

const GROUND: &str = "\
brand acme
channel web { brand acme website \"https://acme.example\" business_hours day }
schedule day { timezone \"Europe/Paris\" open mon-fri 09:00-18:00 }
schedule night { timezone \"Europe/Paris\" open sat-sun 20:00-23:00 }
";

#[test]
fn visitors_of_another_message_are_passed_over() {
    let text = [
        GROUND,
        &message("first", "when visitor.history is new on page_load"),
        &message(
            "second",
            "when visitor.url contains any of [\"/a\", \"/b\"] after 5s on page_view",
        ),
        &message(
            "third",
            "when visitor.url contains \"/b\" after 9s on page_view",
        ),
    ]
    .concat();
    let found = of(&text, "second");
    assert_eq!(found.visitors.len(), 2, "{found:?}");
    assert!(found.taken_by.is_empty());
    let found = of(&text, "third");
    assert_eq!(
        (found.visitors, found.taken_by),
        (Vec::new(), vec!["first".into(), "second".into()])
    );
}

#[test]
fn an_hour_at_which_nothing_else_is_shown() {
    let text = [
        GROUND,
        &message(
            "by_day",
            "when always on page_load schedule business_hours day",
        ),
        &message("later", "when always after 5s on page_view"),
    ]
    .concat();
    let found = of(&text, "later");
    assert_eq!(found.visitors.len(), 1);
    // The first hour after that of a test at which the schedule is closed.
    assert_eq!(
        found.visitors[0].at.as_deref(),
        Some("2026-01-05 17:00 UTC")
    );
}

#[test]
fn nobody_meets_the_condition() {
    let rule = "when visitor.url contains \"/a\" and visitor.history is new and visitor.history is returning on page_load";
    let found = of(&[GROUND, &message("never", rule)].concat(), "never");
    assert_eq!((found.visitors, found.taken_by), (Vec::new(), Vec::new()));
}
