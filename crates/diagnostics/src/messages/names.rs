//! Messages about names and what they refer to.

use proactive_catalog::{DeclarationKind, ReferenceKind};

use super::phrases::{code, did_you_mean, listed};
use super::rendered::Rendered;

pub(super) fn reserved(word: &str) -> Rendered {
    Rendered::new(format!(
        "{} is a keyword and cannot be used as a name",
        code(word)
    ))
    .help(format!(
        "Choose another name, such as {}.",
        code(&format!("my_{word}"))
    ))
}

pub(super) fn duplicate(kind: Option<DeclarationKind>, name: &str) -> Rendered {
    match kind {
        Some(DeclarationKind::Account) => Rendered::new("the account is declared twice")
            .help("A workspace has one account: move these statements to the first declaration."),
        Some(DeclarationKind::Test) => Rendered::new(format!("two tests are named {}", code(name)))
            .help("Give one of them another name, so that reports can tell them apart."),
        Some(
            kind @ (DeclarationKind::Brand
            | DeclarationKind::Channel
            | DeclarationKind::Bot
            | DeclarationKind::Schedule
            | DeclarationKind::Segment
            | DeclarationKind::Message),
        ) => Rendered::new(format!(
            "the {} {} is declared twice",
            kind.keyword(),
            code(name)
        ))
        .help("Rename one of them. All files of a workspace share the same names."),
        None => Rendered::new(format!("this bot has two answers named {}", code(name)))
            .help("Rename one of them."),
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
            ReferenceKind::Answer => format!("Add it to the bot: {}.", form("\"…\"")),
            ReferenceKind::Segment => format!(
                "Declare it with {}, or compare a field, as in `visitor.url contains \"/cart\"`.",
                form("when …")
            ),
        }
    }))
}

pub(super) fn cycle(start: &[String], omitted: usize, end: &[String]) -> Rendered {
    let name = start.first().map_or("", String::as_str);
    let mut path: Vec<_> = start.iter().map(|name| code(name)).collect();
    if omitted > 0 {
        path.push(format!("… {omitted} more …"));
    }
    path.extend(end.iter().map(|name| code(name)));
    Rendered::new(format!("the segment {} refers to itself", code(name))).help(format!(
        "The cycle is {}. Rewrite one of these segments without the next.",
        path.join(" → ")
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
        .help(format!(
            "Write `status published` in the bot {}, or choose another bot.",
            code(bot)
        ));
    }
    let published = if on.is_empty() {
        "It is not published on any channel".to_owned()
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
