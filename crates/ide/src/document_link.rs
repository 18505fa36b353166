//! Document links: URLs that can be opened.
//!
//! In a comment, a URL ends before the punctuation of its sentence. In a string, a URL is always the
//! whole string.

use std::ops::Range;

use proactive_catalog::TextRole;
use proactive_diagnostics::{FileId, TextRange, TextSize};
use proactive_syntax::literal;

use crate::Snapshot;
use crate::classify::{TokenClass, classify};

/// A URL in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its range, without quotes.
    pub range: TextRange,
    /// The URL, with its escapes resolved.
    pub target: String,
}

/// The URLs of a file that begin with `http://` or `https://`, in source order. They can be in
/// comments, in `visit`, and in values of conditions.
#[must_use]
pub fn document_links(snapshot: &Snapshot, file: FileId) -> Vec<Link> {
    let workspace = snapshot.workspace();
    let mut found = Vec::new();
    for item in workspace.items(file) {
        let text = workspace.text_of(file, item);
        if !text.contains("://") {
            continue;
        }
        let from = found.len();
        for token in classify(text, item.parsed()) {
            let written = text.get(Range::<usize>::from(token.range)).unwrap_or("");
            match token.kind {
                TokenClass::Comment => in_comment(written, token.range, &mut found),
                TokenClass::Text(TextRole::Url | TextRole::Website) | TokenClass::Value(_) => {
                    found.extend(in_string(written, token.range));
                }
                TokenClass::Text(
                    TextRole::DisplayName
                    | TextRole::TestName
                    | TextRole::Message
                    | TextRole::ExternalId
                    | TextRole::Timezone
                    | TextRole::Title,
                )
                | TokenClass::DeclarationKeyword(_)
                | TokenClass::StatementKeyword(..)
                | TokenClass::ArgumentKeyword
                | TokenClass::DeclaredName(_)
                | TokenClass::Reference { .. }
                | TokenClass::Word(_)
                | TokenClass::Tag
                | TokenClass::Object
                | TokenClass::Field(_)
                | TokenClass::Operator { .. }
                | TokenClass::Connective
                | TokenClass::Duration
                | TokenClass::Date
                | TokenClass::Days
                | TokenClass::Interval
                | TokenClass::Time
                | TokenClass::Stray => {}
            }
        }
        for link in found.iter_mut().skip(from) {
            link.range += item.range().start();
        }
    }
    found
}

/// The schemes of URLs that can be opened.
const SCHEMES: [&str; 2] = ["http://", "https://"];

/// The length of the scheme that a text begins with, in bytes. Case does not matter.
fn scheme(text: &str) -> Option<usize> {
    let begins = |scheme: &str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let scheme = SCHEMES.into_iter().find(|scheme| begins(scheme))?;
    Some(scheme.len())
}

/// Whether a text begins with a scheme and a host.
fn begins_address(text: &str) -> bool {
    let host = scheme(text).and_then(|length| text.get(length..));
    let first = host.and_then(|host| host.chars().next());
    first.is_some_and(|first| first.is_alphanumeric() || first == '[')
}

/// Whether a character ends a URL.
fn ends(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '"' | '<' | '>' | '`' | '\\' | '^' | '{' | '}' | '|'
        )
}

fn in_string(written: &str, range: TextRange) -> Option<Link> {
    let quotes = match written.starts_with("\"\"\"") {
        true => 3,
        false => 1,
    };
    if !written.starts_with('"') || literal::is_unterminated(written) {
        return None;
    }
    let inner = written.get(quotes..written.len().checked_sub(quotes)?)?;
    let (value, problems) = literal::unquote(written);
    let target = value.trim();
    // `https://*.acme.example` is no page.
    let is_pattern = target.contains("://*.");
    if !problems.is_empty() || !begins_address(target) || target.contains(ends) || is_pattern {
        return None;
    }
    let whitespace = inner.len() - inner.trim_start().len();
    let start = range.start() + size(quotes + whitespace);
    Some(Link {
        range: TextRange::at(start, TextSize::of(inner.trim())),
        target: target.to_owned(),
    })
}

fn in_comment(written: &str, range: TextRange, found: &mut Vec<Link>) {
    let mut from = 0;
    while let Some(colon) = written.get(from..).and_then(|rest| rest.find("://")) {
        let after = from + colon + 3;
        let start = SCHEMES.iter().find_map(|scheme| {
            let start = after.checked_sub(scheme.len())?;
            let before = written.get(..start)?.chars().next_back();
            let alone = before.is_none_or(|before| !before.is_alphanumeric());
            (alone && begins_address(written.get(start..)?)).then_some(start)
        });
        from = after;
        let Some(start) = start else { continue };
        let rest = written.get(start..).unwrap_or("");
        let address = without_punctuation(rest.split(ends).next().unwrap_or(""));
        found.push(Link {
            range: TextRange::at(range.start() + size(start), TextSize::of(address)),
            target: address.to_owned(),
        });
        from = from.max(start + address.len());
    }
}

/// A URL without the punctuation of the sentence around it. A closing parenthesis belongs to the URL
/// if the opening one does.
fn without_punctuation(mut address: &str) -> &str {
    let surplus = |open, close| {
        let (open, close) = (address.matches(open), address.matches(close));
        close.count().saturating_sub(open.count())
    };
    let (mut round, mut square) = (surplus('(', ')'), surplus('[', ']'));
    loop {
        let after = match address.chars().next_back() {
            Some(')') => take_one(&mut round),
            Some(']') => take_one(&mut square),
            Some(
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '’' | '”' | '»' | '…' | '。',
            ) => true,
            Some(_) | None => false,
        };
        let mut characters = address.chars();
        characters.next_back();
        match after {
            true => address = characters.as_str(),
            false => return address,
        }
    }
}

/// Decrements a count, and returns whether it was more than zero.
fn take_one(count: &mut usize) -> bool {
    let some = *count > 0;
    *count = count.saturating_sub(1);
    some
}

fn size(length: usize) -> TextSize {
    TextSize::new(u32::try_from(length).unwrap_or(u32::MAX))
}
