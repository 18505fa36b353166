//! The one list of characters that cannot be shown as they are: control characters, characters that
//! change the direction of the text around them, and characters that take no space.
//!
//! A reader cannot review what is not visible, so everything that people read goes through here:
//! literals that the tools write, messages, terminals and Markdown. The list follows the property
//! `Default_Ignorable_Code_Point` of the Unicode Character Database, without the variation
//! selectors, which choose how the character before them looks.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Why a character cannot be shown as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// A control character, or a separator of lines or paragraphs.
    Control,
    /// Changes the direction of the text: a mark, embedding, override or isolate of Unicode
    /// Standard Annex 9.
    Bidirectional,
    /// Takes no space.
    Invisible,
}

/// The characters of `text`: offset in bytes, character, and why it cannot be shown, if so.
pub fn classify(text: &str) -> impl Iterator<Item = (usize, char, Option<Hidden>)> {
    let mut characters = text.char_indices().peekable();
    // The character before this one, if it can be shown.
    let mut previous = None;
    std::iter::from_fn(move || {
        let (offset, character) = characters.next()?;
        let hidden = match character {
            ' '..='~' => None,
            // A joiner belongs in emoji and in some scripts, never next to a character of ASCII.
            '\u{200C}' | '\u{200D}' => {
                let next = characters.peek().map(|(_, next)| *next);
                (!previous.is_some_and(can_join) || !next.is_some_and(can_join))
                    .then_some(Hidden::Invisible)
            }
            // Tags after a black flag make the flag of a region.
            '\u{E0000}'..='\u{E007F}' => {
                (!previous.is_some_and(is_flag)).then_some(Hidden::Invisible)
            }
            _ => always_hidden(character),
        };
        previous = hidden.is_none().then_some(character);
        Some((offset, character, hidden))
    })
}

/// Whether `character` can be shown on its own.
#[must_use]
pub fn is_visible(character: char) -> bool {
    let depends = matches!(
        character,
        '\u{200C}' | '\u{200D}' | '\u{E0000}'..='\u{E007F}'
    );
    !depends && always_hidden(character).is_none()
}

/// Whether `character` is a black flag or a tag.
fn is_flag(character: char) -> bool {
    matches!(character, '\u{1F3F4}' | '\u{E0000}'..='\u{E007F}')
}

/// Whether `character` can be next to a joiner.
fn can_join(character: char) -> bool {
    !character.is_ascii() && is_visible(character)
}

/// Why `character` cannot be shown, whatever is around it.
fn always_hidden(character: char) -> Option<Hidden> {
    match character {
        '\u{2028}' | '\u{2029}' => Some(Hidden::Control),
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => Some(Hidden::Bidirectional),
        '\u{00AD}'
        | '\u{034F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0080}'..='\u{E00FF}'
        | '\u{E01F0}'..='\u{E0FFF}' => Some(Hidden::Invisible),
        _ => character.is_control().then_some(Hidden::Control),
    }
}

/// Writes `character` as an escape of the language: `\u{202E}`.
pub fn push_escape(character: char, to: &mut String) {
    let _ = write!(to, "\\u{{{:X}}}", u32::from(character));
}

/// A text as it can be shown on one line: tabs and line endings become spaces, everything else
/// that cannot be shown is [escaped](push_escape).
#[must_use]
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    show(text, |character, _| {
        matches!(character, '\t' | '\n' | '\r').then_some(' ')
    })
}

/// A text as it can be shown on several lines: tabs and line endings stay, everything else that
/// cannot be shown is [escaped](push_escape). A carriage return on its own is no line ending: a
/// terminal would write the rest of the line over its beginning.
#[must_use]
pub fn on_lines(text: &str) -> Cow<'_, str> {
    show(text, |character, next| match character {
        '\t' | '\n' => Some(character),
        '\r' => (next == Some('\n')).then_some(character),
        _ => None,
    })
}

/// `shown` gives the character to show for one that cannot be shown and the one after it.
fn show(text: &str, shown: impl Fn(char, Option<char>) -> Option<char>) -> Cow<'_, str> {
    if classify(text).all(|(_, _, class)| class.is_none()) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 8);
    let mut characters = classify(text).peekable();
    while let Some((_, character, class)) = characters.next() {
        let next = characters.peek().map(|(_, next, _)| *next);
        match (class, shown(character, next)) {
            (None, _) => written.push(character),
            (Some(_), Some(instead)) => written.push(instead),
            (Some(_), None) => push_escape(character, &mut written),
        }
    }
    Cow::Owned(written)
}
