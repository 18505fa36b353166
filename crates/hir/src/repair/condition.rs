//! A condition read by what its words mean, and written as the language writes it.
//!
//! The reader accepts what people write in other notations: `=`, `&&`, `!( )`, `is fr or nl`,
//! `"/cart" in visitor.url`, `visitor.url.includes("/cart")`, `any { … }`. A negation is never
//! dropped: a phrase that holds a negative word is an operator of its own, or nothing.

mod calls;
mod comparison;
mod fields;
mod spelling;

use proactive_catalog::aliases::{self, Connective};
use proactive_catalog::{DeclarationKind, Field, FieldType, Operator, ReferenceKind, statements};

pub(super) use self::fields::find_field;
use super::candidate::Candidate;
use super::token::{Kind, Token};
use super::words::{self, Reading};
use crate::names::Names;

/// The conditions that a region may be meant to be.
pub(super) fn candidates(names: &Names<'_>, slice: &str, tokens: &[Token<'_>]) -> Vec<Candidate> {
    let comment = tokens.iter().position(|it| it.kind == Kind::Comment);
    let tokens = tokens
        .get(..comment.unwrap_or(tokens.len()))
        .unwrap_or_default();
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Vec::new();
    };
    let range = first.range.start..last.range.end;
    let Some(Reading { text, certain }) = rewritten(names, slice, tokens) else {
        return Vec::new();
    };
    Candidate::rewrite(slice, &range, &text, certain)
        .into_iter()
        .collect()
}

/// The condition that the tokens are, in the notation of the language.
pub(super) fn rewritten(names: &Names<'_>, slice: &str, tokens: &[Token<'_>]) -> Option<Reading> {
    let (cleaned, is_changed) = spelling::cleaned(tokens);
    let mut tokens = cleaned.as_slice();
    // What ends a line in other notations.
    while let [rest @ .., last] = tokens
        && last.kind == Kind::Sign
        && matches!(last.source, ";" | "." | "," | ":")
    {
        tokens = rest;
    }
    // What begins the condition in other notations.
    while let [first, rest @ ..] = tokens
        && (first.kind == Kind::Sign && matches!(first.source, ":" | "=" | "=>" | "->")
            || first.is_word("if"))
    {
        tokens = rest;
    }
    let mut reader = Reader {
        names,
        slice,
        tokens,
        at: 0,
        written: Writer::default(),
        certain: !is_changed,
        depth: 0,
    };
    reader.or()?;
    (reader.at == tokens.len()).then_some(Reading {
        text: reader.written.text,
        certain: reader.certain,
    })
}

/// Text with spaces where the language has them.
#[derive(Debug, Clone, Default)]
struct Writer {
    text: String,
    /// What separates the next word, if not a space.
    separator: Option<String>,
}

impl Writer {
    fn word(&mut self, word: &str) {
        let glued = self.text.is_empty()
            || self.text.ends_with(['(', '['])
            || matches!(word, ")" | "]" | ",");
        match self.separator.take() {
            Some(separator) => self.text.push_str(&separator),
            None if !glued => self.text.push(' '),
            None => {}
        }
        self.text.push_str(word);
    }
}

struct Reader<'r, 't> {
    names: &'r Names<'r>,
    slice: &'r str,
    tokens: &'r [Token<'t>],
    at: usize,
    written: Writer,
    certain: bool,
    depth: usize,
}

impl<'r, 't> Reader<'r, 't> {
    fn peek(&self) -> Option<&'r Token<'t>> {
        self.tokens.get(self.at)
    }

    /// Moves on. A line ending before the token is kept.
    fn advance(&mut self) {
        if let (Some(token), Some(previous)) = (
            self.peek(),
            self.at.checked_sub(1).and_then(|at| self.tokens.get(at)),
        ) && let Some(between) = self.slice.get(previous.range.end..token.range.start)
            && between.contains('\n')
            && between.trim().is_empty()
        {
            self.written.separator = Some(between.to_owned());
        }
        self.at += 1;
    }

    fn or(&mut self) -> Option<()> {
        self.and()?;
        while self.connective(Connective::Or) {
            self.written.word("or");
            self.and()?;
        }
        Some(())
    }

    fn and(&mut self) -> Option<()> {
        self.unary()?;
        loop {
            if self.neither_nor() {
                self.written.word("and");
                self.negated()?;
            } else if self.connective(Connective::And) {
                // `and and`
                while self.connective(Connective::And) {
                    self.certain = false;
                }
                self.written.word("and");
                self.unary()?;
            } else if self.connective(Connective::AndNot) {
                self.written.word("and");
                self.negated()?;
            } else if self
                .peek()
                .is_some_and(|token| token.kind == Kind::Word && find_field(token.source).is_some())
            {
                // Two comparisons with nothing between them.
                self.certain = false;
                self.written.word("and");
                self.unary()?;
            } else {
                return Some(());
            }
        }
    }

    /// Reads `nor` between two conditions.
    fn neither_nor(&mut self) -> bool {
        let is_nor = self
            .peek()
            .is_some_and(|token| ["nor", "ni", "noch"].iter().any(|it| token.is_word(it)));
        if is_nor {
            self.certain = false;
            self.advance();
        }
        is_nor
    }

    /// Reads a connective: as many words as can be it.
    fn connective(&mut self, wanted: Connective) -> bool {
        for count in (1..=3).rev() {
            let Some(phrase) = self.phrase(count) else {
                continue;
            };
            // `and/or` is told by its parts.
            let phrase = phrase.replace(" / ", "/");
            if let Some((connective, certain)) = words::connective(&phrase)
                && connective == wanted
            {
                self.certain &= certain;
                for _ in 0..count {
                    self.advance();
                }
                return true;
            }
        }
        false
    }

    /// The next words, joined by spaces.
    fn phrase(&self, count: usize) -> Option<String> {
        let tokens = self.tokens.get(self.at..self.at + count)?;
        let plain = tokens
            .iter()
            .all(|token| matches!(token.kind, Kind::Word | Kind::Sign));
        let words: Vec<&str> = tokens.iter().map(|token| token.source).collect();
        plain.then(|| words.join(" "))
    }

    /// An operand with `not` before it.
    fn negated(&mut self) -> Option<()> {
        self.written.word("not");
        self.unary()
    }

    fn unary(&mut self) -> Option<()> {
        self.depth += 1;
        let read = (self.depth < 40).then(|| self.operand()).flatten();
        self.depth -= 1;
        read
    }

    fn operand(&mut self) -> Option<()> {
        let token = self.peek()?;
        let connective = words::connective(token.source);
        let is_neither = ["neither", "ni", "weder"]
            .iter()
            .any(|it| token.is_word(it));
        if let Some((Connective::Not | Connective::AndNot, certain)) = connective {
            self.certain &= certain;
            self.advance();
            if self.peek().is_some_and(|it| it.is_sign(":")) {
                self.at += 1;
            }
            return self.negated();
        }
        if is_neither {
            self.certain = false;
            self.advance();
            return self.negated();
        }
        // `either a or b`
        if token.is_word("either") || token.is_word("both") {
            let read = self.attempt(|reader| {
                reader.certain = false;
                reader.advance();
                reader.operand()
            });
            if read.is_some() {
                return read;
            }
        }
        if token.kind == Kind::Word
            && matches!(
                token.source.to_lowercase().as_str(),
                "the" | "le" | "la" | "der" | "die" | "das"
            )
        {
            self.certain = false;
            self.advance();
            return self.operand();
        }
        if token.is_sign("(") {
            self.advance();
            self.written.word("(");
            self.or()?;
            return self.close();
        }
        if token.is_sign("[") || token.is_sign("{") {
            return self.attempt(Self::bracketed);
        }
        if let Some(joins) = self.function() {
            return self.function_body(joins);
        }
        if self.tokens.len() == 1 && aliases::is_always(token.source) {
            self.certain &= token.is_word("always");
            self.advance();
            self.written.word("always");
            return Some(());
        }
        self.attempt(Self::said_by_field)
            .or_else(|| self.attempt(Self::call))
            .or_else(|| self.comparison())
            .or_else(|| self.reversed())
            .or_else(|| self.attempt(Self::told_by_value))
            .or_else(|| self.attempt(Self::segment))
    }

    /// The `)`, or the end of the text where it is missing.
    fn close(&mut self) -> Option<()> {
        match self.peek() {
            Some(token) if token.is_sign(")") => self.advance(),
            Some(_) => return None,
            None => self.certain = false,
        }
        self.written.word(")");
        Some(())
    }

    /// `visitor.is_new`, `new visitor`: a field and its value in one, perhaps compared with `true`.
    fn said_by_field(&mut self) -> Option<()> {
        let (alias, value, count) = (1..=3).rev().find_map(|count| {
            let alias = words::field(&self.phrase(count)?)?;
            Some((alias, alias.value?, count))
        })?;
        let separator = self.written.separator.take();
        for _ in 0..count {
            self.advance();
        }
        let mut holds = true;
        let mut at = self.at;
        while self.tokens.get(at).is_some_and(|it| {
            words::operator(it.source).is_some_and(|it| it.operator == Operator::Is)
        }) {
            at += 1;
        }
        if let Some(said) = self
            .tokens
            .get(at)
            .and_then(|it| aliases::truth(&it.content()))
        {
            holds = said;
            self.at = at + 1;
        } else if at > self.at {
            return None;
        }
        self.written.separator = separator;
        self.certain = false;
        let operator = if holds { Operator::Is } else { Operator::IsNot };
        for word in [alias.field.info().path, operator.words(), value] {
            self.written.word(word);
        }
        Some(())
    }

    /// Runs a reader, and takes back what it has done if it fails.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let (at, written, certain) = (self.at, self.written.clone(), self.certain);
        let result = read(self);
        if result.is_none() {
            (self.at, self.written, self.certain) = (at, written, certain);
        }
        result
    }

    /// The name of a segment, or its display name.
    fn segment(&mut self) -> Option<()> {
        let separator = self.written.separator.take();
        // `segment in_cart`, `visitor is in in_cart`
        let is_said = |token: &Token<'_>| {
            matches!(
                token.source.to_lowercase().as_str(),
                "segment"
                    | "segments"
                    | "visitor.segment"
                    | "visitor.segments"
                    | "in"
                    | "visitor"
                    | "is"
                    | "audience"
                    | "matches"
                    | "contains"
                    | "belongs"
                    | "to"
                    | ":"
                    | "="
                    | "@"
                    | "=="
            )
        };
        let names = self.names;
        let is_named = |name: &str| names.find(DeclarationKind::Segment, name).is_some();
        let is_segment = |token: &Token<'_>| is_named(token.source);
        let mut token = self.peek()?;
        let said = self
            .tokens
            .get(self.at..)
            .unwrap_or_default()
            .iter()
            .take_while(|it| is_said(it))
            .count();
        if said > 0 && self.tokens.get(self.at + said).is_some_and(is_segment) {
            self.certain = false;
            self.at += said;
            token = self.peek()?;
        }
        self.written.separator = separator;
        // `in cart`
        if !is_segment(token)
            && let Some((name, count)) = (2..=4).rev().find_map(|count| {
                let phrase = self.phrase(count)?;
                Some((
                    words::reference(self.names, ReferenceKind::Segment, &phrase)?,
                    count,
                ))
            })
        {
            self.certain = false;
            self.at += count - 1;
            self.advance();
            self.written.word(&name.text);
            return Some(());
        }
        // `not_in_cart`, `visitor.in_cart`
        if token.kind == Kind::Word && !is_segment(token) {
            let negated = ["not_", "not-", "non_", "non-", "no_", "no-"].iter();
            let mut negated = negated.filter_map(|it| token.source.strip_prefix(it));
            if let Some(name) = negated.find(|name| is_named(name)) {
                self.certain = false;
                self.advance();
                self.written.word("not");
                self.written.word(name);
                return Some(());
            }
            let last = token.source.rsplit_once('.').map(|(_, name)| name);
            if let Some(name) = last.filter(|name| is_named(name)) {
                self.certain = false;
                self.advance();
                self.written.word(name);
                return Some(());
            }
        }
        let name = match token.kind {
            Kind::Word
                if !is_segment(token)
                    && words::reference(self.names, ReferenceKind::Segment, token.source)
                        .is_some() =>
            {
                self.certain = false;
                words::reference(self.names, ReferenceKind::Segment, token.source)?.text
            }
            Kind::Word if statements::is_name(token.source) => token.source.to_owned(),
            Kind::Text | Kind::OddText(_) => {
                self.certain = false;
                let content = token.content();
                words::reference(self.names, ReferenceKind::Segment, &content)?.text
            }
            Kind::Word | Kind::Amount | Kind::Address | Kind::Sign | Kind::Comment => return None,
        };
        self.advance();
        // `in_cart()`
        if self.peek().is_some_and(|it| it.is_sign("("))
            && self
                .tokens
                .get(self.at + 1)
                .is_some_and(|it| it.is_sign(")"))
        {
            self.certain = false;
            self.at += 2;
        }
        // `in_cart is true`, `in_cart == false`, `in_cart is not true`
        let said = (1..=2).rev().find_map(|count| {
            let operator = words::operator(&self.phrase(count)?)?.operator;
            let truth = self.tokens.get(self.at + count)?;
            let truth = aliases::truth(&truth.content())?;
            match operator {
                Operator::Is => Some((count + 1, truth)),
                Operator::IsNot => Some((count + 1, !truth)),
                Operator::Contains | Operator::DoesNotContain => None,
            }
        });
        if let Some((count, holds)) = said {
            self.certain = false;
            self.at += count;
            if !holds {
                self.written.word("not");
            }
        }
        self.written.word(&name);
        Some(())
    }

    /// `… and is new`, `… and returning`: a value that says its field.
    fn told_by_value(&mut self) -> Option<()> {
        let separator = self.written.separator.take();
        let operator = (1..=2).rev().find_map(|count| {
            let operator = words::operator(&self.phrase(count)?)?.operator;
            matches!(operator, Operator::Is | Operator::IsNot).then_some((count, operator))
        });
        if let Some((count, _)) = operator {
            for _ in 0..count {
                self.advance();
            }
        }
        let token = self.peek().filter(|it| it.kind == Kind::Word)?;
        let is_segment = self
            .names
            .find(DeclarationKind::Segment, token.source)
            .is_some();
        let value = words::field_value(FieldType::History, token.source)?;
        let next = self.tokens.get(self.at + 1).map_or("", |it| it.source);
        if is_segment || !value.certain || words::operator(next).is_some() {
            return None;
        }
        self.advance();
        self.certain = false;
        self.written.separator = separator;
        let operator = operator.map_or(Operator::Is, |(_, operator)| operator);
        let path = Field::VisitorHistory.info().path;
        for word in [path, operator.words(), &value.text] {
            self.written.word(word);
        }
        Some(())
    }
}
