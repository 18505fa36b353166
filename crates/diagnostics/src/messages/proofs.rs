//! Sentences about what is proved of conditions, each with a visitor who shows it.

use super::Rendered;
use super::phrases::{code, listed};
use crate::{Redundancy, Witness};
use proactive_catalog::DeclarationKind;

pub(super) fn never(
    kind: DeclarationKind,
    name: &str,
    parts: &[String],
    witness: Option<&Witness>,
) -> Rendered {
    let who = who_is_let_in("nobody", kind, name);
    match parts {
        [] => Rendered::new(who),
        [part] => Rendered::new(format!("{who}: {} never holds", code(part)))
            .help("Change or remove this part of the condition."),
        [..] => Rendered::new(format!(
            "{who}: {} contradict each other",
            listed(parts, "and")
        ))
        .help(with_witness(
            "No visitor fulfils them all. Take one of them out, or join them with `or`.",
            "Without the part pointed at, this one would count",
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
    let who = who_is_let_in("everybody", kind, name);
    match parts {
        [] => Rendered::new(who),
        [part] => Rendered::new(format!("{who}: {} always holds", code(part)))
            .help("Write `when always` if that is meant."),
        [..] => Rendered::new(format!(
            "{who}: one of {} always holds",
            listed(parts, "and")
        ))
        .help(with_witness(
            "Negatives are usually joined with `and`. Write `when always` if everybody is meant.",
            "Only the part pointed at lets in this one",
            witness,
        )),
    }
}

pub(super) fn redundant(
    part: &str,
    why: Redundancy,
    because: &[String],
    witness: Option<&Witness>,
) -> Rendered {
    let part = code(part);
    let message = match (why, because) {
        (Redundancy::Holds, []) => format!("{part} adds nothing: it always holds"),
        (Redundancy::Fails, []) => format!("{part} adds nothing: it never holds"),
        (Redundancy::Holds, because) => {
            format!(
                "{part} adds nothing: {} demands as much",
                listed(because, "and")
            )
        }
        (Redundancy::Fails, because) => format!(
            "{part} adds nothing: {} lets in everybody whom it would",
            listed(because, "or")
        ),
    };
    Rendered::new(message).help(with_witness(
        "Remove it; the same visitors are meant.",
        "Without the other part, it would decide on this visitor",
        witness,
    ))
}

pub(super) fn shadowed(name: &str, by: &str, witness: &Witness) -> Rendered {
    Rendered::new(format!(
        "whoever would get the message {} gets {} first",
        code(name),
        code(by)
    ))
    .help(format!(
        "Put what is special above what is general, or let it be due earlier. This visitor gets \
         {} first: {}.",
        code(by),
        visitor(witness)
    ))
}

pub(super) fn duplicate_message(name: &str, of: &str, witness: &Witness) -> Rendered {
    Rendered::new(format!(
        "the message {} has the audience, the moment and the hours of {}",
        code(name),
        code(of)
    ))
    .help(format!(
        "Remove one of them, or change who gets it, or when. This visitor is meant by both: {}.",
        visitor(witness)
    ))
}

fn with_witness(advice: &str, introduction: &str, witness: Option<&Witness>) -> String {
    match witness {
        Some(witness) => format!("{advice} {introduction}: {}.", visitor(witness)),
        None => advice.to_owned(),
    }
}

/// A visitor on a page: `a new visitor on `https://acme.fr/`, language `fr``.
/// A visitor in words, without a full stop: `a new visitor on …, language fr`.
#[must_use]
pub fn visitor(witness: &Witness) -> String {
    let mut said = format!("a {} visitor on {}", witness.history, code(&witness.url));
    if !witness.title.is_empty() {
        said.push_str(&format!(", title {}", code(&witness.title)));
    }
    said.push_str(&format!(", language {}", code(&witness.language)));
    if let Some(moment) = &witness.moment {
        said.push_str(&format!(", at {moment}"));
    }
    said
}

/// `nobody gets the message …`, `everybody belongs to the segment …`.
fn who_is_let_in(who: &str, kind: DeclarationKind, name: &str) -> String {
    match kind {
        DeclarationKind::Message => format!("{who} gets the message {}", code(name)),
        DeclarationKind::Account
        | DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Segment
        | DeclarationKind::Test => {
            format!("{who} belongs to the {} {}", kind.keyword(), code(name))
        }
    }
}
