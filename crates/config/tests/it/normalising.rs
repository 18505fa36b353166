//! The normal form of conditions: its laws, and that it decides as the written condition does.

use std::collections::HashSet;

use proactive_catalog::{Field, History, Operator, Word};
use proactive_config::json::{Comparison, Condition, Conditions, Test, Text};
use proactive_config::{Normaliser, compile};
use proactive_hir::Settings;
use proactive_hir::model::{self, SegmentId};
use proptest::prelude::*;

use crate::reference;
use crate::visitors::{self, Case, Visitor, visitor};
use crate::workspaces::{build, model as model_of, with_condition};
use crate::written::{Written, comparison_of, condition, segments};

fn no_segments<'m>(segment: SegmentId) -> &'m model::Condition {
    panic!("{segment:?} in a condition without segments")
}

fn normalise(condition: &model::Condition) -> Conditions {
    Normaliser::new(no_segments).normalise(Some(condition))
}

/// The children of a group.
type Children = [Condition];

/// Fails unless every group is as the normal form has it.
fn assert_normal(conditions: &Conditions) {
    fn group(kind: &str, children: &Children) {
        assert!(children.len() >= 2, "{kind} of {children:?}");
        let distinct: HashSet<_> = children.iter().collect();
        assert_eq!(distinct.len(), children.len(), "{kind} of {children:?}");
        for child in children {
            match child {
                Condition::All(children) => {
                    assert_ne!(kind, "all");
                    group("all", children);
                }
                Condition::Any(children) => {
                    assert_ne!(kind, "any");
                    group("any", children);
                }
                Condition::Comparison(_) => {}
            }
        }
    }
    match conditions {
        Conditions::Always | Conditions::One(_) => {}
        Conditions::All(children) => group("all", children),
        Conditions::Any(children) => group("any", children),
    }
}

/// The normal form as one would write it in the language.
fn unwritten(conditions: &Conditions) -> Option<model::Condition> {
    fn all(children: &Children) -> Vec<model::Condition> {
        children.iter().map(one).collect()
    }
    fn one(condition: &Condition) -> model::Condition {
        match condition {
            Condition::All(children) => model::ConditionKind::And(all(children)).into(),
            Condition::Any(children) => model::ConditionKind::Or(all(children)).into(),
            Condition::Comparison(comparison) => leaf(comparison),
        }
    }
    fn leaf(comparison: &Comparison) -> model::Condition {
        let text = |text: &Text| model::Value::from(&**text);
        let values = match comparison.test() {
            Test::TextIs(value) | Test::TextIsNot(value) => vec![text(value)],
            Test::Contains(values) | Test::DoesNotContain(values) => {
                values.iter().map(text).collect()
            }
            Test::HistoryIs(history) => vec![history.as_str().into()],
            Test::LanguageIs(language) | Test::LanguageIsNot(language) => {
                vec![language.tag.into()]
            }
        };
        model::ConditionKind::Comparison(model::Comparison {
            field: comparison.field(),
            operator: comparison.test().operator(),
            any_of: values.len() > 1,
            values,
        })
        .into()
    }
    match conditions {
        Conditions::Always => None,
        Conditions::One(only) => Some(leaf(only)),
        Conditions::All(children) => Some(model::ConditionKind::And(all(children)).into()),
        Conditions::Any(children) => Some(model::ConditionKind::Or(all(children)).into()),
    }
}

/// Checks all laws of the normal form of one condition.
fn check_laws<'m>(
    written: &'m model::Condition,
    segment: &dyn Fn(SegmentId) -> &'m model::Condition,
    normal: &Conditions,
    visitors: &[Visitor],
) {
    assert_normal(normal);
    assert_eq!(
        Normaliser::new(no_segments).normalise(unwritten(normal).as_ref()),
        *normal,
        "normalised once more"
    );
    // Compared as text, for the order of the keys counts.
    assert_eq!(
        serde_json::to_string(normal).unwrap(),
        reference::normal_form(written, segment).to_string(),
    );
    for visitor in visitors {
        for case in [Case::Sensitive, Case::Insensitive] {
            assert_eq!(
                visitors::normal(normal, visitor, case),
                visitors::written(written, segment, visitor, case),
                "{visitor:?}, {case:?}"
            );
        }
    }
}

fn some_visitors() -> impl Strategy<Value = Vec<Visitor>> {
    proptest::collection::vec(visitor(), 16)
}

proptest! {
    #[test]
    fn a_condition_without_segments(written in condition(0), visitors in some_visitors()) {
        let written = written.model();
        check_laws(&written, &no_segments, &normalise(&written), &visitors);
    }

    #[test]
    fn a_condition_over_segments(written in segments(), visitors in some_visitors()) {
        let model = model_of(Settings::default(), &[("workspace.proactive", &written.text())]);
        let configuration = compile(&model);
        let condition = model.messages[0].condition.as_ref().unwrap();
        let segment = |id: SegmentId| &model[id].condition;
        check_laws(condition, &segment, &configuration.messages[0].conditions, &visitors);
    }

    /// What the conditions of these tests mean does not depend on how they get to the normaliser.
    #[test]
    fn the_text_of_a_condition(written in condition(0)) {
        let configuration = build(&with_condition(&written.text()));
        prop_assert_eq!(
            &configuration.messages[0].conditions,
            &normalise(&written.model())
        );
    }
}

fn url_is(value: &str) -> Written {
    comparison_of(Field::VisitorUrl, Operator::Is, false, &[value])
}

fn not(part: Written) -> Written {
    Written::Not(Box::new(part))
}

/// The normal form of `written`, in one line.
fn line(written: &Written) -> String {
    serde_json::to_string(&normalise(&written.model())).unwrap()
}

/// The same, with the comparisons by equality of an address reduced to the operator and the value.
fn short(written: &Written) -> String {
    line(written)
        .replace(r#"{"object":"visitor","field":"url","operator":""#, "")
        .replace(r#"","value":""#, " ")
        .replace(r#""}"#, "")
        .replace('"', "")
}

#[test]
fn always_is_the_empty_group() {
    let always = Normaliser::new(no_segments).normalise(None);
    assert_eq!(serde_json::to_string(&always).unwrap(), r#"{"all":[]}"#);
}

#[test]
fn a_single_comparison_becomes_a_group() {
    assert_eq!(short(&url_is("a")), "{all:[is a]}");
    assert_eq!(short(&not(url_is("a"))), "{all:[is_not a]}");
    assert_eq!(short(&not(not(url_is("a")))), "{all:[is a]}");
}

#[test]
fn any_of_becomes_a_group() {
    let any_of = |operator| comparison_of(Field::VisitorUrl, operator, true, &["a", "b", "a"]);
    assert_eq!(short(&any_of(Operator::Is)), "{any:[is a,is b]}");
    assert_eq!(short(&any_of(Operator::IsNot)), "{all:[is_not a,is_not b]}");
    assert_eq!(
        short(&not(any_of(Operator::Is))),
        "{all:[is_not a,is_not b]}"
    );
    let same = comparison_of(Field::VisitorUrl, Operator::Is, true, &["a", "a"]);
    assert_eq!(short(&same), "{all:[is a]}");
    assert_eq!(
        short(&Written::Or(vec![url_is("c"), any_of(Operator::Is)])),
        "{any:[is c,is a,is b]}"
    );
    assert_eq!(
        short(&Written::And(vec![url_is("c"), any_of(Operator::Is)])),
        "{all:[is c,{any:[is a,is b]}]}"
    );
}

#[test]
fn a_list_of_values_stays_a_list() {
    let values = |operator| comparison_of(Field::VisitorTitle, operator, true, &["b", "a", "b"]);
    assert_eq!(
        line(&values(Operator::Contains)),
        r#"{"all":[{"object":"visitor","field":"title","operator":"contains","values":["b","a"]}]}"#
    );
    assert_eq!(
        line(&not(values(Operator::Contains))),
        r#"{"all":[{"object":"visitor","field":"title","operator":"does_not_contain","values":["b","a"]}]}"#
    );
}

#[test]
fn the_history_has_no_is_not() {
    for history in History::ALL {
        let is_not = comparison_of(
            Field::VisitorHistory,
            Operator::IsNot,
            false,
            &[history.as_str()],
        );
        let other = match history {
            History::New => "returning",
            History::Returning => "new",
        };
        assert_eq!(
            line(&is_not),
            format!(
                r#"{{"all":[{{"object":"visitor","field":"history","operator":"is","value":"{other}"}}]}}"#
            )
        );
    }
}

#[test]
fn groups_merge_in_place() {
    let nested = Written::And(vec![
        url_is("a"),
        Written::And(vec![url_is("b"), url_is("c")]),
        not(Written::Or(vec![url_is("d"), url_is("a")])),
        url_is("b"),
    ]);
    assert_eq!(short(&nested), "{all:[is a,is b,is c,is_not d,is_not a]}");
}

/// The `or` of equal groups is one group, which then merges into the group around the `or`.
#[test]
fn a_group_left_alone_merges_upward() {
    let pair = || Written::And(vec![url_is("b"), url_is("c")]);
    let nested = Written::And(vec![
        url_is("a"),
        Written::Or(vec![pair(), pair()]),
        url_is("c"),
    ]);
    assert_eq!(short(&nested), "{all:[is a,is b,is c]}");
}

#[test]
fn groups_in_another_order_differ() {
    let pair = |first, second| Written::And(vec![url_is(first), url_is(second)]);
    assert_eq!(
        short(&Written::Or(vec![pair("a", "b"), pair("b", "a")])),
        "{any:[{all:[is a,is b]},{all:[is b,is a]}]}"
    );
}

#[test]
fn nothing_is_proved() {
    assert_eq!(
        short(&Written::Or(vec![url_is("a"), not(url_is("a"))])),
        "{any:[is a,is_not a]}"
    );
}

/// As many comparisons as the language allows, in groups as deep as it allows.
#[test]
fn the_largest_condition() {
    let row = |from: usize, to: usize| (from..to).map(|n| url_is(&n.to_string()));
    let wide = Written::Or(row(0, 10_000).collect());
    let Conditions::Any(children) = normalise(&wide.model()) else {
        panic!("no `any`");
    };
    assert_eq!(children.len(), 10_000);

    let mut deep = Written::And(row(0, 300).collect());
    for level in 1..32 {
        let mut parts: Vec<Written> = row(300 * level, 300 * (level + 1)).collect();
        parts.push(deep);
        deep = if level % 2 == 0 {
            Written::And(parts)
        } else {
            Written::Or(parts)
        };
    }
    let deep = normalise(&deep.model());
    assert_normal(&deep);
    let document = serde_json::to_string(&deep).unwrap();
    assert_eq!(document.matches("\"is\"").count(), 300 * 32);
    let read: Conditions = serde_json::from_str(&document).unwrap();
    assert_eq!(read, deep);
}

/// Ten thousand segments, each made of the one before by `step`.
fn chain(step: impl Fn(usize) -> String) -> String {
    let last = 10_000;
    let mut text = with_condition(&format!("s{last}"));
    text.push_str("segment s0 when visitor.url is \"0\"\n");
    for number in 1..=last {
        let condition = step(number);
        text.push_str(&format!("segment s{number} when {condition}\n"));
    }
    text
}

#[test]
fn a_chain_of_segments_that_rename() {
    let configuration = build(&chain(|number| format!("s{}", number - 1)));
    assert_eq!(
        serde_json::to_string(&configuration.messages[0].conditions).unwrap(),
        r#"{"all":[{"object":"visitor","field":"url","operator":"is","value":"0"}]}"#
    );
}

#[test]
fn a_chain_of_segments_that_negate() {
    let configuration = build(&chain(|number| format!("not s{}", number - 1)));
    assert_eq!(
        serde_json::to_string(&configuration.messages[0].conditions).unwrap(),
        r#"{"all":[{"object":"visitor","field":"url","operator":"is","value":"0"}]}"#
    );
}

#[test]
fn a_chain_of_segments_that_grow() {
    let configuration = build(&chain(|number| match number {
        // The last one has ten thousand comparisons already.
        10_000 => "s9999".to_owned(),
        _ => format!("s{} or visitor.url is \"{number}\"", number - 1),
    }));
    let Conditions::Any(children) = &configuration.messages[0].conditions else {
        panic!("no `any`");
    };
    assert_eq!(children.len(), 10_000);
}
