//! Messages about declarations, statements and steps as a whole.

use proactive_catalog::{Block, Place};

use super::phrases::{code, did_you_mean, listed, place};
use super::rendered::Rendered;
use crate::{Required, StepRule};

pub(super) fn unknown_declaration(word: &str, suggestion: Option<&str>) -> Rendered {
    Rendered::new(format!("there is no declaration {}", code(word))).help(did_you_mean(
        suggestion,
        || {
            "Use one of `account`, `brand`, `channel`, `bot`, `schedule`, `segment`, `message` or \
             `test`."
                .into()
        },
    ))
}

pub(super) fn unknown_statement(
    word: &str,
    at: Place,
    belongs: &[Place],
    suggestion: Option<&str>,
) -> Rendered {
    let message = match at {
        Place::File => format!("{} cannot be outside a block", code(word)),
        Place::Block(Block::Test) => format!("a test has no step {}", code(word)),
        Place::Block(
            Block::Account
            | Block::Brand
            | Block::Channel
            | Block::Bot
            | Block::Schedule
            | Block::Message
            | Block::AgentReply,
        ) => format!("{} has no statement {}", place(at), code(word)),
    };
    let home = (!belongs.is_empty()).then(|| {
        let mut places: Vec<_> = belongs.iter().map(|home| place(*home)).collect();
        let last = places.pop().unwrap_or_default();
        let places = if places.is_empty() {
            last
        } else {
            format!("{} or {last}", places.join(", "))
        };
        format!("{} belongs in {places}.", code(word))
    });
    let help = match (suggestion, home) {
        (Some(suggestion), Some(home)) => format!("Did you mean {}? {home}", code(suggestion)),
        (None, Some(home)) => home,
        (suggestion, None) => did_you_mean(suggestion, || {
            format!("If it is a comment, write {}.", code(&format!("# {word}")))
        }),
    };
    Rendered::new(message).help(help)
}

pub(super) fn duplicate(statement: &str, first: Option<&str>) -> Rendered {
    match first {
        Some(first) => Rendered::new(format!(
            "{} cannot be combined with {}",
            code(statement),
            code(first)
        ))
        .help(format!(
            "Keep either {} or {}.",
            code(first),
            code(statement)
        )),
        None => Rendered::new(format!("{} is given twice", code(statement))).help(format!(
            "A block has at most one {}. Keep one of them.",
            code(statement)
        )),
    }
}

pub(super) fn missing(at: Block, required: &[Required]) -> Rendered {
    let here = match at {
        Block::Account => "the account".into(),
        Block::AgentReply => "this `reply agent`".to_owned(),
        Block::Brand
        | Block::Channel
        | Block::Bot
        | Block::Schedule
        | Block::Message
        | Block::Test => format!("this {}", at.noun()),
    };
    match required {
        [Required::Statement(keyword)] => Rendered::new(format!("{here} has no {}", code(keyword)))
            .help(missing_help(at, keyword)),
        [Required::Trigger] => Rendered::new(format!("{here} does not say when it is shown")).help(
            "Add `after 30s on page_view` to show it after 30 seconds on a page, or \
             `on page_load` to show it when a page loads.",
        ),
        [Required::Channel { several: true }] => Rendered::new(format!(
            "{here} has no `channel`, and more than one is possible"
        ))
        .help("Add the channel that it is published on: `channel NAME`."),
        [Required::Channel { several: false }] => Rendered::new(format!(
            "{here} has no `channel`, and there is none to choose"
        ))
        .help("Declare a channel that is connected to the brand of the message."),
        several => {
            let mut missing: Vec<_> = several.iter().map(|one| without(*one)).collect();
            let last = missing.pop().unwrap_or_default();
            let forms: Vec<_> = several.iter().map(|one| required_form(*one)).collect();
            Rendered::new(format!("{here} has {} and {last}", missing.join(", ")))
                .help(format!("Add {}.", listed(&forms, "and")))
        }
    }
}

/// What is missing, after the word "has".
fn without(required: Required) -> String {
    match required {
        Required::Statement(keyword) => format!("no {}", code(keyword)),
        Required::Trigger => "neither `after` nor `on`".into(),
        Required::Channel { .. } => "no `channel`".into(),
    }
}

/// A short form of the statement to add.
fn required_form(required: Required) -> &'static str {
    match required {
        Required::Statement("text") => "text \"…\"",
        Required::Statement("reply") => "reply agent \"…\"",
        Required::Statement("when") => "when always",
        Required::Statement("frequency") => "frequency once_per_visit",
        Required::Statement("brand") => "brand NAME",
        Required::Statement("timezone") => "timezone \"Europe/Paris\"",
        Required::Statement(keyword) => keyword,
        Required::Trigger => "on page_load",
        Required::Channel { .. } => "channel NAME",
    }
}

fn missing_help(at: Block, keyword: &str) -> String {
    match keyword {
        "text" if at == Block::AgentReply => {
            "Add what the visitor reads before a person takes over: `text \"…\"`.".into()
        }
        "text" => "Add what the visitor reads first: `text \"…\"`.".into(),
        "reply" => "Add what happens when the visitor answers: `reply agent \"…\"` or \
                    `reply bot NAME answer NAME`."
            .into(),
        "when" => "Add who gets it: `when` and a condition, or `when always` for everyone.".into(),
        "frequency" => "Add how often a visitor gets it: `frequency once_per_visit`, \
                        `frequency once_per_customer` or `frequency every_time`."
            .into(),
        "brand" => "Add the brand that it is connected to: `brand NAME`.".into(),
        "timezone" => "Add the time zone of its hours: `timezone \"Europe/Paris\"`.".into(),
        other => format!("Add {}.", code(other)),
    }
}

pub(super) fn misplaced(step: &str, rule: StepRule) -> Rendered {
    let name = code(step);
    match rule {
        StepRule::NeedsVisit => Rendered::new(format!("{name} comes before the first `visit`"))
            .help("Load a page first: `visit \"https://example.com/\"`."),
        StepRule::BelongsAbove => Rendered::new(format!("{name} comes after a step")).help(
            format!("Move {name} to the top of the test, before the first step."),
        ),
        StepRule::BetweenVisits => Rendered::new(format!("{name} is in the middle of a visit"))
            .help(
                "The clock can be set between two visits only: write `leave` first. To let time \
                 pass during a visit, use `wait 1m`.",
            ),
    }
}

pub(super) fn duration_on_page_load() -> Rendered {
    Rendered::new("`on page_load` takes no duration").help(
        "Write `on page_load` alone, or use `on page_view` to show the message after that time \
         on a page.",
    )
}
