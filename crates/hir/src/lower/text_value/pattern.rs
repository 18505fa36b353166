//! Recognizes the patterns of other tools in a value: regular expressions, globs, `LIKE` of SQL, and
//! the placeholders of routers and templates. Values are compared character by character, so these
//! match only themselves.
//!
//! The signs are recognized by their form. An address may contain each of them, apart from `<id>`,
//! but hardly any does.

mod alternatives;

use self::alternatives::{Token, expand, parts};
use super::correction::{Extent, TextKind};

/// How deep groups may nest.
const MAX_DEPTH: usize = 8;

/// A value that is meant as a pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The first sign of it, as written.
    pub(super) sign: String,
    /// Whether `*` is its only sign.
    pub(super) is_wildcard: bool,
    /// For each alternative, the texts that must occur, in order. Empty if that cannot be said.
    pub(super) alternatives: Vec<Vec<String>>,
    /// Whether anything may stand between the texts, before or after them.
    pub(super) has_gap: bool,
    /// Whether it is anchored at the start and at the end.
    pub(super) anchored: (bool, bool),
}

impl Pattern {
    /// Recognizes a pattern.
    pub(super) fn parse(kind: TextKind, extent: Extent, text: &str) -> Option<Self> {
        if let Some(like) = like(kind, extent, text) {
            return Some(like);
        }
        let written = text;
        let (text, delimited) = without_delimiters(text);
        let mut scanner = Scanner {
            rest: text,
            previous: None,
            kind,
            splits_at_bar: splits_at_bar(kind, extent, text),
            sign: delimited.then(|| written.to_owned()),
            star: false,
            anchored: (false, false),
            is_unknown: false,
        };
        if let Some(rest) = text.strip_prefix("(?i)") {
            scanner.sign = Some("(?i)".to_owned());
            scanner.rest = rest;
        }
        let tokens = scanner.alternatives(0);
        let is_wildcard = scanner.sign.is_none();
        let sign = scanner
            .sign
            .or_else(|| scanner.star.then(|| "*".to_owned()))?;
        let sequences = match scanner.is_unknown {
            true => None,
            false => expand(&tokens),
        };
        let sequences = sequences.unwrap_or_default();
        let has_gap = sequences.iter().flatten().any(Option::is_none);
        let alternatives = sequences.iter().map(|sequence| parts(kind, sequence));
        Some(Self {
            sign,
            is_wildcard,
            alternatives: alternatives.collect(),
            has_gap,
            anchored: scanner.anchored,
        })
    }
}

/// `%cart%`, as `LIKE` of SQL has it. Percent-encoding is told apart by its digits.
fn like(kind: TextKind, extent: Extent, text: &str) -> Option<Pattern> {
    let (at_start, at_end) = (text.starts_with('%'), text.ends_with('%'));
    let inner = text.trim_matches('%');
    let is_like = match (at_start, at_end) {
        (true, true) => !is_cut_encoding(text),
        // Two digits at most are the beginning of an escape.
        (true, false) => text.len() > 3 && !is_escape(text),
        // An escape may be cut, but hardly the only one.
        (false, true) => extent == Extent::Whole || !inner.contains('%'),
        (false, false) => false,
    };
    if !is_like
        || !inner.contains(char::is_alphabetic)
        || (kind == TextKind::Title && !(at_start && at_end))
    {
        return None;
    }
    let parts = inner.split('%').filter(|part| !part.is_empty());
    Some(Pattern {
        sign: "%".to_owned(),
        is_wildcard: false,
        alternatives: vec![parts.map(str::to_owned).collect()],
        has_gap: true,
        anchored: (false, false),
    })
}

/// Whether a text that begins and ends with `%` can be a piece of a percent-encoded text.
fn is_cut_encoding(text: &str) -> bool {
    if !is_escape(text) {
        return false;
    }
    let text = text.strip_suffix('%').unwrap_or(text);
    let bytes: Vec<u8> = percent_encoding::percent_decode_str(text).collect();
    let is_continuation = |byte: &&u8| **byte & 0xC0 == 0x80;
    let cut = bytes.iter().take_while(is_continuation).count();
    match std::str::from_utf8(bytes.get(cut..).unwrap_or_default()) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// Whether the text begins with a percent sign and two hexadecimal digits.
fn is_escape(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next() == Some(b'%')
        && bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit())
        && bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit())
}

/// Removes the slashes and flags around a regular expression: `/^\/cart/i`.
fn without_delimiters(text: &str) -> (&str, bool) {
    let Some(inner) = text.strip_prefix('/') else {
        return (text, false);
    };
    if !inner.starts_with('^') && !inner.contains("\\/") {
        return (text, false);
    }
    let flags = inner.trim_end_matches(['g', 'i', 'm', 's', 'u', 'y']);
    match flags.strip_suffix('/') {
        Some(inner) if !inner.ends_with('\\') => (inner, true),
        Some(_) | None if inner.starts_with('^') => (inner, true),
        Some(_) | None => (text, false),
    }
}

/// Whether `|` separates alternatives. It may stand in a query, and in titles it is common with
/// spaces around it.
fn splits_at_bar(kind: TextKind, extent: Extent, text: &str) -> bool {
    if !text.contains('|') {
        return false;
    }
    let mut pieces = text.split('|');
    match kind {
        TextKind::Address => {
            let begins_like_one = |piece: &str| {
                piece.starts_with(['/', '?', '#', '^', '(']) || piece.starts_with("http")
            };
            let is_path = !text.contains(['?', '=', '&', '#']);
            pieces.all(|piece| !piece.is_empty() && (is_path || begins_like_one(piece)))
        }
        TextKind::Title => {
            let is_tight = |piece: &str| !piece.is_empty() && piece.trim() == piece;
            extent == Extent::Part && pieces.all(is_tight)
        }
    }
}

struct Scanner<'t> {
    rest: &'t str,
    /// The character before the rest, as written.
    previous: Option<char>,
    kind: TextKind,
    splits_at_bar: bool,
    sign: Option<String>,
    star: bool,
    anchored: (bool, bool),
    /// It has a part whose meaning cannot be written with `contains`.
    is_unknown: bool,
}

impl<'t> Scanner<'t> {
    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.previous = taken.chars().next_back().or(self.previous);
        self.rest = rest;
        taken
    }

    fn note(&mut self, sign: &str) {
        if self.sign.is_none() {
            self.sign = Some(sign.to_owned());
        }
    }

    fn alternatives(&mut self, depth: usize) -> Vec<Vec<Token>> {
        let mut all = Vec::new();
        let mut current = Vec::new();
        while let Some(next) = self.rest.chars().next() {
            match next {
                ')' if depth > 0 => break,
                '|' if depth > 0 || self.splits_at_bar => {
                    let sign = self.take(1);
                    self.note(sign);
                    all.push(std::mem::take(&mut current));
                }
                _ => self.item(next, &mut current, depth),
            }
        }
        all.push(current);
        all
    }

    /// Reads what comes next: a sign, or a character that means itself.
    fn item(&mut self, next: char, to: &mut Vec<Token>, depth: usize) {
        let recognized = match next {
            '^' => self.anchor_at_start(to, depth),
            '$' => self.anchor_at_end(to),
            '\\' => self.escape(to),
            '.' => self.any_character(to),
            '…' => self.ellipsis("…", to),
            '*' => {
                let stars = self.rest.len() - self.rest.trim_start_matches('*').len();
                self.take(stars);
                self.star = true;
                to.push(Token::Gap);
                true
            }
            '[' => self.class(to),
            '(' => self.group(to, depth),
            '{' => self.braces(to),
            ':' => self.segment(to),
            '<' => self.angle(to),
            '%' => self.directive(to),
            '/' => self.optional_slash(),
            's' => self.optional_scheme(to),
            _ => false,
        };
        if !recognized {
            self.take(next.len_utf8());
            to.push(Token::Text(next));
        }
    }

    /// Reads a sign that stands for anything.
    fn gap(&mut self, length: usize, to: &mut Vec<Token>) -> bool {
        let sign = self.take(length);
        self.note(sign);
        to.push(Token::Gap);
        true
    }

    /// Reads a sign that stands for one character, and how often.
    fn repeated_gap(&mut self, length: usize, to: &mut Vec<Token>) -> bool {
        let start = self.rest;
        self.take(length);
        self.quantifier();
        let written = start.len() - self.rest.len();
        self.note(start.get(..written).unwrap_or(""));
        to.push(Token::Gap);
        true
    }

    /// Skips `*`, `+`, `?` or `{2,4}`, and `?` after it. Returns whether there was one.
    fn quantifier(&mut self) -> bool {
        let length = match self.rest.chars().next() {
            Some('*' | '+' | '?') => 1,
            Some('{') => {
                let inside = self.rest.get(1..).unwrap_or("");
                let digits = inside.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
                match (inside.len() - digits.len(), digits.starts_with('}')) {
                    (0, _) | (_, false) => return false,
                    (count, true) => count + 2,
                }
            }
            _ => return false,
        };
        self.take(length);
        if self.rest.starts_with('?') {
            self.take(1);
        }
        true
    }

    fn anchor_at_start(&mut self, to: &[Token], depth: usize) -> bool {
        if depth > 0 || !to.is_empty() || self.rest.len() < 2 {
            return false;
        }
        self.note("^");
        self.take(1);
        self.anchored.0 = true;
        true
    }

    fn anchor_at_end(&mut self, to: &mut Vec<Token>) -> bool {
        if self.rest.starts_with("${") {
            self.take(1);
            if self.braces(to) {
                return true;
            }
            to.push(Token::Text('$'));
            return true;
        }
        // A price may end with the sign.
        let is_price = self
            .previous
            .is_some_and(|it| it.is_ascii_digit() || it.is_whitespace());
        let follows_text = self.previous.is_some() && !(is_price && self.sign.is_none());
        let ends = self.rest == "$" || self.splits_at_bar && self.rest.starts_with("$|");
        if !ends || !follows_text {
            return false;
        }
        self.note("$");
        self.take(1);
        self.anchored.1 = true;
        true
    }

    fn escape(&mut self, to: &mut Vec<Token>) -> bool {
        let Some(escaped) = self.rest.chars().nth(1) else {
            return false;
        };
        match escaped {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => self.repeated_gap(2, to),
            'b' | 'B' => {
                self.note("\\b");
                self.take(2);
                true
            }
            _ if escaped.is_ascii_punctuation() => {
                let sign = self.take(2);
                self.note(sign);
                to.push(Token::Text(escaped));
                true
            }
            _ => false,
        }
    }

    /// `.*`, and `...` in place of a segment.
    fn any_character(&mut self, to: &mut Vec<Token>) -> bool {
        let after = self.rest.get(1..).unwrap_or("");
        if after.starts_with(['*', '+']) || after.starts_with("{") {
            return self.repeated_gap(1, to);
        }
        self.ellipsis("...", to)
    }

    fn ellipsis(&mut self, dots: &str, to: &mut Vec<Token>) -> bool {
        let after = self.rest.strip_prefix(dots);
        if self.previous == Some('/') && after.is_some_and(|rest| rest.starts_with('/')) {
            return self.gap(dots.len(), to);
        }
        false
    }

    /// `[0-9]+`, and `[slug]` as a segment.
    fn class(&mut self, to: &mut Vec<Token>) -> bool {
        let Some(length) = self.rest.find(']').map(|end| end + 1) else {
            return false;
        };
        // `[[...slug]]`
        let length = match self.rest.get(length..) {
            Some(rest) if self.rest.starts_with("[[") && rest.starts_with(']') => length + 1,
            _ => length,
        };
        let inside = self.rest.get(1..length - 1).unwrap_or("");
        let after = self.rest.get(length..).unwrap_or("");
        let has_range = inside.starts_with('^')
            || inside
                .as_bytes()
                .windows(3)
                .any(|bytes| matches!(bytes, [from, b'-', to] if is_range(*from, *to)));
        let is_word = inside.contains(|c: char| c.is_ascii_alphabetic());
        let is_segment = self.previous == Some('/')
            && (after.is_empty() || after.starts_with(['/', '?', '#']))
            && is_word;
        let is_repeated = after.starts_with(['+', '*']) && !inside.is_empty();
        if is_segment && !has_range {
            return self.gap(length, to);
        }
        (has_range || is_repeated) && self.repeated_gap(length, to)
    }

    /// `(de|fr)`, `(.*)`.
    fn group(&mut self, to: &mut Vec<Token>, depth: usize) -> bool {
        let before = (self.rest, self.previous, self.sign.clone(), self.star);
        let start = self.rest;
        self.take(1);
        let mut is_evident = false;
        if self.rest.starts_with("?:") {
            self.take(2);
            is_evident = true;
        } else if self.rest.starts_with("?!") || self.rest.starts_with("?<") {
            self.is_unknown = true;
            is_evident = true;
        }
        let choices = match depth < MAX_DEPTH {
            true => self.alternatives(depth + 1),
            false => Vec::new(),
        };
        let is_closed = self.rest.starts_with(')');
        self.take(1);
        let only_gaps = choices
            .iter()
            .all(|choice| choice.iter().all(|token| matches!(token, Token::Gap)));
        let is_optional = self.rest.starts_with("?/") || self.rest == "?$";
        is_evident |= choices.len() > 1 || only_gaps || is_optional;
        if !is_closed || !is_evident {
            (self.rest, self.previous, self.sign, self.star) = before;
            return false;
        }
        let repeats = match self.rest.starts_with('?') {
            true => is_optional && self.quantifier(),
            false => self.quantifier(),
        };
        let length = start.len() - self.rest.len();
        // The group itself is the sign, not what it contains.
        self.sign = before.2;
        self.note(start.get(..length).unwrap_or(""));
        to.push(if repeats || only_gaps {
            Token::Gap
        } else {
            Token::Choice(choices)
        });
        true
    }

    /// `{id}`, `{{ id }}`, `{cart,checkout}`.
    fn braces(&mut self, to: &mut Vec<Token>) -> bool {
        let opening = self.rest.len() - self.rest.trim_start_matches('{').len();
        let Some(end) = self.rest.find('}') else {
            return false;
        };
        let closing = self.rest.get(end..).unwrap_or("");
        let closing = closing.len() - closing.trim_start_matches('}').len();
        let inside = self.rest.get(opening..end).unwrap_or("").trim();
        let is_name = |text: &str| {
            text.contains(|c: char| c.is_ascii_alphabetic())
                && text
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_-.:/ ".contains(c))
        };
        if opening == 1 && inside.contains(',') && inside.split(',').all(is_name) {
            let sign = self.take(end + 1);
            self.note(sign);
            let choices = inside.split(',');
            let tokens = |choice: &str| choice.trim().chars().map(Token::Text).collect();
            to.push(Token::Choice(choices.map(tokens).collect()));
            return true;
        }
        if !is_name(inside) || closing < opening {
            return false;
        }
        self.gap(end + opening, to)
    }

    /// `:id` as a segment of a path.
    fn segment(&mut self, to: &mut Vec<Token>) -> bool {
        let name = self.rest.get(1..).unwrap_or("");
        let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        let (name, after) = name
            .split_at_checked(end.unwrap_or(name.len()))
            .unwrap_or_default();
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        let ends = after.is_empty() || after.starts_with(['/', '?', '#', '.', '*', '+', '(']);
        if self.kind != TextKind::Address || self.previous != Some('/') || !is_name || !ends {
            return false;
        }
        let start = self.rest;
        let sign = self.take(1 + name.len());
        self.note(sign);
        if self.rest.starts_with(['*', '+']) || self.rest == "?" || self.rest.starts_with("?/") {
            self.take(1);
        } else if self.rest.starts_with('(')
            && let Some(end) = self.rest.find(')')
        {
            self.take(end + 1);
        }
        debug_assert!(self.rest.len() < start.len());
        to.push(Token::Gap);
        true
    }

    /// `<id>` as a segment of a path.
    fn angle(&mut self, to: &mut Vec<Token>) -> bool {
        let Some(end) = self.rest.find('>') else {
            return false;
        };
        let inside = self.rest.get(1..end).unwrap_or("");
        let is_name = inside.starts_with(|c: char| c.is_ascii_alphabetic())
            && inside
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_:-".contains(c));
        let follows = matches!(self.previous, Some('/' | '='));
        if self.kind != TextKind::Address || !is_name || !follows {
            return false;
        }
        self.gap(end + 1, to)
    }

    /// `%s`, as format strings have it.
    fn directive(&mut self, to: &mut Vec<Token>) -> bool {
        let after = self.rest.get(1..).unwrap_or("");
        let ends = |rest: &str| rest.starts_with(['/', '?', '#', '&']);
        // `%d` at the end may be the beginning of an escape.
        let is_directive = after == "s" || after.strip_prefix(['s', 'd']).is_some_and(ends);
        if self.kind != TextKind::Address || !is_directive {
            return false;
        }
        self.gap(2, to)
    }

    /// `/?` at the end.
    fn optional_slash(&mut self) -> bool {
        let is_optional = self.rest == "/?$" || self.rest == "/?" && self.sign.is_some();
        if is_optional {
            self.take(2);
        }
        is_optional
    }

    /// `https?://`
    fn optional_scheme(&mut self, to: &mut Vec<Token>) -> bool {
        let written: String = to
            .iter()
            .filter_map(|token| match token {
                Token::Text(character) => Some(*character),
                Token::Gap | Token::Choice(_) => None,
            })
            .collect();
        if written != "http" || to.len() != 4 || !self.rest.starts_with("s?:") {
            return false;
        }
        self.note("s?");
        self.take(2);
        to.clear();
        to.push(Token::Gap);
        true
    }
}

fn is_range(from: u8, to: u8) -> bool {
    let both = |is: fn(&u8) -> bool| is(&from) && is(&to);
    from < to
        && (both(u8::is_ascii_digit)
            || both(u8::is_ascii_lowercase)
            || both(u8::is_ascii_uppercase))
}
