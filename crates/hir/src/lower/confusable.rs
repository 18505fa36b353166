//! Texts that look like other texts: characters that change the direction of the text, that are
//! invisible, or that look like an ASCII letter in a word with ASCII letters. `confusable-text`
//!
//! Look-alikes are those of Unicode Technical Standard 39 (by the `unicode-security` crate). A word
//! that is wholly in another script is not reported, so Russian and Greek texts are fine. Only raw
//! characters in the file count: an escape (`\u{202E}`) is intended.

use proactive_catalog::characters::{Hidden, classify};
use proactive_diagnostics::{Confusable, Fix, Problem, Span, TextRange, TextSize};
use unicode_security::confusable_detection::skeleton;
use unicode_security::mixed_script::is_potential_mixed_script_confusable_char;

use super::Lower;

impl Lower<'_> {
    /// Reports the first confusable character of the literal at `range`.
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
    // The end of the current word, and whether it contains an ASCII letter.
    let mut word = (0, false);
    for (offset, character, hidden) in classify(source) {
        if offset >= word.0 && character.is_alphabetic() {
            let letters = source.get(offset..).unwrap_or("");
            let end = letters.find(|c: char| !c.is_alphabetic());
            let letters = letters.get(..end.unwrap_or(letters.len())).unwrap_or("");
            let has_ascii = letters.contains(|c: char| c.is_ascii_alphabetic());
            word = (offset + letters.len(), has_ascii);
        }
        let found = match hidden {
            Some(Hidden::Bidirectional) => Some(Confusable::Bidirectional(character)),
            Some(Hidden::Invisible) => Some(Confusable::Invisible(character)),
            Some(Hidden::Control) => None,
            None if character.is_ascii() || !word.1 => None,
            None => look_alike(character),
        };
        if let Some(found) = found {
            return Some((offset, character, found));
        }
    }
    None
}

/// The ASCII letter that a character looks like.
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
