//! String literals.

use std::fmt::Write as _;

/// A literal on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    escape(text, &mut literal);
    literal.push('"');
    literal
}

/// A literal behind a keyword that stands `indent` columns from the margin: over several lines
/// where the text has several.
pub(super) fn block(text: &str, indent: usize) -> String {
    if !text.contains('\n') {
        return quoted(text);
    }
    let margin = " ".repeat(indent + 2);
    let mut literal = String::from("\"\"\"\n");
    for line in text.split('\n') {
        if !line.is_empty() {
            literal.push_str(&margin);
            escape_line(line, &mut literal);
        }
        literal.push('\n');
    }
    literal.push_str(&margin);
    literal.push_str("\"\"\"");
    literal
}

/// Blanks at either end of a line are escaped: the first would count as the margin, the last are
/// what editors take away.
fn escape_line(line: &str, to: &mut String) {
    let blank = |character: &char| matches!(character, ' ' | '\t');
    let first = line.chars().next().filter(blank);
    let rest = match first {
        Some(first) => {
            escape_always(first, to);
            line.get(first.len_utf8()..).unwrap_or("")
        }
        None => line,
    };
    match rest.chars().next_back().filter(blank) {
        Some(last) => {
            let middle = rest.len() - last.len_utf8();
            escape(rest.get(..middle).unwrap_or(""), to);
            escape_always(last, to);
        }
        None => escape(rest, to),
    }
}

fn escape(text: &str, to: &mut String) {
    let mut previous = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' | '\\' => {
                to.push('\\');
                to.push(character);
            }
            _ if is_unseen(character, previous, characters.peek().copied()) => {
                escape_always(character, to);
            }
            _ => to.push(character),
        }
        previous = Some(character);
    }
}

fn escape_always(character: char, to: &mut String) {
    match character {
        '\n' => to.push_str("\\n"),
        '\t' => to.push_str("\\t"),
        _ => {
            let _ = write!(to, "\\u{{{:X}}}", u32::from(character));
        }
    }
}

/// Whether a character cannot be seen, or turns the direction of what stands around it: written
/// as an escape it can be reviewed.
fn is_unseen(character: char, previous: Option<char>, next: Option<char>) -> bool {
    match character {
        // Joiners belong to emoji and to some scripts, never between letters of ASCII.
        '\u{200C}' | '\u{200D}' => {
            let ascii = |it: Option<char>| it.is_none_or(|character| character.is_ascii());
            ascii(previous) || ascii(next)
        }
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}' => true,
        _ => character.is_control(),
    }
}
