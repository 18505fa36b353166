//! Texts that look like another: characters that turn the direction of a text, that cannot be
//! seen, or that look like a letter of ASCII among letters of ASCII. `confusable-text`
//!
//! Look-alikes are those of Unicode Technical Standard 39 (by the `unicode-security` crate); a
//! word wholly in another script is no finding, so Russian and Greek texts are none. Only
//! characters that stand raw in the file count: an escape (`\u{202E}`) is meant.

use proactive_diagnostics::{Confusable, Fix, Problem, Span, TextRange, TextSize};
use unicode_security::confusable_detection::skeleton;
use unicode_security::mixed_script::is_potential_mixed_script_confusable_char;

use super::Lower;

impl Lower<'_> {
    /// Reports the first such character of a literal, which stands at `range`.
    pub(super) fn confusable(&mut self, source: &str, range: TextRange) {
        if source.is_ascii() {
            return;
        }
        let Some((offset, character, what)) = first_confusable(source) else {
            return;
        };
        let size = |length: usize| TextSize::new(u32::try_from(length).unwrap_or(0));
        let here = TextRange::at(range.start() + size(offset), size(character.len_utf8()));
        let replacement = match what {
            Confusable::Bidirectional(_) | Confusable::Invisible(_) => String::new(),
            Confusable::LookAlike { like, .. } => like.to_string(),
        };
        let fix = Fix::suggest(Span::local(here), replacement);
        self.lint(here, Problem::ConfusableText(what))
            .fixes
            .push(fix);
    }
}

fn first_confusable(source: &str) -> Option<(usize, char, Confusable)> {
    let mut previous = None;
    // The end of the word at hand, and whether it holds a letter of ASCII.
    let mut word = (0, false);
    for (offset, character) in source.char_indices() {
        let behind = source.get(offset + character.len_utf8()..).unwrap_or("");
        if offset >= word.0 && character.is_alphabetic() {
            let letters = source.get(offset..).unwrap_or("");
            let end = letters.find(|c: char| !c.is_alphabetic());
            let letters = letters.get(..end.unwrap_or(letters.len())).unwrap_or("");
            let has_ascii = letters.contains(|c: char| c.is_ascii_alphabetic());
            word = (offset + letters.len(), has_ascii);
        }
        let found = if character.is_ascii() {
            None
        } else if is_bidirectional(character) {
            Some(Confusable::Bidirectional(character))
        } else if is_invisible(character, previous, behind.chars().next()) {
            Some(Confusable::Invisible(character))
        } else if word.1 {
            look_alike(character)
        } else {
            None
        };
        if let Some(found) = found {
            return Some((offset, character, found));
        }
        previous = Some(character);
    }
    None
}

/// Marks, embeddings, overrides and isolates (Unicode Standard Annex 9).
fn is_bidirectional(character: char) -> bool {
    matches!(
        character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

fn is_invisible(character: char, previous: Option<char>, next: Option<char>) -> bool {
    match character {
        '\u{00AD}'
        | '\u{034F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}' => true,
        // Joiners belong to emoji and to some scripts, never between letters of ASCII.
        '\u{200C}' | '\u{200D}' => {
            let ascii = |character: Option<char>| character.is_none_or(|c| c.is_ascii());
            ascii(previous) || ascii(next)
        }
        // Tags make flags of regions behind a black flag.
        '\u{E0000}'..='\u{E007F}' => {
            !previous.is_some_and(|c| matches!(c, '\u{1F3F4}' | '\u{E0000}'..='\u{E007F}'))
        }
        _ => false,
    }
}

/// The letter of ASCII that a character looks like.
fn look_alike(character: char) -> Option<Confusable> {
    if !character.is_alphabetic() || !is_potential_mixed_script_confusable_char(character) {
        return None;
    }
    let mut buffer = [0; 4];
    let mut looks = skeleton(character.encode_utf8(&mut buffer));
    let like = looks.next().filter(char::is_ascii_alphabetic)?;
    looks.next().is_none().then_some(Confusable::LookAlike {
        found: character,
        like,
    })
}
