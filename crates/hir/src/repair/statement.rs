//! A statement read by what its words mean, in whatever order they stand: the row of the table says
//! which arguments there are, and each takes the words that can be it.

use std::ops::Range;

use proactive_catalog::{
    Argument, Block, DeclarationKind, Form, ReferenceKind, Role, ScheduleStatement, StatementInfo,
    StatementKind, TestStatement, TextRole, aliases, statements,
};
use proactive_syntax::literal;

use super::candidate::Candidate;
use super::region::Region;
use super::token::{Kind, Token};
use super::words::{self, Named, Reading};
use super::{condition, quotes, read};
use crate::names::Names;

/// The statements that a region may be meant to be.
pub(super) fn candidates(
    names: &Names<'_>,
    slice: &str,
    region: &Region,
    tokens: &[Token<'_>],
    block: Block,
) -> Vec<Candidate> {
    let writer = Writer {
        names,
        slice,
        block,
    };
    let mut candidates = Vec::new();
    let mut whole_lines = Vec::new();
    let comment = tokens.iter().position(|it| it.kind == Kind::Comment);
    let tokens = tokens
        .get(..comment.unwrap_or(tokens.len()))
        .unwrap_or_default();
    let tokens = without_bullet(tokens);
    let range = match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        (None, _) | (_, None) => return candidates,
    };
    // A bullet goes, too.
    let range = region.range.start..range.end;
    for keyword in writer.keywords(tokens) {
        let rest: Vec<&Token<'_>> = tokens
            .iter()
            .enumerate()
            .filter(|(position, _)| !keyword.tokens.contains(position))
            .map(|(_, token)| token)
            .collect();
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

/// Without the sign that begins an entry of a list in other notations.
fn without_bullet<'t, 's>(tokens: &'t [Token<'s>]) -> &'t [Token<'s>] {
    match tokens {
        [first, rest @ ..]
            if first.kind == Kind::Sign && matches!(first.source, "-" | "*" | "•" | "–") =>
        {
            rest
        }
        _ => tokens,
    }
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
    names: &'s Names<'s>,
    slice: &'s str,
    block: Block,
}

impl<'s> Writer<'s> {
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
                Role::Word(_) | Role::Event(_) | Role::Duration => true,
                // A string alone is the text of its block.
                Role::Text(TextRole::Message) => {
                    matches!(tokens, [only] if only.as_string().is_some())
                }
                Role::Condition => matches!(tokens, [only] if aliases::is_always(only.source)),
                Role::Days => true,
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
            if let Some(readings) = self.fill(row, form, &mut rest)
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
            .names
            .find(DeclarationKind::Message, token.source)
            .is_some();
        names_again
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
        readings
    }

    /// Several statements of one argument for a list of values: `expect a, b`.
    fn several(&self, row: &StatementInfo, form: Form, tokens: &[&Token<'_>]) -> Option<Reading> {
        let (argument, others) = form.split_first()?;
        let is_separated = tokens.iter().any(|token| is_separator(token));
        if !row.is_repeatable()
            || argument.is_list
            || !is_separated
            || others.iter().any(|it| !it.is_optional)
        {
            return None;
        }
        let first = tokens.first()?;
        let line = self
            .slice
            .get(..first.range.start)?
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let indent: String = self
            .slice
            .get(line..)?
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t'))
            .collect();
        let mut statements = Vec::new();
        for group in tokens.split(|token| is_separator(token)) {
            let mut rest: Vec<Option<&Token<'_>>> = group.iter().copied().map(Some).collect();
            let readings = self.fill(row, form, &mut rest)?;
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

    /// Takes the words of each argument of a form out of `rest`.
    fn fill(
        &self,
        row: &StatementInfo,
        form: Form,
        rest: &mut [Option<&Token<'_>>],
    ) -> Option<Vec<Reading>> {
        let mut readings = Vec::new();
        let mut previous = String::new();
        for argument in form {
            if argument.only_after.is_some_and(|word| word != previous) {
                continue;
            }
            let keyword = argument
                .keyword
                .and_then(|keyword| take_keyword(keyword, rest));
            let lacks_keyword = argument.keyword.is_some() && keyword.is_none();
            let negated = argument.role.reference().filter(|_| lacks_keyword);
            let values = if argument.role == Role::Nothing {
                (!lacks_keyword).then(|| Reading::certain(String::new()))
            } else if let (Some(kind), Some("no")) = (negated, argument.keyword) {
                // `expect no` without `no` is the opposite.
                self.negated_name(kind, rest)
            } else {
                self.argument(row, argument, rest, keyword.as_ref().map(|(at, _)| *at))
            };
            let keyword_is_certain = keyword.is_none_or(|(_, certain)| certain);
            match values {
                Some(Reading { text, certain }) => {
                    previous.clone_from(&text);
                    let text = match argument.keyword {
                        Some(keyword) if text.is_empty() => keyword.to_owned(),
                        Some(keyword) => format!("{keyword} {text}"),
                        None => text,
                    };
                    readings.push(Reading {
                        text,
                        certain: certain && keyword_is_certain,
                    });
                }
                // `schedule support`: the hours of a schedule are business hours.
                None if let Some(word) = implied(form, argument) => {
                    word.clone_into(&mut previous);
                    readings.push(Reading::possible(word));
                }
                // `closed 2026-12-25 Christmas Day`
                None if argument.role == Role::Text(TextRole::DisplayName)
                    && let Some(text) = self.last_words(rest) =>
                {
                    readings.push(Reading::possible(literal::quote(&text)));
                }
                None if argument.is_optional && (lacks_keyword || argument.keyword.is_none()) => {}
                None => match argument.role {
                    // Only one event can follow.
                    Role::Event(event) => {
                        use proactive_catalog::Word as _;
                        let keyword = argument
                            .keyword
                            .map_or(String::new(), |it| format!("{it} "));
                        readings.push(Reading::certain(format!("{keyword}{}", event.as_str())));
                    }
                    Role::DeclaredId(_)
                    | Role::Reference(_)
                    | Role::Word(_)
                    | Role::Text(_)
                    | Role::AgentReply
                    | Role::Tag
                    | Role::Duration
                    | Role::Date
                    | Role::Time
                    | Role::Days
                    | Role::Interval
                    | Role::Condition
                    | Role::Nothing => return None,
                },
            }
        }
        Some(readings)
    }

    /// Takes `no-m`, where `m` is declared and `no-m` is not.
    fn negated_name(
        &self,
        kind: ReferenceKind,
        rest: &mut [Option<&Token<'_>>],
    ) -> Option<Reading> {
        let declared = kind.declaration()?;
        let is_declared = |name: &str| self.names.find(declared, name).is_some();
        let slot = rest
            .iter_mut()
            .find(|it| it.is_some_and(|token| token.source.starts_with("no")))?;
        let source = slot
            .map(|token| token.source)
            .filter(|it| !is_declared(it))?;
        let name = ["no-", "no_", "not-", "not_"]
            .iter()
            .find_map(|prefix| source.strip_prefix(prefix))?;
        is_declared(name).then(|| {
            *slot = None;
            Reading::possible(name)
        })
    }

    /// Takes the words at the end: a display name without quotes.
    fn last_words(&self, rest: &mut [Option<&Token<'_>>]) -> Option<String> {
        let is_word = |it: &&Option<&Token<'_>>| it.is_some_and(|token| token.kind == Kind::Word);
        let count = rest.iter().rev().take_while(is_word).count();
        let words = rest.get_mut(rest.len() - count..)?;
        let (first, last) = (
            words.first().copied().flatten()?,
            words.last().copied().flatten()?,
        );
        let text = self
            .slice
            .get(first.range.start..last.range.end)?
            .to_owned();
        words.fill(None);
        Some(text)
    }

    /// Takes the words of one argument: after its keyword if that is there, else wherever they are.
    fn argument(
        &self,
        row: &StatementInfo,
        argument: &Argument,
        rest: &mut [Option<&Token<'_>>],
        from: Option<usize>,
    ) -> Option<Reading> {
        if argument.role == Role::Condition {
            let tokens: Vec<Token<'_>> =
                rest.iter_mut().filter_map(Option::take).cloned().collect();
            return condition::rewritten(self.names, self.slice, &tokens);
        }
        // After its keyword, but for words that say nothing.
        let close = |from: usize| {
            let words = rest.get(from..).unwrap_or_default().iter();
            let said = words.take_while(|it| {
                it.is_some_and(|token| is_filler(row, token) || token.is_word("text"))
            });
            from..(from + said.count() + 1).min(rest.len())
        };
        // Words that say nothing are values only if there is nothing else.
        let says_nothing = |at: &usize| {
            rest.get(*at)
                .copied()
                .flatten()
                .is_some_and(|token| token.kind == Kind::Word && is_filler(row, token))
        };
        let (fillers, values): (Vec<usize>, Vec<usize>) = match from {
            Some(from) => {
                let range = close(from);
                // `expect m not`: the keyword comes last.
                let before = (range.start >= rest.len()).then_some(0..rest.len());
                range
                    .chain(before.into_iter().flatten())
                    .partition(says_nothing)
            }
            None => (0..rest.len()).partition(says_nothing),
        };
        for start in values.into_iter().chain(fillers) {
            if let Some((reading, end)) = self.values(argument, rest, start) {
                for slot in rest.get_mut(start..end)? {
                    *slot = None;
                }
                return Some(reading);
            }
        }
        None
    }

    /// Reads the values of an argument at a position: one, or several of a list. Returns where they
    /// end.
    fn values(
        &self,
        argument: &Argument,
        rest: &[Option<&Token<'_>>],
        start: usize,
    ) -> Option<(Reading, usize)> {
        let (first, mut end) = self.value(argument.role, rest, start)?;
        let mut texts = vec![first.text];
        let mut certain = first.certain;
        let next = |from: usize| {
            let separators = rest.iter().skip(from).map_while(|it| *it);
            let next = from + separators.take_while(|it| is_separator(it)).count();
            self.value(argument.role, rest, next)
                .filter(|_| argument.is_list)
        };
        while let Some((value, after)) = next(end) {
            texts.push(value.text);
            certain &= value.certain;
            end = after;
        }
        let text = texts.join(", ");
        Some((Reading { text, certain }, end))
    }

    /// Reads one value at a position: as many words as can be it.
    fn value(
        &self,
        role: Role,
        rest: &[Option<&Token<'_>>],
        start: usize,
    ) -> Option<(Reading, usize)> {
        let available = rest
            .get(start..)?
            .iter()
            .take_while(|it| it.is_some())
            .count()
            .min(8);
        for count in (1..=available).rev() {
            let tokens: Vec<&Token<'_>> = rest
                .get(start..start + count)?
                .iter()
                .copied()
                .flatten()
                .collect();
            if let Some(reading) = self.read(role, &tokens) {
                return Some((reading, start + count));
            }
        }
        None
    }

    /// Reads words as a value.
    fn read(&self, role: Role, tokens: &[&Token<'_>]) -> Option<Reading> {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let source = self.slice.get(first.range.start..last.range.end)?;
        let phrase = match tokens {
            [only] => only.content(),
            _ => source.to_owned(),
        };
        match role {
            Role::Reference(kind) => self.reference(kind, tokens, &phrase),
            Role::DeclaredId(_) => match tokens {
                [only] if words::is_name(only.source) => Some(Reading::certain(only.source)),
                _ => None,
            },
            Role::Word(set) => words::word(set, &phrase),
            Role::Event(event) => words::event(event, &phrase),
            Role::Text(text) => string(text, tokens),
            Role::AgentReply => string(TextRole::Message, tokens),
            Role::Tag => match tokens {
                [only]
                    if only.kind == Kind::Word
                        && words::is_name(only.source)
                        && !statements::is_reserved(only.source) =>
                {
                    Some(Reading::certain(only.source))
                }
                [only] if only.kind == Kind::Word && words::is_name(only.source) => {
                    Some(Reading::certain(literal::quote(only.source)))
                }
                [only] => {
                    let text = only.as_string()?;
                    Some(Reading::certain(text.replace(' ', "_")))
                }
                _ => None,
            },
            Role::Duration => words::duration(&phrase),
            Role::Date => words::date(&phrase),
            Role::Time => words::time_of_day(&phrase),
            Role::Days => words::days(&phrase),
            Role::Interval => words::interval(&phrase),
            Role::Condition | Role::Nothing => None,
        }
    }

    /// Reads words as the name of a declaration: the name itself, its display name, its words without
    /// `_`.
    fn reference(
        &self,
        kind: ReferenceKind,
        tokens: &[&Token<'_>],
        phrase: &str,
    ) -> Option<Reading> {
        // `expect no-m` is `expect no m`; the form with `no` takes it.
        let name = match tokens {
            [only] if only.kind == Kind::Word => {
                Some(only.source).filter(|it| words::is_name(it) && !statements::is_reserved(it))
            }
            _ => None,
        };
        let is_declared = |name: &str| {
            let declared = kind.declaration();
            declared.is_none_or(|kind| self.names.find(kind, name).is_some())
        };
        if let Some(name) = name.filter(|name| is_declared(name)) {
            return Some(Reading::certain(name));
        }
        let meant = words::reference(self.names, kind, phrase);
        meant.or_else(|| name.map(Reading::certain))
    }
}

/// The word that an argument has if the one after it, which needs that word, is there.
fn implied(form: Form, argument: &Argument) -> Option<&'static str> {
    let position = form.iter().position(|it| it == argument)?;
    form.get(position + 1)?.only_after
}

/// A string for its role.
fn string(role: TextRole, tokens: &[&Token<'_>]) -> Option<Reading> {
    match (tokens, role) {
        ([only], TextRole::Timezone) if only.kind == Kind::Word && only.source.contains('/') => {
            Some(Reading::certain(literal::quote(only.source)))
        }
        ([only], _) => {
            let certain = only.kind != Kind::Address || role == TextRole::Url;
            Some(Reading {
                text: only.as_string()?,
                certain,
            })
        }
        _ => None,
    }
}

/// Takes the keyword of an argument, or words for it, out of `rest`. Returns the position after it.
fn take_keyword(keyword: &'static str, rest: &mut [Option<&Token<'_>>]) -> Option<(usize, bool)> {
    let phrase = |rest: &[Option<&Token<'_>>], at: usize, count: usize| {
        let tokens: Option<Vec<String>> = rest
            .get(at..at + count)?
            .iter()
            .map(|it| Some(it.as_ref()?.content()))
            .collect();
        Some(tokens?.join(" "))
    };
    let exact = rest
        .iter()
        .position(|it| it.is_some_and(|token| token.is_word(keyword)));
    let near = |count: usize| {
        (0..rest.len()).find(|&at| {
            phrase(rest, at, count).is_some_and(|it| words::is_argument_keyword(keyword, &it))
        })
    };
    let (position, count, certain) = near(2)
        .map(|it| (it, 2, false))
        .or_else(|| Some((exact?, 1, true)))
        .or_else(|| Some((near(1)?, 1, false)))?;
    for slot in rest.get_mut(position..position + count)? {
        *slot = None;
    }
    Some((position + count, certain))
}

/// A sign or a word between values.
fn is_separator(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Sign => matches!(
            token.source,
            "," | ";" | "&" | "|" | "/" | "[" | "]" | "(" | ")" | "-" | "+"
        ),
        Kind::Word => matches!(token.source, "and" | "et" | "und" | "y" | "AND"),
        Kind::Amount | Kind::Text | Kind::OddText(_) | Kind::Address | Kind::Comment => false,
    }
}

/// A sign or a word that means nothing here.
fn is_filler(row: &StatementInfo, token: &Token<'_>) -> bool {
    let has_block = row.arguments().any(|it| it.role == Role::AgentReply);
    // Any word can be a tag.
    let takes_any_word = row.arguments().any(|it| it.role == Role::Tag);
    match token.kind {
        Kind::Word if takes_any_word => false,
        Kind::Sign if has_block && matches!(token.source, "{" | "}") => true,
        Kind::Word
            if has_block && matches!(token.source, "type" | "kind" | "text" | "by" | "from") =>
        {
            true
        }
        Kind::Sign => matches!(
            token.source,
            "," | ";" | "." | ":" | "=" | "=>" | "->" | ":=" | "[" | "]" | "(" | ")"
        ),
        Kind::Word => words::is_filler(token.source),
        Kind::Amount | Kind::Text | Kind::OddText(_) | Kind::Address | Kind::Comment => false,
    }
}
