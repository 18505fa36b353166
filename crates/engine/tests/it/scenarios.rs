//! The scenario suite: one file for each sentence about how widgets decide. All tests pass, except
//! those in the folder `failing`.

use std::fmt::Write;
use std::fs;

use proactive_config::scenario::Scenario;
use proactive_engine::{Program, ScenarioReport, run, words};

use crate::workspaces::{files, play, root, stem};

/// The outcome of a scenario, in words.
pub(crate) fn described(
    program: &Program,
    scenario: &Scenario,
    report: &ScenarioReport<'_>,
) -> String {
    let mut described = format!("{}\n", scenario.name);
    let Some(failure) = &report.failure else {
        return described + "  passed\n";
    };
    let mismatch = words::mismatch(program, &failure.mismatch);
    writeln!(described, "  step {}: {mismatch}", failure.step).unwrap();
    for entry in &report.timeline {
        let at = words::moment(entry.at, &scenario.start.zone);
        writeln!(
            described,
            "    {at}  {}",
            words::event(program, &entry.event)
        )
        .unwrap();
    }
    let at = words::moment(failure.at, &scenario.start.zone);
    writeln!(described, "    {at}  here").unwrap();
    let page = failure.page.as_ref().unwrap();
    for trace in &page.messages {
        for line in words::why(program, page, trace) {
            writeln!(described, "  {}: {line}", program[trace.message].id).unwrap();
        }
    }
    if let Some(help) = words::help(program, failure) {
        writeln!(described, "  help: {help}").unwrap();
    }
    described
}

#[test]
fn all_pass() {
    let mut failures = String::new();
    for path in files(&root("tests/scenarios")) {
        let play = play(&fs::read_to_string(&path).unwrap());
        assert!(!play.scenarios.is_empty(), "{path:?} has no test");
        for scenario in &play.scenarios {
            let report = run(&play.program, scenario).unwrap();
            if !report.passed() {
                let described = described(&play.program, scenario, &report);
                write!(failures, "{}: {described}", stem(&path)).unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Failing scenarios fail, with these messages.
#[test]
fn failing_scenarios_fail() {
    let mut all = String::new();
    for path in files(&root("tests/scenarios/failing")) {
        let play = play(&fs::read_to_string(&path).unwrap());
        for scenario in &play.scenarios {
            let report = run(&play.program, scenario).unwrap();
            assert!(!report.passed(), "{path:?}: {} passes", scenario.name);
            let described = described(&play.program, scenario, &report);
            writeln!(all, "{}: {described}", stem(&path)).unwrap();
        }
    }
    insta::assert_snapshot!(all);
}
