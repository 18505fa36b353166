//! Sentences about declarations, statements and steps as such.

use super::Rendered;
use super::phrases::{code, did_you_mean, listed, place};
use crate::{Required, StepRule};
use proactive_catalog::{Block, Place};

pub(super) fn unknown_declaration(word: &str, suggestion: Option<&str>) -> Rendered {
    Rendered::new(format!("{} is not a declaration", code(word))).help(did_you_mean(
        suggestion,
        || {
            "Outside of blocks stand `account`, `brand`, `channel`, `bot`, `schedule`, `segment`, \
         `message` and `test`."
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
        Place::File => format!("{} cannot stand outside of a block", code(word)),
        Place::Block(Block::Test) => format!("a test has no step {}", code(word)),
        Place::Block(_) => format!("{} has no statement {}", place(at), code(word)),
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
            "Remove it, or put `#` before it if it is a remark.".into()
        }),
    };
    Rendered::new(message).help(help)
}

pub(super) fn duplicate(statement: &str, first: Option<&str>) -> Rendered {
    match first {
        Some(first) => Rendered::new(format!(
            "{} cannot stand beside {}",
            code(statement),
            code(first)
        ))
        .help("Only one of the two can be; remove the other."),
        None => Rendered::new(format!("{} is given twice", code(statement)))
            .help("It stands once in a block; remove one of them."),
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
        [Required::Trigger] => Rendered::new(format!("{here} does not say when it comes")).help(
            "Add `after 30s on page_view`, with the time that the visitor stays on a page, or \
             `on page_load`, to check as a page loads.",
        ),
        [Required::Channel { several: true }] => {
            Rendered::new(format!("{here} has no `channel`, and several are possible"))
                .help("Say on which it is published: `channel NAME`.")
        }
        [Required::Channel { several: false }] => Rendered::new(format!(
            "{here} has no `channel`, and there is none that it could be"
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

/// Without what a block is, behind the word "has".
fn without(required: Required) -> String {
    match required {
        Required::Statement(keyword) => format!("no {}", code(keyword)),
        Required::Trigger => "neither `after` nor `on`".into(),
        Required::Channel { .. } => "no `channel`".into(),
    }
}

/// A short form of what is to be added.
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
        "reply" => "Say what comes when the visitor answers: `reply agent \"…\"`, or \
                    `reply bot NAME answer NAME`."
            .into(),
        "when" => "Say who gets it: `when` and a condition, or `when always` for everybody.".into(),
        "frequency" => "Say how often a visitor gets it: `frequency once_per_visit`, \
                        `frequency once_per_customer` or `frequency every_time`."
            .into(),
        "brand" => "Say which brand it is connected to: `brand NAME`.".into(),
        "timezone" => "Say on which clocks its hours are: `timezone \"Europe/Paris\"`.".into(),
        other => format!("Add {}.", code(other)),
    }
}

pub(super) fn misplaced(step: &str, rule: StepRule) -> Rendered {
    let step = code(step);
    match rule {
        StepRule::NeedsVisit => Rendered::new(format!("{step} stands above the first `visit`"))
            .help("Load a page first: `visit \"https://example.com/\"`."),
        StepRule::BelongsAbove => Rendered::new(format!("{step} stands below a step"))
            .help("Move it to the top of the test, above the first step."),
        StepRule::BetweenVisits => Rendered::new(format!("{step} stands within a visit")).help(
            "The clock is set between two visits: write `leave` first. Within a visit, \
             `wait 1m` lets time pass.",
        ),
    }
}

pub(super) fn duration_on_page_load() -> Rendered {
    Rendered::new("`on page_load` takes no duration").help(
        "Write `on page_load` alone, or `after … on page_view` if the visitor is to stay on the \
         page first.",
    )
}
