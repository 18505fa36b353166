//! Messages about what was proved of conditions, each with a visitor as an example.

use proactive_catalog::{DeclarationKind, Field};

use super::phrases::{code, listed, written};
use super::rendered::Rendered;
use crate::{Redundancy, ShadowAdvice, Witness};

pub(super) fn never(
    kind: DeclarationKind,
    name: &str,
    parts: &[String],
    witness: Option<&Witness>,
) -> Rendered {
    let subject = declaration(kind, name);
    let message = match kind {
        DeclarationKind::Message => format!("{subject} is never shown"),
        DeclarationKind::Account
        | DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Segment
        | DeclarationKind::Test => format!("{subject} never matches"),
    };
    match parts {
        [] => Rendered::new(message),
        [part] => Rendered::new(format!("{message}: {} is never true", code(part)))
            .help("Change this part of the condition: no visitor can match it."),
        [..] => Rendered::new(format!(
            "{message}: {} cannot {} be true",
            listed(parts, "and"),
            if parts.len() == 2 { "both" } else { "all" }
        ))
        .help(with_witness(
            "No visitor can match all of them. If one of them is enough, join them with `or`.",
            "The other parts match this visitor, for example",
            witness,
        )),
    }
}

pub(super) fn always(
    kind: DeclarationKind,
    name: &str,
    parts: &[String],
    witness: Option<&Witness>,
) -> Rendered {
    let message = format!("{} matches every visitor", declaration(kind, name));
    match parts {
        [] => Rendered::new(message),
        [part] => Rendered::new(format!("{message}: {} is always true", code(part)))
            .help("If you mean everyone, write `when always`."),
        [..] => Rendered::new(format!(
            "{message}: at least one of {} is always true",
            listed(parts, "and")
        ))
        .help(with_witness(
            "Negative comparisons are usually joined with `and`. If you mean everyone, write \
             `when always`.",
            "Only this part matches the following visitor",
            witness,
        )),
    }
}

pub(super) fn negatives_joined_by_or(
    parts: &[String],
    instead: &str,
    witness: Option<&Witness>,
) -> Rendered {
    Rendered::new(format!(
        "{} are joined by `or`: a visitor who is excluded by only one of them still matches",
        listed(parts, "and")
    ))
    .help(with_witness(
        &format!("To exclude all of them, write {}.", written(instead)),
        "As it is, this visitor matches, for example",
        witness,
    ))
}

pub(super) fn redundant(
    part: &str,
    why: Redundancy,
    because: &[String],
    witness: Option<&Witness>,
) -> Rendered {
    let part = code(part);
    let message = match (why, because) {
        (Redundancy::Holds, []) => format!("{part} is redundant: it is always true"),
        (Redundancy::Fails, []) => format!("{part} is redundant: it is never true"),
        (Redundancy::Holds, because) => format!(
            "{part} is redundant: {} already {} it",
            listed(because, "and"),
            verb(because, "requires", "require")
        ),
        (Redundancy::Fails, because) => format!(
            "{part} is redundant: {} already {} every visitor that it matches",
            listed(because, "and"),
            verb(because, "matches", "match")
        ),
    };
    let advice = "Without it, the condition matches the same visitors. If another comparison was \
                  meant, change it.";
    if because.is_empty() {
        return Rendered::new(message).help(advice);
    }
    Rendered::new(message).help(with_witness(
        advice,
        "Without the other part, it would decide about this visitor",
        witness,
    ))
}

/// The form of a verb that fits as many subjects as there are items.
fn verb(items: &[String], singular: &'static str, plural: &'static str) -> &'static str {
    if items.len() == 1 { singular } else { plural }
}

pub(super) fn shadowed(name: &str, by: &str, advice: &ShadowAdvice, witness: &Witness) -> Rendered {
    let exclude = format!("exclude its visitors from {}", code(by));
    let advice = match advice {
        ShadowAdvice::ChangeAudience => format!(
            "Both have the same audience, so only one of them can be shown. Change who gets {}",
            code(name)
        ),
        ShadowAdvice::MoveAbove => format!("Move {} above {}, or {exclude}", code(name), code(by)),
        ShadowAdvice::ShorterDelay { than } => format!(
            "Give {} a shorter delay than the {} of {}, or {exclude}",
            code(name),
            code(than),
            code(by)
        ),
        ShadowAdvice::OnPageLoad { is_above: true } => {
            format!("Write `on page_load` in {}, or {exclude}", code(name))
        }
        ShadowAdvice::OnPageLoad { is_above: false } => format!(
            "Write `on page_load` in {} and move it above {}, or {exclude}",
            code(name),
            code(by)
        ),
    };
    Rendered::new(format!(
        "{} is never shown: everyone who matches it gets {} first",
        code(name),
        code(by)
    ))
    .help(format!(
        "{advice}. This visitor, for example, gets {} first: {}.",
        code(by),
        visitor(witness)
    ))
}

pub(super) fn duplicate_message(name: &str, of: &str, witness: &Witness) -> Rendered {
    Rendered::new(format!(
        "the message {} has the same audience, delay and hours as {}",
        code(name),
        code(of)
    ))
    .help(format!(
        "Only one of them can be shown. Change who gets {}, or when. This visitor, for example, \
         matches both: {}.",
        code(name),
        visitor(witness)
    ))
}

fn with_witness(advice: &str, introduction: &str, witness: Option<&Witness>) -> String {
    match witness {
        Some(witness) => format!("{advice} {introduction}: {}.", visitor(witness)),
        None => advice.to_owned(),
    }
}

/// A visitor in words, without a full stop: `a new visitor on `https://acme.fr/`, language `fr``.
#[must_use]
pub fn visitor(witness: &Witness) -> String {
    let history = &witness.values[Field::VisitorHistory];
    let url = &witness.values[Field::VisitorUrl];
    let mut words = format!("a {history} visitor on {}", code(url));
    for (field, value) in witness.values.iter() {
        // The first words already name these two.
        if field == Field::VisitorUrl || field == Field::VisitorHistory || value.is_empty() {
            continue;
        }
        words.push_str(&format!(", {} {}", field.info().name, code(value)));
    }
    if let Some(moment) = &witness.moment {
        words.push_str(&format!(", at {moment}"));
    }
    words
}

/// `the message `welcome``
fn declaration(kind: DeclarationKind, name: &str) -> String {
    format!("the {} {}", kind.keyword(), code(name))
}
