//! What explains a change of a message, by its name.

use proactive_analysis::Cause;
use proactive_hir::model::Model;
use schemars::JsonSchema;
use serde::Serialize;

/// What explains a change of a message.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CauseReference {
    /// `segment`, `websites`, `schedule` or `business_hours`.
    kind: &'static str,
    /// The ID of the segment, the channel or the schedule.
    name: String,
}

impl CauseReference {
    pub(super) fn new(model: &Model, cause: Cause) -> Self {
        let (kind, name) = match cause {
            Cause::Segment(id) => ("segment", &model[id].id),
            Cause::Websites(id) => ("websites", &model[id].id),
            Cause::Schedule(id) => ("schedule", &model[id].id),
            Cause::BusinessHours(id) => ("business_hours", &model[id].id),
        };
        Self {
            kind,
            name: name.to_string(),
        }
    }

    /// For example, ``the segment `in_cart` ``. `code` marks a name.
    pub(super) fn words(&self, code: impl Fn(&str) -> String) -> String {
        let name = code(&self.name);
        match self.kind {
            "segment" => format!("the segment {name}"),
            "schedule" => format!("the schedule {name}"),
            "websites" => format!("the websites of {name}"),
            _ => format!("the business hours of {name}"),
        }
    }
}

/// How something changes, and what explains it. `code` marks a name.
pub(super) fn because(
    said: &str,
    causes: &[CauseReference],
    code: impl Fn(&str) -> String + Copy,
) -> String {
    let causes: Vec<String> = causes.iter().map(|it| it.words(code)).collect();
    match causes.as_slice() {
        [] => said.to_owned(),
        _ => format!("{said}, because of {}", causes.join(" and ")),
    }
}
