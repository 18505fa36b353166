//! Random conditions as an author writes them.

use proactive_catalog::{Field, FieldType, Operator};
use proactive_hir::model;
use proptest::prelude::*;
use proptest::sample::select;

/// A condition as an author writes it.
#[derive(Debug, Clone)]
pub(crate) enum Written {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Parentheses(Box<Self>),
    Comparison(model::Comparison),
    /// The segment with this number.
    Segment(usize),
}

impl Written {
    /// Its text.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::And(parts) => joined(parts, " and ", |part| {
                matches!(part, Self::And(_) | Self::Or(_))
            }),
            Self::Or(parts) => joined(parts, " or ", |part| matches!(part, Self::Or(_))),
            Self::Not(part) if matches!(**part, Self::And(_) | Self::Or(_)) => {
                format!("not ({})", part.text())
            }
            Self::Not(part) => format!("not {}", part.text()),
            Self::Parentheses(part) => format!("({})", part.text()),
            Self::Comparison(comparison) => comparison_text(comparison),
            Self::Segment(number) => format!("s{number}"),
        }
    }

    /// The model of a condition without segments.
    pub(crate) fn model(&self) -> model::Condition {
        let all = |parts: &[Self]| parts.iter().map(Self::model).collect();
        match self {
            Self::And(parts) => model::ConditionKind::And(all(parts)).into(),
            Self::Or(parts) => model::ConditionKind::Or(all(parts)).into(),
            Self::Not(part) => model::ConditionKind::Not(Box::new(part.model())).into(),
            Self::Parentheses(part) => part.model(),
            Self::Comparison(comparison) => {
                model::ConditionKind::Comparison(comparison.clone()).into()
            }
            Self::Segment(number) => panic!("the segment s{number} has no model here"),
        }
    }

    /// The number of comparisons once segments are expanded; `segments` has the number of each.
    pub(crate) fn size(&self, segments: &[usize]) -> usize {
        match self {
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().map(|part| part.size(segments)).sum()
            }
            Self::Not(part) | Self::Parentheses(part) => part.size(segments),
            Self::Comparison(comparison) => comparison.values.len(),
            Self::Segment(number) => segments[*number],
        }
    }
}

fn joined(parts: &[Written], word: &str, in_parentheses: impl Fn(&Written) -> bool) -> String {
    let texts: Vec<String> = parts
        .iter()
        .map(|part| {
            if in_parentheses(part) {
                format!("({})", part.text())
            } else {
                part.text()
            }
        })
        .collect();
    texts.join(word)
}

fn comparison_text(comparison: &model::Comparison) -> String {
    let row = comparison.field.info();
    let values: Vec<String> = comparison
        .values
        .iter()
        .map(|value| match row.ty {
            FieldType::Text => format!("\"{}\"", value.text),
            FieldType::History | FieldType::Language => value.text.to_string(),
        })
        .collect();
    let operator = comparison.operator.words();
    if comparison.any_of {
        format!("{} {operator} any of [{}]", row.path, values.join(", "))
    } else {
        format!("{} {operator} {}", row.path, values[0])
    }
}

/// The values that text is compared with: few, so that they repeat, and alike but for case.
pub(crate) const TEXTS: [&str; 5] = ["a", "A", "ab", "Ba", "b a"];

const LANGUAGES: [&str; 4] = ["fr", "fr-CA", "nl", "en"];

fn comparison() -> impl Strategy<Value = Written> {
    let field = select(vec![
        Field::VisitorUrl,
        Field::VisitorTitle,
        Field::VisitorHistory,
        Field::DeviceLanguage,
    ]);
    field
        .prop_flat_map(|field| {
            let row = field.info();
            let values = match row.ty {
                FieldType::Text => &TEXTS[..],
                FieldType::History => &["new", "returning"],
                FieldType::Language => &LANGUAGES,
            };
            let operator = select(row.operators);
            let one = (Just(false), proptest::collection::vec(select(values), 1));
            let list = (Just(true), proptest::collection::vec(select(values), 1..5));
            (Just(field), operator, prop_oneof![one, list])
        })
        .prop_map(|(field, operator, (any_of, values))| {
            comparison_of(field, operator, any_of, &values)
        })
}

/// A comparison.
pub(crate) fn comparison_of(
    field: Field,
    operator: Operator,
    any_of: bool,
    values: &[&str],
) -> Written {
    Written::Comparison(model::Comparison {
        field,
        operator,
        any_of,
        values: values.iter().map(|value| (*value).into()).collect(),
    })
}

/// Conditions over segments with a number below `segments`.
pub(crate) fn condition(segments: usize) -> impl Strategy<Value = Written> {
    let leaf = if segments == 0 {
        comparison().boxed()
    } else {
        prop_oneof![
            2 => comparison(),
            1 => (0..segments).prop_map(Written::Segment),
        ]
        .boxed()
    };
    leaf.prop_recursive(5, 24, 4, |inner| {
        // Equal parts are likely where some are taken from the same few.
        let few = proptest::collection::vec(inner.clone(), 1..4);
        let repeated = few.prop_flat_map(|few| proptest::collection::vec(select(few), 2..5));
        let parts = prop_oneof![
            2 => proptest::collection::vec(inner.clone(), 2..5),
            1 => repeated,
        ];
        prop_oneof![
            3 => parts.clone().prop_map(Written::And),
            3 => parts.prop_map(Written::Or),
            1 => inner.clone().prop_map(|part| Written::Not(Box::new(part))),
            1 => inner.prop_map(|part| Written::Parentheses(Box::new(part))),
        ]
    })
}

/// The segments of a workspace, each over those before it, and the condition of a message.
#[derive(Debug, Clone)]
pub(crate) struct Segments {
    pub(crate) segments: Vec<Written>,
    pub(crate) condition: Written,
    /// The order in which the segments are declared.
    pub(crate) order: Vec<usize>,
}

impl Segments {
    /// The text of a workspace with one message.
    pub(crate) fn text(&self) -> String {
        let mut text = crate::workspaces::with_condition(&self.condition.text());
        for number in &self.order {
            let segment = self.segments[*number].text();
            text.push_str(&format!("segment s{number} when {segment}\n"));
        }
        text
    }

    fn size(&self) -> usize {
        let mut sizes = Vec::new();
        for segment in &self.segments {
            sizes.push(segment.size(&sizes));
        }
        self.condition.size(&sizes)
    }
}

/// Segments and a condition over them, of which the language allows the size.
pub(crate) fn segments() -> impl Strategy<Value = Segments> {
    let order = Just(vec![0, 1, 2]).prop_shuffle();
    (
        condition(0),
        condition(1),
        condition(2),
        condition(3),
        order,
    )
        .prop_map(|(first, second, third, condition, order)| Segments {
            segments: vec![first, second, third],
            condition,
            order,
        })
        .prop_filter("too large", |segments| segments.size() <= 10_000)
}
