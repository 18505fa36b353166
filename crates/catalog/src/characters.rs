//! The one list of characters that cannot be shown as they are: control characters, characters that
//! change the direction of the text around them, and characters that take no space.
//!
//! A reader cannot review what is not visible, so everything that people read goes through here:
//! literals that the tools write, messages, terminals and Markdown. The list follows the property
//! `Default_Ignorable_Code_Point` of the Unicode Character Database.
//!
//! Emoji and some scripts need characters of the list. These are shown as they are where they
//! belong, and only there, since any number of them could hide a text elsewhere: one variation
//! selector after the character whose look it chooses, joiners between two characters, and the few
//! tags that name the flag of a region (Unicode Technical Standard 51).

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
    // How many more tags can follow.
    let mut tags = 0;
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
            _ if is_selector(character) => {
                (!previous.is_some_and(|it| can_vary(it, character))).then_some(Hidden::Invisible)
            }
            '\u{E0000}'..='\u{E007F}' => {
                let is_flag = tags > 0 && previous.is_some_and(is_flag);
                (!is_flag || !is_region(character)).then_some(Hidden::Invisible)
            }
            _ => always_hidden(character),
        };
        tags = match character {
            BLACK_FLAG => MAX_TAGS,
            CANCEL_TAG => 0,
            _ => tags.saturating_sub(1),
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
    !depends && !is_selector(character) && always_hidden(character).is_none()
}

/// Waving black flag: tags after it make it the flag of a region.
const BLACK_FLAG: char = '\u{1F3F4}';

/// Ends the tags of a flag.
const CANCEL_TAG: char = '\u{E007F}';

/// The most tags of a flag: the letters and digits of a region such as `gbeng`, and the one that
/// ends them.
const MAX_TAGS: usize = 7;

/// Whether `character` is a black flag or a tag.
fn is_flag(character: char) -> bool {
    matches!(character, BLACK_FLAG | '\u{E0000}'..='\u{E007F}')
}

/// Whether `character` is a tag of a letter or digit, or the one that ends them.
fn is_region(character: char) -> bool {
    matches!(
        character,
        '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}' | CANCEL_TAG
    )
}

/// Whether `character` is a variation selector.
fn is_selector(character: char) -> bool {
    matches!(
        character,
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// Whether `selector` can choose how `character` looks. Of ASCII only what is on a keycap looks
/// different, as text or as emoji.
fn can_vary(character: char, selector: char) -> bool {
    match character {
        '0'..='9' | '#' | '*' => matches!(selector, '\u{FE0E}' | '\u{FE0F}'),
        _ => !character.is_ascii() && is_visible(character),
    }
}

/// Whether `character` can be next to a joiner.
fn can_join(character: char) -> bool {
    !character.is_ascii() && (is_visible(character) || is_selector(character))
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
