//! The header of a declaration: its keyword, its name, its display name, what begins its content.

use proactive_catalog::{DeclarationKind, aliases, statements};
use proactive_syntax::literal;

use super::candidate::Candidate;
use super::region::Region;
use super::token::{Kind, Token};

/// The headers that a region may be meant to be.
pub(super) fn candidates(slice: &str, region: &Region, tokens: &[Token<'_>]) -> Vec<Candidate> {
    let [keyword, rest @ ..] = tokens else {
        return Vec::new();
    };
    let Some(kind) = DeclarationKind::find(keyword.source) else {
        return Vec::new();
    };
    let rest: Vec<&Token<'_>> = rest.iter().filter(|it| it.kind != Kind::Comment).collect();
    let mut candidates = match kind {
        DeclarationKind::Segment => segment(slice, &rest),
        DeclarationKind::Account
        | DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Message
        | DeclarationKind::Test => Vec::new(),
    };
    if kind != DeclarationKind::Segment {
        let written = written(kind, keyword.source, &rest);
        for (text, certain) in written {
            candidates.extend(Candidate::rewrite(slice, &region.range, &text, certain));
        }
        candidates.extend(braces(slice, region, kind, keyword.source, &rest));
    }
    candidates
}

/// The name and the display name in their order.
pub(super) fn written(
    kind: DeclarationKind,
    keyword: &str,
    rest: &[&Token<'_>],
) -> Vec<(String, bool)> {
    let strings: Vec<&&Token<'_>> = rest.iter().filter(|it| it.as_string().is_some()).collect();
    // `message "cart_help" "Help in the cart"`
    let quoted_name = match strings.as_slice() {
        [first, _, ..] if kind.has_id() && statements::is_name(&first.content()) => {
            Some(first.content())
        }
        _ => None,
    };
    let title = strings
        .get(usize::from(quoted_name.is_some()))
        .and_then(|token| token.as_string());
    let mut words: Vec<&str> = rest
        .iter()
        .filter(|token| matches!(token.kind, Kind::Word | Kind::Amount))
        .map(|token| token.source)
        .collect();
    if words.len() > 1 && title.is_some() {
        words.retain(|word| !aliases::introduces_name(word));
    }
    // `message id=cart_help`
    if let [first, second, ..] = words.as_slice()
        && ["id", "name", "key"].contains(first)
        && statements::is_name(second)
    {
        words.remove(0);
    }
    if words.len() > 1 && kind.block().is_some() {
        words.retain(|word| *word != "do");
    }
    if let Some(name) = quoted_name {
        let title = title.map_or(String::new(), |it| format!(" {it}"));
        return vec![(format!("{keyword} {name}{title}"), false)];
    }
    // `brand Acme Kids`
    if title.is_none()
        && kind.has_id()
        && words.len() > 1
        && words.iter().all(|it| it.starts_with(char::is_uppercase))
        && let Some(name) = name_of(&words.join("_"))
    {
        let title = literal::quote(&words.join(" "));
        return vec![(format!("{keyword} {} {title}", name.to_lowercase()), false)];
    }
    // `brand kids Acme Kids`, `test A visitor is helped`: a display name without quotes.
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let from = usize::from(kind.has_id());
    if title.is_none()
        && words.len() > from
        && (!kind.has_id() || words.get(from).is_some_and(is_capital))
    {
        let name = words
            .get(..from)
            .unwrap_or_default()
            .first()
            .map_or(String::new(), |it| format!(" {it}"));
        let title = words.get(from..).unwrap_or_default().join(" ");
        return vec![(format!("{keyword}{name} {}", literal::quote(&title)), false)];
    }
    let with_title = |name: Option<String>| {
        let parts = [Some(keyword.to_owned()), name, title.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    if !kind.has_id() {
        return title
            .is_some()
            .then(|| (with_title(None), true))
            .into_iter()
            .collect();
    }
    let is_plain = rest.iter().all(|it| {
        it.kind != Kind::Sign || matches!(it.source, ":" | "=" | "," | "(" | ")" | "{" | "-" | "::")
    });
    match words.as_slice() {
        [] => title
            .as_ref()
            .and_then(|title| name_of(title))
            .map(|name| (with_title(Some(name)), false))
            .into_iter()
            .collect(),
        [name] if statements::is_name(name) => {
            vec![(with_title(Some((*name).to_owned())), is_plain)]
        }
        words => {
            let name = name_of(&words.join("_"));
            name.map(|name| (with_title(Some(name)), false))
                .into_iter()
                .collect()
        }
    }
}

/// A name made from words of any language: without accents, `_` for what a name cannot have.
fn name_of(text: &str) -> Option<String> {
    let mut name = String::new();
    for letter in text.chars() {
        // Without its accent, `ä` as `a`.
        let plain = aliases::normalize(letter.encode_utf8(&mut [0; 4]));
        if !plain.is_empty() && plain.chars().all(|c| c.is_ascii_alphanumeric()) {
            name.push_str(&plain);
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_');
    let begins_with_digit = name.starts_with(|c: char| c.is_ascii_digit());
    let name = if begins_with_digit {
        format!("_{name}")
    } else {
        name.to_owned()
    };
    (!name.is_empty() && name.len() <= 40).then_some(name)
}

/// `(`, `:`, `do` … for `{`, and the end of the block.
fn braces(
    slice: &str,
    region: &Region,
    kind: DeclarationKind,
    keyword: &str,
    rest: &[&Token<'_>],
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let Some((text, _)) = written(kind, keyword, rest).into_iter().next() else {
        return candidates;
    };
    let after = slice.get(region.range.end..).unwrap_or("");
    if after.trim_start().starts_with('{') {
        return candidates;
    }
    let opened = format!("{text} {{");
    let Some(mut open) = Candidate::rewrite(slice, &region.range, &opened, false) else {
        return candidates;
    };
    open.shown = Some(opened);
    open.certain = rest.iter().any(|it| it.is_sign("(") || it.is_sign(":"));
    candidates.push(open.clone());
    let content = slice.trim_end();
    let mut closed = open.clone();
    match content.chars().next_back() {
        Some(')' | ']') => closed
            .edits
            .push((content.len() - 1..content.len(), "}".to_owned())),
        Some(_) | None => closed
            .edits
            .push((content.len()..content.len(), "\n}".to_owned())),
    }
    candidates.push(closed);
    // The word that ends a block in other notations.
    let last_line = content.rfind('\n').map_or(0, |at| at + 1);
    let last = content.get(last_line..).unwrap_or("").trim();
    if aliases::ends_block(last) {
        let mut ended = open;
        ended
            .edits
            .push((content.len() - last.len()..content.len(), "}".to_owned()));
        candidates.push(ended);
    }
    candidates
}

/// `segment in_cart = …`, `segment in_cart: …`, `segment in_cart "Name" when …`.
pub(super) fn segment(slice: &str, rest: &[&Token<'_>]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let [name, rest @ ..] = rest else {
        return candidates;
    };
    let Some(next) = rest.first() else {
        return candidates;
    };
    let mut edit = |range: std::ops::Range<usize>, text: &str, certain: bool| {
        candidates.push(Candidate::edits(vec![(range, text.to_owned())], certain));
    };
    let means_when = aliases::introduces_condition(next.source);
    if means_when {
        let with_space = |end: usize| match slice
            .get(end..)
            .is_some_and(|it| it.starts_with([' ', '\t', '\n']))
        {
            true => "",
            false => " ",
        };
        let before = if slice
            .get(..next.range.start)
            .is_some_and(|it| it.ends_with([' ', '\t']))
        {
            ""
        } else {
            " "
        };
        let text = format!("{before}when{}", with_space(next.range.end));
        edit(next.range.clone(), &text, true);
    }
    // `segment "In the cart" when`
    if let Some(id) = name
        .as_string()
        .and_then(|_| name_of(&name.content().to_lowercase()))
    {
        edit(name.range.clone(), &id, false);
    }
    // `segment in-cart! when`
    if next.kind == Kind::Sign
        && let Some(when) = rest.iter().find(|it| it.is_word("when"))
    {
        edit(next.range.start..when.range.start, " ", false);
    }
    if next.as_string().is_some()
        && let Some(when) = rest.get(1)
    {
        if when.is_word("when") {
            edit(next.range.start..when.range.start, "", false);
        } else {
            edit(next.range.start..when.range.start, "when ", false);
        }
    }
    edit(next.range.start..next.range.start, "when ", true);
    candidates.extend(block_of_segment(slice, rest));
    // `segment in cart when`
    if let Some(when) = rest
        .iter()
        .position(|it| it.is_word("when") || it.is_sign("=") || it.is_sign(":"))
        && when > 0
        && let (Some(last), Some(name_of_all)) = (
            rest.get(when - 1),
            name_of(
                slice
                    .get(name.range.start..rest.get(when - 1).map_or(0, |it| it.range.end))
                    .unwrap_or(""),
            ),
        )
        && rest.iter().take(when).all(|it| it.kind == Kind::Word)
    {
        let range = name.range.start..last.range.end;
        candidates.push(Candidate::edits(vec![(range, name_of_all)], false));
    }
    candidates
}

/// `segment in_cart { … }` and `segment in_cart when { … }`: the braces go.
fn block_of_segment(slice: &str, rest: &[&Token<'_>]) -> Option<Candidate> {
    let open = rest.iter().position(|it| it.is_sign("{"))?;
    let brace = rest.get(open)?;
    let says_when = |token: Option<&&Token<'_>>| token.is_some_and(|it| it.is_word("when"));
    let has_when =
        says_when(open.checked_sub(1).and_then(|at| rest.get(at))) || says_when(rest.get(open + 1));
    let close = slice.rfind('}').filter(|&close| close > brace.range.end)?;
    let before = slice.get(..close)?.trim_end().len();
    let when = if has_when { "" } else { "when" };
    Some(Candidate::edits(
        vec![
            (brace.range.clone(), when.to_owned()),
            (before..close + 1, String::new()),
        ],
        false,
    ))
}
