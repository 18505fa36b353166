//! What a condition asks for at its end.
//!
//! A condition is a flat run of tokens, read here from left to right with what is open: a
//! parenthesis, an operator, a list.

use proactive_catalog::limits::MAX_TEXT_NESTING;
use proactive_catalog::{Field, Operator, fields};
use proactive_syntax::{Node, SyntaxKind};

/// What a condition asks for at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// A comparison, a segment, `not` or `(`; at the start of a message's condition also `always`.
    Operand {
        /// `always` may stand here.
        always: bool,
        /// Another `not` or `(` may stand here.
        nests: bool,
    },
    /// The field behind an object and its dot.
    Field(String),
    /// An operator of a field.
    Operator(Field),
    /// The rest of an operator that is begun: `not`, `not contain`, `contain`.
    RestOfOperator(Field, &'static str),
    /// A value, or `any of`.
    Value(Field),
    /// `any of [ … ]`, or what is left of it: `of [ … ]`, `[ … ]`.
    List(Field, &'static str),
    /// A value in brackets.
    ListedValue(Field),
    /// `and` or `or`; the one that stands before, if any.
    Connective(Option<&'static str>),
    /// `)`.
    Closing,
}

/// What a condition asks for, and whether it may end here.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) asked: Vec<Asked>,
    pub(super) whole: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Operand,
    Path(Field),
    Is(Field),
    Does(Field),
    DoesNot(Field),
    /// Behind an operator.
    Operator(Field),
    Any(Field),
    AnyOf(Field),
    Listed(Field),
    BehindListed(Field),
    Whole,
    Always,
    Broken,
}

/// Reads a condition to its end.
pub(super) fn asked(condition: Node<'_>, text: &str, in_message: bool) -> Told {
    let mut state = State::Operand;
    let mut nesting: usize = 0;
    // Of each parenthesis that is open: what joins its parts, and how deep it stands.
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
                State::Is(field) => State::Operator(field),
                State::Does(field) => State::DoesNot(field),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "is") => match state {
                State::Path(field) => State::Is(field),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "contains") => match state {
                State::Path(field) if takes(field, Operator::Contains) => State::Operator(field),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "does") => match state {
                State::Path(field) if takes(field, Operator::Contains) => State::Does(field),
                _ => State::Broken,
            },
            (SyntaxKind::Word, "contain") if matches!(state, State::DoesNot(_)) => match state {
                State::DoesNot(field) => State::Operator(field),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "any") => match state {
                State::Is(field) | State::Operator(field) => State::Any(field),
                _ => State::Broken,
            },
            (SyntaxKind::ConditionWord, "of") => match state {
                State::Any(field) => State::AnyOf(field),
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
                    State::Operand if !is_text && !fields::is_object(word) => State::Whole,
                    State::Is(_) | State::Operator(_) => State::Whole,
                    State::Listed(field) => State::BehindListed(field),
                    _ => State::Broken,
                }
            }
            (SyntaxKind::Lbracket, _) => match state {
                State::AnyOf(field) => State::Listed(field),
                _ => State::Broken,
            },
            (SyntaxKind::Comma, _) => match state {
                State::BehindListed(field) => State::Listed(field),
                _ => State::Broken,
            },
            (SyntaxKind::Rbracket, _) => match state {
                State::Listed(_) | State::BehindListed(_) => State::Whole,
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
                State::Whole if groups.len() > 1 => {
                    groups.pop();
                    State::Whole
                }
                _ => State::Broken,
            },
            _ => State::Broken,
        };
        first = false;
    }
    let mut told = Told::default();
    match state {
        State::Operand => told.asked.push(Asked::Operand {
            always: first && in_message,
            nests: nesting < MAX_TEXT_NESTING,
        }),
        State::Path(field) => told.asked.push(Asked::Operator(field)),
        State::Is(field) => told.asked.extend([
            Asked::Value(field),
            Asked::RestOfOperator(field, "not"),
            Asked::List(field, "any of"),
        ]),
        State::Does(field) => told.asked.push(Asked::RestOfOperator(field, "not contain")),
        State::DoesNot(field) => told.asked.push(Asked::RestOfOperator(field, "contain")),
        State::Operator(field) => told
            .asked
            .extend([Asked::Value(field), Asked::List(field, "any of")]),
        State::Any(field) => told.asked.push(Asked::List(field, "of")),
        State::AnyOf(field) => told.asked.push(Asked::List(field, "")),
        State::Listed(field) => told.asked.push(Asked::ListedValue(field)),
        State::Whole => {
            let before = groups.last().and_then(|(connective, _)| *connective);
            told.asked.push(Asked::Connective(before));
            match groups.len() {
                1 => told.whole = true,
                _ => told.asked.push(Asked::Closing),
            }
        }
        State::Always => told.whole = true,
        State::BehindListed(_) | State::Broken => {}
    }
    told
}

fn takes(field: Field, operator: Operator) -> bool {
    field.info().operators.contains(&operator)
}

fn path(word: &str) -> Option<Field> {
    let (object, name) = word.split_once('.')?;
    Field::find(object, name)
}
