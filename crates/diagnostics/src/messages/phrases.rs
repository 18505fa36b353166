//! Phrases that many sentences share.

use std::fmt::Write as _;

use proactive_catalog::characters::{classify, push_escape};
use proactive_catalog::{Block, Place};

/// How many characters of an author's text a sentence shows.
const SHOWN: usize = 60;

/// A text as an author has written it, or could: in backticks, on one line, of readable length.
pub(super) fn code(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(4 * SHOWN) + 2);
    shown.push('`');
    let mut characters = classify(text).peekable();
    for _ in 0..SHOWN {
        match characters.next() {
            // A line ending becomes one space, together with the indentation after it.
            Some((_, '\n' | '\r', _)) => {
                while characters.next_if(|(_, next, _)| is_space(*next)).is_some() {}
                if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            }
            Some((_, space, _)) if is_space(space) => shown.push(' '),
            // No other white space looks different from a space.
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

/// How many items a list shows; the languages are the longest that must be whole.
const LISTED: usize = 60;

/// `a`, `b` and `c`, with `and` or `or` before the last.
pub(super) fn listed<S: AsRef<str>>(items: &[S], conjunction: &str) -> String {
    if items.len() > LISTED {
        let some: Vec<_> = items
            .iter()
            .take(LISTED)
            .map(|item| code(item.as_ref()))
            .collect();
        return format!(
            "{} {conjunction} {} more",
            some.join(", "),
            items.len() - LISTED
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

/// `Did you mean `x`?`, else something else to do.
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

/// Where statements stand, with its article: `a message`.
pub(super) fn place(place: Place) -> String {
    match place {
        Place::File => "the file".into(),
        Place::Block(Block::Account) => "the account".into(),
        Place::Block(Block::AgentReply) => "the block of `reply agent`".into(),
        Place::Block(block) => with_article(block.noun()),
    }
}
