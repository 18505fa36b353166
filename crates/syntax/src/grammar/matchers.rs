//! What the generated parser is made of.
//!
//! A text is what is left of the slice, as bytes. A function that matches returns what is left
//! after its match, which is at the border of a character if the text began at one.

/// Matches a byte of a class.
pub(super) fn byte(rest: &[u8], is: impl Fn(u8) -> bool) -> Option<&[u8]> {
    match rest {
        [first, rest @ ..] if is(*first) => Some(rest),
        _ => None,
    }
}

/// Matches a character whose first byte is in a class.
pub(super) fn character(rest: &[u8], is: impl Fn(u8) -> bool) -> Option<&[u8]> {
    match rest {
        [first, rest @ ..] if is(*first) => Some(match (first, rest) {
            (0xf0.., [_, _, _, rest @ ..])
            | (0xe0..0xf0, [_, _, rest @ ..])
            | (0xc0..0xe0, [_, rest @ ..]) => rest,
            _ => rest,
        }),
        _ => None,
    }
}

/// Matches all characters of a class, perhaps none. A class has either all bytes of the characters
/// outside of ASCII or none of them.
pub(super) fn skip(mut rest: &[u8], is: impl Fn(u8) -> bool) -> &[u8] {
    while let [first, after @ ..] = rest
        && is(*first)
    {
        rest = after;
    }
    rest
}

/// Matches at least one character of a class, as [`skip`].
pub(super) fn run(rest: &[u8], is: impl Fn(u8) -> bool) -> Option<&[u8]> {
    byte(rest, &is).map(|rest| skip(rest, is))
}

/// Matches everything before the first place where `stops` holds.
pub(super) fn until(mut rest: &[u8], stops: impl Fn(&[u8]) -> bool) -> &[u8] {
    while let [_, after @ ..] = rest
        && !stops(rest)
    {
        rest = after;
    }
    rest
}

/// Matches as often as `once` does. It must not match the empty text.
pub(super) fn repeat(mut rest: &[u8], once: impl Fn(&[u8]) -> Option<&[u8]>) -> &[u8] {
    while let Some(after) = once(rest) {
        rest = after;
    }
    rest
}

/// Matches the end of the text.
pub(super) fn end(rest: &[u8]) -> Option<&[u8]> {
    rest.is_empty().then_some(rest)
}
