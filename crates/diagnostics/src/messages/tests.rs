//! Sentences about tests that fail.

use super::Rendered;
use super::phrases::code;

pub(super) fn failed(test: &str, happened: &str, advice: Option<&str>) -> Rendered {
    let help = match advice {
        Some(advice) => sentence(advice),
        None => "Beside the steps stands what happened at each of them: change what the message \
                 asks for, or what the test expects."
            .into(),
    };
    Rendered::new(format!("the test {} fails: {happened}", code(test))).help(help)
}

/// What happened at a step, in its order.
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
