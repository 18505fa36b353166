//! The value of a string literal.
//!
//! `"…"` is on one line. `"""…"""` can span several: the first and the last line are dropped if
//! they are empty, and so is the indentation that all lines share. In both, escapes are read last.

use std::borrow::Cow;

use proactive_diagnostics::{EscapeProblem, Problem, TextRange, TextSize};

/// Reads a string literal: its value, without invalid escapes, and its problems. The ranges of the
/// problems count from the start of the literal, in bytes.
#[must_use]
pub fn unquote(literal: &str) -> (Cow<'_, str>, Vec<(TextRange, Problem)>) {
    let mut problems = Vec::new();
    let (body, offset, triple, closed) = match literal.strip_prefix("\"\"\"") {
        Some(rest) => {
            let body = strip_closing(rest, "\"\"\"");
            (body.unwrap_or(rest), 3, true, body.is_some())
        }
        None => {
            let rest = literal.strip_prefix('"').unwrap_or(literal);
            let body = strip_closing(rest, "\"");
            (body.unwrap_or(rest), 1, false, body.is_some())
        }
    };
    if !closed {
        // Only the opening quotes: the rest may well be what the author means.
        problems.push((range(0, offset), Problem::UnterminatedString { triple }));
        return (Cow::Borrowed(body), problems);
    }
    if !triple {
        return (unescape(body, offset, &mut problems), problems);
    }
    if !body.contains(['\n', '\r', '\\']) {
        return (dedent_one(body), problems);
    }
    let value = unescape_lines(body, offset, &mut problems);
    (Cow::Owned(value), problems)
}

/// Whether a string literal has no closing quotes.
#[must_use]
pub fn is_unterminated(literal: &str) -> bool {
    match literal.strip_prefix("\"\"\"") {
        Some(rest) => strip_closing(rest, "\"\"\"").is_none(),
        None => strip_closing(literal.strip_prefix('"').unwrap_or(literal), "\"").is_none(),
    }
}

/// The body before the closing quotes, if the literal ends with unescaped quotes.
fn strip_closing<'a>(rest: &'a str, quotes: &str) -> Option<&'a str> {
    let body = rest.strip_suffix(quotes)?;
    let backslashes = body.bytes().rev().take_while(|&byte| byte == b'\\').count();
    (backslashes % 2 == 0).then_some(body)
}

/// The value of a `"""` string on a single line, which is both the first and the last line.
fn dedent_one(body: &str) -> Cow<'_, str> {
    Cow::Borrowed(body.trim_start_matches([' ', '\t']))
}

fn unescape_lines(body: &str, offset: usize, problems: &mut Vec<(TextRange, Problem)>) -> String {
    // Each line with its offset in the body, without its line ending.
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in body.split('\n') {
        let start = at;
        at += line.len() + 1;
        lines.push((
            start,
            line.strip_suffix('\r')
                .filter(|_| at <= body.len())
                .unwrap_or(line),
        ));
    }
    if lines.len() > 1 {
        if lines.first().is_some_and(|(_, line)| is_blank(line)) {
            lines.remove(0);
        }
        if lines.len() > 1 && lines.last().is_some_and(|(_, line)| is_blank(line)) {
            lines.pop();
        }
    }
    let indent = common_indent(lines.iter().map(|(_, line)| *line));
    let mut value = String::with_capacity(body.len());
    for (position, (start, line)) in lines.iter().enumerate() {
        if position > 0 {
            value.push('\n');
        }
        if !is_blank(line) {
            let text = line.get(indent..).unwrap_or("");
            value.push_str(&unescape(text, offset + start + indent, problems));
        }
    }
    value
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// The length of the indentation that all lines share, except those of spaces and tabs only.
fn common_indent<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    let mut common: Option<&str> = None;
    for line in lines.filter(|line| !is_blank(line)) {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        let blanks = line.get(..blanks).unwrap_or("");
        common = Some(match common {
            None => blanks,
            Some(common) => {
                let same = common
                    .bytes()
                    .zip(blanks.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                common.get(..same).unwrap_or("")
            }
        });
    }
    common.map_or(0, str::len)
}

/// Replaces the escapes of `text`, which is at `offset` in the literal.
fn unescape<'a>(
    text: &'a str,
    offset: usize,
    problems: &mut Vec<(TextRange, Problem)>,
) -> Cow<'a, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(position) = rest.find('\\') {
        let (before, escape) = rest.split_at(position);
        value.push_str(before);
        let at = offset + text.len() - escape.len();
        let (length, result) = read_escape(escape);
        match result {
            Ok(character) => value.push(character),
            Err(problem) => {
                let escape = escape.get(..length).unwrap_or(escape).to_owned();
                problems.push((
                    range(at, at + length),
                    Problem::InvalidEscape { escape, problem },
                ));
            }
        }
        rest = escape.get(length..).unwrap_or("");
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// Reads the escape at the start of `text`: its length in bytes, and its character.
fn read_escape(text: &str) -> (usize, Result<char, EscapeProblem>) {
    let mut characters = text.chars().skip(1);
    match characters.next() {
        Some('"') => (2, Ok('"')),
        Some('\\') => (2, Ok('\\')),
        Some('n') => (2, Ok('\n')),
        Some('t') => (2, Ok('\t')),
        Some('u') => read_unicode(text),
        Some(other) => (1 + other.len_utf8(), Err(EscapeProblem::Unknown)),
        None => (1, Err(EscapeProblem::Unknown)),
    }
}

fn read_unicode(text: &str) -> (usize, Result<char, EscapeProblem>) {
    let Some(rest) = text.strip_prefix("\\u{") else {
        return (2, Err(EscapeProblem::MalformedUnicode));
    };
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    let closed = rest.as_bytes().get(digits) == Some(&b'}');
    let length = 3 + digits + usize::from(closed);
    if !closed || digits == 0 || digits > 6 {
        return (length, Err(EscapeProblem::MalformedUnicode));
    }
    let scalar = rest
        .get(..digits)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .and_then(char::from_u32)
        .ok_or(EscapeProblem::NotAScalar);
    (length, scalar)
}

fn range(start: usize, end: usize) -> TextRange {
    let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    TextRange::new(size(start), size(end))
}
