//! Websites as regular expressions.

use proactive_hir::model::Website;

use super::bundle::Site;
use crate::json::WebsiteUrl;

/// A website as a page needs it.
pub(super) fn site(url: &WebsiteUrl) -> Site {
    match Website::parse(url) {
        Ok(website) => Site {
            url: WebsiteUrl::checked(&website.to_string()),
            pattern: pattern(&website),
        },
        // A website of a checked workspace is one. Anything else covers nothing.
        Err(_) => Site {
            url: url.clone(),
            pattern: NOTHING.to_owned(),
        },
    }
}

/// It never matches.
const NOTHING: &str = "(?!)";

/// A regular expression of ECMAScript, for no flags, that finds a match in exactly the addresses
/// that a website covers, as [`Website::covers`] does.
fn pattern(website: &Website) -> String {
    let mut pattern = format!("^{}", website.start());
    if website.has_subdomains() {
        pattern.push_str("[^/?#@:]+");
    }
    escape(website.authority(), &mut pattern);
    escape(website.path(), &mut pattern);
    if !website.path().ends_with('/') {
        // The path ends here, or goes on after a `/`.
        pattern.push_str("(?![^/?#])");
    }
    pattern
}

/// Appends a regular expression of the text itself. The characters are the SyntaxCharacters of
/// ECMAScript; `/` means nothing outside of a literal.
fn escape(text: &str, pattern: &mut String) {
    for character in text.chars() {
        if r"^$\.*+?()[]{}|".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
}
