//! Sentences about values: words of a fixed set, tags, addresses.

use super::Rendered;
use super::phrases::{code, did_you_mean, listed};
use crate::{EmptyWhat, TagProblem, UrlProblem};
use proactive_catalog::WordSet;

/// What a member of the set is called, with its article.
pub(super) fn set_noun(set: WordSet) -> &'static str {
    match set {
        WordSet::ChannelType => "a kind of channel",
        WordSet::BotStatus => "a status for a bot",
        WordSet::MessageStatus => "a status for a message",
        WordSet::Event => "an event",
        WordSet::Frequency => "a frequency",
        WordSet::ScheduleKind => "a kind of schedule for a message",
        WordSet::Ask => "something that a customer is asked for",
        WordSet::ConversationControl => "a way to control conversations",
        WordSet::ReplyKind => "a kind of reply",
        WordSet::History => "a visitor's history",
        WordSet::Language => "a language that the platform knows",
        WordSet::Day => "a day of the week",
        WordSet::DeviceTag => "a language tag",
    }
}

pub(super) fn unknown(
    set: WordSet,
    found: &str,
    candidates: &[String],
    suggestion: Option<&str>,
) -> Rendered {
    Rendered::new(format!("{} is not {}", code(found), set_noun(set))).help(did_you_mean(
        suggestion,
        || match (set, candidates) {
            (WordSet::DeviceTag, _) | (_, []) => {
                "Write a tag as browsers send it, such as `fr`, `fr-CA` or `zh-Hant-TW`.".into()
            }
            (_, [only]) => format!("Only {} is possible.", code(only)),
            (_, several) => format!("Possible are {}.", listed(several, "and")),
        },
    ))
}

pub(super) fn empty(what: EmptyWhat) -> Rendered {
    match what {
        EmptyWhat::Text => {
            Rendered::new("this text is empty").help("Write something in the quotes.")
        }
        EmptyWhat::List => {
            Rendered::new("this list is empty").help("Write at least one value in the brackets.")
        }
    }
}

pub(super) fn tag(found: &str, problem: TagProblem) -> Rendered {
    match problem {
        TagProblem::Blank => Rendered::new(format!("the tag {} has a blank in it", code(found)))
            .help("Write `_` for the blank, or a comma between two tags."),
        TagProblem::Character(character) => Rendered::new(format!(
            "the tag {} has {} in it",
            code(found),
            character_noun(character)
        ))
        .help("A tag has no commas, quotes, blanks and invisible characters; leave it out."),
        TagProblem::TooLong => Rendered::new("this tag has more than 255 characters")
            .help("Shorten it; the platform takes no longer ones."),
    }
}

fn character_noun(character: char) -> String {
    match character {
        ',' => "a comma".into(),
        '"' | '\'' => "a quote".into(),
        other => format!("the invisible character U+{:04X}", u32::from(other)),
    }
}

pub(super) fn url(found: &str, problem: &UrlProblem) -> Rendered {
    match problem {
        UrlProblem::NotHttp => Rendered::new(format!("{} is not a whole address", code(found)))
            .help("Write it from `https://` on: `\"https://example.com/cart\"`."),
        UrlProblem::Malformed { reason } => {
            Rendered::new(format!("{} is not an address: {reason}", code(found)))
                .help("Copy the address of the page from a browser.")
        }
    }
}
