//! Which comparisons the tests cover.

use std::fmt::Write;

use proactive_config::Scenario;
use proactive_engine::{Coverage, run_covered};

use crate::workspaces::play;

const SHOP: &str = r#"
brand acme
channel web { brand acme }
message cart {
  text "Need a hand?"
  reply agent "One moment"
  when visitor.url contains "/cart" and (device.language is fr or device.language is nl)
  on page_load
  frequency every_time
}
message all {
  text "Hello"
  reply agent "One moment"
  when always
  after 1s on page_view
  frequency every_time
}
message draft {
  text "Hello"
  reply agent "One moment"
  when visitor.url contains "/cart"
  on page_load
  frequency every_time
  status draft
}
"#;

fn covered(tests: &str) -> String {
    let play = play(&format!("{SHOP}{tests}"));
    let mut coverage = Coverage::new(&play.program);
    for scenario in &play.scenarios {
        run_covered(&play.program, scenario, &mut coverage).unwrap();
    }
    let tally = coverage.tally(&play.program);
    let mut described = format!(
        "{} of {}: {} %\n",
        tally.covered,
        tally.total,
        tally.percent()
    );
    for message in coverage.messages(&play.program) {
        let id = &play.program[message.message].id;
        let (shown, held_back) = (message.shown, message.held_back);
        writeln!(described, "{id}: shown {shown}, held back {held_back}").unwrap();
        for leaf in message.leaves {
            let asked = leaf.comparison.notation();
            writeln!(described, "  {asked}: {} {}", leaf.held, leaf.failed).unwrap();
        }
    }
    described
}

#[test]
fn nothing_is_covered_without_tests() {
    insta::assert_snapshot!(covered(""));
}

/// On this page the language and the URL both decide; Dutch is false and does not.
#[test]
fn deciding_comparisons_are_covered() {
    insta::assert_snapshot!(covered(
        r#"test "a" { device fr visit "https://acme.example/cart" expect cart }"#
    ));
}

/// If two parts are false, neither decides.
#[test]
fn other_comparisons_are_not_covered() {
    insta::assert_snapshot!(covered(
        r#"test "a" { visit "https://acme.example/" expect nothing }"#
    ));
}

#[test]
fn everything_is_covered() {
    let described = covered(
        r#"
test "a" { device fr visit "https://acme.example/cart" expect cart visit "https://acme.example/" expect nothing }
test "b" { device nl visit "https://acme.example/cart" expect cart }
test "c" { device en visit "https://acme.example/cart" expect nothing }
"#,
    );
    assert!(described.starts_with("3 of 3: 100 %"), "{described}");
}

/// A message counts only where a test would notice: one that expects it, or expects it not to
/// appear on a page where it was due.
#[test]
fn messages_are_shown_and_held_back() {
    let seen = |tests: &str| {
        let described = covered(tests);
        let line = described.lines().nth(1).unwrap();
        line.strip_prefix("cart: ").unwrap().to_owned()
    };
    let neither = "shown false, held back false";
    let page = r#"device fr visit "https://acme.example/cart""#;
    assert_eq!(seen(&format!(r#"test "a" {{ {page} }}"#)), neither);
    let shown = format!(r#"test "a" {{ {page} expect cart expect nothing }}"#);
    assert_eq!(seen(&shown), "shown true, held back false");
    let held_back = r#"test "a" { visit "https://acme.example/" expect no cart }"#;
    assert_eq!(seen(held_back), "shown false, held back true");
    let other = r#"test "a" { visit "https://acme.example/" expect no draft }"#;
    assert_eq!(seen(other), neither);
    let failing = r#"test "a" { visit "https://acme.example/" expect cart expect nothing }"#;
    assert_eq!(seen(failing), neither);
    // A message that is not due yet is held back by nothing.
    let described = covered(r#"test "a" { visit "https://acme.example/" expect nothing }"#);
    assert!(described.contains("all: shown false, held back false"));
}

/// Unknown names in a scenario are reported.
#[test]
fn unknown_names() {
    let play = play(SHOP);
    let mut scenario = Scenario {
        channel: Some("shop".into()),
        ..Scenario::default()
    };
    let error = proactive_engine::run(&play.program, &scenario).unwrap_err();
    assert_eq!(error.to_string(), "no channel is called `shop`");
    scenario.channel = None;
    scenario
        .steps
        .push(proactive_config::scenario::Step::Expect(
            proactive_config::scenario::Expectation::NoMessage("bye".into()),
        ));
    let error = proactive_engine::run(&play.program, &scenario).unwrap_err();
    assert_eq!(error.to_string(), "no message is called `bye`");
}
