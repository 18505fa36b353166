//! Random conditions as text, and all visitors that they can tell apart.

use proactive_analysis::Visitor;
use proactive_catalog::{FIELDS, Field, FieldMap, FieldType};
use proptest::prelude::*;
use proptest::sample::select;

/// A condition as it is written.
#[derive(Debug, Clone)]
pub(crate) enum RandomCondition {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    /// Field, operator and values; several values are written with `any of`.
    Comparison(Field, &'static str, Vec<&'static str>),
}

impl RandomCondition {
    /// The condition as text.
    pub(crate) fn text(&self) -> String {
        let joined = |parts: &[Self], word: &str| {
            let texts: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Self::And(_) | Self::Or(_) => format!("({})", part.text()),
                    Self::Not(_) | Self::Comparison(..) => part.text(),
                })
                .collect();
            texts.join(word)
        };
        match self {
            Self::And(parts) => joined(parts, " and "),
            Self::Or(parts) => joined(parts, " or "),
            Self::Not(part) => format!("not ({})", part.text()),
            Self::Comparison(field, operator, values) => {
                let row = field.info();
                let values: Vec<String> = values
                    .iter()
                    .map(|value| match row.ty {
                        FieldType::Text => format!("\"{value}\""),
                        FieldType::History | FieldType::Language => (*value).to_owned(),
                    })
                    .collect();
                match values.as_slice() {
                    [only] => format!("{} {operator} {only}", row.path),
                    _ => format!("{} {operator} any of [{}]", row.path, values.join(", ")),
                }
            }
        }
    }

    /// All conditions that result from removing one part from its group or list.
    pub(crate) fn without_a_part(&self) -> Vec<Self> {
        let each = |parts: &[Self], make: fn(Vec<Self>) -> Self| {
            let mut found = Vec::new();
            for (position, part) in parts.iter().enumerate() {
                let mut rest = parts.to_vec();
                rest.remove(position);
                found.push(match rest.as_slice() {
                    [only] => only.clone(),
                    _ => make(rest),
                });
                for smaller in part.without_a_part() {
                    let mut parts = parts.to_vec();
                    parts[position] = smaller;
                    found.push(make(parts));
                }
            }
            found
        };
        match self {
            Self::And(parts) => each(parts, Self::And),
            Self::Or(parts) => each(parts, Self::Or),
            Self::Not(part) => {
                let smaller = part.without_a_part().into_iter();
                smaller.map(|part| Self::Not(Box::new(part))).collect()
            }
            Self::Comparison(field, operator, values) if values.len() > 1 => (0..values.len())
                .map(|position| {
                    let mut values = values.clone();
                    values.remove(position);
                    Self::Comparison(*field, operator, values)
                })
                .collect(),
            Self::Comparison(..) => Vec::new(),
        }
    }
}

/// The values that texts are compared with: all of at most two of three characters.
const TEXTS: [&str; 6] = ["a", "b", "ab", "ba", "aa", "A"];

const LANGUAGES: [&str; 5] = ["fr", "fr-CA", "nl", "en", "en-GB"];

fn comparison() -> impl Strategy<Value = RandomCondition> {
    let [one, other] = text_fields();
    let others = FIELDS.iter().filter(|row| row.ty != FieldType::Text);
    let mut fields = vec![one, one, other];
    fields.extend(others.map(|row| row.field));
    let field = select(fields);
    field.prop_flat_map(|field| {
        let row = field.info();
        let values = match row.ty {
            FieldType::Text => TEXTS.to_vec(),
            FieldType::History => field.words(),
            FieldType::Language => LANGUAGES.to_vec(),
        };
        let operators: Vec<&'static str> = row
            .operators
            .iter()
            .map(|operator| operator.words())
            .collect();
        let one = proptest::collection::vec(select(values.clone()), 1);
        let several = proptest::sample::subsequence(values.clone(), 2..=values.len().min(3));
        let several = several.prop_shuffle();
        (
            Just(field),
            select(operators),
            prop_oneof![3 => one, 1 => several],
        )
            .prop_map(|(field, operator, values)| {
                RandomCondition::Comparison(field, operator, values)
            })
    })
}

/// The text fields in random conditions: the first and the last of the table, since visitors who
/// differ in more texts are too many to try.
pub(crate) fn text_fields() -> [Field; 2] {
    let mut texts = FIELDS.iter().filter(|row| row.ty == FieldType::Text);
    let first = texts.next().expect("a text field");
    [first.field, texts.next_back().unwrap_or(first).field]
}

/// A condition of up to a dozen comparisons.
pub(crate) fn condition() -> impl Strategy<Value = RandomCondition> {
    comparison().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            4 => proptest::collection::vec(inner.clone(), 2..5).prop_map(RandomCondition::And),
            4 => proptest::collection::vec(inner.clone(), 2..5).prop_map(RandomCondition::Or),
            1 => inner.prop_map(|part| RandomCondition::Not(Box::new(part))),
        ]
    })
}

/// One visitor for each combination of outcomes of the comparisons in random conditions. Of all
/// texts of up to seven characters, those that differ in what they are and contain.
pub(crate) fn universe(case_sensitive: bool) -> Vec<Visitor> {
    let fold = |text: &str| match case_sensitive {
        true => text.to_owned(),
        false => text.to_ascii_lowercase(),
    };
    let mut texts: Vec<(Vec<bool>, String)> = Vec::new();
    let mut level = vec![String::new()];
    for _ in 0..=9 {
        let mut next = Vec::new();
        for text in level {
            let folded = fold(&text);
            let ways: Vec<bool> = TEXTS
                .iter()
                .map(|value| fold(value))
                .flat_map(|value| [folded == value, folded.contains(&value)])
                .collect();
            // Texts that start alike continue alike, except for the last character, which is kept
            // separately.
            let key: Vec<bool> = ways
                .iter()
                .copied()
                .chain("abA-".chars().map(|end| text.ends_with(end)))
                .collect();
            if texts.iter().all(|(known, _)| *known != key) {
                texts.push((key, text.clone()));
                next.extend("abA-".chars().map(|end| format!("{text}{end}")));
            }
        }
        level = next;
    }
    let mut seen: Vec<Vec<bool>> = Vec::new();
    texts.retain(|(key, _)| {
        let ways = key[..TEXTS.len() * 2].to_vec();
        let new = !seen.contains(&ways);
        if new {
            seen.push(ways);
        }
        new
    });
    let mut visitors = vec![FieldMap::<Box<str>>::default()];
    for row in FIELDS {
        let values: Vec<&str> = match row.ty {
            FieldType::Text if text_fields().contains(&row.field) => {
                texts.iter().map(|(_, text)| text.as_str()).collect()
            }
            FieldType::Text => vec![""],
            FieldType::History => row.field.words(),
            FieldType::Language => vec!["fr", "fr-BE", "fr-CA", "nl", "en", "en-GB", "eo"],
        };
        let each = visitors.into_iter().flat_map(|visitor| {
            values.iter().map(move |value| {
                let mut visitor = visitor.clone();
                visitor[row.field] = (*value).into();
                visitor
            })
        });
        visitors = each.collect();
    }
    let visitors = visitors.into_iter();
    visitors
        .map(|values| Visitor {
            values,
            moment: None,
        })
        .collect()
}
