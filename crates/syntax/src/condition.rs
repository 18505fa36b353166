//! The shape of a condition: precedence, parentheses, comparisons.
//!
//! The grammar leaves a condition as a flat run of tokens. This pass parses the run: `or` binds
//! loosest, then `and`, then `not`. It recurses as deep as the text nests, which is limited by
//! [`MAX_TEXT_NESTING`]. It reports at most one error per condition: after the first, it recovers and
//! reports nothing more.

mod comparison;

use proactive_catalog::limits::MAX_TEXT_NESTING;
use proactive_diagnostics::{
    Delimiter, Expected, Finding, Fix, NestingOf, Problem, Span, SyntaxProblem, TextRange,
};

use crate::kind::SyntaxKind;
use crate::tree::Node;

/// The shape of a condition. Ranges count from the start of the slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// Two or more joined by `and`.
    And(Vec<Self>),
    /// Two or more joined by `or`.
    Or(Vec<Self>),
    /// Negated; the range is that of the keyword `not`.
    Not(TextRange, Box<Self>),
    /// In parentheses; the range covers them.
    Group(TextRange, Box<Self>),
    /// A comparison.
    Comparison(Comparison),
    /// A bare word: a segment.
    Name(TextRange),
    /// `always`, alone.
    Always(TextRange),
    /// Anything else. It has been reported.
    Broken(TextRange),
}

impl Expr {
    /// The range of the text that it covers.
    #[must_use]
    pub fn range(&self) -> TextRange {
        match self {
            Self::And(parts) | Self::Or(parts) => match (parts.first(), parts.last()) {
                (Some(first), Some(last)) => first.range().cover(last.range()),
                (None, _) | (_, None) => TextRange::default(),
            },
            Self::Not(keyword, inner) => keyword.cover(inner.range()),
            Self::Comparison(comparison) => comparison.range,
            Self::Group(range, _)
            | Self::Name(range)
            | Self::Always(range)
            | Self::Broken(range) => *range,
        }
    }
}

/// A comparison, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The whole.
    pub range: TextRange,
    /// `visitor.url`, or a word without a dot.
    pub path: TextRange,
    /// The operator's words, and which it is.
    pub operator: (TextRange, WrittenOperator),
    /// The range of the brackets after `any of`, and of what is in them.
    pub list: Option<TextRange>,
    /// The values; empty if the shape is broken, which has been reported.
    pub values: Vec<Value>,
}

/// An operator, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenOperator {
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `contains`
    Contains,
    /// `does not contain`
    DoesNotContain,
    /// Something else.
    Unknown,
}

/// A value, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Where it is.
    pub range: TextRange,
    /// Whether it is a string.
    pub quoted: bool,
}

/// Parses the tokens of a [`SyntaxKind::Condition`]. `before` is the range of the word before the
/// condition: a finding about an empty condition points there.
#[must_use]
pub fn shape(condition: Node<'_>, before: TextRange, text: &str) -> (Expr, Vec<Finding>) {
    let tokens: Vec<Token<'_>> = condition
        .children()
        .map(|node| Token {
            kind: node.kind(),
            range: node.range(),
            text: node.text(text),
        })
        .collect();
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        before,
        findings: Vec::new(),
        too_deep: false,
    };
    let expr = parser.condition();
    (expr, parser.findings)
}

#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    kind: SyntaxKind,
    range: TextRange,
    text: &'a str,
}

impl Token<'_> {
    fn is_string(self) -> bool {
        matches!(self.kind, SyntaxKind::Quoted | SyntaxKind::TextBlock)
    }

    fn is_connective(self) -> bool {
        self.kind == SyntaxKind::ConditionWord && matches!(self.text, "and" | "or")
    }

    /// Whether it can be part of an operator, known or unknown.
    fn in_operator(self) -> bool {
        match self.kind {
            SyntaxKind::ConditionWord => {
                matches!(self.text, "is" | "contains" | "does" | "not")
            }
            SyntaxKind::OperatorSign => !matches!(self.text, "&&" | "||"),
            SyntaxKind::Word | SyntaxKind::ReservedWord | SyntaxKind::Junk => true,
            _ => false,
        }
    }

    fn is_value(self) -> bool {
        self.is_string()
            || matches!(
                self.kind,
                SyntaxKind::Word
                    | SyntaxKind::ReservedWord
                    | SyntaxKind::Junk
                    | SyntaxKind::SingleQuoted
                    | SyntaxKind::Path
            )
    }
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    before: TextRange,
    findings: Vec<Finding>,
    too_deep: bool,
}

impl<'a> Parser<'a> {
    fn condition(&mut self) -> Expr {
        if let [only] = self.tokens
            && only.kind == SyntaxKind::ConditionWord
            && only.text == "always"
        {
            return Expr::Always(only.range);
        }
        if self.tokens.is_empty() {
            return self.expected(Expected::Condition);
        }
        let mut parts = vec![self.or(0)];
        while let Some(token) = self.peek() {
            if self.too_deep {
                break;
            }
            // Only an unmatched `)` ends `or` before the end.
            self.report(
                token.range,
                Problem::Syntax(SyntaxProblem::SurplusClose {
                    delimiter: Delimiter::Parenthesis,
                }),
            );
            self.at += 1;
            if self.peek().is_some() {
                parts.push(self.joined(0));
            }
        }
        if self.too_deep {
            return Expr::Broken(self.all());
        }
        one_or(parts, Expr::And)
    }

    fn all(&self) -> TextRange {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.range.cover(last.range),
            (None, _) | (_, None) => self.before,
        }
    }

    fn peek(&self) -> Option<Token<'a>> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + ahead).copied()
    }

    fn at_word(&self, word: &str) -> bool {
        self.peek()
            .is_some_and(|token| token.kind == SyntaxKind::ConditionWord && token.text == word)
    }

    /// The word before the current token.
    fn last(&self) -> TextRange {
        self.at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or(self.before, |token| token.range)
    }

    fn report(&mut self, range: TextRange, problem: Problem) -> Option<&mut Finding> {
        if !self.findings.is_empty() {
            return None;
        }
        self.findings
            .push(Finding::new(problem, Span::local(range)));
        self.findings.last_mut()
    }

    /// Reports that something is missing at the current token, or that something else is there
    /// instead.
    fn expected(&mut self, expected: Expected) -> Expr {
        let found = self
            .peek()
            .filter(|token| !token.is_connective() && token.kind != SyntaxKind::Rparen);
        let range = found.map_or(self.last(), |token| token.range);
        let found = found.map(|token| token.text.chars().take(40).collect());
        self.report(
            range,
            Problem::Syntax(SyntaxProblem::Expected { expected, found }),
        );
        Expr::Broken(range)
    }

    fn or(&mut self, depth: usize) -> Expr {
        let first = self.and(depth);
        let mut parts = vec![first];
        while !self.too_deep && self.at_connective("or", "||") {
            self.at += 1;
            parts.push(self.and(depth));
        }
        one_or(parts, Expr::Or)
    }

    fn and(&mut self, depth: usize) -> Expr {
        let first = self.unary(depth);
        let mut parts = vec![first];
        while !self.too_deep {
            if self.at_connective("and", "&&") {
                self.at += 1;
                parts.push(self.unary(depth));
            } else if self.peek().is_none_or(|token| {
                token.is_connective() || token.text == "||" || token.kind == SyntaxKind::Rparen
            }) {
                break;
            } else {
                parts.push(self.joined(depth));
            }
        }
        one_or(parts, Expr::And)
    }

    /// Parses what follows a complete part without `and` or `or`.
    fn joined(&mut self, depth: usize) -> Expr {
        if !self.at_connective("and", "&&") && !self.at_connective("or", "||") {
            self.expected(Expected::AndOr);
            let starts_operand = self.peek().is_some_and(|token| {
                token.kind == SyntaxKind::Lparen
                    || token.kind == SyntaxKind::Path
                    || token.kind == SyntaxKind::Word
                    || token.text == "not"
            });
            if !starts_operand {
                // Skips junk up to the next connective.
                let start = self.at;
                while self.peek().is_some_and(|token| {
                    !token.is_connective()
                        && !matches!(
                            token.kind,
                            SyntaxKind::Rparen | SyntaxKind::Lparen | SyntaxKind::Path
                        )
                }) {
                    self.at += 1;
                }
                if self.at == start {
                    self.at += 1;
                }
                return Expr::Broken(self.last());
            }
        } else {
            self.at += 1;
        }
        self.unary(depth)
    }

    /// Whether a connective is here. `&&` and `||` are reported, and read as `and` and `or`.
    fn at_connective(&mut self, word: &'static str, sign: &str) -> bool {
        if self.at_word(word) {
            return true;
        }
        let Some(token) = self.peek().filter(|token| token.text == sign) else {
            return false;
        };
        let problem = Problem::Syntax(SyntaxProblem::Expected {
            expected: Expected::AndOr,
            found: Some(sign.to_owned()),
        });
        if let Some(finding) = self.report(token.range, problem) {
            finding
                .fixes
                .push(Fix::replace(Span::local(token.range), word));
        }
        true
    }

    fn unary(&mut self, depth: usize) -> Expr {
        let Some(token) = self.peek() else {
            return self.expected(Expected::Operand);
        };
        let opens = token.kind == SyntaxKind::Lparen || self.at_word("not");
        if opens && depth >= MAX_TEXT_NESTING {
            let limit = MAX_TEXT_NESTING;
            let of = NestingOf::Text;
            self.findings.clear();
            self.report(token.range, Problem::NestingTooDeep { of, limit });
            self.too_deep = true;
            self.at = self.tokens.len();
            return Expr::Broken(token.range);
        }
        if token.kind == SyntaxKind::Lparen {
            self.at += 1;
            let inner = self.or(depth + 1);
            if self.too_deep {
                return inner;
            }
            if self
                .peek()
                .is_some_and(|token| token.kind == SyntaxKind::Rparen)
            {
                self.at += 1;
            } else {
                let delimiter = Delimiter::Parenthesis;
                self.report(token.range, Problem::UnclosedDelimiter { delimiter });
            }
            return Expr::Group(token.range.cover(self.last()), Box::new(inner));
        }
        if self.at_word("not") {
            self.at += 1;
            let inner = self.unary(depth + 1);
            return Expr::Not(token.range, Box::new(inner));
        }
        if self.at_word("always") {
            self.report(
                token.range,
                Problem::Syntax(SyntaxProblem::AlwaysInCondition),
            );
            self.at += 1;
            return Expr::Broken(token.range);
        }
        match token.kind {
            SyntaxKind::Path => self.comparison(),
            SyntaxKind::Word | SyntaxKind::ReservedWord if self.compares() => self.comparison(),
            SyntaxKind::Word | SyntaxKind::ReservedWord => {
                self.at += 1;
                Expr::Name(token.range)
            }
            _ => {
                let broken = self.expected(Expected::Operand);
                let closes = token.kind == SyntaxKind::Rparen;
                if !(token.is_connective() || closes) {
                    self.at += 1;
                }
                broken
            }
        }
    }

    /// Whether an operator seems to follow the word here. An unknown operator has a few words at
    /// most.
    fn compares(&self) -> bool {
        let mut ahead = 1;
        while let Some(token) = self.peek_at(ahead).filter(|_| ahead <= 5) {
            match token.kind {
                SyntaxKind::ConditionWord if matches!(token.text, "is" | "contains" | "does") => {
                    return true;
                }
                SyntaxKind::OperatorSign => return !matches!(token.text, "&&" | "||"),
                SyntaxKind::Quoted => return ahead > 1,
                SyntaxKind::Word => ahead += 1,
                _ => return false,
            }
        }
        false
    }
}

fn one_or(mut parts: Vec<Expr>, group: impl Fn(Vec<Expr>) -> Expr) -> Expr {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            group(parts)
        }
        (_, None) => group(parts),
    }
}
