//! Recognizes what was pasted together with an address or a title: spaces, markup, quotes, lists,
//! the name of the browser.
//!
//! Spaces, tags and text fragments never occur. What could occur is recognized by its form:
//! references such as `&amp;`, lists without spaces, punctuation at the end, quotes around a value,
//! decomposed letters, and the name of a browser.

use std::borrow::Cow;

use proactive_diagnostics::Impossible;
use unicode_normalization::UnicodeNormalization as _;

use super::address::{begins_like_host, begins_with_scheme};
use super::correction::{Correction, Doubt, Extent, Review, TextKind, one_or_any};
use crate::lower::page::is_ascii_space;

/// The browsers that add their name to the title of the window. Names that are words of other
/// titles, such as Opera and Safari, are left out.
const BROWSERS: [&str; 5] = [
    "Google Chrome",
    "Mozilla Firefox",
    "Microsoft Edge",
    "Chromium",
    "Microsoft\u{200B} Edge",
];

/// A title that is cut has at least as many characters. A shorter one, such as `Loading…`, ends
/// with an ellipsis of its own.
const MIN_CUT_CHARACTERS: usize = 20;

/// A title that looks like a path is as long, at least: `/cart`.
const MIN_PATH_LENGTH: usize = 4;

/// Finds what was pasted together with the text.
pub(super) fn review(kind: TextKind, extent: Extent, text: &str) -> Option<Review> {
    spaces(kind, extent, text)
        .or_else(|| enclosed(kind, extent, text))
        .or_else(|| markup(kind, extent, text))
        .or_else(|| entity(kind, extent, text))
        .or_else(|| match kind {
            TextKind::Address => address(extent, text),
            TextKind::Title => title(extent, text),
        })
        .or_else(|| decomposed(extent, text))
}

fn impossible(why: Impossible, extent: Extent, text: &str, is_certain: bool) -> Review {
    Review::text(Doubt::Impossible(why), extent, text.to_owned(), is_certain)
}

fn spaces(kind: TextKind, extent: Extent, text: &str) -> Option<Review> {
    let trimmed = text.trim_matches(is_ascii_space);
    let is_trimmed = match (kind, extent) {
        (TextKind::Address, _) | (TextKind::Title, Extent::Whole) => trimmed == text,
        // The title may go on before or after the part.
        (TextKind::Title, Extent::Part) => true,
    };
    let shown = match kind {
        TextKind::Address => Cow::Borrowed(trimmed),
        TextKind::Title => Cow::Owned(collapsed(match is_trimmed {
            true => text,
            false => trimmed,
        })),
    };
    if !is_trimmed {
        return Some(impossible(Impossible::OuterSpace, extent, &shown, true));
    }
    if kind == TextKind::Title && shown != text {
        return Some(impossible(Impossible::InnerSpace, extent, &shown, true));
    }
    None
}

/// The text with one space for each run of ASCII white space, as `document.title` has it.
fn collapsed(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if !is_ascii_space(character) {
            shown.push(character);
        } else if !shown.ends_with(' ') {
            shown.push(' ');
        }
    }
    shown
}

const PAIRS: [(char, char); 9] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('“', '”'),
    ('‘', '’'),
    ('«', '»'),
    ('„', '“'),
    ('<', '>'),
    ('[', ']'),
];

/// Quotes or brackets around the whole text.
fn enclosed(kind: TextKind, extent: Extent, text: &str) -> Option<Review> {
    let (inner, close) = PAIRS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?.trim();
        (!inner.is_empty() && !inner.contains([*open, *close])).then_some((inner, *close))
    })?;
    let begins_like_address =
        inner.starts_with('/') || begins_with_scheme(inner) || begins_like_host(inner);
    let is_certain = match (kind, close) {
        (TextKind::Address, _) if !begins_like_address => return None,
        // Never in an address.
        (TextKind::Address, '"' | '”' | '»' | '>') => true,
        (TextKind::Address, _) => false,
        (TextKind::Title, '"' | '\'' | '`') => false,
        // A title may be in typographic quotes or brackets.
        (TextKind::Title, _) => return None,
    };
    Some(impossible(Impossible::Enclosed, extent, inner, is_certain))
}

/// Links of Markdown and HTML, and tags.
fn markup(kind: TextKind, extent: Extent, text: &str) -> Option<Review> {
    let link =
        |shown: &str, is_certain| Some(impossible(Impossible::Link, extent, shown, is_certain));
    if let Some((label, target)) = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|rest| rest.split_once("]("))
        && !label.is_empty()
        && !target.is_empty()
    {
        // `[cart](https://acme.example/cart "Cart")`
        let target = target.split(is_ascii_space).next().unwrap_or(target);
        return match kind {
            TextKind::Address => link(target, true),
            TextKind::Title => link(label, false),
        };
    }
    let target = text.split_once("href=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        let target = rest.get(1..)?.split(quote).next()?;
        (!target.is_empty()).then_some(target)
    });
    if let (TextKind::Address, Some(target)) = (kind, target) {
        return link(target, false);
    }
    if !text.contains('<') {
        return None;
    }
    let plain = without_tags(text)?;
    let is_title = kind == TextKind::Title && text.starts_with("<title>");
    Some(impossible(Impossible::Tags, extent, &plain, is_title))
}

/// The text without its tags, if it begins or ends with one.
fn without_tags(text: &str) -> Option<String> {
    let is_tag = |tag: &str| {
        let name = tag.strip_prefix('/').unwrap_or(tag);
        name.starts_with(|it: char| it.is_ascii_alphabetic())
    };
    let mut plain = String::new();
    let mut rest = text;
    let (mut opens, mut closes) = (false, false);
    while let Some((before, after)) = rest.split_once('<') {
        let (tag, behind) = after.split_once('>')?;
        if !is_tag(tag) {
            return None;
        }
        opens |= plain.is_empty() && before.is_empty();
        closes |= tag.starts_with('/');
        plain.push_str(before);
        rest = behind;
    }
    plain.push_str(rest);
    let plain = plain.trim();
    // `<id>` alone is a placeholder.
    let is_enclosed = closes || opens && text.starts_with("<title");
    (is_enclosed && !plain.is_empty()).then(|| collapsed(plain))
}

/// A character reference of HTML: `&amp;`.
fn entity(kind: TextKind, extent: Extent, text: &str) -> Option<Review> {
    if !text.contains('&') || !text.contains(';') {
        return None;
    }
    let decoded = html_escape::decode_html_entities(text);
    if decoded == text {
        return None;
    }
    let (entity, character) = text.match_indices('&').find_map(|(start, _)| {
        let end = start + text.get(start..)?.find(';')? + 1;
        let entity = text.get(start..end)?;
        let character = html_escape::decode_html_entities(entity);
        (character != entity).then(|| (entity.to_owned(), character.into_owned()))
    })?;
    let shown = match kind {
        // Addresses contain no special spaces.
        TextKind::Address => decoded.replace(|it: char| it.is_whitespace(), " "),
        TextKind::Title => decoded.into_owned(),
    };
    let shown = match extent {
        Extent::Whole => shown.trim_matches(is_ascii_space),
        Extent::Part => shown.as_str(),
    };
    if shown.trim().is_empty() {
        return None;
    }
    let why = Impossible::Entity { entity, character };
    Some(impossible(why, extent, shown, true))
}

fn address(extent: Extent, text: &str) -> Option<Review> {
    if let Some(page) = text.strip_prefix("view-source:")
        && !page.is_empty()
    {
        return Some(impossible(Impossible::ViewSource, extent, page, true));
    }
    if let Some((before, _)) = text.split_once(":~:") {
        let before = before.strip_suffix('#').unwrap_or(before);
        // What is left of a part would be found anywhere.
        if !before.is_empty() {
            return Some(impossible(Impossible::TextFragment, extent, before, true));
        }
    }
    if let Some(texts) = list(text) {
        let correction = one_or_any(extent, texts);
        return Some(Review::new(
            Doubt::Impossible(Impossible::List),
            vec![correction],
            true,
        ));
    }
    breadcrumb(extent, text)
        .or_else(|| words_around(extent, text))
        .or_else(|| cut_address(text))
        .or_else(|| punctuation(extent, text))
}

/// Several values in one text: `/cart, /checkout`.
fn list(text: &str) -> Option<Vec<String>> {
    const WORDS: [&str; 6] = [" or ", " ou ", " oder ", " o ", " | ", " || "];
    let has_space = text.contains(is_ascii_space);
    let has_comma = text.contains([',', ';', '\n']);
    let has_word = WORDS.iter().any(|word| text.contains(*word));
    if !has_space && !has_comma {
        return None;
    }
    let mut split: Vec<&str> = text.split([',', ';', '\n']).collect();
    for word in WORDS {
        split = split.iter().flat_map(|item| item.split(word)).collect();
    }
    if !has_comma && !has_word {
        split = text.split(is_ascii_space).collect();
    }
    let is_quote =
        |it: char| is_ascii_space(it) || matches!(it, '"' | '\'' | '“' | '”' | '«' | '»');
    // `/cart, /account, or /checkout`
    let items = split.iter().map(|item| {
        let item = item.trim_matches(is_quote);
        WORDS
            .iter()
            .find_map(|word| item.strip_prefix(word.trim_start()))
            .unwrap_or(item)
            .trim_matches(is_quote)
    });
    let items: Vec<&str> = items.filter(|item| !item.is_empty()).collect();
    let begins_like_address = |item: &&str| {
        item.starts_with(['/', '?', '#']) || begins_with_scheme(item) || item.starts_with("www.")
    };
    let is_word = |item: &&str| {
        let allowed = |it: char| it.is_alphanumeric() || matches!(it, '/' | '.' | '-' | '_' | '=');
        item.chars().all(allowed)
    };
    let are_values = match has_space && has_comma {
        // No address contains a space.
        true => items.iter().all(is_word) || items.iter().all(begins_like_address),
        false => items.iter().all(begins_like_address),
    };
    let has_inner_space = items.iter().any(|item| item.contains(is_ascii_space));
    if items.len() < 2 || has_inner_space || !are_values {
        return None;
    }
    let mut texts: Vec<String> = Vec::new();
    for item in items {
        if !texts.iter().any(|other| other == item) {
            texts.push(item.to_owned());
        }
    }
    Some(texts)
}

/// `acme.example › products`, as search engines show addresses.
fn breadcrumb(extent: Extent, text: &str) -> Option<Review> {
    if !text.contains('›') {
        return None;
    }
    let parts: Vec<&str> = text.split('›').map(str::trim).collect();
    let joined = parts.join("/");
    let is_clean = !joined.contains(is_ascii_space) && parts.iter().all(|part| !part.is_empty());
    let why = Doubt::Impossible(Impossible::Breadcrumb);
    let corrections = is_clean.then_some(Correction::One(extent, joined));
    Some(Review::new(why, corrections.into_iter().collect(), false))
}

/// Words around the only address in a text: `Cart: https://acme.example/cart`.
fn words_around(extent: Extent, text: &str) -> Option<Review> {
    if !text.contains(is_ascii_space) {
        return None;
    }
    let mut words = text
        .split(is_ascii_space)
        .map(|word| word.trim_matches(['(', ')', '<', '>', '"', '\'', ',', ';']))
        .filter(|word| begins_with_scheme(word) && word.len() > "https://".len());
    let address = words.next()?;
    // A space within an address is another mistake.
    let starts_there = text.starts_with(address);
    if words.next().is_some() || starts_there {
        return None;
    }
    Some(impossible(Impossible::WordsAround, extent, address, false))
}

fn cut_address(text: &str) -> Option<Review> {
    let start = text
        .strip_suffix('…')
        .or_else(|| text.strip_suffix("..."))?;
    let start = start.trim_end_matches('.').trim();
    let is_address = start.len() > 1
        && (start.starts_with('/') || begins_with_scheme(start) || begins_like_host(start));
    is_address.then(|| impossible(Impossible::Cut, Extent::Part, start, false))
}

/// A comma or full stop behind an address. A part may well end with a full stop.
fn punctuation(extent: Extent, text: &str) -> Option<Review> {
    let character = text.chars().next_back()?;
    let is_punctuation = match extent {
        Extent::Whole => matches!(character, '.' | ',' | ';'),
        Extent::Part => matches!(character, ',' | ';'),
    };
    let start = text.trim_end_matches(['.', ',', ';']);
    let is_address = start.len() > 1 && (start.starts_with('/') || begins_with_scheme(start));
    if !is_punctuation || !is_address {
        return None;
    }
    let why = Impossible::Punctuation { character };
    Some(impossible(why, extent, start, false))
}

fn title(extent: Extent, text: &str) -> Option<Review> {
    let is_path = text.starts_with('/')
        && text.len() >= MIN_PATH_LENGTH
        && text
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it == b'/' || it == b'-');
    if begins_with_scheme(text) || is_path {
        let why = Doubt::Impossible(Impossible::AddressInTitle);
        let corrections = vec![Correction::Other(
            TextKind::Address,
            extent,
            text.to_owned(),
        )];
        return Some(Review::new(why, corrections, false));
    }
    if text.contains("%20") || text.contains("%C3%") {
        let decoded = percent_encoding::percent_decode_str(text)
            .decode_utf8()
            .ok()?;
        let why = Impossible::PercentEncoded;
        return Some(impossible(why, extent, &decoded, false));
    }
    if let Some((start, browser)) = without_browser(text) {
        let why = Impossible::BrowserName { browser };
        return Some(impossible(why, extent, start, false));
    }
    let start = text
        .strip_suffix('…')
        .or_else(|| text.strip_suffix("..."))?;
    let is_cut = start.ends_with(' ') || start.chars().count() >= MIN_CUT_CHARACTERS;
    let start = start.trim_end();
    if !is_cut || start.is_empty() {
        return None;
    }
    Some(impossible(Impossible::Cut, Extent::Part, start, false))
}

/// The title without the name of the browser at its end.
fn without_browser(text: &str) -> Option<(&str, &'static str)> {
    const DASHES: [&str; 3] = [" - ", " – ", " — "];
    let last = |text: &str| DASHES.iter().filter_map(|dash| text.rfind(dash)).max();
    let (start, browser) = BROWSERS.iter().find_map(|browser| {
        let start = text.strip_suffix(browser)?;
        let start = DASHES.iter().find_map(|dash| start.strip_suffix(dash))?;
        Some((start, *browser))
    })?;
    // `My orders - Profile 1 - Microsoft Edge`
    let profile = last(start).filter(|at| {
        let name = start
            .get(*at..)
            .unwrap_or("")
            .trim_start_matches([' ', '-', '–', '—']);
        let name = name.trim();
        ["Personal", "Work", "Personnel", "Travail", "InPrivate"].contains(&name)
            || name
                .strip_prefix("Profil")
                .is_some_and(|rest| rest.trim_start_matches('e').trim().parse::<u8>().is_ok())
    });
    let start = profile.and_then(|at| start.get(..at)).unwrap_or(start);
    let start = start.trim();
    (!start.is_empty()).then_some((start, browser))
}

/// A letter and its accent as two characters.
fn decomposed(extent: Extent, text: &str) -> Option<Review> {
    if text.is_ascii() {
        return None;
    }
    let composed: String = text.nfc().collect();
    if composed.chars().count() >= text.chars().count() {
        return None;
    }
    let letter = composed.chars().find(|letter| !text.contains(*letter));
    let why = Impossible::Decomposed { letter: letter? };
    Some(impossible(why, extent, &composed, false))
}
