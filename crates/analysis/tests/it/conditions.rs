//! Conditions: every proof is true of all visitors of a small universe, and nothing is missed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proactive_analysis::{Audiences, Proved, Satisfiable, Visitor};
use proactive_catalog::FieldMap;
use proactive_diagnostics::{Code, Finding, LabelKind, Problem, Span, Witness};
use proactive_hir::model::{Condition, ConditionKind, Model};
use proactive_hir::{Settings, Workspace};
use proptest::prelude::*;

use crate::random_conditions::{RandomCondition, condition, text_fields, universe};
use crate::reference::{self, meets};
use crate::workspaces::{self, GROUND, at, insensitive, message, model, proved, with_condition};

static SENSITIVE: LazyLock<Vec<Visitor>> = LazyLock::new(|| universe(true));
static INSENSITIVE: LazyLock<Vec<Visitor>> = LazyLock::new(|| universe(false));

fn all_visitors(case_sensitive: bool) -> &'static [Visitor] {
    match case_sensitive {
        true => &SENSITIVE,
        false => &INSENSITIVE,
    }
}

fn of(text: &str, case_sensitive: bool) -> Workspace {
    let settings = match case_sensitive {
        true => Settings::default(),
        false => insensitive(),
    };
    let text = format!("{GROUND}{text}");
    workspaces::workspace(settings, &[("main.proactive", &text)])
}

fn one(condition: &RandomCondition, case_sensitive: bool) -> Workspace {
    of(&message("hello", &condition.text(), ""), case_sensitive)
}

fn condition_of(model: &Model, position: usize) -> &Condition {
    model.messages[position]
        .condition
        .as_ref()
        .expect("a condition")
}

/// Which visitors meet the condition of a message.
fn audience(model: &Model, position: usize) -> Vec<bool> {
    let condition = condition_of(model, position);
    all_visitors(model.case_sensitive)
        .iter()
        .map(|visitor| meets(model, condition, visitor))
        .collect()
}

fn visitor(witness: &Witness) -> Visitor {
    Visitor {
        values: FieldMap::from_fn(|field| witness.values[field].as_str().into()),
        moment: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_visitor_is_found_exactly_if_one_exists(written in condition(), case in any::<bool>()) {
        let workspace = one(&written, case);
        let model = model(&workspace);
        let rules = Audiences::of_model(&model);
        let formula = rules.audience(model.message_ids().next().unwrap()).unwrap();
        let audience = audience(&model, 0);
        match rules.satisfiable(&[formula]) {
            Satisfiable::Yes(visitor) => {
                prop_assert!(meets(&model, condition_of(&model, 0), &visitor), "{visitor:?}");
                prop_assert!(rules.holds(formula, &visitor));
            }
            Satisfiable::No => prop_assert!(!audience.contains(&true)),
            Satisfiable::Unknown => prop_assert!(false, "unknown"),
        }
        match rules.always(formula) {
            Proved::Yes => prop_assert!(!audience.contains(&false)),
            Proved::No(visitor) => {
                prop_assert!(!meets(&model, condition_of(&model, 0), &visitor), "{visitor:?}");
            }
            Proved::Unknown => prop_assert!(false, "unknown"),
        }
        let exists = matches!(rules.satisfiable(&[formula]), Satisfiable::Yes(_));
        prop_assert_eq!(exists, audience.contains(&true));
        prop_assert_eq!(rules.always(formula).is_yes(), !audience.contains(&false));
    }

    #[test]
    fn implications_are_exact(first in condition(), second in condition(), case in any::<bool>()) {
        let text = message("one", &first.text(), "") + &message("other", &second.text(), "");
        let workspace = of(&text, case);
        let model = model(&workspace);
        let rules = Audiences::of_model(&model);
        let formulas: Vec<_> = model.message_ids().map(|id| rules.audience(id).unwrap()).collect();
        let (one, other) = (audience(&model, 0), audience(&model, 1));
        let follows = one.iter().zip(&other).all(|(one, other)| !one || *other);
        match rules.implies(formulas[0], formulas[1]) {
            Proved::Yes => prop_assert!(follows),
            Proved::No(visitor) => {
                prop_assert!(!follows);
                prop_assert!(meets(&model, condition_of(&model, 0), &visitor));
                prop_assert!(!meets(&model, condition_of(&model, 1), &visitor));
            }
            Proved::Unknown => prop_assert!(false, "unknown"),
        }
        prop_assert_eq!(rules.equivalent(formulas[0], formulas[1]).is_yes(), one == other);
    }

    #[test]
    fn lints_of_conditions_are_true_and_complete(written in condition(), case in any::<bool>()) {
        let workspace = one(&written, case);
        let model = model(&workspace);
        let audience = audience(&model, 0);
        let found = proved(&workspace);
        let codes = workspaces::codes(&found);
        prop_assert_eq!(codes.contains(&Code::NeverMatches), !audience.contains(&true));
        prop_assert_eq!(codes.contains(&Code::AlwaysMatches), !audience.contains(&false));
        let idle = codes.contains(&Code::RedundantCondition);
        if audience.contains(&true) && audience.contains(&false) {
            let droppable = written.without_a_part().into_iter().any(|smaller| {
                let smaller = one(&smaller, case);
                let model = workspaces::model(&smaller);
                self::audience(&model, 0) == audience
            });
            // What is redundant within negatives that are joined by `or` changes with them.
            let is_told_otherwise = codes.contains(&Code::NegativesJoinedByOr);
            prop_assert!(!idle || droppable, "{}", written.text());
            prop_assert!(idle || is_told_otherwise || !droppable, "{}", written.text());
        } else {
            prop_assert!(!idle);
        }
        for finding in &found {
            check_finding(&workspace, &model, &audience, finding)?;
        }
    }

    #[test]
    fn lints_of_messages_are_true_and_complete(
        conditions in proptest::collection::vec(condition(), 3),
        moments in proptest::collection::vec(0..3_u32, 3),
        case in any::<bool>(),
    ) {
        let text: String = conditions
            .iter()
            .zip(&moments)
            .enumerate()
            .map(|(position, (condition, moment))| {
                let name = format!("m{position}");
                message(&name, &condition.text(), &format!("after {moment}s on page_view"))
            })
            .collect();
        let workspace = of(&text, case);
        let model = model(&workspace);
        let audiences: Vec<Vec<bool>> = (0..3).map(|at| audience(&model, at)).collect();
        let includes = |wide: usize, narrow: usize| {
            audiences[narrow].iter().zip(&audiences[wide]).all(|(narrow, wide)| !narrow || *wide)
        };
        let found = proved(&workspace);
        for at in 0..3 {
            let reported: Vec<&Finding> = found
                .iter()
                .filter(|finding| finding.span == model.messages[at].span)
                .collect();
            let before = |other: &usize| (moments[*other], *other) < (moments[at], at);
            let mut shadows: Vec<usize> = (0..3)
                .filter(before)
                .filter(|other| audiences[at].contains(&true) && includes(*other, at))
                .collect();
            shadows.sort_by_key(|other| (moments[*other], *other));
            let twin = shadows
                .iter()
                .find(|other| moments[**other] == moments[at] && includes(at, **other));
            let name = |position: &usize| format!("m{position}");
            match reported.as_slice() {
                [] => prop_assert!(shadows.is_empty()),
                [finding] => match &finding.problem {
                    Problem::ShadowedMessage { by, witness, .. } => {
                        prop_assert!(twin.is_none());
                        prop_assert_eq!(Some(by.clone()), shadows.first().map(name));
                        prop_assert!(meets(&model, condition_of(&model, at), &visitor(witness)));
                    }
                    Problem::DuplicateMessage { of, witness, .. } => {
                        prop_assert_eq!(Some(of.clone()), twin.map(name));
                        prop_assert!(meets(&model, condition_of(&model, at), &visitor(witness)));
                    }
                    problem => prop_assert!(false, "{problem:?}"),
                },
                _ => prop_assert!(false, "{reported:#?}"),
            }
        }
    }
}

fn check_finding(
    workspace: &Workspace,
    model: &Model,
    audience: &[bool],
    finding: &Finding,
) -> Result<(), TestCaseError> {
    let condition = condition_of(model, 0);
    match &finding.problem {
        Problem::NeverMatches { parts, .. } => {
            prop_assert!(!parts.is_empty());
            least_parts(model, condition, finding, false)
        }
        Problem::AlwaysMatches { parts, witness, .. } => {
            prop_assert!(!parts.is_empty());
            if let Some(witness) = witness {
                prop_assert!(meets(model, condition, &visitor(witness)));
            }
            least_parts(model, condition, finding, true)
        }
        Problem::RedundantCondition { witness, .. } => {
            prop_assert!(witness.is_some());
            let fixed = apply(workspace, finding);
            let fixed = of_text(&fixed, model.case_sensitive);
            let fixed = workspaces::model(&fixed);
            prop_assert_eq!(self::audience(&fixed, 0), audience, "{:?}", finding.fixes);
            Ok(())
        }
        Problem::NegativesJoinedByOr { witness, .. } => {
            let fixed = applied(workspace, finding);
            let fixed = of_text(&fixed, model.case_sensitive);
            let fixed = workspaces::model(&fixed);
            let fewer = self::audience(&fixed, 0);
            let is_fewer = fewer
                .iter()
                .zip(audience)
                .all(|(fixed, before)| !fixed || *before);
            prop_assert!(is_fewer && fewer != audience, "{:?}", finding.fixes);
            let witness = visitor(witness.as_ref().expect("a witness"));
            prop_assert!(meets(model, condition, &witness), "{:?}", witness);
            let fixed = &fixed.messages[0].condition;
            let still = fixed
                .as_ref()
                .is_none_or(|fixed| meets(model, fixed, &witness));
            prop_assert!(!still, "{:?}", witness);
            Ok(())
        }
        problem => Err(TestCaseError::fail(format!("{problem:?}"))),
    }
}

fn of_text(text: &str, case_sensitive: bool) -> Workspace {
    let settings = match case_sensitive {
        true => Settings::default(),
        false => insensitive(),
    };
    workspaces::workspace(settings, &[("main.proactive", text)])
}

/// The text with the finding's first fix applied, which is certain.
fn apply(workspace: &Workspace, finding: &Finding) -> String {
    let fix = finding.fixes.first().expect("a fix");
    assert!(fix.is_machine_applicable());
    applied(workspace, finding)
}

/// The text with the finding's first fix applied.
fn applied(workspace: &Workspace, finding: &Finding) -> String {
    let mut text = workspace.files()[0].text.to_string();
    let fix = finding.fixes.first().expect("a fix");
    for edit in fix.edits.iter().rev() {
        let range = std::ops::Range::<usize>::from(edit.span.range);
        text.replace_range(range, &edit.replacement);
    }
    text
}

/// If all parts except the named ones admit everyone (or, for an always-true condition, no one),
/// the claim still holds; without any single one of their comparisons it does not.
fn least_parts(
    model: &Model,
    condition: &Condition,
    finding: &Finding,
    always: bool,
) -> Result<(), TestCaseError> {
    let words = match always {
        true => LabelKind::LeavesNobodyOut,
        false => LabelKind::ContradictsThis,
    };
    let labels = finding.labels.iter().filter(|label| label.kind == words);
    let mut named: Vec<Span> = labels.map(|label| label.span).collect();
    let covers = |outer: &Span, inner: &Span| outer.range.contains_range(inner.range);
    if !named.iter().any(|span| covers(&finding.span, span)) {
        named.push(finding.span);
    }
    let mut leaves = Vec::new();
    collect(condition, &mut leaves);
    let kept: Vec<Span> = leaves
        .into_iter()
        .filter(|leaf| named.iter().any(|named| covers(named, leaf)))
        .collect();
    let decides = |kept: &[Span]| {
        all_visitors(model.case_sensitive)
            .iter()
            .all(|visitor| weakened(model, condition, kept, always, visitor) == always)
    };
    prop_assert!(decides(&kept), "the parts are not enough: {:?}", named);
    if let Problem::NeverMatches { witness, .. } | Problem::AlwaysMatches { witness, .. } =
        &finding.problem
        && let Some(witness) = witness
    {
        // All others admit them, or exclude them.
        let others = kept.iter().filter(|leaf| !covers(&finding.span, leaf));
        let others: Vec<Span> = others.copied().collect();
        let by_others = weakened(model, condition, &others, always, &visitor(witness));
        prop_assert_eq!(by_others, !always, "{:?}", witness);
    }
    for position in 0..kept.len() {
        let mut fewer = kept.clone();
        fewer.remove(position);
        prop_assert!(!decides(&fewer), "{:?} is not needed", kept[position]);
    }
    Ok(())
}

/// The comparisons, segments and negations of a condition.
fn collect(condition: &Condition, leaves: &mut Vec<Span>) {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            parts.iter().for_each(|part| collect(part, leaves));
        }
        _ => leaves.push(condition.span),
    }
}

fn weakened(
    model: &Model,
    condition: &Condition,
    kept: &[Span],
    always: bool,
    visitor: &Visitor,
) -> bool {
    let part = |part: &Condition| weakened(model, part, kept, always, visitor);
    match &condition.kind {
        ConditionKind::And(parts) => parts.iter().all(part),
        ConditionKind::Or(parts) => parts.iter().any(part),
        _ if kept.contains(&condition.span) => meets(model, condition, visitor),
        _ => !always,
    }
}

#[test]
fn the_universe_is_complete() {
    // For the six values, by what a text is and contains.
    let texts = |visitors: &[Visitor]| {
        let [field, _] = text_fields();
        let texts = visitors.iter().map(|visitor| &*visitor.values[field]);
        texts.collect::<BTreeSet<_>>().len()
    };
    assert!(texts(&SENSITIVE) > 20, "{}", texts(&SENSITIVE));
    assert!(texts(&INSENSITIVE) > 15, "{}", texts(&INSENSITIVE));
    assert!(texts(&INSENSITIVE) < texts(&SENSITIVE));
}

#[track_caller]
fn assert_codes(condition: &str, expected: &[(Code, &str)]) {
    let workspace = with_condition(condition);
    let found = proved(&workspace);
    let found: Vec<(Code, &str)> = found
        .iter()
        .map(|finding| (finding.code(), at(&workspace, finding)))
        .collect();
    assert_eq!(found, expected, "{condition}");
}

#[test]
fn never() {
    assert_codes(
        "visitor.url contains \"/cart\" and device.language is fr and device.language is nl",
        &[(Code::NeverMatches, "device.language is nl")],
    );
    assert_codes(
        "visitor.history is new and visitor.history is returning",
        &[(Code::NeverMatches, "visitor.history is returning")],
    );
    assert_codes(
        "visitor.url is \"https://a.fr/b\" and visitor.url contains \"c\"",
        &[(Code::NeverMatches, "visitor.url contains \"c\"")],
    );
}

#[test]
fn always() {
    assert_codes(
        "visitor.url is not \"a\" or visitor.url is not \"b\"",
        &[(Code::AlwaysMatches, "visitor.url is not \"b\"")],
    );
    assert_codes("always", &[]);
}

#[test]
fn redundant() {
    assert_codes(
        "device.language is fr or device.language is fr-CA",
        &[(Code::RedundantCondition, "device.language is fr-CA")],
    );
    assert_codes(
        "device.language is any of [fr, nl, fr-CA]",
        &[(Code::RedundantCondition, "fr-CA")],
    );
    assert_codes(
        "visitor.url contains \"/a\" and visitor.url contains \"/a/b\" and visitor.url contains \"/a/b/c\"",
        &[
            (Code::RedundantCondition, "visitor.url contains \"/a\""),
            (Code::RedundantCondition, "visitor.url contains \"/a/b\""),
        ],
    );
}

#[test]
fn single_comparisons_are_satisfiable() {
    let condition = "visitor.url contains any of [\"/panier\", \"/checkout\"]";
    let workspace = with_condition(condition);
    let model = model(&workspace);
    let ConditionKind::Comparison(comparison) = &condition_of(&model, 0).kind else {
        panic!("no comparison");
    };
    let rules = Audiences::of_model(&model);
    let formula = rules.audience(model.message_ids().next().unwrap()).unwrap();
    let Satisfiable::Yes(visitor) = rules.satisfiable(&[formula]) else {
        panic!("nobody");
    };
    assert!(reference::compare(comparison, true, &visitor));
}
