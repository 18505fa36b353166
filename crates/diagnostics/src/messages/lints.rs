//! Messages about text that is valid, but probably not what its author wants.

use proactive_catalog::DeclarationKind;
use proactive_catalog::adapters::Adapter;

use super::phrases::{code, did_you_mean};
use super::rendered::Rendered;
use crate::{AllowProblem, UnsupportedRequest};

pub(super) fn mixed_and_or() -> Rendered {
    Rendered::new("`and` and `or` are mixed without parentheses").help(
        "`and` binds tighter than `or`. Put parentheses around the parts that belong together.",
    )
}

pub(super) fn every_time() -> Rendered {
    Rendered::new("with `every_time`, visitors see this message again and again").help(
        "Keep it for critical or urgent messages. For others, use `once_per_visit` or \
         `once_per_customer`.",
    )
}

pub(super) fn duplicate_value(value: &str) -> Rendered {
    Rendered::new(format!("{} appears twice in this list", code(value))).help(
        "Repeating a value changes nothing. Another one was probably meant, or one is enough.",
    )
}

pub(super) fn unused(kind: DeclarationKind, name: &str) -> Rendered {
    Rendered::new(format!(
        "no message uses the {} {}",
        kind.keyword(),
        code(name)
    ))
    .help("Use it in a message, or remove it.")
}

pub(super) fn control_kept() -> Rendered {
    Rendered::new("no messages are sent while the account keeps control of conversations").help(
        "Write `conversation_control release`, or leave the statement out: `release` is the \
         default.",
    )
}

pub(super) fn too_many_messages(count: usize, limit: u64) -> Rendered {
    Rendered::new(format!(
        "the workspace has {count} messages; the limit is {limit}"
    ))
    .help(
        "Remove messages that you no longer need, or raise `messages` under `[limits]` in \
         `proactive.toml`.",
    )
}

pub(super) fn long_text(length: usize, limit: u64) -> Rendered {
    Rendered::new(format!(
        "this text has {length} characters; the limit is {limit}"
    ))
    .help(
        "Shorten it: visitors read it in a small window. To change the limit, set `text` under \
         `[limits]` in `proactive.toml`.",
    )
}

pub(super) fn unsupported_by_target(adapter: Adapter, request: &UnsupportedRequest) -> Rendered {
    let widget = adapter.name();
    match request {
        UnsupportedRequest::Tags => Rendered::new(format!(
            "these tags are lost: {widget} cannot tag conversations"
        ))
        .help(format!(
            "Let a rule in {widget} tag the conversations. If the tags have another use, allow this \
             lint."
        )),
        UnsupportedRequest::BotAnswer { answer } => Rendered::new(format!(
            "the answer {} is not given: {widget} cannot start a bot, its window only opens",
            code(answer)
        ))
        .help(format!(
            "Set up a bot in {widget} that starts with the conversation, or reply with \
             `reply agent \"…\"`."
        )),
        UnsupportedRequest::NameAlone => Rendered::new(format!(
            "the name is lost: {widget} takes one only together with an e-mail address"
        ))
        .help("Ask for both: `ask name, email`."),
    }
}

pub(super) fn placeholder_text(text: &str) -> Rendered {
    Rendered::new(format!(
        "visitors would read the placeholder {}",
        code(text)
    ))
    .help(
        "Write the text that visitors should read. Until then, `status draft` keeps the message \
         from them.",
    )
}

pub(super) fn long_duration(found: &str, normal: &str) -> Rendered {
    Rendered::new(format!(
        "{} has minutes and more than 59 seconds",
        code(found)
    ))
    .help(format!("Write {}, which is the same.", code(normal)))
}

pub(super) fn test_without_expect(name: &str) -> Rendered {
    Rendered::new(format!("the test {} has no `expect`", code(name))).help(
        "Add what should happen: `expect NAME`, `expect no NAME` or `expect nothing`. Without it, \
         the test cannot fail.",
    )
}

pub(super) fn unused_allow(problem: &AllowProblem) -> Rendered {
    match problem {
        AllowProblem::SilencesNothing { code: lint } => {
            Rendered::new(format!("there is no {} here to allow", code(lint.as_str())))
                .help("The comment is no longer needed for this code.")
        }
        AllowProblem::UnknownCode { word, suggestion } => {
            Rendered::new(format!("there is no lint {}", code(word)))
                .help(did_you_mean(suggestion.as_deref(), || {
                    "Run `proactive explain` for a list of all lints.".into()
                }))
        }
        AllowProblem::IsAnError { code: error } => Rendered::new(format!(
            "{} is an error, and errors cannot be allowed",
            code(error.as_str())
        ))
        .help("Fix the error instead. Only lints can be allowed."),
        AllowProblem::Malformed => Rendered::new("this `allow` comment is malformed")
            .help("Write `# proactive: allow(code): reason`, with the code of a lint."),
        AllowProblem::NoReason => Rendered::new("this `allow` comment has no reason")
            .help("Say why the lint is allowed: `# proactive: allow(code): reason`."),
    }
}
