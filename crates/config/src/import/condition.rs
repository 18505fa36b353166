//! Conditions.

use std::fmt::Write as _;

use proactive_catalog::Operator;
use proactive_syntax::literal;

use crate::json::{Comparison, Condition, Conditions, Test};

/// The maximum width of a line, in columns.
const MAX_WIDTH: usize = 100;

/// A condition for the layout.
enum Part {
    /// A comparison with one value.
    One(String),
    /// A field, an operator, and a list of values.
    List(&'static str, &'static str, Vec<String>),
    /// Two or more parts, joined by the word.
    Group(&'static str, Vec<Self>),
}

/// Writes the `when` of a message, in its block.
pub(super) fn when(conditions: &Conditions) -> String {
    let part = match conditions {
        Conditions::Always => Part::One("always".to_owned()),
        Conditions::One(only) => comparison(only),
        Conditions::All(parts) => group(parts, Kind::All),
        Conditions::Any(parts) => group(parts, Kind::Any),
    };
    let mut text = String::from("  when ");
    // A list on its own is indented from the statement, in a group from its part.
    let indent = match part {
        Part::One(_) | Part::List(..) => 0,
        Part::Group(..) => 2,
    };
    part.write(indent, &mut text);
    text.push('\n');
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    All,
    Any,
}

/// A group. Adjacent comparisons of the same field become one list: `is` in an `any`, `is not` in an
/// `all`. Compiling separates them again.
fn group(parts: &[Condition], kind: Kind) -> Part {
    let word = match kind {
        Kind::All => "and",
        Kind::Any => "or",
    };
    let joins = |part: &Condition| match part {
        Condition::Comparison(comparison) => equality(comparison)
            .filter(|(is, _)| *is == (kind == Kind::Any))
            .map(|(_, value)| (comparison.field(), value)),
        Condition::All(_) | Condition::Any(_) => None,
    };
    let mut written = Vec::new();
    let mut rest = parts;
    while let Some((first, after)) = rest.split_first() {
        let mut values = Vec::new();
        let field = joins(first).map(|(field, _)| field);
        for part in rest {
            match joins(part) {
                Some((same, value)) if Some(same) == field => values.push(value),
                Some(_) | None => break,
            }
        }
        match field {
            Some(field) if values.len() > 1 => {
                rest = rest.get(values.len()..).unwrap_or(&[]);
                let operator = match kind {
                    Kind::Any => Operator::Is,
                    Kind::All => Operator::IsNot,
                };
                written.push(Part::List(field.info().path, operator.words(), values));
            }
            Some(_) | None => {
                rest = after;
                written.push(match first {
                    Condition::All(parts) => group(parts, Kind::All),
                    Condition::Any(parts) => group(parts, Kind::Any),
                    Condition::Comparison(only) => comparison(only),
                });
            }
        }
    }
    match <[Part; 1]>::try_from(written) {
        Ok([only]) => only,
        Err(parts) => Part::Group(word, parts),
    }
}

/// Whether it is an `is`, as opposed to an `is not`, and its value. Histories are left alone: a list
/// of them is harder to read.
fn equality(comparison: &Comparison) -> Option<(bool, String)> {
    match comparison.test() {
        Test::TextIs(text) => Some((true, literal::quote(text))),
        Test::TextIsNot(text) => Some((false, literal::quote(text))),
        Test::LanguageIs(language) => Some((true, language.tag.to_owned())),
        Test::LanguageIsNot(language) => Some((false, language.tag.to_owned())),
        Test::Contains(_) | Test::DoesNotContain(_) | Test::HistoryIs(_) => None,
    }
}

fn comparison(comparison: &Comparison) -> Part {
    let values = comparison.literals();
    if values.len() == 1 {
        return Part::One(comparison.notation());
    }
    let operator = comparison.test().operator().words();
    Part::List(comparison.field().info().path, operator, values)
}

impl Part {
    /// On one line.
    fn flat(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::List(field, operator, values) => literal::comparison(field, operator, values),
            Self::Group(word, parts) => {
                let parts: Vec<String> = parts.iter().map(Self::flat_within).collect();
                parts.join(&format!(" {word} "))
            }
        }
    }

    /// On one line, as a part of a group.
    fn flat_within(&self) -> String {
        match self {
            Self::One(_) | Self::List(..) => self.flat(),
            Self::Group(..) => format!("({})", self.flat()),
        }
    }

    /// Appends it to `to`, in a statement that is indented by `indent` spaces.
    fn write(&self, indent: usize, to: &mut String) {
        let line = to.rsplit('\n').next().unwrap_or("");
        let flat = self.flat();
        if line.chars().count() + flat.chars().count() <= MAX_WIDTH {
            to.push_str(&flat);
            return;
        }
        match self {
            Self::One(text) => to.push_str(text),
            Self::List(field, operator, values) => {
                let _ = writeln!(to, "{field} {operator} any of [");
                for value in values {
                    to.push_str(&" ".repeat(indent + 4));
                    to.push_str(value);
                    to.push_str(",\n");
                }
                to.push_str(&" ".repeat(indent + 2));
                to.push(']');
            }
            Self::Group(word, parts) => {
                for (position, part) in parts.iter().enumerate() {
                    if position > 0 {
                        to.push('\n');
                        to.push_str(&" ".repeat(indent + 2));
                        to.push_str(word);
                        to.push(' ');
                    }
                    part.write_within(indent, to);
                }
            }
        }
    }

    /// Appends it as a part of a group.
    fn write_within(&self, indent: usize, to: &mut String) {
        match self {
            Self::One(_) | Self::List(..) => self.write(indent, to),
            Self::Group(..) => {
                let line = to.rsplit('\n').next().unwrap_or("");
                let flat = self.flat_within();
                if line.chars().count() + flat.chars().count() <= MAX_WIDTH {
                    to.push_str(&flat);
                    return;
                }
                to.push_str("(\n");
                to.push_str(&" ".repeat(indent + 4));
                self.write(indent + 2, to);
                to.push('\n');
                to.push_str(&" ".repeat(indent + 2));
                to.push(')');
            }
        }
    }
}
