//! A statement read by what its words mean, in whatever order they stand: the row of the table says
//! which arguments there are, and each takes the words that can be it.

mod arguments;

use std::ops::Range;

use proactive_catalog::{
    AgentReplyStatement, Block, DeclarationKind, Form, Role, ScheduleStatement, StatementInfo,
    StatementKind, TestStatement, TextRole, aliases, statements,
};

use self::arguments::{Arguments, is_filler, is_separator};
use super::candidate::Candidate;
use super::region::Region;
use super::token::{Kind, Token};
use super::words::{self, Named, Reading};
use super::{quotes, read};
use crate::names::Names;

/// The statements that a region may be meant to be.
pub(super) fn candidates(
    names: &Names<'_>,
    slice: &str,
    region: &Region,
    tokens: &[Token<'_>],
    block: Block,
) -> Vec<Candidate> {
    let arguments = Arguments { names, slice };
    let writer = Writer { arguments, block };
    let mut candidates = Vec::new();
    let mut whole_lines = Vec::new();
    let comment = tokens.iter().position(|it| it.kind == Kind::Comment);
    candidates.extend(hash_tags(slice, tokens, block));
    let tokens = tokens
        .get(..comment.unwrap_or(tokens.len()))
        .unwrap_or_default();
    let tokens = without_bullet(tokens, block);
    let range = match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        (None, _) | (_, None) => return candidates,
    };
    // A bullet goes, too.
    let range = region.range.start..range.end;
    if let Some(apart) = taken_apart(tokens, block) {
        for keyword in writer.keywords(&apart) {
            let rest = others(&keyword, &apart);
            for Reading { text, .. } in writer.statements(&keyword, &rest) {
                candidates.extend(Candidate::rewrite(slice, &range, &text, false));
            }
        }
    }
    for keyword in writer.keywords(tokens) {
        let rest = others(&keyword, tokens);
        let written = writer.statements(&keyword, &rest);
        for Reading { text, certain } in written {
            let certain = certain && keyword.certain;
            candidates.extend(Candidate::rewrite(slice, &range, &text, certain));
        }
        if keyword.tokens.start == 0
            && let Some(last) = keyword
                .tokens
                .end
                .checked_sub(1)
                .and_then(|last| tokens.get(last))
            && let Some(rest) = slice.get(last.range.end..region.range.end)
            && let Some(Reading { text, certain }) = quotes::whole_line(keyword.row, rest)
        {
            let certain = certain && keyword.certain;
            whole_lines.extend(Candidate::rewrite(slice, &region.range, &text, certain));
        }
    }
    // The quotes of a line are looked at last: they make a text of anything.
    candidates.extend(whole_lines);
    candidates
}

/// Without what begins an entry of a list, a variable or an option in other notations.
fn without_bullet<'t, 's>(tokens: &'t [Token<'s>], block: Block) -> &'t [Token<'s>] {
    let is_keyword = |token: Option<&Token<'_>>| {
        token.is_some_and(|it| statements::find(block, it.source).is_some())
    };
    match tokens {
        [first, rest @ ..]
            if first.kind == Kind::Sign
                && matches!(
                    first.source,
                    "-" | "*" | "•" | "–" | "--" | "@" | "$" | "." | "+" | "\\"
                ) =>
        {
            rest
        }
        [first, rest @ ..]
            if matches!(first.source, "let" | "set" | "const" | "var" | "the")
                && is_keyword(rest.first()) =>
        {
            rest
        }
        _ => tokens,
    }
}

/// The tokens with names taken apart: `aria.returns`, `after_30s`.
fn taken_apart<'s>(tokens: &[Token<'s>], block: Block) -> Option<Vec<Token<'s>>> {
    let mut parts: Vec<Token<'s>> = Vec::new();
    let mut is_changed = false;
    for (position, token) in tokens.iter().enumerate() {
        let source = token.source;
        let cut = match token.kind {
            Kind::Word if position == 0 => source
                .find(|it: char| it.is_ascii_digit())
                .filter(|&at| {
                    let word = source.get(..at).unwrap_or("").trim_end_matches('_');
                    statements::find(block, word).is_some()
                })
                .map(|at| (at, at)),
            Kind::Word => source.find('.').map(|at| (at, at + 1)),
            Kind::Amount
            | Kind::Text
            | Kind::OddText(_)
            | Kind::Address
            | Kind::Sign
            | Kind::Comment => None,
        };
        let halves = cut.and_then(|(end, start)| Some((source.get(..end)?, source.get(start..)?)));
        let Some((first, second)) = halves else {
            parts.push(token.clone());
            continue;
        };
        is_changed = true;
        let start = token.range.start;
        let first = first.trim_end_matches('_');
        parts.push(Token {
            kind: Kind::Word,
            source: first,
            range: start..start + first.len(),
        });
        parts.push(Token {
            kind: match second.starts_with(|it: char| it.is_ascii_digit()) {
                true => Kind::Amount,
                false => Kind::Word,
            },
            source: second,
            range: token.range.end - second.len()..token.range.end,
        });
    }
    is_changed.then_some(parts)
}

/// `tags #cart, #help`: what is a comment here is a list of tags.
fn hash_tags(slice: &str, tokens: &[Token<'_>], block: Block) -> Option<Candidate> {
    let [keyword] = tokens else { return None };
    let row = statements::find(block, keyword.source)?;
    row.arguments().find(|it| it.role == Role::Tag)?;
    let rest = slice.get(keyword.range.end..)?;
    let line = rest
        .get(..rest.find('\n').unwrap_or(rest.len()))?
        .trim_end();
    let names = line.trim_start().strip_prefix('#')?.split(['#', ',', ' ']);
    let names: Vec<&str> = names.filter(|it| !it.is_empty()).collect();
    let are_names = names.iter().all(|it| statements::is_name(it));
    let text = format!("{} {}", row.keyword, names.join(", "));
    let range = keyword.range.start..keyword.range.end + line.len();
    // The whole statement at once: the comment is not part of what is in error.
    (are_names && !names.is_empty()).then(|| Candidate {
        edits: vec![(range, text)],
        certain: false,
        fix: None,
        shown: None,
    })
}

/// The tokens besides those of the keyword.
fn others<'t, 's>(keyword: &Keyword, tokens: &'t [Token<'s>]) -> Vec<&'t Token<'s>> {
    let tokens = tokens.iter().enumerate();
    tokens
        .filter(|(position, _)| !keyword.tokens.contains(position))
        .map(|(_, token)| token)
        .collect()
}

/// The row that some words name.
struct Keyword {
    row: &'static StatementInfo,
    /// The word of the statement that they say, too: `disabled` says `status paused`.
    word: Option<&'static str>,
    /// The positions of the words.
    tokens: Range<usize>,
    certain: bool,
}

struct Writer<'s> {
    arguments: Arguments<'s>,
    block: Block,
}

impl Writer<'_> {
    /// The rows that the first words may name, the likeliest first; then those named by a later word;
    /// then those that need no keyword to be recognized.
    fn keywords(&self, tokens: &[Token<'_>]) -> Vec<Keyword> {
        let mut found: Vec<Keyword> = Vec::new();
        let words: Vec<String> = tokens.iter().take(4).map(Token::content).collect();
        for count in (1..=words.len()).rev() {
            let Some(phrase) = words.get(..count).map(|words| words.join(" ")) else {
                continue;
            };
            for Named { row, word, certain } in words::keyword(self.block, &phrase) {
                found.push(Keyword {
                    row,
                    word,
                    tokens: 0..count,
                    certain,
                });
            }
        }
        for (position, token) in tokens.iter().enumerate().skip(1) {
            if token.kind == Kind::Word {
                let exact = statements::find(self.block, token.source);
                let alias =
                    || words::keyword_alias(self.block, token.source).map(|it| it.statement.info());
                let row = exact.or_else(alias);
                found.extend(row.map(|row| Keyword {
                    row,
                    word: None,
                    tokens: position..position + 1,
                    certain: false,
                }));
            }
        }
        let is_named = tokens
            .first()
            .is_some_and(|it| statements::find(self.block, it.source).is_some());
        if is_named {
            return found;
        }
        for row in statements::of_block(self.block) {
            let is_telling = row.arguments().any(|argument| match argument.role {
                Role::Word(_) | Role::Event(_) | Role::Duration | Role::Days => true,
                // A string alone is the text of its block.
                Role::Text(TextRole::Message) => {
                    matches!(tokens, [only] if only.as_string().is_some())
                }
                Role::Condition => matches!(tokens, [only] if aliases::is_always(only.source)),
                Role::DeclaredId(_)
                | Role::Reference(_)
                | Role::Text(_)
                | Role::AgentReply
                | Role::Tag
                | Role::Date
                | Role::Time
                | Role::Interval
                | Role::Nothing => false,
            });
            if is_telling {
                found.push(Keyword {
                    row,
                    word: None,
                    tokens: 0..0,
                    certain: false,
                });
            }
        }
        found
    }

    /// The ways to write the statement of `row` with these words.
    fn statements(&self, keyword: &Keyword, tokens: &[&Token<'_>]) -> Vec<Reading> {
        let row = keyword.row;
        let mut written = Vec::new();
        if let Some(word) = keyword.word {
            let rest = tokens
                .iter()
                .filter(|token| !is_filler(row, token))
                .map(|token| token.content());
            let said = rest.collect::<Vec<_>>().join(" ");
            let text =
                words::affirmed(row, word, &said).map(|word| format!("{} {word}", row.keyword));
            written.extend(text.map(Reading::possible));
        }
        written.extend(self.phrase(row, tokens));
        for form in row.forms {
            let mut rest: Vec<Option<&Token<'_>>> = tokens.iter().copied().map(Some).collect();
            if let Some(readings) = self.arguments.fill(row, form, &mut rest)
                && rest
                    .iter()
                    .flatten()
                    .all(|token| self.says_nothing(keyword, token))
            {
                let drops = rest.iter().flatten().any(|token| token.kind != Kind::Sign);
                let certain = readings.iter().all(|it| it.certain) && !drops;
                let mut text = row.keyword.to_owned();
                for Reading { text: argument, .. } in &readings {
                    if !argument.is_empty() {
                        text.push(' ');
                        text.push_str(argument);
                    }
                }
                written.push(Reading { text, certain });
            }
            written.extend(self.several(row, form, tokens));
        }
        written.extend(self.agent_block(row, tokens));
        written
    }

    /// Whether a word that no argument takes means nothing. A step without arguments acts on the one
    /// message that is shown, so its name says nothing new.
    fn says_nothing(&self, keyword: &Keyword, token: &Token<'_>) -> bool {
        let row = keyword.row;
        // `trigger page_view after 30s` names the statement twice.
        let names_again = keyword.tokens.start > 0
            && token.kind == Kind::Word
            && statements::find(row.block, token.source).is_none()
            && words::keyword_alias(row.block, token.source).is_some();
        let takes_nothing = row.forms.iter().all(|form| form.is_empty());
        let names_message = self
            .arguments
            .names
            .find(DeclarationKind::Message, token.source)
            .is_some();
        // `visitor leaves`
        let is_subject = keyword.tokens.start > 0
            && matches!(
                token.source,
                "visitor" | "user" | "customer" | "client" | "they" | "he" | "she" | "we" | "I"
            );
        names_again
            || is_subject
            || is_filler(row, token)
            || takes_nothing && (names_message || token.as_string().is_some())
    }

    /// The statement from all that follows its keyword, read as one phrase: hours of the week, closed
    /// days, a moment. A string at its end stays.
    fn phrase(&self, row: &StatementInfo, tokens: &[&Token<'_>]) -> Vec<Reading> {
        type Reader = fn(&str) -> Vec<Reading>;
        let readers: [(StatementKind, Reader); 3] = [
            (
                StatementKind::Schedule(ScheduleStatement::Open),
                read::opening,
            ),
            (
                StatementKind::Schedule(ScheduleStatement::Closed),
                read::closing,
            ),
            (StatementKind::Test(TestStatement::Time), read::moment),
        ];
        let Some((_, read)) = readers.into_iter().find(|(kind, _)| *kind == row.kind) else {
            return Vec::new();
        };
        let (string, phrase) = match tokens {
            [only] => (None, std::slice::from_ref(only)),
            [rest @ .., last] if last.as_string().is_some() => (last.as_string(), rest),
            _ => (None, tokens),
        };
        let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else {
            return Vec::new();
        };
        let source = self
            .arguments
            .slice
            .get(first.range.start..last.range.end)
            .unwrap_or("");
        let source = source.trim_matches([':', '=', ' ', '"', '\'']);
        let mut readings = read(source);
        for reading in &mut readings {
            let parts = [Some(row.keyword), Some(&reading.text), string.as_deref()];
            reading.text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        }
        // Of several, the author chooses.
        if readings.len() > 1 {
            readings.clear();
        }
        if readings.is_empty()
            && row.kind == StatementKind::Schedule(ScheduleStatement::Open)
            && let Some(several) = read::openings(source)
        {
            let statements: Vec<String> = several
                .iter()
                .map(|it| format!("{} {}", row.keyword, it.text))
                .collect();
            readings.push(Reading::possible(
                statements.join(&format!("\n{}", self.indent(first.range.start))),
            ));
        }
        readings
    }

    /// The blanks that begin the line of an offset.
    fn indent(&self, offset: usize) -> String {
        let slice = self.arguments.slice;
        let before = slice.get(..offset).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = slice.get(line..).unwrap_or("");
        rest.chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .collect()
    }

    /// `reply agent "Hi" ask email`: the text and what is asked for, in a block.
    fn agent_block(&self, row: &StatementInfo, tokens: &[&Token<'_>]) -> Option<Reading> {
        row.arguments().find(|it| it.role == Role::AgentReply)?;
        let at = tokens.iter().position(|it| it.as_string().is_some())?;
        let text = tokens.get(at)?.as_string()?;
        // A block is right as it is.
        if tokens.iter().any(|it| it.is_sign("{")) {
            return None;
        }
        let rest = tokens.get(at + 1..)?;
        let ask = rest.iter().position(|token| {
            let keywords = words::keyword(Block::AgentReply, token.source);
            token.kind == Kind::Word
                && keywords
                    .iter()
                    .any(|it| it.row.kind == StatementKind::AgentReply(AgentReplyStatement::Ask))
        })?;
        let row_of_ask = StatementKind::AgentReply(AgentReplyStatement::Ask).info();
        let asked: Vec<&Token<'_>> = rest.get(ask + 1..)?.to_vec();
        let form = row_of_ask.forms.first()?;
        let mut slots: Vec<Option<&Token<'_>>> = asked.into_iter().map(Some).collect();
        let readings = self.arguments.fill(row_of_ask, form, &mut slots)?;
        let is_left = slots.iter().flatten().any(|it| it.kind != Kind::Sign);
        if is_left || !rest.get(..ask)?.iter().all(|it| it.kind == Kind::Sign) {
            return None;
        }
        let values: Vec<&str> = readings.iter().map(|it| it.text.as_str()).collect();
        let text = format!(
            "{} agent {{ text {text} ask {} }}",
            row.keyword,
            values.join(" ")
        );
        Some(Reading {
            text,
            certain: false,
        })
    }

    /// Several statements of one argument for a list of values: `expect a, b`.
    fn several(&self, row: &StatementInfo, form: Form, tokens: &[&Token<'_>]) -> Option<Reading> {
        let (argument, others) = form.split_first()?;
        let is_separated = tokens
            .iter()
            .any(|token| is_separator(token) || token.is_word("nor"));
        if !row.is_repeatable()
            || argument.is_list
            || !is_separated
            || others.iter().any(|it| !it.is_optional)
        {
            return None;
        }
        let indent = self.indent(tokens.first()?.range.start);
        let mut statements = Vec::new();
        let is_between = |token: &&&Token<'_>| is_separator(token) || token.is_word("nor");
        // `expect no a, b`
        let shared = argument.keyword.and(tokens.first().copied());
        for (number, group) in tokens.split(|token| is_between(&token)).enumerate() {
            let mut rest: Vec<Option<&Token<'_>>> = group.iter().copied().map(Some).collect();
            let is_short = group.len() == 1 && number > 0;
            if let Some(shared) = shared.filter(|_| is_short) {
                rest.insert(0, Some(shared));
            }
            let readings = self.arguments.fill(row, form, &mut rest)?;
            if rest.iter().flatten().next().is_some() {
                return None;
            }
            let arguments: Vec<&str> = readings.iter().map(|it| it.text.as_str()).collect();
            statements.push(format!("{} {}", row.keyword, arguments.join(" ")));
        }
        let text = statements.join(&format!("\n{indent}"));
        Some(Reading {
            text,
            certain: false,
        })
    }
}
