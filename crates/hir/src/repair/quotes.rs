//! Quotes: a text without them, quotes within quotes, a text that goes on over several lines.

use std::ops::Range;

use proactive_catalog::{Role, StatementInfo};
use proactive_diagnostics::{Finding, Problem};
use proactive_syntax::literal;

use super::candidate::Candidate;
use super::words::Reading;

/// The most lines of a text that one quote begins.
const MAX_LINES: usize = 24;

/// The statement of `row` with all that follows its keyword as its text. `rest` is the source after
/// the keyword.
pub(super) fn whole_line(row: &StatementInfo, rest: &str) -> Option<Reading> {
    let argument = row.forms.first()?.first()?;
    let is_reply = argument.role == Role::AgentReply;
    let is_text = matches!(argument.role, Role::Text(_));
    let before = if is_reply {
        format!("{} agent", row.keyword)
    } else if is_text && row.forms.iter().all(|form| form.len() == 1) {
        row.keyword.to_owned()
    } else {
        return None;
    };
    let rest = rest.trim_start_matches([':', '=', ' ', '\t']).trim_end();
    let rest = match rest.strip_prefix("agent").filter(|_| is_reply) {
        Some(rest) => rest.trim_start_matches([':', ' ']),
        None => rest,
    };
    let rest = rest.trim_end_matches([';', ',']).trim_end();
    if rest.is_empty() || rest.contains(['\n', '{', '}']) {
        return None;
    }
    let first = rest.split_whitespace().next().unwrap_or("");
    if is_reply && first.to_lowercase().contains("bot") {
        return None;
    }
    // An escape sequence, right or wrong, is the author's.
    if !is_one_text(rest) || rest.replace("\\\"", "").contains('\\') {
        return None;
    }
    let begins = rest.starts_with(is_quote);
    let ends = rest.ends_with(is_quote);
    // A quote at one end alone lacks the other.
    let quotes = rest.chars().filter(|it| *it == '"').count();
    let inside = match (begins, ends) {
        (true, true) => rest.trim_start_matches(is_quote).trim_end_matches(is_quote),
        (true, false) if quotes <= 1 => rest.trim_start_matches(is_quote),
        (false, true) if quotes <= 1 => rest.trim_end_matches(is_quote),
        (true | false, true | false) => rest,
    };
    // Spreadsheets double a quote within quotes.
    let content = inside.replace("\\\"", "\"").replace("\"\"", "\"");
    let certain = begins && ends && !inside.contains('"');
    let text = format!("{before} {}", literal::quote(content.trim()));
    Some(Reading { text, certain })
}

/// Whether the rest of a line is a text and nothing else: without quotes, or from one to another.
fn is_one_text(rest: &str) -> bool {
    let begins = rest.starts_with(is_quote);
    let ends = rest.ends_with(is_quote);
    let joins = rest.contains("\" + \"") || rest.contains("\" & \"") || rest.contains("\", \"");
    !joins && (begins && ends || !rest.contains('"') || rest.matches('"').count() == 1)
}

fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '`'
    )
}

/// A string that lacks its end on its line: the text goes on to the next quote.
pub(super) fn over_lines(slice: &str, error: &Finding) -> Option<Candidate> {
    if !matches!(error.problem, Problem::UnterminatedString { triple: false }) {
        return None;
    }
    let start = usize::from(error.span.range.start());
    let opened = slice.get(start..)?.strip_prefix('"')?;
    let length = opened.find('"')?;
    let content = opened.get(..length)?;
    let after = opened.get(length + 1..)?;
    let ends_line = after
        .trim_start_matches([' ', '\t', ';', ','])
        .starts_with(['\n', '\r', '}', '#'])
        || after.trim().is_empty();
    let lines: Vec<&str> = content.lines().collect();
    if !ends_line || lines.len() < 2 || lines.len() > MAX_LINES {
        return None;
    }
    let line = slice.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent: String = slice
        .get(line..start)?
        .chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .collect();
    let inner = format!("{indent}  ");
    let mut text = String::from("\"\"\"\n");
    for line in lines {
        let line = line.trim();
        if !line.is_empty() {
            text.push_str(&inner);
            text.push_str(line);
        }
        text.push('\n');
    }
    text.push_str(&inner);
    text.push_str("\"\"\"");
    let range: Range<usize> = start..start + length + 2;
    Some(Candidate::edits(vec![(range, text)], false))
}
