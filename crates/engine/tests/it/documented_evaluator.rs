//! The program in `docs/reference/configuration.md` and the engine agree.
//!
//! It is written for readers, in Python, and runs here as it is on the page.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proactive_catalog::case_folding::fold_char;
use proactive_catalog::{Field, Word as _};
use proactive_engine::{Simulation, Visitor, prepare};
use proactive_equality::random::{Step, Visit, visit};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::oracle::NotOne;
use crate::random_configurations::{act, names};

/// How many visitors are compared.
const VISITORS: usize = 250;

/// Plays the visitors on standard input with the program above it: first a line with the case
/// foldings, then a line for each visitor. For each it prints what every step did and what was
/// shown on the page after it.
const PLAYER: &str = r#"
import json, sys

def only(program, possible):
    channels = [it for it, widget in program.widgets.items() if possible(widget)]
    return (channels[0], None) if len(channels) == 1 else (None, len(channels))

ACTS = {
    "open": lambda widget: widget.on_page and widget.message and not widget.is_open,
    "dismiss": lambda widget: widget.on_page and widget.message,
    "reply": lambda widget: widget.on_page and widget.message,
    "end_conversation": lambda widget: widget.in_conversation,
}

FOLDING = json.loads(sys.stdin.readline())
for line in sys.stdin:
    visitor = json.loads(line)
    program = Evaluator(*[visitor[it] for it in ["configuration", "language", "history", "start"]])
    report = []
    for name, *arguments in visitor["steps"]:
        said = ""
        if name in ACTS:
            channel, said = only(program, ACTS[name])
            if channel:
                said = channel if name == "end_conversation" else program.widgets[channel].message
                getattr(program, name)(channel)
        else:
            getattr(program, name)(*arguments)
        report.append([said, list(program.shown), program.now])
    print(json.dumps(report))
"#;

/// The program on the page.
fn program() -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let page = std::fs::read_to_string(format!("{root}/docs/reference/configuration.md")).unwrap();
    let (_, program) = page.split_once("```python\n").unwrap();
    program.split_once("```").unwrap().0.to_owned()
}

/// Python with a database of time zones. Where it is missing, only continuous integration fails.
fn python_is_missing() -> bool {
    let probe = ["-c", "import zoneinfo; zoneinfo.ZoneInfo('Pacific/Apia')"];
    let mut python = Command::new("python3");
    let probed = python.args(probe).stderr(Stdio::null()).status();
    !probed.is_ok_and(|it| it.success())
        && std::env::var_os("CI").is_none_or(|value| value != "true")
}

/// What Python prints for `lines`.
fn run(script: &str, lines: String) -> String {
    let mut python = Command::new("python3")
        .args(["-I", "-X", "utf8", "-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let mut input = python.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "the program on the page fails");
    writer.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A visit as the player reads it.
fn line(visit: &Visit) -> String {
    let configuration: Value = serde_json::from_str(&visit.configuration.to_json()).unwrap();
    let steps: Vec<Value> = visit.steps.iter().flat_map(written).collect();
    json!({
        "configuration": configuration,
        "history": visit.history.as_str(),
        "language": visit.language,
        "start": visit.start,
        "steps": steps,
    })
    .to_string()
}

/// What the engine does, in the form of the player's report.
fn played(visit: &Visit) -> Value {
    let program = prepare(&visit.configuration).unwrap();
    let visitor = Visitor {
        history: visit.history,
        language: &visit.language,
        start: visit.start,
        channel: None,
    };
    let mut simulation = Simulation::new(&program, &visitor);
    let mut report = Vec::new();
    for step in &visit.steps {
        let said = match act(&mut simulation, &program, step) {
            Ok(name) => json!(name),
            Err(NotOne(channels)) => json!(channels),
        };
        if matches!(step, Step::Pause(_)) {
            // The player leaves first.
            let before = report.last().map_or_else(
                || json!(["", [], visit.start]),
                |it: &Value| json!(["", it[1], it[2]]),
            );
            report.push(before);
        }
        report.push(json!([
            said,
            names(&program, &simulation),
            simulation.now()
        ]));
    }
    json!(report)
}

/// A step as the player reads it: one or two events.
fn written(step: &Step) -> Vec<Value> {
    match step {
        Step::Visit(texts) => {
            let (url, title) = (&texts[Field::VisitorUrl], &texts[Field::VisitorTitle]);
            vec![json!(["load", url, title])]
        }
        Step::Wait(seconds) => vec![json!(["wait", seconds])],
        Step::Pause(seconds) => vec![json!(["leave"]), json!(["wait", seconds])],
        Step::Open => vec![json!(["open"])],
        Step::Dismiss => vec![json!(["dismiss"])],
        Step::Reply => vec![json!(["reply"])],
        Step::EndConversation => vec![json!(["end_conversation"])],
        Step::Leave => vec![json!(["leave"])],
        Step::ClearData => vec![json!(["clear_data"])],
    }
}

#[test]
fn the_program_in_the_documentation_agrees() {
    if python_is_missing() {
        return;
    }
    let folding: serde_json::Map<String, Value> = ('\0'..=char::MAX)
        .filter(|it| fold_char(*it) != *it)
        .map(|it| (it.to_string(), json!(fold_char(it))))
        .collect();
    let mut runner = TestRunner::deterministic();
    let visits: Vec<Visit> = (0..VISITORS)
        .map(|_| visit().new_tree(&mut runner).unwrap().current())
        .collect();
    let mut lines = vec![json!(folding).to_string()];
    lines.extend(visits.iter().map(line));
    let reports = run(&format!("{}{PLAYER}", program()), lines.join("\n"));
    let reports: Vec<Value> = reports
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(reports.len(), visits.len());
    let mut shown = 0;
    for (visit, report) in visits.iter().zip(reports) {
        let played = played(visit);
        assert_eq!(report, played, "{visit:#?}");
        shown += played
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it[1] != json!([]))
            .count();
    }
    assert!(shown > VISITORS, "only {shown} steps showed something");
}
