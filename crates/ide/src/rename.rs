//! Rename: changes the name of a declaration or an answer together with its references.
//!
//! Where a name is declared twice, references mean the first declaration. So the first one is renamed
//! together with the references, and a later one is renamed alone, which resolves the conflict.

use std::fmt;

use proactive_catalog::{ReferenceKind, statements};
use proactive_diagnostics::{Edit, Span, TextRange};

use crate::symbol::{Occurrence, Symbol, occurrences, symbol_at};
use crate::{FilePosition, Snapshot};

/// A name that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamable {
    /// The name at the cursor, in the file of the request.
    pub range: TextRange,
    /// The current name, to start from.
    pub placeholder: Box<str>,
}

/// The reason why a name cannot be changed. Its [`Display`](fmt::Display) is a message for the
/// author, without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenameError {
    /// There is no name at the cursor.
    NoName,
    /// The name is not declared.
    Undeclared(Symbol),
    /// The new name is empty.
    Empty,
    /// The new name does not begin with a letter or `_`.
    BadStart {
        /// The new name.
        name: Box<str>,
    },
    /// The new name has a character that is not allowed in names.
    BadCharacter {
        /// The new name.
        name: Box<str>,
        /// The first such character.
        character: char,
    },
    /// The new name is a reserved word.
    Reserved {
        /// The new name.
        name: Box<str>,
    },
    /// The new name is not allowed for messages, because it has a meaning in `expect`.
    NotForMessages {
        /// The new name: `no` or `nothing`.
        name: Box<str>,
    },
    /// Another declaration has the new name.
    Taken {
        /// The declaration that has the name.
        by: Symbol,
        /// Where it is declared.
        place: Span,
    },
}

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const RULE: &str = "a name consists of letters a to z, digits, `_` and `-`, \
                            and begins with a letter or `_`";
        match self {
            Self::NoName => f.write_str(
                "only the names of brands, channels, bots, answers, schedules, segments and \
                 messages can be renamed",
            ),
            Self::Undeclared(symbol) => {
                let Symbol { kind, name, bot: _ } = symbol;
                write!(f, "there is no {} `{name}` to rename", kind.noun())
            }
            Self::Empty => write!(f, "the new name is empty; {RULE}"),
            Self::BadStart { name } => write!(f, "`{name}` is not a valid name: {RULE}"),
            Self::BadCharacter { name, character } => {
                let character = match character {
                    ' ' => "the space".to_owned(),
                    other => format!("`{}`", other.escape_debug()),
                };
                let name = name.replace(char::is_control, "");
                write!(
                    f,
                    "`{name}` is not a valid name because of {character}: {RULE}"
                )
            }
            Self::Reserved { name } => {
                write!(
                    f,
                    "`{name}` is a reserved word and cannot be used as a name"
                )
            }
            Self::NotForMessages { name } => {
                write!(
                    f,
                    "a message cannot be named `{name}`, because `expect {name}` has another \
                     meaning"
                )
            }
            Self::Taken { by, place: _ } => {
                let Symbol { kind, name, bot } = by;
                match bot {
                    Some(bot) => write!(f, "the bot `{bot}` already has an answer `{name}`"),
                    None => write!(f, "there is already a {} `{name}`", kind.noun()),
                }
            }
        }
    }
}

impl std::error::Error for RenameError {}

/// The name at a position, if it can be changed.
///
/// # Errors
///
/// Returns the reason why it cannot be changed.
pub fn prepare(snapshot: &Snapshot, position: FilePosition) -> Result<Renamable, RenameError> {
    let (symbol, span, _) = renamed(snapshot, position)?;
    Ok(Renamable {
        range: span.range,
        placeholder: symbol.name,
    })
}

/// The edits that change the name at a position, in all files, in source order. Empty if the name
/// stays the same. Whitespace around the new name is ignored.
///
/// # Errors
///
/// Returns the reason why it cannot have that name.
pub fn rename(
    snapshot: &Snapshot,
    position: FilePosition,
    name: &str,
) -> Result<Vec<Edit>, RenameError> {
    let (symbol, _, places) = renamed(snapshot, position)?;
    let name = name.trim();
    if *symbol.name == *name {
        return Ok(Vec::new());
    }
    check(snapshot, &symbol, name)?;
    let edit = |occurrence: &Occurrence| Edit {
        span: occurrence.span,
        replacement: name.to_owned(),
    };
    Ok(places.iter().map(edit).collect())
}

/// The symbol at a position, its name there, and the occurrences that change with it.
fn renamed(
    snapshot: &Snapshot,
    position: FilePosition,
) -> Result<(Symbol, Span, Vec<Occurrence>), RenameError> {
    let (symbol, span) = symbol_at(snapshot, position).ok_or(RenameError::NoName)?;
    let places = renamed_together(snapshot, &symbol, span);
    if places.iter().any(|place| place.declares) {
        Ok((symbol, span, places))
    } else {
        Err(RenameError::Undeclared(symbol))
    }
}

/// The occurrences of a symbol that are renamed together with the one at `span`.
pub(crate) fn renamed_together(
    snapshot: &Snapshot,
    symbol: &Symbol,
    span: Span,
) -> Vec<Occurrence> {
    let mut places = occurrences(snapshot, symbol);
    let first = places.iter().find(|place| place.declares).copied();
    let is_later = |place: &Occurrence| place.declares && Some(*place) != first;
    if places
        .iter()
        .any(|place| place.span == span && is_later(place))
    {
        places.retain(|place| place.span == span);
    } else {
        places.retain(|place| !is_later(place));
    }
    places
}

/// Checks whether a symbol can be renamed to `name`.
fn check(snapshot: &Snapshot, symbol: &Symbol, name: &str) -> Result<(), RenameError> {
    let is_letter = |character: char| character.is_ascii_alphabetic() || character == '_';
    let boxed = || name.into();
    let Some(first) = name.chars().next() else {
        return Err(RenameError::Empty);
    };
    let may_follow =
        |character: char| is_letter(character) || character.is_ascii_digit() || character == '-';
    if let Some(character) = name.chars().find(|&character| !may_follow(character)) {
        let name = boxed();
        return Err(RenameError::BadCharacter { name, character });
    }
    if !is_letter(first) {
        return Err(RenameError::BadStart { name: boxed() });
    }
    if statements::is_reserved(name) {
        return Err(RenameError::Reserved { name: boxed() });
    }
    if symbol.kind == ReferenceKind::Message && matches!(name, "no" | "nothing") {
        return Err(RenameError::NotForMessages { name: boxed() });
    }
    let by = Symbol {
        name: boxed(),
        ..symbol.clone()
    };
    let taken = occurrences(snapshot, &by)
        .into_iter()
        .find(|place| place.declares);
    match taken {
        Some(place) => Err(RenameError::Taken {
            by,
            place: place.span,
        }),
        None => Ok(()),
    }
}
