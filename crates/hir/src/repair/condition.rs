//! A condition read by what its words mean, and written as the language writes it.
//!
//! The reader accepts what people write in other notations: `=`, `&&`, `!( )`, `is fr or nl`,
//! `"/cart" in visitor.url`, `visitor.url.includes("/cart")`, `any { … }`. A negation is never
//! dropped: a phrase that holds a negative word is an operator of its own, or nothing.

use proactive_catalog::aliases::{self, Connective, Quantifier};
use proactive_catalog::{DeclarationKind, FIELDS, Field, FieldType, Operator, ReferenceKind};

use super::candidate::Candidate;
use super::token::{Kind, Token};
use super::words::{self, Comparing, Reading};
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
    let mut tokens = tokens;
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
        certain: true,
        depth: 0,
    };
    reader.or()?;
    (reader.at == tokens.len()).then(|| Reading {
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
            if self.connective(Connective::And) {
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

    /// Reads a connective: as many words as can be it.
    fn connective(&mut self, wanted: Connective) -> bool {
        for count in (1..=3).rev() {
            let Some(phrase) = self.phrase(count) else {
                continue;
            };
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
        if let Some((Connective::Not, certain)) = words::connective(token.source) {
            self.certain &= certain;
            self.advance();
            return self.negated();
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

    /// A condition in other brackets: without them if it is the whole, else in parentheses.
    fn bracketed(&mut self) -> Option<()> {
        self.certain = false;
        let is_whole = self.at == 0;
        self.advance();
        self.written.separator = None;
        if !is_whole {
            self.written.word("(");
        }
        if self.peek().is_some_and(|token| token.is_word("when")) {
            self.advance();
            self.written.separator = None;
        }
        self.or()?;
        self.peek()
            .filter(|token| token.is_sign("]") || token.is_sign("}"))?;
        self.at += 1;
        match is_whole {
            true if self.at < self.tokens.len() => return None,
            true => {}
            false => self.written.word(")"),
        }
        Some(())
    }

    /// `contains(visitor.url, "/cart")`.
    fn call(&mut self) -> Option<()> {
        let token = self.peek().filter(|token| token.kind == Kind::Word)?;
        let operator = words::operator(token.source)?;
        self.tokens.get(self.at + 1).filter(|it| it.is_sign("("))?;
        self.at += 2;
        let (field, _) = self.field()?;
        self.peek().filter(|it| it.is_sign(","))?;
        self.at += 1;
        self.written.separator = None;
        self.certain = false;
        self.values(field, operator)?;
        self.peek().filter(|it| it.is_sign(")"))?;
        self.at += 1;
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
            .and_then(|it| words::truth(&it.content()))
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

    /// `OR(a, b)`, `any { a b }`, `all: [a, b]`: what joins the parts.
    fn function(&self) -> Option<&'static str> {
        let name = self.peek().filter(|token| token.kind == Kind::Word)?;
        let mut next = self.at + 1;
        if self
            .tokens
            .get(next)
            .is_some_and(|token| token.is_word("of") || token.is_sign(":"))
        {
            next += 1;
        }
        let opens = self.tokens.get(next)?;
        if !(opens.is_sign("(") || opens.is_sign("{") || opens.is_sign("[")) {
            return None;
        }
        match name.source.to_lowercase().as_str() {
            "or" | "any" | "either" | "ou" | "oder" | "one" => Some("or"),
            "and" | "all" | "both" | "et" | "und" | "every" => Some("and"),
            _ => None,
        }
    }

    fn function_body(&mut self, joins: &str) -> Option<()> {
        self.certain = false;
        self.advance();
        while self
            .peek()
            .is_some_and(|token| token.is_word("of") || token.is_sign(":"))
        {
            self.advance();
        }
        self.advance();
        self.written.separator = None;
        let is_nested = self.depth > 1 || !self.written.text.is_empty();
        if is_nested {
            self.written.word("(");
        }
        let mut count = 0;
        loop {
            while self
                .peek()
                .is_some_and(|token| matches!(token.source, "," | ";" | "-"))
            {
                self.advance();
            }
            self.written.separator = None;
            if self
                .peek()
                .is_some_and(|token| matches!(token.source, ")" | "}" | "]"))
            {
                self.at += 1;
                break;
            }
            if count > 0 {
                self.written.word(joins);
            }
            self.unary()?;
            self.written.separator = None;
            count += 1;
        }
        if is_nested {
            self.written.word(")");
        }
        (count > 0).then_some(())
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

    fn comparison(&mut self) -> Option<()> {
        self.attempt(Self::field_first)
    }

    /// `visitor.url contains "/cart"`, in any words.
    fn field_first(&mut self) -> Option<()> {
        let (field, called) = self.field()?;
        let operator = match called {
            Some(operator) => {
                self.certain = false;
                operator
            }
            None => self.operator(field)?,
        };
        self.values(field, operator)
    }

    /// A field, and the operator of `visitor.url.includes(…)`.
    fn field(&mut self) -> Option<(Field, Option<Comparing>)> {
        let first = self.peek().filter(|token| token.kind == Kind::Word)?;
        if let Some(field) = find_field(first.source) {
            self.advance();
            return Some((field, None));
        }
        // `visitor url`
        if let Some(field) = self
            .phrase(2)
            .and_then(|it| find_field(&it.replace(' ', ".").to_lowercase()))
        {
            self.certain = false;
            self.advance();
            self.advance();
            return Some((field, None));
        }
        for count in (1..=4).rev() {
            let Some(phrase) = self.phrase(count) else {
                continue;
            };
            if let Some(alias) = words::field(&phrase).filter(|alias| alias.value.is_none()) {
                self.certain &= alias.is_exact;
                for _ in 0..count {
                    self.advance();
                }
                return Some((alias.field, None));
            }
        }
        // `visitor is new`, `device is fr`: the object alone, told by its value.
        if let Some(field) = self.field_of_object() {
            self.certain = false;
            self.advance();
            return Some((field, None));
        }
        let (path, method) = first.source.rsplit_once('.')?;
        let field = find_field(path).or_else(|| words::field(path).map(|alias| alias.field))?;
        let operator = words::operator(method)?;
        self.advance();
        Some((field, Some(operator)))
    }

    fn field_of_object(&self) -> Option<Field> {
        let object = self.peek()?.source;
        let rest = self.tokens.get(self.at + 1..)?;
        let value = rest
            .iter()
            .take(3)
            .find(|token| words::operator(token.source).is_none() && !token.is_word("not"))?;
        let is_address = value.as_string().is_some() && value.content().contains('/');
        let mut rows = FIELDS.iter().filter(|row| row.object == object);
        rows.find(|row| match row.ty {
            FieldType::Text => is_address && row.field == Field::VisitorUrl,
            FieldType::History | FieldType::Language => {
                words::field_value(row.ty, &value.content()).is_some_and(|it| it.certain)
            }
        })
        .map(|row| row.field)
    }

    /// An operator: as many words as can be one.
    fn operator(&mut self, field: Field) -> Option<Comparing> {
        for count in (1..=5).rev() {
            let Some(phrase) = self.phrase(count) else {
                continue;
            };
            let Some(operator) = words::operator(&phrase) else {
                continue;
            };
            for _ in 0..count {
                self.advance();
            }
            self.certain &= operator.certain;
            return Some(operator);
        }
        // `visitor.history new`: only equality is possible.
        match field.info().ty {
            FieldType::History | FieldType::Language => {
                self.certain = false;
                Some(Comparing {
                    operator: Operator::Is,
                    quantifier: Quantifier::One,
                    certain: false,
                })
            }
            FieldType::Text => None,
        }
    }

    /// The values, and then the whole comparison.
    fn values(&mut self, field: Field, operator: Comparing) -> Option<()> {
        let Comparing {
            operator,
            quantifier: mut values,
            ..
        } = operator;
        let separator = self.written.separator.take();
        let ty = field.info().ty;
        let opener = self
            .peek()
            .filter(|token| token.is_sign("[") || token.is_sign("(") || token.is_sign("{"));
        let mut list = Vec::new();
        let mut joined_by_and = false;
        if opener.is_some() {
            self.at += 1;
            while let Some(token) = self.peek() {
                if matches!(token.source, "]" | ")" | "}") && token.kind == Kind::Sign {
                    self.at += 1;
                    break;
                }
                if token.kind == Kind::Sign && matches!(token.source, "," | ";" | "|" | "||")
                    || token.is_word("or")
                    || token.is_word("and")
                {
                    self.at += 1;
                    continue;
                }
                list.push(self.value(ty)?);
            }
            let is_call = opener.is_some_and(|it| it.is_sign("("))
                && list.len() == 1
                && values == Quantifier::One;
            if values == Quantifier::One && !is_call {
                values = Quantifier::AnyOf;
            }
            // The right form itself is no change.
            let is_right = opener.is_some_and(|it| it.is_sign("["));
            self.certain &= is_right || is_call;
        } else {
            list.push(self.value(ty)?);
            while let Some(and) = self.another_value(field, operator) {
                joined_by_and |= and;
                self.certain = false;
                list.push(self.value(ty)?);
            }
        }
        let operator = words::for_field(operator, field);
        let path = field.info().path;
        self.written.separator = separator;
        let is_negative = matches!(operator, Operator::IsNot | Operator::DoesNotContain);
        let each = values == Quantifier::AllOf && !is_negative
            || joined_by_and && operator == Operator::Contains;
        if let ([only], Quantifier::One) = (list.as_slice(), values) {
            for word in [path, operator.words(), only.as_str()] {
                self.written.word(word);
            }
        } else if each {
            for (position, value) in list.iter().enumerate() {
                if position > 0 {
                    self.written.word("and");
                }
                for word in [path, operator.words(), value.as_str()] {
                    self.written.word(word);
                }
            }
        } else {
            let list = format!("[{}]", list.join(", "));
            for word in [path, operator.words(), "any of", list.as_str()] {
                self.written.word(word);
            }
        }
        Some(())
    }

    /// Whether `or "/checkout"` or `, nl` follows: another value, and no condition. Says whether it is
    /// joined by `and`.
    fn another_value(&mut self, field: Field, operator: Operator) -> Option<bool> {
        let ty = field.info().ty;
        let mut at = self.at;
        let mut joined_by_and = false;
        let mut joins = 0;
        while let Some(token) = self.tokens.get(at) {
            match words::connective(token.source)
                .filter(|_| matches!(token.kind, Kind::Word | Kind::Sign))
            {
                Some((Connective::And, _)) => joined_by_and |= token.source != ",",
                Some((Connective::Or, _)) => {}
                _ if matches!(token.source, "nor" | ";" | "/") => {}
                _ => break,
            }
            joins += 1;
            at += 1;
        }
        // `contains "/cart" or contains "/checkout"`: the operator again.
        let again = (1..=3).rev().find(|count| {
            let words = self.tokens.get(at..at + count).unwrap_or_default();
            let phrase: Vec<&str> = words.iter().map(|token| token.source).collect();
            words.len() == *count
                && words::operator(&phrase.join(" ")).is_some_and(|it| it.operator == operator)
        });
        at += again.filter(|_| joins > 0).unwrap_or(0);
        let token = self.tokens.get(at).filter(|_| joins > 0)?;
        let is_value = match ty {
            FieldType::Text => token.as_string().is_some(),
            FieldType::History | FieldType::Language => {
                let is_segment = self
                    .names
                    .find(DeclarationKind::Segment, token.source)
                    .is_some();
                token.kind != Kind::Sign
                    && !is_segment
                    && words::field_value(ty, &token.content()).is_some()
            }
        };
        // A value with an operator after it is a field or a segment.
        let next = self.tokens.get(at + 1).map_or("", |token| token.source);
        let compares = words::operator(next).is_some() || matches!(next, "does" | "is" | "in");
        if !is_value || compares {
            return None;
        }
        while self.at < at {
            self.at += 1;
        }
        Some(joined_by_and)
    }

    /// A value of a field, as the language writes it.
    fn value(&mut self, ty: FieldType) -> Option<String> {
        let token = self.peek()?;
        match ty {
            FieldType::Text => {
                let text = token.as_string()?;
                self.at += 1;
                let pattern = text
                    .strip_prefix("\"/\\/")
                    .and_then(|it| it.strip_suffix("/\""));
                if let Some(inside) = pattern.filter(|_| token.kind == Kind::Address) {
                    self.certain = false;
                    return Some(format!(
                        "\"/{}\"",
                        inside.replace("\\\\", "").replace('\\', "")
                    ));
                }
                Some(text)
            }
            FieldType::History | FieldType::Language => {
                // `Chinese (Simplified)`
                if let Some([name, open, variant, close]) = self.tokens.get(self.at..self.at + 4)
                    && open.is_sign("(")
                    && close.is_sign(")")
                    && let Some(reading) =
                        words::field_value(ty, &format!("{} ({})", name.source, variant.source))
                {
                    self.at += 4;
                    self.certain = false;
                    return Some(reading.text);
                }
                for count in (1..=3).rev() {
                    let tokens = self.tokens.get(self.at..self.at + count);
                    let Some(tokens) = tokens else { continue };
                    let is_name = |it: &Token<'_>| {
                        it.kind == Kind::Word && words::connective(it.source).is_none()
                    };
                    let plain = count == 1 || tokens.iter().all(is_name);
                    let phrase: Vec<String> = tokens.iter().map(Token::content).collect();
                    let Some(reading) = words::field_value(ty, &phrase.join(" ")).filter(|_| plain)
                    else {
                        continue;
                    };
                    self.at += count;
                    self.certain &= reading.certain;
                    let is_same = tokens.len() == 1 && token.content() == reading.text;
                    return Some(if is_same {
                        token.source.to_owned()
                    } else {
                        reading.text
                    });
                }
                None
            }
        }
    }

    /// `"/cart" in visitor.url`.
    fn reversed(&mut self) -> Option<()> {
        self.attempt(|reader| {
            let value = reader.peek()?.as_string()?;
            reader.advance();
            let negative = reader.peek().is_some_and(|token| token.is_word("not"));
            if negative {
                reader.advance();
            }
            let joins = reader.peek()?.source.to_lowercase();
            if joins == "is" {
                reader.advance();
            }
            let word = reader.peek()?.source.to_lowercase();
            if matches!(word.as_str(), "in" | "dans" | "within" | "part" | "sur") {
                reader.advance();
            } else if joins != "is" {
                return None;
            }
            let (field, _) = reader.field()?;
            if field.info().ty != FieldType::Text {
                return None;
            }
            reader.certain = false;
            reader.written.separator = None;
            let operator = if negative {
                Operator::DoesNotContain
            } else {
                Operator::Contains
            };
            for word in [field.info().path, operator.words(), value.as_str()] {
                reader.written.word(word);
            }
            Some(())
        })
    }

    /// The name of a segment, or its display name.
    fn segment(&mut self) -> Option<()> {
        let separator = self.written.separator.take();
        // `segment in_cart`, `visitor is in in_cart`
        let is_said = |token: &Token<'_>| {
            matches!(
                token.source.to_lowercase().as_str(),
                "segment" | "in" | "visitor" | "is" | "audience" | "matches"
            )
        };
        let is_segment = |token: &Token<'_>| {
            self.names
                .find(DeclarationKind::Segment, token.source)
                .is_some()
        };
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
        let name = match token.kind {
            Kind::Word
                if !is_segment(token)
                    && words::reference(self.names, ReferenceKind::Segment, token.source)
                        .is_some() =>
            {
                self.certain = false;
                words::reference(self.names, ReferenceKind::Segment, token.source)?.text
            }
            Kind::Word if words::is_name(token.source) => token.source.to_owned(),
            Kind::Text | Kind::OddText(_) => {
                self.certain = false;
                let content = token.content();
                words::reference(self.names, ReferenceKind::Segment, &content)?.text
            }
            Kind::Word | Kind::Amount | Kind::Address | Kind::Sign | Kind::Comment => return None,
        };
        self.advance();
        self.written.word(&name);
        // `in_cart is true`
        if let (Some(is), Some(truth)) = (self.peek(), self.tokens.get(self.at + 1))
            && words::operator(is.source).is_some_and(|it| it.operator == Operator::Is)
            && words::truth(&truth.content()) == Some(true)
        {
            self.certain = false;
            self.at += 2;
        }
        Some(())
    }
}

fn find_field(path: &str) -> Option<Field> {
    let (object, name) = path.split_once('.')?;
    Field::find(object, name)
}
