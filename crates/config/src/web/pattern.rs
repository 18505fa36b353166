//! Websites as regular expressions.

use proactive_hir::model::Website;

use crate::json::WebsiteUrl;

/// A regular expression of ECMAScript, for no flags, that finds a match in exactly the addresses
/// that a website covers, as [`Website::covers`] does.
pub(super) fn of(website: &WebsiteUrl) -> String {
    // A website of a checked workspace is one. Anything else covers nothing.
    Website::parse(website).map_or_else(|_| NOTHING.to_owned(), |website| pattern(&website))
}

/// It never matches.
const NOTHING: &str = "(?!)";

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
