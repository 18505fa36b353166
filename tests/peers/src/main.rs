//! Measures the same rules and events in one run with `proactive-engine`, `cel-interpreter`, and
//! two engines for Node.
//!
//! `rule-peers FOLDER` writes the task to `FOLDER/contest.json`, measures, and prints a table.
//! `FOLDER` contains `peers.mjs` and its dependencies; without Node, its engines are skipped. Every
//! engine decides all rules for each event, and all must agree.

mod contest;
mod notation;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use cel_interpreter::{Context, Program, Value};
use contest::{Contest, Event};
use cpu_time::ProcessTime;
use proactive_engine::{Simulation, Visitor};
use serde::Deserialize;

/// The result of an engine.
#[derive(Deserialize)]
struct Result {
    engine: String,
    /// The time per event.
    nanoseconds: f64,
    /// For each event, the rules that it satisfies.
    matches: Vec<Vec<usize>>,
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: rule-peers FOLDER");
        return ExitCode::from(2);
    };
    let contest = Contest::new();
    let text = serde_json::to_string(&contest).expect("a contest is JSON");
    if let Err(error) = std::fs::write(folder.join("contest.json"), text) {
        eprintln!("{}: {error}", folder.display());
        return ExitCode::FAILURE;
    }
    let mut results = vec![proactive(&contest), cel(&contest)];
    let missing = match node(&folder) {
        Ok(others) => {
            results.extend(others);
            None
        }
        Err(reason) => Some(reason),
    };
    let Some((ours, others)) = results.split_first() else {
        return ExitCode::FAILURE;
    };
    for other in others {
        if other.matches != ours.matches {
            eprintln!("{} finds other rules than {}", other.engine, ours.engine);
            return ExitCode::FAILURE;
        }
    }
    let found: usize = ours.matches.iter().map(Vec::len).sum();
    println!(
        "{} rules, {} events, {found} matches, the same by all engines\n",
        contest.rules.len(),
        contest.events.len()
    );
    println!("| engine | µs an event | ÷ proactive |\n| --- | ---: | ---: |");
    for result in &results {
        println!(
            "| {} | {:.2} | {:.0} |",
            result.engine,
            result.nanoseconds / 1_000.0,
            result.nanoseconds / ours.nanoseconds
        );
    }
    if let Some(reason) = missing {
        println!("\njson-rules-engine and json-logic-js were left out: {reason}");
    }
    ExitCode::SUCCESS
}

/// Runs the engines for Node; the error says why that is impossible.
fn node(folder: &Path) -> std::result::Result<Vec<Result>, String> {
    if !folder.join("node_modules").is_dir() {
        return Err("they are not installed".to_owned());
    }
    let output = Command::new("node")
        .arg("peers.mjs")
        .current_dir(folder)
        .output()
        .map_err(|error| format!("node can't be started: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| error.to_string()))
        .collect()
}

/// Measures an engine in rounds over all events for some seconds. Uses processor time, so that
/// other processes matter little.
fn measured(
    engine: &str,
    contest: &Contest,
    matches: Vec<Vec<usize>>,
    mut round: impl FnMut(),
) -> Result {
    let begin = ProcessTime::now();
    let mut rounds = 0_u32;
    while begin.elapsed() < Duration::from_secs(3) {
        round();
        rounds += 1;
    }
    let events = f64::from(rounds) * contest.events.len() as f64;
    Result {
        engine: engine.to_owned(),
        nanoseconds: begin.elapsed().as_nanos() as f64 / events,
        matches,
    }
}

/// Each rule is a message on a channel of its own, so that none hides another.
fn proactive(contest: &Contest) -> Result {
    let program = notation::program(&contest.rules);
    // A visitor has one language and one history; the simulation is reused across events.
    let mut visitors: Vec<(&str, bool)> = contest
        .events
        .iter()
        .map(|event| (event.language.as_str(), event.is_new()))
        .collect();
    visitors.sort_unstable();
    visitors.dedup();
    let mut simulations: Vec<Simulation<'_>> = visitors
        .iter()
        .map(|(language, new)| {
            let visitor = Visitor {
                history: match new {
                    true => proactive_config::json::History::New,
                    false => proactive_config::json::History::Returning,
                },
                language,
                start: 1_767_607_200,
                channel: None,
            };
            Simulation::new(&program, &visitor)
        })
        .collect();
    let seats: Vec<usize> = contest
        .events
        .iter()
        .map(|event| {
            let visitor = (event.language.as_str(), event.is_new());
            visitors.binary_search(&visitor).expect("one of these")
        })
        .collect();
    let mut decide = |event: &Event, seat: usize, found: &mut Vec<usize>| {
        let simulation = &mut simulations[seat];
        simulation.visit(&event.url, &event.title);
        found.clear();
        found.extend(simulation.shown().iter().map(|shown| shown.message.index()));
        match event.is_new() {
            true => simulation.clear_data(),
            false => simulation.leave(),
        }
    };
    let mut found = Vec::new();
    let mut matches = Vec::new();
    for (event, seat) in contest.events.iter().zip(&seats) {
        decide(event, *seat, &mut found);
        let mut found = found.clone();
        found.sort_unstable();
        matches.push(found);
    }
    measured("proactive-engine", contest, matches, || {
        for (event, seat) in contest.events.iter().zip(&seats) {
            decide(event, *seat, &mut found);
            std::hint::black_box(&found);
        }
    })
}

/// Each rule is a compiled expression.
fn cel(contest: &Contest) -> Result {
    let programs: Vec<Program> = contest
        .rules
        .iter()
        .map(|rule| Program::compile(&notation::cel(rule)).expect("an expression"))
        .collect();
    let decide = |event: &Event| -> Vec<usize> {
        let mut context = Context::default();
        for (name, value) in [
            ("url", &event.url),
            ("title", &event.title),
            ("language", &event.language),
            ("history", &event.history),
        ] {
            context
                .add_variable(name, value.as_str())
                .expect("a variable");
        }
        let holds = |program: &Program| program.execute(&context) == Ok(Value::Bool(true));
        let found = programs.iter().enumerate();
        let found = found.filter(|(_, program)| holds(program));
        found.map(|(position, _)| position).collect()
    };
    let matches: Vec<Vec<usize>> = contest.events.iter().map(&decide).collect();
    measured("cel-interpreter", contest, matches, || {
        for event in &contest.events {
            std::hint::black_box(decide(event));
        }
    })
}
