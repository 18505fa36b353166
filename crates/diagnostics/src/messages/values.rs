//! Messages about values: words of a fixed set, tags and URLs.

use proactive_catalog::WordSet;

use super::phrases::{code, did_you_mean, use_one_of};
use super::rendered::Rendered;
use crate::{EmptyWhat, TagProblem, UrlProblem, WebsiteProblem};

/// The noun for a word of the set, with its article.
pub(super) fn set_noun(set: WordSet) -> &'static str {
    match set {
        WordSet::ChannelType => "a channel type",
        WordSet::BotStatus => "a status of a bot",
        WordSet::MessageStatus => "a status of a message",
        WordSet::Event => "an event",
        WordSet::Frequency => "a frequency",
        WordSet::ScheduleKind => "a kind of schedule",
        WordSet::Ask => "something to ask a customer for",
        WordSet::ConversationControl => "a setting of `conversation_control`",
        WordSet::ReplyKind => "a kind of reply",
        WordSet::History => "a visitor's history",
        WordSet::Language => "a supported language",
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
        || match candidates {
            // Only tags of devices are an open set.
            [] => "Write a tag as browsers send it, such as `fr`, `fr-CA` or `zh-Hant-TW`.".into(),
            candidates if set == WordSet::Language => {
                format!(
                    "The platform has no such language. {}",
                    use_one_of(candidates)
                )
            }
            candidates => use_one_of(candidates),
        },
    ))
}

pub(super) fn unknown_subtag(tag: &str, subtag: &str, suggestion: Option<&str>) -> Rendered {
    let message = if tag == subtag {
        format!("there is no language {}", code(subtag))
    } else {
        format!(
            "{} begins with an unknown language, {}",
            code(tag),
            code(subtag)
        )
    };
    Rendered::new(message).help(match suggestion {
        Some(meant) => {
            format!("`device` is the language of the visitor's device. Write `device {meant}`.")
        }
        None => "`device` is the language of the visitor's device, as browsers send it: `fr`, \
                 `fr-CA` or `zh-Hant-TW`. No language has this code."
            .to_owned(),
    })
}

pub(super) fn empty(what: EmptyWhat) -> Rendered {
    match what {
        EmptyWhat::Text => {
            Rendered::new("this string is empty").help("Write something between the quotes.")
        }
        EmptyWhat::List => {
            Rendered::new("this list is empty").help("Write at least one value in the brackets.")
        }
    }
}

pub(super) fn tag(found: &str, problem: TagProblem) -> Rendered {
    match problem {
        TagProblem::Blank => Rendered::new(format!("the tag {} contains white space", code(found)))
            .help("Use `_` or `-` instead of a space, or a comma between two tags."),
        TagProblem::Character(character) => Rendered::new(format!(
            "the tag {} contains {}",
            code(found),
            character_noun(character)
        ))
        .help("A tag cannot contain commas, quotes, white space or control characters."),
        TagProblem::TooLong => Rendered::new("this tag has more than 255 characters")
            .help("Shorten it to 255 characters: the platform accepts no more."),
    }
}

fn character_noun(character: char) -> String {
    match character {
        ',' => "a comma".into(),
        '"' | '\'' => "a quote".into(),
        other => format!("the control character U+{:04X}", u32::from(other)),
    }
}

pub(super) fn url(found: &str, problem: &UrlProblem) -> Rendered {
    match problem {
        UrlProblem::NotHttp { meant } => {
            let meant = meant.as_deref().unwrap_or("https://example.com/cart");
            Rendered::new(format!("{} is not a complete URL", code(found))).help(format!(
                "Start it with `https://`: {}.",
                code(&format!("\"{meant}\""))
            ))
        }
        UrlProblem::Malformed { reason } => {
            Rendered::new(format!("{} is not a valid URL: {reason}", code(found)))
                .help("Copy the URL of the page from a browser.")
        }
        UrlProblem::Website { problem, meant } => {
            let (what, rule) = match problem {
                WebsiteProblem::Query => (
                    "has a query",
                    "A website covers its pages with any query, so leave out the `?` and what follows",
                ),
                WebsiteProblem::Fragment => (
                    "has a fragment",
                    "A website covers its pages with any fragment, so leave out the `#` and what \
                     follows",
                ),
                WebsiteProblem::User => (
                    "has a user name",
                    "Browsers do not show user names and passwords, so leave them out",
                ),
                WebsiteProblem::Star if meant.is_some() => (
                    "ends with a `*`",
                    "A website covers all pages below its path, so leave out the `*`",
                ),
                WebsiteProblem::Star => (
                    "has a `*` where it has no meaning",
                    "Only `*.` at the start of the host has a meaning: \
                     `\"https://*.example.com\"` is every subdomain of `example.com`",
                ),
            };
            let help = match meant {
                Some(meant) => format!("{rule}: {}.", code(&format!("\"{meant}\""))),
                None => format!("{rule}."),
            };
            Rendered::new(format!("the website {} {what}", code(found))).help(help)
        }
    }
}
