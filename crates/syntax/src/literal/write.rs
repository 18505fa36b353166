//! How values are written.

use std::borrow::Cow;

use proactive_catalog::characters::{classify, push_escape};

/// A string literal on one line. Characters that cannot be seen are escaped, so that the literal
/// can be reviewed; [`unquote`](super::unquote) gives `text` back.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    escape(text, &mut literal);
    literal.push('"');
    literal
}

/// A text without quotes if it can be read without them, which takes visible characters and no
/// white space, and as a [literal](quote) otherwise. For messages, not for source text.
#[must_use]
pub fn bare(text: &str) -> Cow<'_, str> {
    let is_plain = |(_, character, hidden): (_, char, Option<_>)| {
        hidden.is_none() && !character.is_whitespace()
    };
    if !text.is_empty() && classify(text).all(is_plain) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(quote(text))
    }
}

/// A string literal for a keyword that is indented by `indent` spaces: in triple quotes, one line
/// each, if `text` has several lines.
#[must_use]
pub fn quote_block(text: &str, indent: usize) -> String {
    if !text.contains('\n') {
        return quote(text);
    }
    text_block(text, &" ".repeat(indent + 2))
}

/// A string literal in triple quotes, with the lines of the text below the opening quotes. Each
/// begins with `margin`, which is white space and not empty.
#[must_use]
pub fn text_block(text: &str, margin: &str) -> String {
    let mut literal = String::from("\"\"\"\n");
    for line in text.split('\n') {
        if !line.is_empty() {
            literal.push_str(margin);
            escape_line(line, &mut literal);
        }
        literal.push('\n');
    }
    literal.push_str(margin);
    literal.push_str("\"\"\"");
    literal
}

/// A duration in minutes and seconds: `30s`, `2m`, `1m05s`.
#[must_use]
pub fn duration(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}s"),
        (minutes, 0) => format!("{minutes}m"),
        (minutes, seconds) => format!("{minutes}m{seconds:02}s"),
    }
}

/// A comparison on one line; `values` are literals. Several values are a list: `FIELD is any of
/// ["a", "b"]`.
#[must_use]
pub fn comparison(field: &str, operator: &str, values: &[impl AsRef<str>]) -> String {
    let mut written = format!("{field} {operator} ");
    if let [only] = values {
        written.push_str(only.as_ref());
        return written;
    }
    written.push_str("any of [");
    for (position, value) in values.iter().enumerate() {
        if position > 0 {
            written.push_str(", ");
        }
        written.push_str(value.as_ref());
    }
    written.push(']');
    written
}

/// Escapes a line of a string in triple quotes. A space or tab at either end is escaped, too: at
/// the start it would count as indentation, at the end editors remove it.
fn escape_line(line: &str, to: &mut String) {
    let is_space = |character: &char| matches!(character, ' ' | '\t');
    let first = line.chars().next().filter(is_space);
    let rest = match first {
        Some(first) => {
            escape_always(first, to);
            line.get(first.len_utf8()..).unwrap_or("")
        }
        None => line,
    };
    match rest.chars().next_back().filter(is_space) {
        Some(last) => {
            let middle = rest.len() - last.len_utf8();
            escape(rest.get(..middle).unwrap_or(""), to);
            escape_always(last, to);
        }
        None => escape(rest, to),
    }
}

fn escape(text: &str, to: &mut String) {
    for (_, character, hidden) in classify(text) {
        match character {
            '"' | '\\' => {
                to.push('\\');
                to.push(character);
            }
            _ if hidden.is_some() => escape_always(character, to),
            _ => to.push(character),
        }
    }
}

fn escape_always(character: char, to: &mut String) {
    match character {
        '\n' => to.push_str("\\n"),
        '\t' => to.push_str("\\t"),
        _ => push_escape(character, to),
    }
}
