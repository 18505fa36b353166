//! The arguments of a statement, each taken out of the words that follow the keyword.

use proactive_catalog::{
    Argument, DeclarationKind, Form, ReferenceKind, Role, StatementInfo, TextRole, Word as _,
    WordSet, aliases, statements,
};
use proactive_diagnostics::UrlProblem;
use proactive_syntax::literal;

use super::super::condition;
use super::super::token::{Kind, Token};
use super::super::words::{self, Reading};
use crate::model::Website;
use crate::names::Names;

/// Reads the arguments of statements of an item.
#[derive(Clone, Copy)]
pub(super) struct Arguments<'s> {
    pub(super) names: &'s Names<'s>,
    /// The text of the item.
    pub(super) slice: &'s str,
}

impl Arguments<'_> {
    /// Takes the words of each argument of a form out of `rest`.
    pub(super) fn fill(
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
                        // `expect m 30`
                        certain: certain
                            && keyword_is_certain
                            && !(lacks_keyword && argument.role == Role::Duration),
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
                // Only one event can follow.
                None if let Role::Event(event) = argument.role => {
                    let keyword = argument
                        .keyword
                        .map_or(String::new(), |it| format!("{it} "));
                    readings.push(Reading::certain(format!("{keyword}{}", event.as_str())));
                }
                None => return None,
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
        let mut positions: Vec<usize> = values.into_iter().chain(fillers).collect();
        // The name of a declaration is told from all other words.
        if let Role::Reference(kind) = argument.role {
            let others = (0..rest.len()).filter(|at| from.is_some() && !positions.contains(at));
            let all = positions.iter().copied().chain(others).collect::<Vec<_>>();
            let known = all.into_iter().find(|&at| {
                let found = self.value(argument.role, rest, at);
                found.is_some_and(|(reading, _)| self.is_declared(kind, &reading.text))
            });
            positions.splice(0..0, known);
        }
        for start in positions {
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
                [only] if statements::is_name(only.source) => Some(Reading::certain(only.source)),
                // `answer "returns" "Returns and refunds"`
                [only] if only.kind != Kind::Word && statements::is_name(&only.content()) => {
                    Some(Reading::possible(only.content()))
                }
                _ => None,
            },
            Role::Word(set) if set == WordSet::Ask && is_both(&phrase) => {
                Some(Reading::possible("name, email"))
            }
            Role::Word(set) => words::word(set, &phrase),
            Role::Event(event) => words::event(event, &phrase),
            Role::Text(text) => self.text(text, tokens, source),
            Role::AgentReply => string(TextRole::Message, tokens),
            Role::Tag => match tokens {
                [only]
                    if only.kind == Kind::Word
                        && statements::is_name(only.source)
                        && !statements::is_reserved(only.source) =>
                {
                    Some(Reading::certain(only.source))
                }
                [only] if only.kind == Kind::Word && statements::is_name(only.source) => {
                    Some(Reading::certain(literal::quote(only.source)))
                }
                // `@cart`
                [sign, word]
                    if sign.kind == Kind::Sign
                        && matches!(sign.source, "@" | "#" | "$" | "&")
                        && sign.range.end == word.range.start
                        && word.kind == Kind::Word
                        && statements::is_name(word.source)
                        && !statements::is_reserved(word.source) =>
                {
                    Some(Reading::possible(word.source))
                }
                [only] if only.content().contains(',') => {
                    let content = only.content();
                    let tags = content
                        .split(',')
                        .map(str::trim)
                        .filter(|it| !it.is_empty());
                    let tags = tags.map(|tag| match statements::is_name(tag) {
                        true => tag.to_owned(),
                        false => literal::quote(&tag.replace(' ', "_")),
                    });
                    Some(Reading::possible(tags.collect::<Vec<_>>().join(", ")))
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

    /// Whether there is a declaration, or an answer, of that name.
    fn is_declared(&self, kind: ReferenceKind, name: &str) -> bool {
        let declared = kind.declaration();
        declared.is_none_or(|kind| self.names.find(kind, name).is_some())
    }

    /// Reads a string for its role.
    fn text(&self, role: TextRole, tokens: &[&Token<'_>], source: &str) -> Option<Reading> {
        match role {
            TextRole::Timezone if tokens.iter().all(|it| it.as_string().is_none()) => {
                match crate::lower::zones_of(source).as_slice() {
                    [zone, ..] => Some(Reading::possible(literal::quote(zone))),
                    [] => None,
                }
            }
            TextRole::Url => self.address(tokens),
            TextRole::DisplayName
            | TextRole::TestName
            | TextRole::Message
            | TextRole::ExternalId
            | TextRole::Timezone
            | TextRole::Title
            | TextRole::Website => string(role, tokens),
        }
    }

    /// Reads the address of a page: without its scheme, or only its path.
    fn address(&self, tokens: &[&Token<'_>]) -> Option<Reading> {
        let as_written = string(TextRole::Url, tokens);
        let [only] = tokens else { return as_written };
        let content = only.content();
        let content = content.trim();
        let scheme = |it: &str| it.starts_with("https://") || it.starts_with("http://");
        if scheme(content) {
            return as_written;
        }
        let bare = content.split_once("//").map_or(content, |(_, rest)| rest);
        let bare = bare.strip_prefix("https:/").unwrap_or(bare);
        let host = bare.split(['/', '?', '#']).next().unwrap_or("");
        let is_host =
            (host.contains('.') || host.starts_with("localhost")) && !host.contains([' ', '@']);
        if is_host && (only.as_string().is_some() || only.kind == Kind::Word) {
            return Some(Reading::possible(literal::quote(&format!(
                "https://{bare}"
            ))));
        }
        // A path is one of the site that the test is on.
        let site = self.slice.find("https://").and_then(|at| {
            let rest = self.slice.get(at..)?;
            let host = rest.get("https://".len()..)?;
            let length = host.find(['/', '"', '?', '#', ' ', '\n'])?;
            Some(rest.get(.."https://".len() + length)?.to_owned())
        });
        let site = site.or_else(|| self.site());
        match site.filter(|_| content.starts_with('/')) {
            Some(site) => Some(Reading::possible(literal::quote(&format!(
                "{site}{content}"
            )))),
            None => as_written,
        }
    }

    /// The site of the channel that a test names, or that of all channels.
    fn site(&self) -> Option<String> {
        let mut lines = self.slice.lines().map(str::trim);
        let named = lines.find_map(|line| line.strip_prefix("channel "));
        let channels = self.names.entries_of(DeclarationKind::Channel);
        let channels =
            channels.filter(|entry| named.is_none_or(|named| entry.name() == Some(named.trim())));
        let mut sites = channels.map(|entry| {
            let channel = entry.declaration.as_channel()?;
            let websites = channel.websites.given();
            let website = websites.and_then(|websites| Some(websites.first()?.value.clone()));
            // Many channels have the address of their website as their display name.
            let website = website.or_else(|| {
                let title = entry.declaration.title.as_ref()?;
                let is_host = title.value.contains('.') && !title.value.contains(' ');
                Website::parse(&format!("https://{}", title.value))
                    .ok()
                    .filter(|_| is_host)
            })?;
            let page = website.example();
            Some(
                page.strip_suffix(website.path())
                    .unwrap_or(&page)
                    .to_owned(),
            )
        });
        let first = sites.next()??;
        sites
            .all(|site| site.as_ref() == Some(&first))
            .then_some(first)
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
            [only] if only.kind == Kind::Word => Some(only.source)
                .filter(|it| statements::is_name(it) && !statements::is_reserved(it)),
            _ => None,
        };
        if let Some(name) = name.filter(|name| self.is_declared(kind, name)) {
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

/// Whether a phrase asks for all that can be asked for.
fn is_both(phrase: &str) -> bool {
    matches!(
        phrase.to_lowercase().as_str(),
        "all" | "both" | "everything" | "any" | "tout" | "les deux" | "alles" | "todo" | "beide"
    )
}

/// A string for its role.
fn string(role: TextRole, tokens: &[&Token<'_>]) -> Option<Reading> {
    match (tokens, role) {
        // `"a" + "b"`
        ([first, .., last], TextRole::Message)
            if first.as_string().is_some() && last.as_string().is_some() =>
        {
            // Quotes that touch are quotes within a text: `"Use ""SPRING"" today"`.
            let is_apart = tokens.windows(2).all(|pair| match pair {
                [one, other] => one.range.end < other.range.start,
                _ => true,
            });
            if !is_apart {
                return None;
            }
            let mut text = String::new();
            for token in tokens {
                match token.as_string() {
                    Some(_) => text.push_str(&token.content()),
                    None if matches!(token.source, "+" | "&" | "." | ".." | "~") => {}
                    None => return None,
                }
            }
            Some(Reading::possible(literal::quote(&text)))
        }
        ([only], TextRole::Website) if only.kind != Kind::Text => {
            let address = only.content();
            let meant = match Website::parse(&address) {
                Ok(_) => Some(address),
                Err(UrlProblem::NotHttp { meant }) => meant,
                Err(UrlProblem::Malformed { .. } | UrlProblem::Website { .. }) => None,
            };
            Some(Reading::certain(literal::quote(&meant?)))
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
            let phrase = phrase(rest, at, count);
            phrase.is_some_and(|it| {
                // `expect.not`
                let parts = || {
                    it.split('.')
                        .filter(|_| keyword == "no" && !it.contains(' '))
                };
                words::is_argument_keyword(keyword, &it)
                    || parts().any(|part| words::is_argument_keyword(keyword, part))
            })
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
pub(super) fn is_separator(token: &Token<'_>) -> bool {
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
pub(super) fn is_filler(row: &StatementInfo, token: &Token<'_>) -> bool {
    let has_block = row.arguments().any(|it| it.role == Role::AgentReply);
    // Any word can be a tag.
    let takes_any_word = row.arguments().any(|it| it.role == Role::Tag);
    let is_list = row.arguments().any(|it| it.is_list);
    match token.kind {
        Kind::Word if takes_any_word => false,
        Kind::Sign if is_list && matches!(token.source, "-" | "*" | "•") => true,
        Kind::Sign if has_block && matches!(token.source, "{" | "}") => true,
        Kind::Word
            if has_block && matches!(token.source, "type" | "kind" | "text" | "by" | "from") =>
        {
            true
        }
        Kind::Sign => matches!(
            token.source,
            "," | ";"
                | "."
                | ":"
                | "="
                | "=="
                | "==="
                | "=>"
                | "->"
                | ":="
                | "+="
                | "["
                | "]"
                | "("
                | ")"
                | "{"
                | "}"
                | "<"
                | ">"
                | "|"
                | "+"
        ),
        // `f"…"`
        Kind::Word if matches!(token.source, "f" | "r" | "b" | "u") => true,
        Kind::Word => aliases::is_filler(token.source),
        Kind::Amount | Kind::Text | Kind::OddText(_) | Kind::Address | Kind::Comment => false,
    }
}
