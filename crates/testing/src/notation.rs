//! Makes characters visible that an editor does not show, or changes when it saves a file.
//!
//! `⟨U+00A0⟩` is the character U+00A0, here a no-break space. A space at the end of a line is
//! `⟨U+0020⟩`. `⟨no newline⟩` at the end of a text means that its last line has no newline.

use std::fmt::Write as _;

const OPEN: &str = "⟨U+";
const CLOSE: char = '⟩';
const NO_NEWLINE: &str = "⟨no newline⟩";

/// Writes `text` with its invisible characters made visible. The result ends with a newline,
/// unless `text` is empty.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (content, newline) = match line.strip_suffix('\n') {
            Some(content) => (content, "\n"),
            None => (line, ""),
        };
        let visible = content.trim_end_matches(' ');
        for character in visible.chars() {
            if is_invisible(character) {
                push(&mut escaped, character);
            } else {
                escaped.push(character);
            }
        }
        for space in content.chars().skip(visible.chars().count()) {
            push(&mut escaped, space);
        }
        escaped.push_str(newline);
    }
    if !escaped.is_empty() && !escaped.ends_with('\n') {
        escaped.push_str(NO_NEWLINE);
        escaped.push('\n');
    }
    escaped
}

/// Reads what [`escape`] writes. Text that is not in its notation stays as it is.
#[must_use]
pub fn unescape(text: &str) -> String {
    let suffix = format!("{NO_NEWLINE}\n");
    let mut rest = text.strip_suffix(&suffix).unwrap_or(text);
    let mut plain = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once(OPEN) {
        plain.push_str(before);
        rest = match read(after) {
            Some((character, after)) => {
                plain.push(character);
                after
            }
            None => {
                plain.push_str(OPEN);
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

fn push(escaped: &mut String, character: char) {
    let _ = write!(escaped, "{OPEN}{:04X}{CLOSE}", u32::from(character));
}

fn read(after_open: &str) -> Option<(char, &str)> {
    let (digits, after) = after_open.split_once(CLOSE)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some((char::from_u32(number)?, after))
}

/// Whether the standard library, which knows the categories of Unicode, would escape it.
fn is_invisible(character: char) -> bool {
    !matches!(character, '\\' | '"' | '\'') && character.escape_debug().next() == Some('\\')
}
