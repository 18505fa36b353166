//! What can follow at the end of a condition.
//!
//! A condition is a flat list of tokens. A state machine reads them from left to right and keeps
//! track of what is open: parentheses, an operator, a list.

use proactive_catalog::limits::MAX_TEXT_NESTING;
use proactive_catalog::{Field, Operator, fields};
use proactive_syntax::{Node, SyntaxKind};

/// Something that can follow at the end of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ExpectedInCondition {
    /// A comparison, a segment, `not` or `(`, or `always` at the start of a message's condition.
    Operand {
        /// Whether `always` can follow.
        always: bool,
        /// Whether another `not` or `(` is within the nesting limit.
        nests: bool,
    },
    /// A field of this object, whose dot is already there.
    Field(String),
    /// An operator of a field.
    Operator(Field),
    /// The rest of an unfinished operator: `not`, `not contain`, `contain`.
    RestOfOperator(Field, Operator, &'static str),
    /// A value, or `any of`.
    Value(Field, Operator),
    /// `any of [ … ]`, or the rest of it: `of [ … ]`, `[ … ]`.
    List(Field, Operator, &'static str),
    /// A value in brackets.
    ListedValue(Field, Operator),
    /// `and` or `or`, with the one used before at the same level, if any.
    Connective(Option<&'static str>),
    /// `)`.
    Closing,
}

/// What can follow at the end of a condition, and whether the condition is complete.
#[derive(Debug, Default)]
pub(super) struct ConditionEnd {
    pub(super) expected: Vec<ExpectedInCondition>,
    pub(super) complete: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Operand,
    Path(Field),
    Is(Field),
    Does(Field),
    DoesNot(Field),
    /// After an operator.
    Operator(Field, Operator),
    Any(Field, Operator),
    AnyOf(Field, Operator),
    Listed(Field, Operator),
    AfterListed(Field, Operator),
    Complete,
    Always,
    Broken,
}

/// Reads a condition to its end. `in_message` is whether it belongs to a message.
pub(super) fn read(condition: Node<'_>, text: &str, in_message: bool) -> ConditionEnd {
    let mut state = State::Operand;
    let mut nesting: usize = 0;
    // For each open parenthesis: the connective of its operands, and its depth.
    let mut groups: Vec<(Option<&'static str>, usize)> = vec![(None, 0)];
    let mut first = true;
    for token in condition.children() {
        let word = token.text(text);
        state = match (token.kind(), word) {
            (SyntaxKind::ConditionWord, "and" | "or") => {
                if let Some((connective, outside)) = groups.last_mut() {
                    *connective = Some(if word == "and" { "and" } else { "or" });
                    nesting = *outside;
                }
                State::Operand
            }
            (SyntaxKind::ConditionWord, "not") => match state {
                State::Operand => {
                    nesting += 1;
                    State::Operand
                }
                State::Is(field) => State::Operator(field, Operator::IsNot),
                State::Does(field) => State::DoesNot(field),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "is") => match state {
                State::Path(field) => State::Is(field),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "contains") => match state {
                State::Path(field) if takes(field, Operator::Contains) => {
                    State::Operator(field, Operator::Contains)
                }
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "does") => match state {
                State::Path(field) if takes(field, Operator::Contains) => State::Does(field),
                _ => State::Broken,
            },
            (SyntaxKind::Word, "contain") if matches!(state, State::DoesNot(_)) => match state {
                State::DoesNot(field) => State::Operator(field, Operator::DoesNotContain),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "any") => match state {
                State::Is(field) => State::Any(field, Operator::Is),
                State::Operator(field, operator) => State::Any(field, operator),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "of") => match state {
                State::Any(field, operator) => State::AnyOf(field, operator),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "always") if first && in_message => State::Always,
            (SyntaxKind::Path, _) => match (state, path(word)) {
                (State::Operand, Some(field)) => State::Path(field),
                _ => State::Broken,
            },
            (
                SyntaxKind::Word
                | SyntaxKind::ReservedWord
                | SyntaxKind::Quoted
                | SyntaxKind::TextBlock,
                _,
            ) => {
                let is_text = matches!(token.kind(), SyntaxKind::Quoted | SyntaxKind::TextBlock);
                match state {
                    State::Operand if !is_text && !fields::is_object(word) => State::Complete,
                    State::Is(_) | State::Operator(..) => State::Complete,
                    State::Listed(field, operator) => State::AfterListed(field, operator),
                    _ => State::Broken,
                }
            }
            (SyntaxKind::Lbracket, _) => match state {
                State::AnyOf(field, operator) => State::Listed(field, operator),
                _ => State::Broken,
            },
            (SyntaxKind::Comma, _) => match state {
                State::AfterListed(field, operator) => State::Listed(field, operator),
                _ => State::Broken,
            },
            (SyntaxKind::Rbracket, _) => match state {
                State::Listed(..) | State::AfterListed(..) => State::Complete,
                _ => State::Broken,
            },
            (SyntaxKind::Lparen, _) => match state {
                State::Operand => {
                    nesting += 1;
                    groups.push((None, nesting));
                    State::Operand
                }
                _ => State::Broken,
            },
            (SyntaxKind::Rparen, _) => match state {
                State::Complete if groups.len() > 1 => {
                    groups.pop();
                    State::Complete
                }
                _ => State::Broken,
            },
            _ => State::Broken,
        };
        first = false;
    }
    let mut end = ConditionEnd::default();
    match state {
        State::Operand => end.expected.push(ExpectedInCondition::Operand {
            always: first && in_message,
            nests: nesting < MAX_TEXT_NESTING,
        }),
        State::Path(field) => end.expected.push(ExpectedInCondition::Operator(field)),
        State::Is(field) => end.expected.extend([
            ExpectedInCondition::Value(field, Operator::Is),
            ExpectedInCondition::RestOfOperator(field, Operator::IsNot, "not"),
            ExpectedInCondition::List(field, Operator::Is, "any of"),
        ]),
        State::Does(field) => end.expected.push(ExpectedInCondition::RestOfOperator(
            field,
            Operator::DoesNotContain,
            "not contain",
        )),
        State::DoesNot(field) => end.expected.push(ExpectedInCondition::RestOfOperator(
            field,
            Operator::DoesNotContain,
            "contain",
        )),
        State::Operator(field, operator) => end.expected.extend([
            ExpectedInCondition::Value(field, operator),
            ExpectedInCondition::List(field, operator, "any of"),
        ]),
        State::Any(field, operator) => {
            let rest = ExpectedInCondition::List(field, operator, "of");
            end.expected.push(rest);
        }
        State::AnyOf(field, operator) => {
            let rest = ExpectedInCondition::List(field, operator, "");
            end.expected.push(rest);
        }
        State::Listed(field, operator) => {
            let value = ExpectedInCondition::ListedValue(field, operator);
            end.expected.push(value);
        }
        State::Complete => {
            let before = groups.last().and_then(|(connective, _)| *connective);
            end.expected.push(ExpectedInCondition::Connective(before));
            match groups.len() {
                1 => end.complete = true,
                _ => end.expected.push(ExpectedInCondition::Closing),
            }
        }
        State::Always => end.complete = true,
        State::AfterListed(..) | State::Broken => {}
    }
    end
}

fn takes(field: Field, operator: Operator) -> bool {
    field.info().operators.contains(&operator)
}

fn path(word: &str) -> Option<Field> {
    let (object, name) = word.split_once('.')?;
    Field::find(object, name)
}
