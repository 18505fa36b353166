//! What must hold for any visit of the example workspaces.

use std::sync::LazyLock;

use proactive_config::Configuration;
use proactive_config::json::History;
use proactive_engine::{Program, Simulation, Visitor, prepare, words};

use crate::seeds;

static CONFIGURATIONS: LazyLock<Vec<Configuration>> = LazyLock::new(|| {
    let documents = seeds::configurations().into_iter();
    let read = |document: Vec<u8>| {
        let text = String::from_utf8_lossy(&document);
        Configuration::from_json(&text).expect("an example can be read")
    };
    documents.map(read).collect()
});

/// The most seconds of a step: some more than a visit lasts.
const MAX_SECONDS: u32 = 3_600;

/// A simulation that records decides as one that does not, and can explain each page.
///
/// The first three bytes are the configuration, the start and the language; each line after them is an
/// event: `+SECONDS`, `o`pen, `d`ismiss, `r`eply, `e`nd of the conversation, `l`eave, `c`lear data, or
/// the address of a page, which can have a title after a space.
pub(crate) fn check(input: &[u8]) {
    let Some(([which, day, language], lines)) = input.split_first_chunk::<3>() else {
        return;
    };
    let Some(configuration) = CONFIGURATIONS.get(usize::from(*which) % CONFIGURATIONS.len()) else {
        return;
    };
    let program = prepare(configuration).expect("an example can be run");
    let languages = ["en-US", "fr", "fr-CA", "de", "zh-Hant"];
    let language = languages.get(usize::from(*language) % languages.len());
    let visitor = Visitor {
        history: History::New,
        language: language.unwrap_or(&"en"),
        // Some hour of the year 2026.
        start: 1_767_225_600 + i64::from(*day) * 123_456,
        channel: None,
    };
    let mut quick = Simulation::new(&program, &visitor);
    let mut recording = Simulation::recording(&program, &visitor);
    for line in String::from_utf8_lossy(lines).lines() {
        assert_eq!(step(&mut quick, line), step(&mut recording, line), "{line}");
        assert_eq!(quick.shown(), recording.shown(), "{line}");
    }
    explain(&program, &recording);
}

/// Runs a step; returns its result as text.
fn step(simulation: &mut Simulation<'_>, line: &str) -> String {
    match line.split_at_checked(1) {
        Some(("+", seconds)) => {
            let seconds: u32 = seconds.parse().unwrap_or(1);
            simulation.wait(seconds.min(MAX_SECONDS));
            String::new()
        }
        Some(("o", "")) => format!("{:?}", simulation.open()),
        Some(("d", "")) => format!("{:?}", simulation.dismiss()),
        Some(("r", "")) => format!("{:?}", simulation.reply()),
        Some(("e", "")) => format!("{:?}", simulation.end_conversation()),
        Some(("l", "")) => {
            simulation.leave();
            String::new()
        }
        Some(("c", "")) => {
            simulation.clear_data();
            String::new()
        }
        Some(_) | None => {
            let (url, title) = line.split_once(' ').unwrap_or((line, ""));
            simulation.visit(url, title);
            String::new()
        }
    }
}

/// Every message of a page has a reason.
fn explain(program: &Program, simulation: &Simulation<'_>) {
    let Some(page) = simulation.trace() else {
        return;
    };
    for message in &page.messages {
        assert_ne!(words::why(program, &page, message), [""; 0]);
    }
}
