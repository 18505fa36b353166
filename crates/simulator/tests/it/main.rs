//! The reports of a workspace, as JSON. A location is shown as the text at that place.

#![cfg(test)]

mod recipients;

use proactive_catalog::History;
use proactive_diagnostics::{LabelKind, Span};
use proactive_hir::model::Model;
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_simulator::{
    Error, Simulator, Visit, VisitDefaults, VisitField, VisitInput, source_of,
};
use proactive_testing::Fixture;
use serde::Serialize;

const SHOP: &str = r#"
#- /shop.proactive
brand acme
channel web { brand acme }
channel app { brand acme }
segment buyers when visitor.url contains any of ["/cart", "/checkout"]
segment foreign when not device.language is any of [fr, nl]
message hello "A hand for buyers" {
  text "Hi"
  channel web
  reply agent "Yes"
  when buyers and not foreign and visitor.history is new
  after 30s on page_view
  frequency once_per_visit
}
message bye {
  text "Bye"
  channel app
  reply agent "Yes"
  when always
  after 1m on page_view
  frequency once_per_customer
}

#- /tests.proactive
test "passes" {
  channel web
  device fr-BE
  time 2026-03-16 23:59 "Europe/Paris"
  visit "https://acme.fr/checkout" for 2m
  expect hello after 30s
  dismiss
  leave
}
test "is late" {
  channel app
  visit "https://acme.fr/" for 1m
  expect bye after 30s
}
test "is missing" {
  channel web
  visit "https://acme.fr/cart" for 45s
  expect hello
}
"#;

fn shop() -> (Fixture, Model) {
    workspace(SHOP)
}

fn workspace(text: &str) -> (Fixture, Model) {
    let fixture = Fixture::parse(text);
    let files = fixture.files.iter().map(|file| SourceFile {
        path: file.path.as_str().into(),
        text: file.text.as_str().into(),
    });
    let workspace = Workspace::new(Settings::default(), files.collect());
    let checked = workspace.check();
    let model = checked.model();
    (
        fixture,
        model.unwrap_or_else(|| panic!("{:#?}", checked.findings())),
    )
}

fn text(fixture: &Fixture, span: Span) -> String {
    let file = &fixture.files[span.file.0 as usize];
    let range = std::ops::Range::<usize>::from(span.range);
    file.text
        .get(range)
        .expect("a range of the text")
        .to_owned()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("JSON")
}

#[test]
fn report_of_a_simulated_visitor() {
    let (fixture, model) = shop();
    let visit = Visit::parse(
        &VisitInput {
            url: "https://acme.fr/cart",
            language: Some("de"),
            history: Some(History::Returning),
            at: Some("2026-03-16 10:00 Europe/Paris"),
            stay: Some("1m"),
            ..VisitInput::default()
        },
        &VisitDefaults::default(),
    );
    let simulator = Simulator::new(&model).expect("a program");
    let report = simulator
        .simulate(&visit.expect("a visit"))
        .expect("a report");
    let report = report.map_locations(|span| Some(text(&fixture, span)));
    insta::assert_snapshot!(json(&report));
}

#[test]
fn one_channel_is_simulated() {
    let (_, model) = shop();
    let simulator = Simulator::new(&model).expect("a program");
    let simulate = |channel| {
        let visit = Visit::parse(
            &VisitInput {
                url: "https://acme.fr/cart",
                stay: Some("1m"),
                channel: Some(channel),
                ..VisitInput::default()
            },
            &VisitDefaults::default(),
        );
        simulator.simulate(&visit.expect("a visit"))
    };
    let report = simulate("app").expect("a report");
    assert_eq!(&*report.shown[0].message, "bye");
    assert_eq!(
        report.not_shown[0].reasons[0].words,
        "it is published on `web`, which is not simulated"
    );
    assert_eq!(simulate("fax"), Err(Error::UnknownChannel("fax".into())));
}

#[test]
fn message_that_is_only_too_early() {
    let (_, model) = shop();
    let simulator = Simulator::new(&model).expect("a program");
    let visit = Visit::parse(
        &VisitInput {
            url: "https://acme.fr/",
            ..VisitInput::default()
        },
        &VisitDefaults::default(),
    );
    let report = simulator
        .simulate(&visit.expect("a visit"))
        .expect("a report");
    let too_early = report
        .not_shown
        .iter()
        .map(|it| (&*it.message, it.only_too_early));
    assert_eq!(
        too_early.collect::<Vec<_>>(),
        [("hello", false), ("bye", true)]
    );
}

#[test]
fn invalid_visits() {
    let valid = VisitInput {
        url: "https://acme.fr/",
        ..VisitInput::default()
    };
    for (field, input) in [
        (
            VisitField::Url,
            VisitInput {
                url: "acme",
                ..valid
            },
        ),
        (
            VisitField::Language,
            VisitInput {
                language: Some("x"),
                ..valid
            },
        ),
        (
            VisitField::At,
            VisitInput {
                at: Some("tomorrow"),
                ..valid
            },
        ),
        (
            VisitField::Stay,
            VisitInput {
                stay: Some("long"),
                ..valid
            },
        ),
    ] {
        let invalid = Visit::parse(&input, &VisitDefaults::default()).expect_err(field.as_str());
        assert_eq!(invalid.field, field);
        assert_ne!(invalid.to_string(), "");
    }
}

#[test]
fn reports_of_tests() {
    let (fixture, model) = shop();
    let simulator = Simulator::new(&model).expect("a program");
    let cases = simulator.test_cases();
    let reports = cases.iter().map(|case| {
        let report = simulator.run(case).expect("a run").report();
        report.map_locations(|span| Some(text(&fixture, span)))
    });
    insta::assert_snapshot!(json(&reports.collect::<Vec<_>>()));
}

const NESTED: &str = r#"
#- /shop.proactive
brand acme
schedule office {
  timezone "Europe/Paris"
  open mon-fri 09:00-18:00
}
schedule night {
  timezone "America/New_York"
  open sat 00:00-24:00
}
channel web {
  brand acme
  business_hours office, night
}
channel app { brand acme }
segment staff when visitor.url contains "/admin" or visitor.title is any of ["Admin", "Staff"]
segment outsiders when not staff
segment buyers when outsiders and visitor.url contains "/cart"
segment good_buyers when buyers and not device.language is fr
message hello {
  text "Hi"
  channel web
  reply agent "Yes"
  when good_buyers or visitor.history is returning
  after 30s on page_view
  schedule business_hours office
  frequency once_per_visit
}
message away {
  text "Away"
  channel web
  reply agent "Yes"
  when not staff
  after 30s on page_view
  schedule outside_business_hours
  frequency every_time
}
message bye {
  text "Bye"
  channel app
  reply agent "Yes"
  when always
  after 1m on page_view
  frequency once_per_customer
}

#- /tests.proactive
test "open" {
  device de
  time 2026-03-16 10:00 "Europe/Paris"
  visit "https://acme.fr/cart" title "Cart" for 45s
  expect no hello
}
test "closed" {
  channel web
  time 2026-03-16 22:00 "Europe/Paris"
  visit "https://acme.fr/" for 45s
  expect nothing
}
test "two" {
  visitor returning
  time 2026-03-16 10:00 "Europe/Paris"
  visit "https://acme.fr/" for 2m
  expect nothing
}
test "named" {
  visitor returning
  time 2026-03-16 10:00 "Europe/Paris"
  visit "https://acme.fr/" for 2m
  expect bye
  expect nothing
}
test "staff" {
  channel web
  device de
  time 2026-03-16 10:00 "Europe/Paris"
  visit "https://acme.fr/cart" title "Admin" for 45s
  expect hello
}
"#;

/// Every failure about a message says why it was shown or not, in the words of the author.
#[test]
fn reasons_in_the_words_of_the_author() {
    let (_, model) = workspace(NESTED);
    let simulator = Simulator::new(&model).expect("a program");
    let mut said = String::new();
    for case in &simulator.test_cases() {
        let report = simulator.run(case).expect("a run").report();
        let failure = report.failure().expect("a failure");
        said += &format!("{}: {}\n", report.name, failure.words);
        for reason in &failure.reasons {
            said += &format!("    {}\n", reason.words);
        }
    }
    insta::assert_snapshot!(said);
}

/// A long list of reasons is cut in a finding, not in a report.
#[test]
fn many_reasons() {
    let conditions: Vec<String> = (0..20)
        .map(|number| format!("visitor.url does not contain \"/{number}/\""))
        .collect();
    let shop = SHOP.replace("when always", &format!("when {}", conditions.join(" and ")));
    let shop = shop.replace("expect bye after 30s", "expect no bye");
    let (_, model) = workspace(&shop);
    let simulator = Simulator::new(&model).expect("a program");
    let cases = simulator.test_cases();
    let run = simulator.run(&cases[1]).expect("a run");
    assert_eq!(run.report().failure().expect("a failure").reasons.len(), 21);
    let finding = run.finding().expect("a finding");
    let reasons = finding.labels.iter().find_map(|label| match &label.kind {
        LabelKind::LetIn { reasons, .. } => Some(reasons),
        _ => None,
    });
    let reasons = reasons.expect("a label");
    assert_eq!(reasons.len(), 8);
    assert_eq!(reasons[7], "and 14 other reasons");
}

/// The finding of a failed test is about the same step, and lists the same events and reasons.
#[test]
fn findings_agree_with_reports() {
    let (_, model) = shop();
    let simulator = Simulator::new(&model).expect("a program");
    let mut failed = 0;
    for case in &simulator.test_cases() {
        let run = simulator.run(case).expect("a run");
        let report = run.report();
        assert_eq!(run.passed(), report.failure().is_none());
        assert_eq!(run.finding().is_some(), report.failure().is_some());
        let Some((finding, failure)) = run.finding().zip(report.failure()) else {
            continue;
        };
        failed += 1;
        assert_eq!(finding.span, failure.location);
        let mut events = Vec::new();
        let mut reasons = Vec::new();
        for label in finding.labels {
            match label.kind {
                LabelKind::Happened { events: happened } => {
                    events.extend(happened.into_iter().map(|event| (label.span, event)));
                }
                LabelKind::KeptBack {
                    reasons: because, ..
                }
                | LabelKind::LetIn {
                    reasons: because, ..
                } => {
                    reasons.extend(because);
                }
                other => assert!(matches!(other, LabelKind::DeclaredHere { .. })),
            }
        }
        let reported = report
            .timeline
            .iter()
            .map(|it| (it.location, (it.at.clone(), it.words.clone())));
        assert_eq!(events, reported.collect::<Vec<_>>());
        let because = failure.reasons.iter().map(|reason| reason.words.clone());
        assert_eq!(reasons, because.collect::<Vec<_>>());
    }
    assert_eq!(failed, 2);
}

#[test]
fn report_of_coverage() {
    let (fixture, model) = shop();
    let simulator = Simulator::new(&model).expect("a program");
    let report = simulator.coverage().expect("a report");
    let tally = report.tally();
    assert_eq!((tally.covered, tally.total), (1, 4));
    let report = report.map_locations(|span| Some(text(&fixture, span)));
    insta::assert_snapshot!(json(&report));
}

/// A client that has no place for something gets no report with holes.
#[test]
fn reports_need_every_location() {
    let (_, model) = shop();
    let simulator = Simulator::new(&model).expect("a program");
    let coverage = simulator.coverage().expect("a report");
    let first = coverage.comparisons[0].location;
    let other = |span: Span| (span != first).then_some(span);
    assert_eq!(coverage.clone().map_locations(Some), Some(coverage.clone()));
    assert_eq!(coverage.map_locations(other), None);
}

/// A test that is written anew says the same.
#[test]
fn scenarios_are_written_as_tests() {
    let tests = r#"test "Everything \"quoted\"" {
  visitor returning
  device fr-BE
  time 2026-03-16 23:59 "Europe/Paris"
  channel web

  visit "https://acme.fr/checkout" title "Caisse" for 1m30s
  expect hello after 30s
  open
  reply
  end_conversation
  dismiss
  expect nothing
  leave
  time 2026-03-18 08:00
  visit "https://acme.fr/"
  wait 2m
  expect no hello
  expect bye
  clear_data
}

test "Defaults" {
  visit "https://acme.fr/"
}
"#;
    let shop = SHOP.split_once("#- /tests").expect("the shop").0;
    let (_, model) = workspace(&format!("{shop}{tests}"));
    let written = proactive_config::scenario::scenarios(&model);
    let written: Vec<String> = written.iter().map(source_of).collect();
    assert_eq!(written.join("\n"), tests);
}
