//! Messages about conditions.

use proactive_catalog::FieldType;

use super::phrases::{code, did_you_mean, listed, use_one_of};
use super::rendered::Rendered;
use crate::NestingOf;

pub(super) fn nesting(of: NestingOf, limit: usize) -> Rendered {
    match of {
        NestingOf::Text => Rendered::new(format!(
            "parentheses and `not` are nested more than {limit} levels deep"
        ))
        .help("Move a part of the condition into a segment: `segment NAME when …`."),
        NestingOf::Groups => Rendered::new(format!(
            "with its segments expanded, this condition is nested more than {limit} groups deep"
        ))
        .help("Rewrite it so that it alternates between `and` and `or` less often."),
    }
}

pub(super) fn too_large(comparisons: u64, limit: u64) -> Rendered {
    Rendered::new(format!(
        "with its segments expanded, this condition has {comparisons} comparisons; the limit is \
         {limit}"
    ))
    .help(
        "Use fewer comparisons: `contains` with a short part of the URL can replace a list of \
         URLs.",
    )
}

pub(super) fn unknown_field(
    found: &str,
    candidates: &[String],
    suggestion: Option<&str>,
) -> Rendered {
    Rendered::new(format!("there is no field {}", code(found)))
        .help(did_you_mean(suggestion, || use_one_of(candidates)))
}

pub(super) fn operator(
    field: &str,
    found: &str,
    operators: &[&'static str],
    suggestion: Option<&str>,
) -> Rendered {
    Rendered::new(format!(
        "{} has no operator {}; use {}",
        code(field),
        code(found),
        listed(operators, "or")
    ))
    .help(did_you_mean(suggestion, || match operators.first() {
        Some(first) => format!("For example: {}.", code(&format!("{field} {first} …"))),
        None => "Write one of them.".into(),
    }))
}

pub(super) fn value_type(field: &str, expected: FieldType, found: &str) -> Rendered {
    let (takes, help) = match expected {
        FieldType::Text => (
            "a string",
            format!(
                "Put it in double quotes: `\"{}\"`.",
                code(found.trim_matches(['\'', '`', '“', '”', '„', '«', '»', '‘', '’']))
                    .trim_matches('`')
            ),
        ),
        FieldType::History => ("a word", "Write the word without quotes.".to_owned()),
        FieldType::Language => (
            "a language",
            "Write a language tag without quotes, such as `fr` or `pt-BR`.".to_owned(),
        ),
    };
    Rendered::new(format!(
        "{} takes {takes}, found {}",
        code(field),
        code(found)
    ))
    .help(help)
}
