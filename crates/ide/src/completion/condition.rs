//! Completion in conditions.

use proactive_catalog::{FIELDS, Field, FieldType, Operator, ReferenceKind, WordSet};
use proactive_syntax::literal;

use super::collector::Collector;
use super::docs_key::DocsKey;
use super::expected_in_condition::ExpectedInCondition;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::snippet::Snippet;
use super::{keywords, references, samples, text};

/// Offers what is expected in a condition.
pub(super) fn offer(collector: &mut Collector<'_>, expected: &ExpectedInCondition) {
    match expected {
        ExpectedInCondition::Operand { always, nests } => operand(collector, *always, *nests),
        ExpectedInCondition::Field(object) => {
            for row in FIELDS.iter().filter(|row| row.object == *object) {
                let item = ItemBuilder::new(row.name, ItemKind::Field)
                    .detail(type_of(row.ty))
                    .docs(DocsKey::Field(row.field));
                let rest = format!("{} {}", row.name, comparison(row.field));
                collector.add(item, continued(row.name, &rest));
            }
        }
        ExpectedInCondition::Operator(field) => {
            let mut operators = field.info().operators.to_vec();
            if *field == Field::VisitorUrl {
                // Whole addresses are rarely compared.
                operators.sort_by_key(|operator| *operator != Operator::Contains);
            }
            for operator in operators {
                let words = operator.words();
                let item =
                    ItemBuilder::new(words, ItemKind::Operator).docs(DocsKey::Operator(operator));
                let mut forms = continued(words, &format!("{words} {}", sample(*field)));
                // The other words of the operator may follow already.
                let first = words.split(' ').next().unwrap_or(words);
                forms.push(Insertion::whole(Snippet::plain_text(first)));
                collector.add(item, forms);
            }
        }
        ExpectedInCondition::RestOfOperator(field, operator, words) => {
            let item =
                ItemBuilder::new(*words, ItemKind::Operator).docs(DocsKey::Operator(*operator));
            let mut forms = continued(words, &format!("{words} {}", sample(*field)));
            let first = words.split(' ').next().unwrap_or(words);
            forms.push(Insertion::whole(Snippet::plain_text(first)));
            collector.add(item, forms);
        }
        ExpectedInCondition::Value(field, operator)
        | ExpectedInCondition::ListedValue(field, operator) => {
            value(collector, *field, *operator);
        }
        ExpectedInCondition::List(field, operator, words) => {
            list(collector, *field, *operator, words);
        }
        ExpectedInCondition::Connective(before) => {
            let mut words = ["and", "or"];
            if *before == Some("or") {
                words.reverse();
            }
            for word in words {
                let item = ItemBuilder::new(word, ItemKind::Keyword)
                    .docs(DocsKey::Connective(word.to_owned()));
                collector.add(item, continued(word, &format!("{word} {COMPARISON}")));
            }
        }
        ExpectedInCondition::Closing => {
            let item = ItemBuilder::new(")", ItemKind::Keyword);
            collector.add(item, vec![Insertion::whole(Snippet::plain_text(")"))]);
        }
    }
}

const COMPARISON: &str = "visitor.history is new";

/// A valid value of a field.
fn sample(field: Field) -> String {
    let info = field.info();
    match info.ty {
        FieldType::Text => literal::quote(info.sample),
        FieldType::History | FieldType::Language => info.sample.to_owned(),
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

/// Insertions of text that something must follow. `whole` is a complete text that begins with it.
fn continued(words: &str, whole: &str) -> Vec<Insertion> {
    vec![
        Insertion::continued(Snippet::plain_text(words), whole),
        Insertion::whole(Snippet::plain_text(words)),
    ]
}

fn operand(collector: &mut Collector<'_>, always: bool, nests: bool) {
    for row in FIELDS {
        let item = ItemBuilder::new(row.path, ItemKind::Field)
            .detail(type_of(row.ty))
            .docs(DocsKey::Field(row.field));
        let rest = format!("{} {}", row.path, comparison(row.field));
        collector.add(item, continued(row.path, &rest));
    }
    references::offer(collector, ReferenceKind::Segment);
    if nests {
        let item =
            ItemBuilder::new("not", ItemKind::Keyword).docs(DocsKey::Connective("not".to_owned()));
        collector.add(item, continued("not", &format!("not {COMPARISON}")));
        let item = ItemBuilder::form("( … )", ItemKind::Keyword);
        let inside = Snippet::plain_text("(")
            .stop("visitor.url contains \"/\"")
            .text(")");
        collector.add(item, vec![Insertion::whole(inside)]);
    }
    if always {
        let item = ItemBuilder::new("always", ItemKind::Keyword)
            .docs(DocsKey::Connective("always".to_owned()));
        collector.add(item, vec![Insertion::whole(Snippet::plain_text("always"))]);
    }
}

/// Offers values to compare a field with.
pub(super) fn value(collector: &mut Collector<'_>, field: Field, operator: Operator) {
    match field.info().ty {
        FieldType::Text => text::values(collector, field, operator),
        FieldType::History => keywords::offer(collector, WordSet::History),
        FieldType::Language => keywords::offer(collector, WordSet::Language),
    }
}

fn list(collector: &mut Collector<'_>, field: Field, operator: Operator, words: &str) {
    let mut label = words.to_owned();
    if !label.is_empty() {
        label.push(' ');
    }
    let item = ItemBuilder::form(format!("{label}[ … ]"), ItemKind::Operator)
        .docs(DocsKey::Connective("any".to_owned()));
    let values = match field.info().ty {
        FieldType::Text => {
            let sample = samples::compared(collector, field, operator);
            Snippet::plain_text("\"").stop(sample).text("\"")
        }
        FieldType::History => Snippet::default().choice(field.words()),
        FieldType::Language => Snippet::default().stop(field.info().sample),
    };
    let whole = Snippet::plain_text(format!("{label}["))
        .then(values)
        .text("]");
    let mut forms = vec![Insertion::whole(whole)];
    // The brackets, or `of` and the brackets, may follow already.
    let mut rest = words;
    while !rest.is_empty() {
        forms.push(Insertion::whole(Snippet::plain_text(rest)));
        rest = rest.rsplit_once(' ').map_or("", |(rest, _)| rest);
    }
    collector.add(item, forms);
}
