//! Hover in conditions: objects, fields, operators, values.

use proactive_catalog::{FIELDS, Field, FieldType, History, Operator, Word as _};

use super::value;
use crate::Snapshot;
use crate::markup::{Line, Markup, Section};

/// `visitor`, `device`.
pub(super) fn object(object: &str) -> Option<Markup> {
    let rows = FIELDS.iter().filter(|row| row.object == object);
    let lines: Vec<Line> = rows
        .map(|row| {
            Line::default()
                .code(row.path)
                .text(": ")
                .text(row.documentation)
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let about = match object {
        "device" => "The visitor's device.",
        _ => "The visitor and the page they are on.",
    };
    Some(Markup::default().text(about).with(Section::List(lines)))
}

/// A field.
pub(super) fn field(field: Field) -> Markup {
    let info = field.info();
    let operators: Vec<&str> = info.operators.iter().map(|it| it.words()).collect();
    let compared = Line::new("Operators: ").codes(&operators, "or");
    let values = match info.ty {
        FieldType::Text => Line::new(", with strings in quotes."),
        FieldType::History => Line::new(", with ").codes(&field.words(), "or").text("."),
        FieldType::Language => Line::new(", with a language such as `fr` or `fr-CA`."),
    };
    Markup::default()
        .code(info.path)
        .text(info.documentation)
        .line(compared.then(values))
}

/// An operator.
pub(super) fn operator(operator: Operator) -> Markup {
    let several = match operator {
        Operator::Is => "With `is any of`, the value must be one of the list.",
        Operator::IsNot => "With `is not any of`, the value must be none of the list.",
        Operator::Contains => {
            "With `contains any of`, the value must contain at least one of the strings."
        }
        Operator::DoesNotContain => {
            "With `does not contain any of`, the value must contain none of the strings."
        }
    };
    Markup::default()
        .code(operator.words())
        .text(operator.documentation())
        .text(several)
}

/// `and`, `or`, `not`, `any of`, `always`.
pub(super) fn connective(word: &str) -> Option<Markup> {
    let text = match word {
        "and" => "Both sides must hold. `and` binds tighter than `or`.",
        "or" => "At least one side must hold. `and` binds tighter than `or`.",
        "not" => "Negates the comparison, segment or parentheses that follow.",
        "any" | "of" => "A list of values in brackets: `any of [\"/cart\", \"/checkout\"]`.",
        "always" => "Every visitor gets the message. Nothing else can follow `when`.",
        _ => return None,
    };
    let shown = match word {
        "any" | "of" => "any of [VALUE, …]",
        word => word,
    };
    Some(Markup::default().code(shown).text(text))
}

/// A value that a field is compared with.
pub(super) fn value(field: Field, written: &str, snapshot: &Snapshot) -> Option<Markup> {
    let text = value::unquoted(written);
    match field.info().ty {
        FieldType::Language => value::language(&text),
        FieldType::History => {
            let history = History::find(&text)?;
            Some(
                Markup::default()
                    .code(history.as_str())
                    .text(history.documentation()),
            )
        }
        FieldType::Text => {
            let case = match snapshot.workspace().settings().case_sensitive {
                true => "The comparison is case-sensitive.",
                false => "The comparison is not case-sensitive in this workspace.",
            };
            let what = Line::new("A string that ")
                .code(field.info().path)
                .text(" is compared with. ")
                .text(case);
            Some(Markup::default().line(what))
        }
    }
}
