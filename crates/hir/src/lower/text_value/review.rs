//! Finds what is wrong with a text that a condition compares, and corrects it step by step until
//! nothing is wrong with it.

use super::correction::{Correction, Doubt, Extent, Review, TextKind, one_or_any};
use super::pattern::Pattern;
use super::{address, pasted};

/// The most corrections of one text. Each removes something, so more would be a cycle.
const MAX_STEPS: usize = 8;

/// Finds what is wrong with a text. Texts come before addresses: what was pasted with the text,
/// then patterns, then how browsers write it.
pub(super) fn review(kind: TextKind, extent: Extent, text: &str) -> Option<Review> {
    if is_plain(kind, extent, text) {
        return None;
    }
    pasted::review(kind, extent, text)
        .or_else(|| pattern(kind, extent, text))
        .or_else(|| match kind {
            TextKind::Address => address::review(extent, text),
            TextKind::Title => None,
        })
}

/// Whether it is quick to see that nothing is wrong, as with most values.
fn is_plain(kind: TextKind, extent: Extent, text: &str) -> bool {
    let allowed: &[u8] = match (kind, extent) {
        (TextKind::Address, Extent::Whole) => return false,
        (TextKind::Address, Extent::Part) if !text.starts_with(['/', '?']) => return false,
        (TextKind::Address, Extent::Part) => b"-_/.?=&+~",
        (TextKind::Title, Extent::Whole) if text.trim() != text => return false,
        (TextKind::Title, _) => b"_ ",
    };
    // Two slashes, dots or spaces in a row may mean something.
    let mut previous = 0;
    text.bytes().all(|byte| {
        let twice = byte == previous && !byte.is_ascii_alphanumeric();
        previous = byte;
        !twice && (byte.is_ascii_alphanumeric() || allowed.contains(&byte))
    })
}

fn pattern(kind: TextKind, extent: Extent, text: &str) -> Option<Review> {
    let Pattern {
        sign,
        is_wildcard,
        alternatives,
        has_gap,
        anchored,
    } = Pattern::parse(kind, extent, text)?;
    let doubt = match is_wildcard {
        true => Doubt::Wildcard,
        false => Doubt::Pattern(sign),
    };
    let is_telling = !alternatives.is_empty() && alternatives.iter().all(|all| !all.is_empty());
    if !is_telling {
        return Some(Review::new(doubt, Vec::new(), false));
    }
    let firsts = || alternatives.iter().flatten().take(1);
    let can_be_whole = match (kind, extent) {
        (_, Extent::Whole) | (TextKind::Title, Extent::Part) => true,
        (TextKind::Address, Extent::Part) => firsts().all(|part| part.starts_with("http")),
    };
    let is_whole = can_be_whole
        && !has_gap
        && match extent {
            Extent::Whole => anchored.0 == anchored.1,
            Extent::Part => anchored == (true, true),
        };
    let extents: &[Extent] = match (is_whole, extent) {
        (false, _) => &[Extent::Part],
        (true, Extent::Whole) => &[Extent::Whole],
        (true, Extent::Part) => &[Extent::Whole, Extent::Part],
    };
    let mut corrections = Vec::new();
    if alternatives.iter().all(|parts| parts.len() == 1) {
        let mut texts: Vec<String> = Vec::new();
        for text in alternatives.into_iter().flatten() {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        corrections.extend(
            extents
                .iter()
                .map(|&extent| one_or_any(extent, texts.clone())),
        );
    } else if let [parts] = alternatives.as_slice() {
        corrections.push(Correction::AllOf(parts.clone()));
    }
    Some(Review::new(doubt, corrections, false))
}

/// A correction after which nothing is wrong with its texts, as far as they can be corrected.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) correction: Correction,
    /// Whether nothing is wrong with the result, and each step was certain.
    pub(super) is_certain: bool,
}

/// Corrects the texts of a correction until nothing is wrong with them.
pub(super) fn settle(kind: TextKind, correction: Correction) -> Settled {
    match correction {
        Correction::One(extent, text) => settle_text(kind, extent, text),
        Correction::AnyOf(extent, texts) => settle_any(kind, extent, texts),
        Correction::Other(kind, extent, text) => {
            let settled = settle_text(kind, extent, text.clone());
            let correction = match settled.correction {
                Correction::One(extent, text) => Correction::Other(kind, extent, text),
                Correction::AnyOf(..) | Correction::AllOf(_) | Correction::Other(..) => {
                    Correction::Other(kind, extent, text)
                }
            };
            Settled {
                correction,
                is_certain: false,
            }
        }
        Correction::AllOf(texts) => {
            let settled: Option<Vec<String>> = texts
                .iter()
                .map(|text| match settle_text(kind, Extent::Part, text.clone()) {
                    Settled {
                        correction: Correction::One(Extent::Part, text),
                        ..
                    } => Some(text),
                    _ => None,
                })
                .collect();
            Settled {
                correction: Correction::AllOf(settled.unwrap_or(texts)),
                is_certain: false,
            }
        }
    }
}

fn settle_any(kind: TextKind, extent: Extent, texts: Vec<String>) -> Settled {
    let mut is_certain = true;
    let mut settled: Vec<String> = Vec::new();
    let mut extents = Vec::new();
    for text in &texts {
        let one = settle_text(kind, extent, text.clone());
        is_certain &= one.is_certain;
        let (extent, all) = match one.correction {
            Correction::One(extent, text) => (extent, vec![text]),
            Correction::AnyOf(extent, texts) => (extent, texts),
            Correction::AllOf(_) | Correction::Other(..) => {
                let correction = Correction::AnyOf(extent, texts);
                return Settled {
                    correction,
                    is_certain: false,
                };
            }
        };
        extents.push(extent);
        for text in all {
            if !settled.contains(&text) {
                settled.push(text);
            }
        }
    }
    // A list has one operator. Parts of addresses are found by `contains` only.
    let extent = match extents.contains(&Extent::Part) {
        true => Extent::Part,
        false => extent,
    };
    Settled {
        correction: one_or_any(extent, settled),
        is_certain,
    }
}

fn settle_text(kind: TextKind, mut extent: Extent, mut text: String) -> Settled {
    let mut is_certain = true;
    for _ in 0..MAX_STEPS {
        let Some(found) = review(kind, extent, &text) else {
            return Settled {
                correction: Correction::One(extent, text),
                is_certain,
            };
        };
        is_certain &= found.is_certain;
        match found.corrections.into_iter().next() {
            Some(Correction::One(other, corrected)) if (other, &corrected) != (extent, &text) => {
                extent = other;
                text = corrected;
            }
            Some(Correction::AnyOf(extent, texts)) if !texts.contains(&text) => {
                let any = settle_any(kind, extent, texts);
                let is_certain = is_certain && any.is_certain;
                return Settled { is_certain, ..any };
            }
            Some(other @ (Correction::AllOf(_) | Correction::Other(..))) => {
                return settle(kind, other);
            }
            Some(Correction::One(..) | Correction::AnyOf(..)) | None => break,
        }
    }
    Settled {
        correction: Correction::One(extent, text),
        is_certain: false,
    }
}
