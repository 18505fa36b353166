//! What an invalid escape sequence means: most are those of another language.

use proactive_diagnostics::{EscapeProblem, Fix, Problem, Span, TextRange, TextSize};

/// The fix of an invalid escape sequence at `range` of a string literal, if it is clear what it
/// means. Its span counts from the start of the literal.
pub(crate) fn escape_fix(literal: &str, range: TextRange, problem: &Problem) -> Option<Fix> {
    let Problem::InvalidEscape { escape, problem } = problem else {
        return None;
    };
    let rest = literal.get(usize::from(range.start())..)?;
    let (length, meant, is_certain) = match problem {
        EscapeProblem::Unknown => unknown(escape, rest)?,
        EscapeProblem::MalformedUnicode | EscapeProblem::NotAScalar => code_point(rest)?,
    };
    let length = TextSize::new(u32::try_from(length).ok()?);
    let span = Span::local(TextRange::at(range.start(), length));
    Some(match is_certain {
        true => Fix::replace(span, meant),
        false => Fix::suggest(span, meant),
    })
}

/// How many bytes to replace, with what, and whether that is certain.
type Meant = (usize, String, bool);

fn unknown(escape: &str, rest: &str) -> Option<Meant> {
    let character = escape.chars().nth(1)?;
    let code_of = |digits: usize| {
        let digits = rest.get(2..2 + digits)?;
        scalar(digits).map(|code| (2 + digits.len(), code, true))
    };
    match character {
        // JavaScript, JSON and shells escape these.
        '\'' | '/' => Some((escape.len(), character.to_string(), true)),
        // Carriage returns are part of a line ending.
        'r' if rest.starts_with("\\r\\n") => Some((escape.len(), String::new(), true)),
        'r' => Some((escape.len(), "\\n".to_owned(), false)),
        'x' => code_of(2),
        // Python
        'U' => code_of(8),
        // The end of a line, or a class of characters in a regular expression: values are not
        // patterns.
        '\n' | '\r' | 'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'b' | 'B' => None,
        // A character that needs no escape, as in a regular expression or a command line.
        other if other.is_ascii_punctuation() => Some((escape.len(), other.to_string(), false)),
        _ => Some((1, "\\\\".to_owned(), false)),
    }
}

/// A code point as other languages write it: `\u00e9`, or a pair of surrogates.
fn code_point(rest: &str) -> Option<Meant> {
    let (length, digits) = unit(rest)?;
    let code = u32::from_str_radix(digits, 16).ok()?;
    let is_braced = rest.starts_with("\\u{");
    match code {
        0xD800..=0xDBFF => {
            let (other, low) = unit(rest.get(length..)?)?;
            let low = u32::from_str_radix(low, 16).ok()?;
            let low = low.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
            let code = 0x1_0000 + ((code - 0xD800) << 10) + low;
            Some((length + other, format!("\\u{{{code:X}}}"), true))
        }
        // The first half has the fix.
        0xDC00..=0xDFFF => None,
        _ => {
            let is_open = is_braced && !rest.get(..length)?.ends_with('}');
            let next = rest.get(length..)?.chars().next();
            // In `\u{1F44G}`, a digit is wrong.
            let is_cut = is_open && next.is_some_and(char::is_alphanumeric);
            Some((length, scalar(digits).filter(|_| !is_cut)?, !is_open))
        }
    }
}

/// A code unit: its length with the escape, and its digits.
fn unit(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_prefix("\\u")?;
    match rest.strip_prefix('{') {
        Some(inside) => {
            let digits = inside.bytes().take_while(u8::is_ascii_hexdigit).count();
            let is_closed = inside.as_bytes().get(digits) == Some(&b'}');
            Some((3 + digits + usize::from(is_closed), inside.get(..digits)?))
        }
        None => {
            let digits = rest.get(..4)?;
            let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
            is_hex.then_some((6, digits))
        }
    }
}

/// The escape of a code point in hexadecimal digits.
fn scalar(digits: &str) -> Option<String> {
    let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    char::from_u32(code).map(|_| format!("\\u{{{code:X}}}"))
}
