//! Fixes for the findings of a manifest.

use std::ops::Range;

use proactive_catalog::limits::MAX_VISIT_GAP_MINUTES;
use proactive_diagnostics::{Fix, Span};
use toml::de::DeValue;

use super::keys::{self, Shape};
use super::outline::{Notation, Outline, Scalar, Value};
use super::span::span;

/// Replaces a misspelt word with `meant`, which is written as `new`. Certain if only the case
/// differs.
pub(crate) fn word(span: Span, written: &str, meant: &str, new: &str) -> Fix {
    match written.eq_ignore_ascii_case(meant) {
        true => Fix::replace(span, new),
        false => Fix::suggest(span, new),
    }
}

/// Writes a value in the type that its key takes, if it has only the wrong notation.
pub(crate) fn shape(shape: Shape, value: &DeValue<'_>, span: Span) -> Option<Fix> {
    let text = value.as_str();
    match shape {
        Shape::Patterns => Some(Fix::replace(span, format!("[{}]", string(text?)))),
        Shape::Flag => {
            let flag: bool = text?.trim().to_ascii_lowercase().parse().ok()?;
            Some(Fix::replace(span, flag.to_string()))
        }
        Shape::Count => {
            let number: u64 = text?.trim().parse().ok()?;
            Some(Fix::replace(span, number.to_string()))
        }
        Shape::Text => {
            let number = value.as_integer()?;
            Some(Fix::quote(span, string(number.as_str())))
        }
        Shape::Minutes => {
            let number: u16 = text?.trim().parse().ok()?;
            let is_allowed = (1..=MAX_VISIT_GAP_MINUTES).contains(&number);
            is_allowed.then(|| Fix::replace(span, number.to_string()))
        }
        Shape::Case | Shape::Level | Shape::Adapter => None,
    }
}

/// Writes the quotes of a string that are missing where a manifest is not TOML.
pub(crate) fn syntax(text: &str, outline: &Outline, error: &Range<usize>) -> Option<Fix> {
    let touches =
        |scalar: &Scalar| scalar.range.start <= error.end && error.start <= scalar.range.end;
    for pair in &outline.pairs {
        let scalars = match &pair.value {
            Value::Scalar(scalar) => std::slice::from_ref(scalar),
            Value::List { items, .. } => items.as_slice(),
            Value::Missing | Value::Table { .. } => &[],
        };
        let Some(scalar) = scalars.iter().find(|scalar| touches(scalar)) else {
            continue;
        };
        let takes_string = match keys::find_path(&pair.path())?.shape {
            Shape::Text | Shape::Patterns | Shape::Case | Shape::Level | Shape::Adapter => true,
            Shape::Flag | Shape::Count | Shape::Minutes => false,
        };
        let written = text.get(scalar.range.clone())?;
        return match scalar.notation {
            Notation::String {
                quote,
                is_closed: false,
            } => {
                let end = scalar.range.start + written.trim_end().len();
                Some(Fix::insert(span(end..end), quote))
            }
            Notation::Bare if takes_string && !written.contains(['"', '\'']) => {
                let inner = written.trim_matches(TYPOGRAPHIC_QUOTES);
                Some(Fix::quote(span(scalar.range.clone()), string(inner)))
            }
            Notation::Bare | Notation::String { .. } | Notation::MultilineString => None,
        };
    }
    None
}

/// Quotes that word processors write.
const TYPOGRAPHIC_QUOTES: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‚'];

/// A string as TOML.
fn string(text: &str) -> String {
    let quote = match text.contains(['"', '\\']) {
        true => '\'',
        false => '"',
    };
    format!("{quote}{text}{quote}")
}
