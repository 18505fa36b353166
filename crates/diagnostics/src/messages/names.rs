//! Sentences about names, and about what they stand for.

use super::Rendered;
use super::phrases::{code, did_you_mean, listed};
use proactive_catalog::{DeclarationKind, ReferenceKind};

pub(super) fn reserved(word: &str) -> Rendered {
    Rendered::new(format!(
        "{} is a word of the language and cannot be a name",
        code(word)
    ))
    .help(format!(
        "Choose another name, for example {}.",
        code(&format!("my_{word}"))
    ))
}

pub(super) fn duplicate(kind: Option<DeclarationKind>, name: &str) -> Rendered {
    match kind {
        Some(DeclarationKind::Account) => Rendered::new("the account is declared twice")
            .help("There is only one: put everything in the first, and remove this one."),
        Some(DeclarationKind::Test) => {
            Rendered::new(format!("two tests are called {}", code(name)))
                .help("Give one of them another name, so that they can be told apart.")
        }
        Some(kind) => Rendered::new(format!(
            "the {} {} is declared twice",
            kind.keyword(),
            code(name)
        ))
        .help("Rename one of the two; all files of a workspace share their names."),
        None => Rendered::new(format!("this bot has two answers {}", code(name)))
            .help("Rename one of the two."),
    }
}

pub(super) fn unresolved(
    kind: ReferenceKind,
    name: &str,
    of_bot: Option<&str>,
    suggestion: Option<&str>,
) -> Rendered {
    let message = match of_bot {
        Some(bot) => format!("the bot {} has no answer {}", code(bot), code(name)),
        None => format!("there is no {} {}", kind.noun(), code(name)),
    };
    Rendered::new(message).help(did_you_mean(suggestion, || {
        let form = |rest: &str| code(&format!("{} {name} {rest}", kind.noun()));
        match kind {
            ReferenceKind::Brand => format!("Declare it: {}.", form("\"…\"")),
            ReferenceKind::Channel
            | ReferenceKind::Bot
            | ReferenceKind::Schedule
            | ReferenceKind::Message => format!("Declare it: {}.", form("\"…\" { … }")),
            ReferenceKind::Answer => {
                format!("Add it to the block of the bot: {}.", form("\"…\""))
            }
            ReferenceKind::Segment => format!(
                "Declare it, {}, or compare a field, as in `visitor.url contains \"/cart\"`.",
                form("when …")
            ),
        }
    }))
}

/// How many steps of a way are shown.
const STEPS: usize = 12;

pub(super) fn cycle(way: &[String]) -> Rendered {
    let name = way.first().map_or("", String::as_str);
    let mut round: Vec<_> = way.iter().map(|name| code(name)).collect();
    if round.len() > STEPS {
        round.splice(STEPS / 2..round.len() - STEPS / 2, ["…".to_owned()]);
    }
    Rendered::new(format!("the segment {} uses itself", code(name))).help(format!(
        "The way round is {}. Take one of these steps out.",
        round.join(" → ")
    ))
}

pub(super) fn channel_brand(channel: &str, connected: &str, given: &str) -> Rendered {
    Rendered::new(format!(
        "the channel {} is connected to the brand {}, not to {}",
        code(channel),
        code(connected),
        code(given)
    ))
    .help(format!(
        "Write {}, or choose a channel that is connected to {}.",
        code(&format!("brand {connected}")),
        code(given)
    ))
}

pub(super) fn bot_channel(bot: &str, channel: &str, draft: bool, on: &[String]) -> Rendered {
    if draft {
        return Rendered::new(format!(
            "the bot {} is a draft, so it cannot reply",
            code(bot)
        ))
        .help("Change its status to `status published`, or choose another bot.");
    }
    let published = if on.is_empty() {
        "It is published nowhere".to_owned()
    } else {
        format!("It is published on {}", listed(on, "and"))
    };
    Rendered::new(format!(
        "the bot {} is not published on the channel {}",
        code(bot),
        code(channel)
    ))
    .help(format!(
        "{published}. Add {} to its `channels`, or choose another bot.",
        code(channel)
    ))
}
