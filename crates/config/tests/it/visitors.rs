//! Random visitors, and what a condition decides about them: said twice, once for the condition
//! as it is written and once for the normal form, by different code.

use proactive_catalog::{Field, History, Operator, Word};
use proactive_config::json::{Comparison, Condition, Conditions, Test};
use proactive_hir::model::{self, SegmentId};
use proptest::prelude::*;
use proptest::sample::select;

/// A visitor on a page.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    url: &'static str,
    title: &'static str,
    history: History,
    language: &'static str,
}

/// Visitors for whom comparisons with the few values of the tests come out either way.
pub(crate) fn visitor() -> impl Strategy<Value = Visitor> {
    let url = select(vec!["", "a", "A", "ab", "AB", "xbA ab", "b a", "z"]);
    let title = select(vec!["", "a", "Ba", "bA", "b a b", "z"]);
    let language = select(vec![
        "fr", "FR", "fr-FR", "fr-ca", "fr-CA-x", "nl", "frx", "en-GB",
    ]);
    (url, title, select(History::ALL), language).prop_map(|(url, title, history, language)| {
        Visitor {
            url,
            title,
            history,
            language,
        }
    })
}

/// How text is compared. Folding ASCII is enough for the values of the tests.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Case {
    Sensitive,
    Insensitive,
}

impl Case {
    fn fold(self, text: &str) -> String {
        match self {
            Self::Sensitive => text.to_owned(),
            Self::Insensitive => text.to_ascii_lowercase(),
        }
    }
}

/// What the condition as it is written decides.
pub(crate) fn written<'m>(
    condition: &'m model::Condition,
    segment: &dyn Fn(SegmentId) -> &'m model::Condition,
    visitor: &Visitor,
    case: Case,
) -> bool {
    let holds = |part| written(part, segment, visitor, case);
    match &condition.kind {
        model::ConditionKind::And(parts) => parts.iter().all(holds),
        model::ConditionKind::Or(parts) => parts.iter().any(holds),
        model::ConditionKind::Not(part) => !holds(part),
        model::ConditionKind::Segment(id) => holds(segment(*id)),
        model::ConditionKind::Comparison(comparison) => {
            let actual = match comparison.field {
                Field::VisitorUrl => visitor.url,
                Field::VisitorTitle => visitor.title,
                Field::VisitorHistory => visitor.history.as_str(),
                Field::DeviceLanguage => visitor.language,
            };
            let is = |value: &str| match comparison.field {
                Field::VisitorUrl | Field::VisitorTitle => case.fold(actual) == case.fold(value),
                Field::VisitorHistory => actual == value,
                Field::DeviceLanguage => format!("{actual}-")
                    .to_ascii_lowercase()
                    .starts_with(&format!("{value}-").to_ascii_lowercase()),
            };
            let contains = |value: &str| case.fold(actual).contains(&case.fold(value));
            let mut values = comparison.values.iter();
            match comparison.operator {
                Operator::Is => values.any(|value| is(&value.text)),
                Operator::IsNot => !values.any(|value| is(&value.text)),
                Operator::Contains => values.any(|value| contains(&value.text)),
                Operator::DoesNotContain => !values.any(|value| contains(&value.text)),
            }
        }
    }
}

/// What the normal form decides.
pub(crate) fn normal(conditions: &Conditions, visitor: &Visitor, case: Case) -> bool {
    match conditions {
        Conditions::Always => true,
        Conditions::One(only) => compare(only, visitor, case),
        Conditions::All(parts) => parts.iter().all(|part| nested(part, visitor, case)),
        Conditions::Any(parts) => parts.iter().any(|part| nested(part, visitor, case)),
    }
}

fn nested(condition: &Condition, visitor: &Visitor, case: Case) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| nested(part, visitor, case)),
        Condition::Any(parts) => parts.iter().any(|part| nested(part, visitor, case)),
        Condition::Comparison(comparison) => compare(comparison, visitor, case),
    }
}

fn compare(comparison: &Comparison, visitor: &Visitor, case: Case) -> bool {
    let text = || match comparison.field() {
        Field::VisitorUrl => case.fold(visitor.url),
        Field::VisitorTitle => case.fold(visitor.title),
        other => panic!("{other:?} is no text"),
    };
    let speaks = |tag: &str| {
        let (start, rest) = visitor
            .language
            .split_at(tag.len().min(visitor.language.len()));
        start.eq_ignore_ascii_case(tag) && (rest.is_empty() || rest.starts_with('-'))
    };
    match comparison.test() {
        Test::TextIs(value) => text() == case.fold(value),
        Test::TextIsNot(value) => text() != case.fold(value),
        Test::Contains(values) => values.iter().any(|it| text().contains(&case.fold(it))),
        Test::DoesNotContain(values) => values.iter().all(|it| !text().contains(&case.fold(it))),
        Test::HistoryIs(history) => visitor.history == *history,
        Test::LanguageIs(language) => speaks(language.tag),
        Test::LanguageIsNot(language) => !speaks(language.tag),
    }
}
