//! Sentences about conditions.

use super::Rendered;
use super::phrases::{code, did_you_mean, listed};
use crate::{NestingOf, ValueType};

pub(super) fn nesting(of: NestingOf, limit: usize) -> Rendered {
    match of {
        NestingOf::Text => Rendered::new(format!(
            "parentheses and `not` stand more than {limit} deep in each other"
        ))
        .help("Give a part of the condition a name of its own: `segment NAME when …`."),
        NestingOf::Groups => Rendered::new(format!(
            "with its segments written out, this condition is more than {limit} groups deep"
        ))
        .help("Say it with fewer changes between `and` and `or`."),
    }
}

pub(super) fn too_large(comparisons: u64, limit: u64) -> Rendered {
    Rendered::new(format!(
        "with its segments written out, this condition has {comparisons} comparisons, \
         more than {limit}"
    ))
    .help("Say it with fewer, for example with `contains` and a shorter part of the address.")
}

pub(super) fn unknown_field(
    found: &str,
    candidates: &[String],
    suggestion: Option<&str>,
) -> Rendered {
    Rendered::new(format!("there is no field {}", code(found)))
        .help(did_you_mean(suggestion, || {
            format!("A condition can look at {}.", listed(candidates, "and"))
        }))
}

pub(super) fn operator(
    field: &str,
    found: &str,
    operators: &[&'static str],
    suggestion: Option<&str>,
) -> Rendered {
    Rendered::new(format!(
        "{} has no operator {}; it takes {}",
        code(field),
        code(found),
        listed(operators, "and")
    ))
    .help(did_you_mean(suggestion, || match operators.first() {
        Some(first) => format!("Write, for example, `{field} {first} …`."),
        None => "Write one of them.".into(),
    }))
}

pub(super) fn value_type(field: &str, expected: ValueType, found: &str) -> Rendered {
    let (takes, help) = match expected {
        ValueType::Text => (
            "a text in quotes",
            format!("Put it in quotes: `\"{}\"`.", code(found).trim_matches('`')),
        ),
        ValueType::Enumeration => ("a word", "Write the word alone.".to_owned()),
        ValueType::Language => (
            "a language",
            "Write its tag, such as `fr` or `pt-BR`.".to_owned(),
        ),
    };
    Rendered::new(format!(
        "{} takes {takes}, found {}",
        code(field),
        code(found)
    ))
    .help(help)
}
