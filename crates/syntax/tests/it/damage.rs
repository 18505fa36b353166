//! Ways to damage a text.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::corpus::pieces;

/// A change of a text. Positions are fractions of its length, moved to the next character boundary.
#[derive(Debug, Clone)]
pub enum Damage {
    /// Deletes a number of characters.
    Delete(Index, usize),
    /// Inserts something.
    Insert(Index, String),
    /// Replaces a character.
    Replace(Index, char),
    /// Truncates the text.
    Cut(Index),
    /// Inserts a fragment of another text.
    Splice(Index, Index, usize),
    /// Duplicates a fragment.
    Repeat(Index, usize),
}

/// A single change, or one that deletes and splices.
pub fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![
        4 => select(pieces()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop_oneof![
        (any::<Index>(), 1..3_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        (any::<Index>(), 1..80_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        (any::<Index>(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        (any::<Index>(), any::<char>()).prop_map(|(at, other)| Damage::Replace(at, other)),
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), any::<Index>(), 1..200_usize)
            .prop_map(|(at, from, length)| Damage::Splice(at, from, length)),
        (any::<Index>(), 1..60_usize).prop_map(|(at, length)| Damage::Repeat(at, length)),
    ]
}

impl Damage {
    /// Damages `text`; `other` is the text to splice in.
    pub fn apply(&self, text: &str, other: &str) -> String {
        match self {
            Self::Delete(at, length) => {
                let range = piece(text, *at, *length);
                format!("{}{}", &text[..range.start], &text[range.end..])
            }
            Self::Insert(at, new) => {
                let at = piece(text, *at, 0).start;
                format!("{}{new}{}", &text[..at], &text[at..])
            }
            Self::Replace(at, new) => {
                let range = piece(text, *at, 1);
                format!("{}{new}{}", &text[..range.start], &text[range.end..])
            }
            Self::Cut(at) => text[..piece(text, *at, 0).start].to_owned(),
            Self::Splice(at, from, length) => {
                let at = piece(text, *at, 0).start;
                let new = &other[piece(other, *from, *length)];
                format!("{}{new}{}", &text[..at], &text[at..])
            }
            Self::Repeat(at, length) => {
                let range = piece(text, *at, *length);
                let again = &text[range.clone()];
                format!("{}{again}{}", &text[..range.end], &text[range.end..])
            }
        }
    }
}

/// A number of characters of a text, from an offset.
fn piece(text: &str, at: Index, length: usize) -> std::ops::Range<usize> {
    let mut start = at.index(text.len() + 1);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let end = text[start..]
        .char_indices()
        .nth(length)
        .map_or(text.len(), |(offset, _)| start + offset);
    start..end
}
