//! Fields and names in the spelling of other languages: `$visitor.url`, `visitor->url`,
//! `visitor["url"]`, `visitor's url`.

use super::super::token::{Kind, Token};
use super::fields::find_field;

/// The tokens with every field as one word, and without signs before names. Also says whether
/// anything is different.
pub(super) fn cleaned<'t>(tokens: &[Token<'t>]) -> (Vec<Token<'t>>, bool) {
    let mut cleaned: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    let mut is_changed = false;
    while let [first, after @ ..] = rest {
        if let Some((field, length)) = field(rest) {
            is_changed = true;
            cleaned.push(field);
            rest = rest.get(length..).unwrap_or(&[]);
            continue;
        }
        rest = after;
        let is_before_name = after
            .first()
            .is_some_and(|it| it.kind == Kind::Word && it.range.start == first.range.end);
        let is_sigil = first.kind == Kind::Sign && matches!(first.source, "$" | "@");
        if is_sigil && is_before_name || first.is_sign("\\") {
            is_changed = true;
            continue;
        }
        cleaned.push(first.clone());
    }
    (cleaned, is_changed)
}

/// A field that is several tokens, and how many.
fn field<'t>(tokens: &[Token<'t>]) -> Option<(Token<'t>, usize)> {
    let (object, name, length) = match tokens {
        // `{{visitor.url}}`, `${visitor.url}`
        [one, two, field, three, four, ..]
            if one.is_sign("{") && two.is_sign("{") && three.is_sign("}") && four.is_sign("}") =>
        {
            find_field(field.source)?;
            return Some((field.clone(), 5));
        }
        [one, two, field, three, ..]
            if one.is_sign("$") && two.is_sign("{") && three.is_sign("}") =>
        {
            find_field(field.source)?;
            return Some((field.clone(), 4));
        }
        [object, open, name, close, ..]
            if open.is_sign("[") && close.is_sign("]") && name.as_string().is_some() =>
        {
            (object, name.content(), 4)
        }
        // The word takes the hyphen of the arrow.
        [object, sign, name, ..]
            if matches!(sign.source, ">" | "->" | "::" | ":" | "=>" | "?" | "/") =>
        {
            (object, name.content(), 3)
        }
        [object, name, ..] if object.source.ends_with("'s") || object.source.ends_with("’s") => {
            (object, name.content(), 2)
        }
        _ => return None,
    };
    let object = object
        .source
        .trim_end_matches("'s")
        .trim_end_matches("’s")
        .trim_end_matches('-');
    let field = find_field(&format!("{object}.{name}"))?;
    let (first, last) = (tokens.first()?, tokens.get(length - 1)?);
    let token = Token {
        kind: Kind::Word,
        source: field.info().path,
        range: first.range.start..last.range.end,
    };
    Some((token, length))
}
