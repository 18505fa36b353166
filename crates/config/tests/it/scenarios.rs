//! Tests as scenarios.

use proactive_config::scenarios;
use proactive_hir::Settings;

use crate::workspaces::{model, with_condition};

/// Every step, with names and seconds; what is left out is filled in.
#[test]
fn a_test_becomes_plain_data() {
    let text = with_condition("always")
        + r#"
channel shop { brand acme }

test "Everything is said" {
  visitor returning
  device fr-BE
  time 2026-03-16 10:00 "Europe/Paris"
  channel web

  visit "https://acme.fr" title "Home" for 1m05s
  expect hello after 0s
  expect nothing
  open
  dismiss
  reply
  end_conversation
  leave
  time 2026-03-17 00:30 "Asia/Kolkata"
  wait 2m
  visit "https://acme.fr/été"
  expect no hello
  expect hello
  clear_data
}

test "Nothing is said" {
  visit "https://acme.fr/"
  expect nothing
}
"#;
    let text = text.replace("when always", "channel web when always");
    let model = model(Settings::default(), &[("workspace.proactive", &text)]);
    insta::assert_debug_snapshot!(scenarios(&model));
    let spans: Vec<&str> = model.tests[0]
        .steps
        .iter()
        .map(|step| text.get(std::ops::Range::from(step.span.range)).unwrap())
        .collect();
    insta::assert_snapshot!(spans.join("\n"));
    let name = std::ops::Range::from(model.tests[1].span.range);
    assert_eq!(text.get(name), Some("\"Nothing is said\""));
}

/// Where nothing is said, a test and a scenario assume the same.
#[test]
fn the_default_is_that_of_a_test() {
    let text = with_condition("always") + "test \"t\" { visit \"https://acme.fr/\" }";
    let model = model(Settings::default(), &[("workspace.proactive", &text)]);
    let mut scenario = scenarios(&model).remove(0);
    scenario.name = Box::default();
    scenario.steps.clear();
    assert_eq!(scenario, proactive_config::Scenario::default());
}
