//! Lints of the texts in conditions: URLs that no browser shows in that form, and wildcards, which
//! have no special meaning.
//!
//! A browser shows what the parser of the URL standard returns (`https://url.spec.whatwg.org`).

use proactive_catalog::{Field, FieldType, Operator};
use proactive_diagnostics::{Fix, Problem, Span};
use proactive_syntax::literal;
use url::Url;

use super::Lower;
use crate::draft::Name;

impl Lower<'_> {
    pub(super) fn text_lints(&mut self, field: Field, operator: Operator, value: &Name) {
        match field.info().ty {
            FieldType::Text => {}
            FieldType::History | FieldType::Language => return,
        }
        if value.value.contains('*') {
            let wildcard = "*".to_owned();
            self.lint(value.range, Problem::WildcardInValue { wildcard });
            return;
        }
        match field {
            Field::VisitorUrl => match operator {
                Operator::Is | Operator::IsNot => self.whole_address(value),
                Operator::Contains | Operator::DoesNotContain => self.part_of_address(value),
            },
            Field::VisitorTitle | Field::VisitorHistory | Field::DeviceLanguage => {}
        }
    }

    /// Checks a value that is compared with the whole URL.
    fn whole_address(&mut self, value: &Name) {
        let found = value.value.to_string();
        let absolute = Url::parse(&found)
            .ok()
            .filter(|url| url.has_host() && found.contains("://"));
        let Some(url) = absolute else {
            let shown = None;
            self.lint(value.range, Problem::UrlIsNotAbsolute { found, shown });
            return;
        };
        let shown = String::from(url);
        if shown == found {
            return;
        }
        let problem = if lower_host(&found).as_deref() == Some(shown.as_str()) {
            let shown = shown.clone();
            Problem::UrlHostCase { found, shown }
        } else if encode(&found).is_some() {
            let shown = shown.clone();
            Problem::UrlNeedsEncoding { found, shown }
        } else {
            let shown = Some(shown.clone());
            Problem::UrlIsNotAbsolute { found, shown }
        };
        self.address_lint(value, problem, &shown);
    }

    /// Checks a value that must occur in the URL.
    fn part_of_address(&mut self, value: &Name) {
        let found = value.value.to_string();
        if let Some(shown) = lower_host(&found) {
            let problem = Problem::UrlHostCase {
                found,
                shown: shown.clone(),
            };
            self.address_lint(value, problem, &shown);
        } else if let Some(shown) = encode(&found) {
            let problem = Problem::UrlNeedsEncoding {
                found,
                shown: shown.clone(),
            };
            self.address_lint(value, problem, &shown);
        }
    }

    fn address_lint(&mut self, value: &Name, problem: Problem, shown: &str) {
        let span = Span::local(value.range);
        let mut fix = Fix::replace(span, shown);
        for edit in &mut fix.edits {
            edit.replacement = literal::quote(shown);
        }
        self.lint(value.range, problem).fixes.push(fix);
    }
}

/// The URL with its scheme and host in lower case, if that changes anything.
fn lower_host(address: &str) -> Option<String> {
    let scheme_end = address.find("://")?;
    let host_start = scheme_end + 3;
    let rest = address.get(host_start..)?;
    let authority_end = host_start + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    // The user name and password before `@` keep their case.
    let authority = address.get(host_start..authority_end)?;
    let host_start = host_start + authority.rfind('@').map_or(0, |at| at + 1);
    let lower = format!(
        "{}{}{}{}",
        address.get(..scheme_end)?.to_ascii_lowercase(),
        address.get(scheme_end..host_start)?,
        address.get(host_start..authority_end)?.to_ascii_lowercase(),
        address.get(authority_end..)?,
    );
    (lower != address).then_some(lower)
}

/// The text as it is in a URL that a browser shows, if that differs: browsers percent-encode
/// spaces, quotes, angle brackets and everything that is not ASCII in all parts of a URL.
fn encode(text: &str) -> Option<String> {
    use std::fmt::Write as _;
    let needs =
        |character: char| !character.is_ascii() || matches!(character, ' ' | '"' | '<' | '>');
    if !text.contains(needs) {
        return None;
    }
    let mut encoded = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if needs(character) {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(character);
        }
    }
    Some(encoded)
}
