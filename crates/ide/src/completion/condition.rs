//! Conditions: what may stand at their end, and what is offered there.
//!
//! A condition is a flat run of tokens, read here from left to right with what is open: a
//! parenthesis, an operator, a list.

use proactive_catalog::limits::MAX_TEXT_NESTING;
use proactive_catalog::{FIELDS, Field, FieldType, Operator, ReferenceKind, WordSet, fields};
use proactive_syntax::{Node, SyntaxKind};

use super::docs::DocsKey;
use super::item::{Form, ItemKind, NewItem};
use super::offers::Offers;
use super::snippet::Snippet;
use super::{references, text};

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

/// Offers what a condition asks for.
pub(super) fn offer(offers: &mut Offers<'_>, asked: &Asked) {
    match asked {
        Asked::Operand { always, nests } => operand(offers, *always, *nests),
        Asked::Field(object) => {
            for row in FIELDS.iter().filter(|row| row.object == *object) {
                let item = NewItem::new(row.name, ItemKind::Field)
                    .detail(type_of(row.ty))
                    .docs(DocsKey::Field(row.field));
                let rest = format!("{} {}", row.name, comparison(row.field));
                offers.add(item, continued(row.name, &rest));
            }
        }
        Asked::Operator(field) => {
            for &operator in field.info().operators {
                let words = operator.words();
                let item =
                    NewItem::new(words, ItemKind::Operator).docs(DocsKey::Operator(operator));
                let mut forms = continued(words, &format!("{words} {}", sample(*field)));
                // The rest of its words may stand there already.
                let first = words.split(' ').next().unwrap_or(words);
                forms.push(Form::whole(Snippet::plain_text(first)));
                offers.add(item, forms);
            }
        }
        Asked::RestOfOperator(field, words) => {
            let operator = match *words {
                "not" => Operator::IsNot,
                _ => Operator::DoesNotContain,
            };
            let item = NewItem::new(*words, ItemKind::Operator).docs(DocsKey::Operator(operator));
            let mut forms = continued(words, &format!("{words} {}", sample(*field)));
            let first = words.split(' ').next().unwrap_or(words);
            forms.push(Form::whole(Snippet::plain_text(first)));
            offers.add(item, forms);
        }
        Asked::Value(field) | Asked::ListedValue(field) => value(offers, *field),
        Asked::List(field, words) => list(offers, *field, words),
        Asked::Connective(before) => {
            let mut words = ["and", "or"];
            if *before == Some("or") {
                words.reverse();
            }
            for word in words {
                let item = NewItem::new(word, ItemKind::Keyword)
                    .docs(DocsKey::Connective(word.to_owned()));
                offers.add(item, continued(word, &format!("{word} {COMPARISON}")));
            }
        }
        Asked::Closing => {
            let item = NewItem::new(")", ItemKind::Keyword);
            offers.add(item, vec![Form::whole(Snippet::plain_text(")"))]);
        }
    }
}

const COMPARISON: &str = "visitor.history is new";

/// A right value of a field.
fn sample(field: Field) -> &'static str {
    match field.info().ty {
        FieldType::Text => "\"/\"",
        FieldType::History => "new",
        FieldType::Language => "en",
    }
}

fn comparison(field: Field) -> String {
    format!("is {}", sample(field))
}

fn type_of(ty: FieldType) -> &'static str {
    match ty {
        FieldType::Text => "text",
        FieldType::History => "new or returning",
        FieldType::Language => "language",
    }
}

/// Words that something must follow: whole only with it, or where it stands there already.
fn continued(words: &str, whole: &str) -> Vec<Form> {
    vec![
        Form::continued(Snippet::plain_text(words), whole),
        Form::whole(Snippet::plain_text(words)),
    ]
}

fn operand(offers: &mut Offers<'_>, always: bool, nests: bool) {
    for row in FIELDS {
        let item = NewItem::new(row.path, ItemKind::Field)
            .detail(type_of(row.ty))
            .docs(DocsKey::Field(row.field));
        let rest = format!("{} {}", row.path, comparison(row.field));
        offers.add(item, continued(row.path, &rest));
    }
    references::offer(offers, ReferenceKind::Segment);
    if nests {
        let item =
            NewItem::new("not", ItemKind::Keyword).docs(DocsKey::Connective("not".to_owned()));
        offers.add(item, continued("not", &format!("not {COMPARISON}")));
        let item = NewItem::new("( … )", ItemKind::Keyword).filter("(");
        let inside = Snippet::plain_text("(")
            .stop("visitor.url contains \"/\"")
            .text(")");
        offers.add(item, vec![Form::whole(inside)]);
    }
    if always {
        let item = NewItem::new("always", ItemKind::Keyword)
            .docs(DocsKey::Connective("always".to_owned()));
        offers.add(item, vec![Form::whole(Snippet::plain_text("always"))]);
    }
}

fn value(offers: &mut Offers<'_>, field: Field) {
    match field.info().ty {
        FieldType::Text => text::values(offers, field),
        FieldType::History => super::words::offer(offers, WordSet::History),
        FieldType::Language => super::words::offer(offers, WordSet::Language),
    }
}

fn list(offers: &mut Offers<'_>, field: Field, words: &str) {
    let mut label = words.to_owned();
    if !label.is_empty() {
        label.push(' ');
    }
    let item = NewItem::new(format!("{label}[ … ]"), ItemKind::Operator)
        .filter(format!("{label}["))
        .docs(DocsKey::Connective("any".to_owned()));
    let values = match field.info().ty {
        FieldType::Text => Snippet::plain_text("\"").stop("/").text("\""),
        FieldType::History => Snippet::default().choice(field.words()),
        FieldType::Language => Snippet::default().stop("en"),
    };
    let whole = Snippet::plain_text(format!("{label}["))
        .then(values)
        .text("]");
    let mut forms = vec![Form::whole(whole)];
    // The brackets, or `of` and the brackets, may stand there already.
    let mut rest = words;
    while !rest.is_empty() {
        forms.push(Form::whole(Snippet::plain_text(rest)));
        rest = rest.rsplit_once(' ').map_or("", |(rest, _)| rest);
    }
    offers.add(item, forms);
}
