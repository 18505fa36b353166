//! Conditions written as calls and in other brackets: `contains(visitor.url, "/cart")`, `OR(a, b)`,
//! `any { a b }`, `[a]`.

use super::super::token::Kind;
use super::super::words;
use super::Reader;

impl Reader<'_, '_> {
    /// A condition in other brackets: without them if it is the whole, else in parentheses.
    pub(super) fn bracketed(&mut self) -> Option<()> {
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
    pub(super) fn call(&mut self) -> Option<()> {
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

    /// `OR(a, b)`, `any { a b }`, `all: [a, b]`: what joins the parts.
    pub(super) fn function(&self) -> Option<&'static str> {
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

    /// The parts of a function, joined by a connective.
    pub(super) fn function_body(&mut self, joins: &str) -> Option<()> {
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
}
