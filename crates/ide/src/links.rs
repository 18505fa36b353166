//! Addresses that can be opened.
//!
//! In a comment an address ends before the punctuation of its sentence. In a string only the whole
//! is one: part of an address is no address.

use std::ops::Range;

use proactive_diagnostics::{FileId, TextRange, TextRole, TextSize};
use proactive_syntax::literal;

use crate::Snapshot;
use crate::element::{ElementKind, elements};

/// An address in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it stands, without quotes.
    pub range: TextRange,
    /// The address, its escapes read.
    pub target: String,
}

/// The addresses of a file that begin with `http://` or `https://`, in the order of the text: in
/// comments, in `visit`, and values of conditions that are one as a whole.
#[must_use]
pub fn links(snapshot: &Snapshot, file: FileId) -> Vec<Link> {
    let workspace = snapshot.workspace();
    let mut found = Vec::new();
    for item in workspace.items(file) {
        let text = workspace.text_of(file, item);
        if !text.contains("://") {
            continue;
        }
        let from = found.len();
        for element in elements(text, item.parsed()) {
            let written = text.get(Range::<usize>::from(element.range)).unwrap_or("");
            match element.kind {
                ElementKind::Comment => in_comment(written, element.range, &mut found),
                ElementKind::Text(TextRole::Url) | ElementKind::Value(_) => {
                    found.extend(in_string(written, element.range));
                }
                ElementKind::Text(
                    TextRole::DisplayName
                    | TextRole::TestName
                    | TextRole::Message
                    | TextRole::ExternalId
                    | TextRole::Timezone
                    | TextRole::Title,
                )
                | ElementKind::DeclarationKeyword(_)
                | ElementKind::StatementKeyword(..)
                | ElementKind::JoiningWord
                | ElementKind::DeclaredName(_)
                | ElementKind::Reference { .. }
                | ElementKind::Word(_)
                | ElementKind::Tag
                | ElementKind::Object
                | ElementKind::Field(_)
                | ElementKind::Operator { .. }
                | ElementKind::Connective
                | ElementKind::Duration
                | ElementKind::Date
                | ElementKind::Days
                | ElementKind::Interval
                | ElementKind::Time
                | ElementKind::Stray => {}
            }
        }
        for link in found.iter_mut().skip(from) {
            link.range += item.range().start();
        }
    }
    found
}

/// The schemes of addresses that can be opened.
const SCHEMES: [&str; 2] = ["http://", "https://"];

/// The length of the scheme that a text begins with, whatever its case.
fn scheme(text: &str) -> Option<usize> {
    let begins = |scheme: &str| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let scheme = SCHEMES.into_iter().find(|scheme| begins(scheme))?;
    Some(scheme.len())
}

/// Whether an address is more than its scheme, and has nothing that addresses don't have.
fn is_address(text: &str) -> bool {
    let host = scheme(text).and_then(|length| text.get(length..));
    let begins = host.and_then(|host| host.chars().next());
    begins.is_some_and(|first| first.is_alphanumeric() || first == '[') && !text.contains(ends)
}

/// Whether a character ends an address.
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
    if !problems.is_empty() || !is_address(target) {
        return None;
    }
    let blanks = inner.len() - inner.trim_start().len();
    let start = range.start() + size(quotes + blanks);
    Some(Link {
        range: TextRange::at(start, TextSize::of(inner.trim())),
        target: target.to_owned(),
    })
}

fn in_comment(written: &str, range: TextRange, found: &mut Vec<Link>) {
    let mut from = 0;
    while let Some(colon) = written.get(from..).and_then(|rest| rest.find("://")) {
        let behind = from + colon + 3;
        let start = SCHEMES.iter().find_map(|scheme| {
            let start = behind.checked_sub(scheme.len())?;
            let before = written.get(..start)?.chars().next_back();
            let alone = before.is_none_or(|before| !before.is_alphanumeric());
            (alone && self::scheme(written.get(start..)?).is_some()).then_some(start)
        });
        from = behind;
        let Some(rest) = start.and_then(|start| written.get(start..)) else {
            continue;
        };
        let address = without_punctuation(rest.split(ends).next().unwrap_or(""));
        if let Some(start) = start.filter(|_| is_address(address)) {
            found.push(Link {
                range: TextRange::at(range.start() + size(start), TextSize::of(address)),
                target: address.to_owned(),
            });
            from = start + address.len();
        }
    }
}

/// An address without the punctuation of the sentence around it; a closing parenthesis belongs to
/// it if its opening one does.
fn without_punctuation(mut address: &str) -> &str {
    loop {
        let Some(last) = address.chars().next_back() else {
            return address;
        };
        let opening = match last {
            ')' => Some('('),
            ']' => Some('['),
            _ => None,
        };
        let surplus = match opening {
            Some(opening) => address.matches(last).count() > address.matches(opening).count(),
            None => matches!(
                last,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '’' | '”' | '»' | '…' | '。'
            ),
        };
        if !surplus {
            return address;
        }
        let length = address.len() - last.len_utf8();
        address = address.get(..length).unwrap_or("");
    }
}

fn size(length: usize) -> TextSize {
    TextSize::new(u32::try_from(length).unwrap_or(u32::MAX))
}
