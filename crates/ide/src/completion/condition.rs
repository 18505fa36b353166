//! What is offered in a condition.

use proactive_catalog::{FIELDS, Field, FieldType, Operator, ReferenceKind, WordSet};

use super::docs::DocsKey;
use super::expected_in_condition::Asked;
use super::item::{Form, ItemKind, NewItem};
use super::offers::Offers;
use super::snippet::Snippet;
use super::{references, text, words};

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

/// Offers values that a field is compared with.
pub(super) fn value(offers: &mut Offers<'_>, field: Field) {
    match field.info().ty {
        FieldType::Text => text::values(offers, field),
        FieldType::History => words::offer(offers, WordSet::History),
        FieldType::Language => words::offer(offers, WordSet::Language),
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
