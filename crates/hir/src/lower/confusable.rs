//! Texts that look like other texts: characters that change the direction of the text, that are
//! invisible, or that look like an ASCII letter in a word with ASCII letters. `confusable-text`
//!
//! Look-alikes are those of Unicode Technical Standard 39 (by the `unicode-security` crate). A word
//! that is wholly in another script is not reported, so Russian and Greek texts are fine. In texts
//! that are compared, spaces other than the ordinary one count as well. Only raw characters in the
//! file count: an escape (`\u{202E}`) is intended.

use proactive_catalog::Field;
use proactive_catalog::characters::{Hidden, classify, push_escape};
use proactive_diagnostics::{Confusable, Edit, Fix, FixTitle, Problem, Span, TextRange, TextSize};
use unicode_security::confusable_detection::skeleton;
use unicode_security::mixed_script::is_potential_mixed_script_confusable_char;

use super::Lower;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// People read it.
    Shown,
    /// It is compared with an address.
    Address,
    /// It is compared with a title.
    Title,
}

impl Use {
    /// The use of a value of a field.
    fn of(field: Field) -> Self {
        match field {
            Field::VisitorUrl => Self::Address,
            Field::VisitorTitle => Self::Title,
            Field::VisitorHistory | Field::DeviceLanguage => Self::Shown,
        }
    }
}

/// A confusable character and the place where it stands.
struct Found {
    offset: usize,
    character: char,
    what: Confusable,
    /// Whether it can be replaced together with the others of its text.
    is_clear: bool,
}

impl Lower<'_> {
    /// Reports the first confusable character of the literal at `range`, which people read.
    pub(super) fn confusable(&mut self, source: &str, range: TextRange) {
        self.confusable_text(source, range, Use::Shown);
    }

    /// Reports the first confusable character of the literal at `range`, a value of `field`.
    pub(super) fn confusable_value(&mut self, source: &str, range: TextRange, field: Field) {
        self.confusable_text(source, range, Use::of(field));
    }

    /// Reports the first confusable character. The fix replaces them all.
    fn confusable_text(&mut self, source: &str, range: TextRange, of: Use) {
        if source.is_ascii() {
            return;
        }
        let found = confusables(source, of);
        let Some(first) = found.first() else {
            return;
        };
        let size = |length: usize| TextSize::new(u32::try_from(length).unwrap_or(0));
        let place = |found: &Found| {
            let start = range.start() + size(found.offset);
            TextRange::at(start, size(found.character.len_utf8()))
        };
        let all_clear = found.iter().all(|found| found.is_clear);
        let fixed = found.iter().take(if all_clear { found.len() } else { 1 });
        let edits: Vec<Edit> = fixed
            .map(|found| Edit {
                span: Span::local(place(found)),
                replacement: replacement(source, found, of),
            })
            .collect();
        let title = match edits.as_slice() {
            [only] => FixTitle::Replace {
                with: only.replacement.clone(),
            },
            _ => FixTitle::Write {
                text: replaced(source, &found, of),
            },
        };
        let mut fixes = vec![Fix::suggestion(title, edits)];
        if let Confusable::Space(space) = first.what {
            // A page may really have it.
            let mut escape = String::new();
            push_escape(space, &mut escape);
            fixes.push(Fix::suggest(Span::local(place(first)), escape));
        }
        let problem = Problem::ConfusableText(first.what);
        self.lint(place(first), problem).fixes.extend(fixes);
    }
}

/// What to write in place of a confusable character.
fn replacement(source: &str, found: &Found, of: Use) -> String {
    match found.what {
        Confusable::Bidirectional(_) | Confusable::Invisible(_) => String::new(),
        Confusable::LookAlike { like, .. } => like.to_string(),
        Confusable::Space(_) => {
            let quotes: &[char] = &['"', '\n'];
            let (before, after) = source.split_at_checked(found.offset).unwrap_or_default();
            let after = after.trim_start_matches(found.character);
            let is_outer =
                before.trim_end().ends_with(quotes) || after.trim_start().starts_with(quotes);
            let is_double = before.ends_with(' ') || after.starts_with(' ');
            match of {
                Use::Address | Use::Title if is_outer || is_double => String::new(),
                Use::Address | Use::Title | Use::Shown => " ".to_owned(),
            }
        }
    }
}

/// The literal with all confusable characters replaced.
fn replaced(source: &str, found: &[Found], of: Use) -> String {
    let mut text = String::with_capacity(source.len());
    let mut end = 0;
    for found in found {
        text.push_str(source.get(end..found.offset).unwrap_or(""));
        text.push_str(&replacement(source, found, of));
        end = found.offset + found.character.len_utf8();
    }
    text.push_str(source.get(end..).unwrap_or(""));
    text
}

fn confusables(source: &str, of: Use) -> Vec<Found> {
    let mut all = Vec::new();
    // The end of the current word, and whether it contains an ASCII letter, and only such letters
    // and look-alikes.
    let mut word = (0, false, false);
    for (offset, character, hidden) in classify(source) {
        if offset >= word.0 && character.is_alphabetic() {
            let letters = source.get(offset..).unwrap_or("");
            let end = letters.find(|c: char| !c.is_alphabetic());
            let letters = letters.get(..end.unwrap_or(letters.len())).unwrap_or("");
            let has_ascii = letters.contains(|c: char| c.is_ascii_alphabetic());
            let is_clear = letters
                .chars()
                .all(|letter| letter.is_ascii() || look_alike(letter).is_some());
            word = (offset + letters.len(), has_ascii, is_clear);
        }
        let what = match hidden {
            Some(Hidden::Bidirectional) => Some(Confusable::Bidirectional(character)),
            Some(Hidden::Invisible) => Some(Confusable::Invisible(character)),
            Some(Hidden::Control) => None,
            None if character.is_ascii() => None,
            None if character.is_whitespace() => {
                is_special_space(source, character, of).then_some(Confusable::Space(character))
            }
            None if !word.1 => None,
            None => look_alike(character),
        };
        if let Some(what) = what {
            all.push(Found {
                offset,
                character,
                is_clear: match what {
                    Confusable::LookAlike { .. } => word.2,
                    Confusable::Bidirectional(_)
                    | Confusable::Invisible(_)
                    | Confusable::Space(_) => true,
                },
                what,
            });
        }
    }
    all
}

/// Whether a space other than the ordinary one is a mistake. In texts that people read, French
/// typography has no-break spaces; in titles, Chinese and Japanese have the ideographic space.
fn is_special_space(source: &str, space: char, of: Use) -> bool {
    match of {
        Use::Shown => false,
        Use::Address => true,
        Use::Title => space != '\u{3000}' || source.chars().all(|it| it.is_ascii() || it == space),
    }
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

/// Whether each letter of a word is of another alphabet and looks like an ASCII letter.
pub(super) fn looks_like_ascii(word: &str) -> bool {
    let is_look_alike = |letter: char| !letter.is_ascii() && look_alike(letter).is_some();
    !word.is_empty() && word.chars().all(is_look_alike)
}
