//! Words of conditions: objects, fields, operators, values.

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
        "device" => "What the visitor uses.",
        _ => "Who looks at the page, and at which.",
    };
    Some(Markup::default().text(about).with(Section::List(lines)))
}

/// A field.
pub(super) fn field(field: Field) -> Markup {
    let info = field.info();
    let operators: Vec<&str> = info.operators.iter().map(|it| it.words()).collect();
    let compared = Line::new("Compared by ").codes(&operators, "or");
    let values = match info.ty {
        FieldType::Text => Line::new(" with texts in quotes."),
        FieldType::History => Line::new(" with ").codes(&field.words(), "or").text("."),
        FieldType::Language => Line::new(" with a language, as `fr` or `fr-CA`."),
    };
    Markup::default()
        .code(info.path)
        .text(info.documentation)
        .line(compared.then(values))
}

/// An operator.
pub(super) fn operator(operator: Operator) -> Markup {
    let several = match operator {
        Operator::Is => "Behind `is any of` one of the values must be it.",
        Operator::IsNot => "Behind `is not any of` none of the values may be it.",
        Operator::Contains => "Behind `contains any of` one of the texts must be there.",
        Operator::DoesNotContain => "Behind `does not contain any of` none may be there.",
    };
    Markup::default()
        .code(operator.words())
        .text(operator.documentation())
        .text(several)
}

/// `and`, `or`, `not`, `any of`, `always`.
pub(super) fn connective(word: &str) -> Option<Markup> {
    let said = match word {
        "and" => "Both sides must hold. `and` binds tighter than `or`.",
        "or" => "One side must hold, or both. `and` binds tighter than `or`.",
        "not" => {
            "What follows must not hold: a comparison, a segment, or what stands in parentheses."
        }
        "any" | "of" => "A list of values in brackets, as `any of [\"/cart\", \"/checkout\"]`.",
        "always" => "Everybody gets the message. It stands alone behind `when`.",
        _ => return None,
    };
    let shown = match word {
        "any" | "of" => "any of [VALUE, …]",
        word => word,
    };
    Some(Markup::default().code(shown).text(said))
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
                true => "Upper and lower case count.",
                false => "Upper and lower case do not count in this workspace.",
            };
            let what = Line::new("A text that ")
                .code(field.info().path)
                .text(" is compared with. ")
                .text(case);
            Some(Markup::default().line(what))
        }
    }
}
