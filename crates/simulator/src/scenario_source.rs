//! Writes a scenario as a test in the language.

use std::fmt::Write as _;

use proactive_catalog::{Word as _, test_defaults};
use proactive_config::scenario::{Expectation, Moment, Scenario, Step};
use proactive_engine::words;
use proactive_syntax::literal::{duration, quote};

/// The test block of a scenario, as the formatter writes it, with a line break at its end. What is
/// the default of a test is left out.
///
/// Moments are written in whole minutes, as the language has them.
#[must_use]
pub fn source_of(scenario: &Scenario) -> String {
    let mut source = format!("test {} {{\n", quote(&scenario.name));
    let head = head(scenario);
    for line in &head {
        source.push_str(&format!("  {line}\n"));
    }
    if !head.is_empty() && !scenario.steps.is_empty() {
        source.push('\n');
    }
    for step in &scenario.steps {
        source.push_str(&format!("  {}\n", written(step)));
    }
    source.push_str("}\n");
    source
}

/// A name for a new test: `name`, with a number if it is taken.
pub(crate) fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> Box<str> {
    let mut free = name.to_owned();
    let mut number = 2_u32;
    while is_taken(&free) {
        free = format!("{name} ({number})");
        number += 1;
    }
    free.into()
}

/// The statements before the first step.
fn head(scenario: &Scenario) -> Vec<String> {
    let mut lines = Vec::new();
    if scenario.history != test_defaults::HISTORY {
        lines.push(format!("visitor {}", scenario.history.as_str()));
    }
    if *scenario.device != *test_defaults::LANGUAGE {
        lines.push(format!("device {}", scenario.device));
    }
    let Moment { unix_seconds, zone } = &scenario.start;
    if *unix_seconds != test_defaults::START || **zone != *test_defaults::ZONE {
        lines.push(time(&scenario.start));
    }
    if let Some(channel) = &scenario.channel {
        lines.push(format!("channel {channel}"));
    }
    lines
}

fn written(step: &Step) -> String {
    match step {
        Step::Visit { url, title, stay } => {
            let mut visit = format!("visit {}", quote(url));
            if !title.is_empty() {
                let _ = write!(visit, " title {}", quote(title));
            }
            if *stay > 0 {
                let _ = write!(visit, " for {}", duration(*stay));
            }
            visit
        }
        Step::Wait(seconds) => format!("wait {}", duration(*seconds)),
        Step::Time(moment) => time(moment),
        Step::Open => "open".to_owned(),
        Step::Dismiss => "dismiss".to_owned(),
        Step::Reply => "reply".to_owned(),
        Step::EndConversation => "end_conversation".to_owned(),
        Step::Leave => "leave".to_owned(),
        Step::ClearData => "clear_data".to_owned(),
        Step::Expect(Expectation::Message { message, after }) => match after {
            Some(after) => format!("expect {message} after {}", duration(*after)),
            None => format!("expect {message}"),
        },
        Step::Expect(Expectation::NoMessage(message)) => format!("expect no {message}"),
        Step::Expect(Expectation::Nothing) => "expect nothing".to_owned(),
    }
}

/// `time 2026-03-16 10:00 "Europe/Paris"`
fn time(moment: &Moment) -> String {
    let minute = words::minute(moment.unix_seconds, &moment.zone);
    // The language has no day of the week here.
    let local = minute.split_once(' ').map_or(&*minute, |(_, local)| local);
    if *moment.zone == *test_defaults::ZONE {
        return format!("time {local}");
    }
    format!("time {local} {}", quote(&moment.zone))
}
