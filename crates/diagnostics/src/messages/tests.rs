//! Messages about tests that fail.

use super::phrases::code;
use super::rendered::Rendered;

pub(super) fn failed(test: &str, happened: &str, advice: Option<&str>) -> Rendered {
    let help = match advice {
        Some(advice) => sentence(advice),
        None => {
            "The labels show what happened at each step. Change the conditions of the message, \
                 or what the test expects."
                .into()
        }
    };
    Rendered::new(format!("the test {} failed: {happened}", code(test))).help(help)
}

/// What happened at a step, in order.
pub(super) fn happened(events: &[(String, String)]) -> String {
    let events: Vec<String> = events
        .iter()
        .map(|(moment, what)| format!("{moment}: {what}"))
        .collect();
    events.join("; ")
}

/// A clause as a sentence of its own.
fn sentence(clause: &str) -> String {
    let mut characters = clause.chars();
    match characters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), characters.as_str()),
        None => String::new(),
    }
}
