//! A comparison: a field, an operator, one value or a list of them.

use proactive_diagnostics::{
    Delimiter, EmptyWhat, Expected, Fix, Problem, Span, SyntaxProblem, TextRange,
};

use super::{Comparison, Expr, Parser, Token, Value, WrittenOperator};
use crate::kind::SyntaxKind;
use crate::literal::is_unterminated;

impl Parser<'_> {
    pub(super) fn comparison(&mut self) -> Expr {
        let Some(path) = self.peek() else {
            return self.expected(Expected::Operand);
        };
        self.at += 1;
        if let Some(object) = path.text.strip_suffix('.') {
            let object = object.to_owned();
            let problem = SyntaxProblem::Expected {
                expected: Expected::Field { object },
                found: None,
            };
            self.report(path.range, Problem::Syntax(problem));
            self.skip_operand();
            return Expr::Broken(path.range.cover(self.last()));
        }
        let run_start = self.at;
        while self.peek().is_some_and(Token::in_operator) {
            self.at += 1;
        }
        let run = self.tokens.get(run_start..self.at).unwrap_or_default();
        let value_follows = self.peek().is_some_and(|token| {
            token.is_string() || is_list_start(token) || token.kind == SyntaxKind::SingleQuoted
        });
        let (operator, length) = match known_operator(run) {
            Some((operator, length)) if length == run.len() || !value_follows => (operator, length),
            _ if value_follows => (WrittenOperator::Unknown, run.len()),
            _ => match run {
                [] => (WrittenOperator::Unknown, 0),
                [only] if only.kind == SyntaxKind::Word => (WrittenOperator::Unknown, 0),
                [_] => (WrittenOperator::Unknown, 1),
                [..] => (WrittenOperator::Unknown, run.len() - 1),
            },
        };
        let Some(operator_range) = cover(run.get(..length).unwrap_or_default()) else {
            self.at = run_start;
            let operators = Vec::new();
            self.expected(Expected::Operator { operators });
            self.skip_operand();
            return Expr::Broken(path.range.cover(self.last()));
        };
        let mut comparison = Comparison {
            range: path.range,
            path: path.range,
            operator: (operator_range, operator),
            list: None,
            values: Vec::new(),
        };
        if let Some(range) = cover(run.get(length..).unwrap_or_default()) {
            comparison.values.push(Value {
                range,
                quoted: false,
            });
        } else {
            self.values(&mut comparison);
        }
        comparison.range = path.range.cover(self.last());
        Expr::Comparison(comparison)
    }

    /// Reads what follows the operator: one value, or `any of [ … ]`.
    fn values(&mut self, comparison: &mut Comparison) {
        let any = self.at_word("any");
        if any {
            self.at += 1;
            if self.at_word("of") {
                self.at += 1;
            } else {
                self.expected(Expected::AnyOf);
            }
        }
        match self.peek() {
            Some(token) if token.kind == SyntaxKind::Lbracket => {
                // An unknown operator is reported first.
                if !any && comparison.operator.1 != WrittenOperator::Unknown {
                    let problem = SyntaxProblem::Expected {
                        expected: Expected::AnyOf,
                        found: Some("[".to_owned()),
                    };
                    let here = Span::local(TextRange::empty(token.range.start()));
                    if let Some(finding) = self.report(token.range, Problem::Syntax(problem)) {
                        finding.fixes.push(Fix::insert(here, "any of "));
                    }
                }
                self.list(comparison);
            }
            Some(token) if any => {
                self.expected(Expected::OpeningBracket);
                // Values without brackets belong to the same error.
                if token.is_value() {
                    while self
                        .peek()
                        .is_some_and(|token| token.is_value() || token.kind == SyntaxKind::Comma)
                    {
                        self.at += 1;
                    }
                }
            }
            Some(token) if token.is_value() => {
                self.at += 1;
                comparison.values.push(Value {
                    range: token.range,
                    quoted: token.is_string(),
                });
                return;
            }
            Some(_) | None if any => {
                self.expected(Expected::OpeningBracket);
            }
            Some(_) | None => {
                self.expected(Expected::Value);
            }
        }
        if !self.findings.is_empty() && comparison.list.is_none() {
            comparison.values.clear();
        }
    }

    fn list(&mut self, comparison: &mut Comparison) {
        let Some(open) = self.peek() else { return };
        self.at += 1;
        let mut separated = true;
        let mut closed = false;
        while let Some(token) = self.peek() {
            if token.kind == SyntaxKind::Rbracket {
                self.at += 1;
                closed = true;
                break;
            } else if token.kind == SyntaxKind::Comma {
                if separated {
                    self.expected(Expected::Value);
                }
                separated = true;
                self.at += 1;
            } else if token.is_value() {
                if !separated {
                    let last = self.last();
                    let end = Span::local(TextRange::empty(last.end()));
                    let problem = SyntaxProblem::Expected {
                        expected: Expected::Comma,
                        found: None,
                    };
                    if let Some(finding) = self.report(last, Problem::Syntax(problem)) {
                        finding.fixes.push(Fix::insert(end, ","));
                    }
                }
                separated = false;
                comparison.values.push(Value {
                    range: token.range,
                    quoted: token.is_string(),
                });
                self.at += 1;
            } else {
                break;
            }
        }
        let range = open.range.cover(self.last());
        comparison.list = Some(range);
        // An unterminated string swallows the bracket.
        let swallowed = self
            .at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|token| token.is_string() && is_unterminated(token.text));
        if !closed && !swallowed {
            let delimiter = Delimiter::Bracket;
            self.report(open.range, Problem::UnclosedDelimiter { delimiter });
        } else if closed && comparison.values.is_empty() {
            let what = EmptyWhat::List;
            self.report(open.range, Problem::EmptyValue { what });
        }
    }

    /// Skips the rest of a broken comparison.
    fn skip_operand(&mut self) {
        while self.peek().is_some_and(|token| {
            !token.is_connective()
                && !matches!(
                    token.kind,
                    SyntaxKind::Rparen | SyntaxKind::Lparen | SyntaxKind::Path
                )
        }) {
            self.at += 1;
        }
    }
}

fn is_list_start(token: Token<'_>) -> bool {
    token.kind == SyntaxKind::Lbracket
        || token.kind == SyntaxKind::ConditionWord && token.text == "any"
}

fn cover(tokens: &[Token<'_>]) -> Option<TextRange> {
    Some(tokens.first()?.range.cover(tokens.last()?.range))
}

/// The operator that the run begins with, and how many words it has.
fn known_operator(run: &[Token<'_>]) -> Option<(WrittenOperator, usize)> {
    let mut words = run.iter().map(|token| token.text);
    match (words.next()?, words.next(), words.next()) {
        ("is", Some("not"), _) => Some((WrittenOperator::IsNot, 2)),
        ("is", _, _) => Some((WrittenOperator::Is, 1)),
        ("contains", _, _) => Some((WrittenOperator::Contains, 1)),
        ("does", Some("not"), Some("contain")) => Some((WrittenOperator::DoesNotContain, 3)),
        _ => None,
    }
}
