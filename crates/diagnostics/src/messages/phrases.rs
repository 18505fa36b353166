//! Phrases that many messages share.

use std::fmt::Write as _;

use proactive_catalog::characters::{classify, push_escape};
use proactive_catalog::{Block, Place};

/// The number of characters of an author's text that a message shows.
const MAX_CHARACTERS: usize = 60;

/// The number of characters of source text that a message shows to be copied.
const MAX_COPIED_CHARACTERS: usize = 240;

/// Source text in backticks: what an author wrote or could write, on one line, and cut if it is
/// long. Everything that cannot be seen is escaped.
pub(super) fn code(text: &str) -> String {
    quoted(text, MAX_CHARACTERS)
}

/// Like [`code`], for source text that an author can copy: longer, so that it is rarely cut.
pub(super) fn written(text: &str) -> String {
    quoted(text, MAX_COPIED_CHARACTERS)
}

fn quoted(text: &str, limit: usize) -> String {
    let mut shown = String::with_capacity(text.len().min(4 * limit) + 2);
    shown.push('`');
    let mut characters = classify(text).peekable();
    for _ in 0..limit {
        match characters.next() {
            // A line ending becomes one space, together with the indentation after it.
            Some((_, '\n' | '\r', _)) => {
                while characters.next_if(|(_, next, _)| is_space(*next)).is_some() {}
                if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            }
            Some((_, space, _)) if is_space(space) => shown.push(' '),
            // Other white space would look like a space.
            Some((_, character, hidden)) if hidden.is_some() || character.is_whitespace() => {
                push_escape(character, &mut shown);
            }
            Some((_, character, _)) => shown.push(character),
            None => break,
        }
    }
    if characters.peek().is_some() {
        shown.push('…');
    }
    shown.push('`');
    shown
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// The number of items that a list shows. The list of all languages must fit.
const MAX_ITEMS: usize = 60;

/// `a`, `b` and `c`, with `and` or `or` before the last.
pub(super) fn listed<S: AsRef<str>>(items: &[S], conjunction: &str) -> String {
    if items.len() > MAX_ITEMS {
        let some: Vec<_> = items
            .iter()
            .take(MAX_ITEMS)
            .map(|item| code(item.as_ref()))
            .collect();
        return format!(
            "{} {conjunction} {} more",
            some.join(", "),
            items.len() - MAX_ITEMS
        );
    }
    let mut shown = String::new();
    let last = items.len().saturating_sub(1);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            let separator = if index == last { conjunction } else { "," };
            let before = if index == last { " " } else { "" };
            let _ = write!(shown, "{before}{separator} ");
        }
        shown.push_str(&code(item.as_ref()));
    }
    shown
}

/// `Use `a`.` or `Use one of `a`, `b` or `c`.`
pub(super) fn use_one_of<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [_] | [_, _] => format!("Use {}.", listed(items, "or")),
        _ => format!("Use one of {}.", listed(items, "or")),
    }
}

/// `Did you mean `x`?`, or another help if there is no suggestion.
pub(super) fn did_you_mean(suggestion: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    suggestion.map_or_else(otherwise, |word| format!("Did you mean {}?", code(word)))
}

/// `a` or `an`, and the noun.
pub(super) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// The noun for a place of statements, with its article: `a message`.
pub(super) fn place(place: Place) -> String {
    match place {
        Place::File => "the file".into(),
        Place::Block(Block::Account) => "the account".into(),
        Place::Block(Block::AgentReply) => "the block of `reply agent`".into(),
        Place::Block(block) => with_article(block.noun()),
    }
}
