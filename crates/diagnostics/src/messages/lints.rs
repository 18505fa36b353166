//! Sentences about what is right, but probably not what its author wants.

use super::Rendered;
use super::phrases::{code, did_you_mean};
use crate::{AllowProblem, Confusable};
use proactive_catalog::DeclarationKind;

pub(super) fn mixed_and_or() -> Rendered {
    Rendered::new("`and` and `or` stand together without parentheses")
        .help("`and` binds tighter than `or`: put parentheses around what belongs together.")
}

pub(super) fn every_time() -> Rendered {
    Rendered::new("with `every_time`, visitors get this message again and again").help(
        "It is meant for critical or urgent messages. For others choose `once_per_visit` or \
         `once_per_customer`.",
    )
}

pub(super) fn url_is_not_absolute(found: &str, shown: Option<&str>) -> Rendered {
    match shown {
        Some(shown) => Rendered::new(format!(
            "a browser shows {} as {}",
            code(found),
            code(shown)
        ))
        .help("Write it as the browser does: the whole addresses are compared."),
        None => Rendered::new(format!("{} is only a part of an address", code(found))).help(
            "Whole addresses are compared here: write it from `https://` on, or use `contains`.",
        ),
    }
}

pub(super) fn url_needs_encoding(found: &str, shown: &str) -> Rendered {
    Rendered::new(format!(
        "a browser shows {} as {}",
        code(found),
        code(shown)
    ))
    .help("Write it as the browser does, else it is never found in an address.")
}

pub(super) fn url_host_case(found: &str, shown: &str) -> Rendered {
    Rendered::new(format!(
        "a browser shows {} as {}",
        code(found),
        code(shown)
    ))
    .help("Write the host in small letters, as browsers do.")
}

pub(super) fn wildcard(wildcard: &str) -> Rendered {
    Rendered::new(format!("{} has no special meaning here", code(wildcard))).help(
        "It is compared as it stands. `contains` finds a part of a text wherever it is; \
         `any of` takes several.",
    )
}

pub(super) fn duplicate_value(value: &str) -> Rendered {
    Rendered::new(format!("{} stands twice in this list", code(value)))
        .help("Remove one of the two; it counts once.")
}

pub(super) fn unused(kind: DeclarationKind, name: &str) -> Rendered {
    Rendered::new(format!(
        "no message uses the {} {}",
        kind.keyword(),
        code(name)
    ))
    .help("Remove it, or use it.")
}

pub(super) fn control_kept() -> Rendered {
    Rendered::new("no messages are sent while control of conversations is kept").help(
        "Write `conversation_control release`, or remove the statement: release is the default.",
    )
}

pub(super) fn too_many_messages(count: usize, limit: u64) -> Rendered {
    Rendered::new(format!(
        "the workspace has {count} messages, more than {limit}"
    ))
    .help(
        "Remove those that are no longer needed, or raise `messages` under `[limits]` in \
         `proactive.toml`.",
    )
}

pub(super) fn long_text(length: usize, limit: u64) -> Rendered {
    Rendered::new(format!(
        "this text has {length} characters, more than {limit}"
    ))
    .help(
        "Shorten it: visitors read it in a small window. The limit is `text` under `[limits]` in \
         `proactive.toml`.",
    )
}

pub(super) fn long_duration(found: &str, normal: &str) -> Rendered {
    Rendered::new(format!(
        "{} has more than 59 seconds behind its minutes",
        code(found)
    ))
    .help(format!("Write {}, which is as long.", code(normal)))
}

pub(super) fn confusable(confusable: Confusable) -> Rendered {
    match confusable {
        Confusable::Bidirectional(character) => Rendered::new(format!(
            "{} changes the direction of this text, and cannot be seen",
            number(character)
        ))
        .help(escape_help(character)),
        Confusable::Invisible(character) => {
            Rendered::new(format!("{} in this text cannot be seen", number(character)))
                .help(escape_help(character))
        }
        Confusable::LookAlike { found, like } => Rendered::new(format!(
            "{} ({}) only looks like the letter {}",
            code(&found.to_string()),
            number(found),
            code(&like.to_string())
        ))
        .help(format!(
            "Type {} anew if that is what is meant.",
            code(&like.to_string())
        )),
    }
}

/// A character by its number, as Unicode writes it: `U+200B`.
fn number(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn escape_help(character: char) -> String {
    format!(
        "Remove it, or write `\\u{{{:X}}}` if it is meant.",
        u32::from(character)
    )
}

pub(super) fn test_without_expect(name: &str) -> Rendered {
    Rendered::new(format!("the test {} has no `expect`", code(name))).help(
        "Say what must come up: `expect NAME`, `expect no NAME` or `expect nothing`. A test \
         without it proves nothing.",
    )
}

pub(super) fn unused_allow(problem: &AllowProblem) -> Rendered {
    match problem {
        AllowProblem::SilencesNothing { code: lint } => {
            Rendered::new(format!("there is no {} here to allow", code(lint.as_str())))
                .help("Remove it from the comment.")
        }
        AllowProblem::UnknownCode { word, suggestion } => {
            Rendered::new(format!("there is no lint {}", code(word)))
                .help(did_you_mean(suggestion.as_deref(), || {
                    "Run `proactive explain` for the list of them.".into()
                }))
        }
        AllowProblem::IsAnError { code: error } => Rendered::new(format!(
            "{} is an error and cannot be allowed",
            code(error.as_str())
        ))
        .help("Mend what it points at, and remove it from the comment."),
        AllowProblem::Malformed => Rendered::new("this comment allows nothing")
            .help("Write `# proactive: allow(code): reason`, with the code of a lint."),
        AllowProblem::NoReason => Rendered::new("this comment gives no reason")
            .help("Say why it is allowed: `# proactive: allow(code): reason`."),
    }
}
