//! Refactorings keep the meaning: the same visitors get the message.

use proactive_analysis::Audiences;
use proactive_config::json::{Condition, Conditions};
use proactive_diagnostics::{FileId, TextRange};
use proactive_ide::Snapshot;
use proactive_ide::code_action::{ActionKind, code_actions};
use proactive_testing::Fixture;
use proptest::prelude::*;

use crate::support::{edited, snapshot};

fn comparison() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec!["\"/a\"", "\"/b\"", "\"/a/b\"", "\"x\""]);
    let texts = prop::collection::vec(text.clone(), 1..4);
    let operator = prop::sample::select(vec!["is", "is not", "contains", "does not contain"]);
    let field = prop::sample::select(vec!["visitor.url", "visitor.title"]);
    let language = prop::sample::select(vec!["fr", "fr-CA", "nl"]);
    let equal = prop::sample::select(vec!["is", "is not"]);
    prop_oneof![
        4 => (field.clone(), operator.clone(), text).prop_map(|(f, o, t)| format!("{f} {o} {t}")),
        2 => (field, operator, texts)
            .prop_map(|(f, o, t)| format!("{f} {o} any of [{}]", t.join(", "))),
        2 => (equal.clone(), language.clone()).prop_map(|(o, l)| format!("device.language {o} {l}")),
        1 => (equal.clone(), prop::collection::vec(language, 1..3))
            .prop_map(|(o, l)| format!("device.language {o} any of [{}]", l.join(", "))),
        1 => equal.prop_map(|o| format!("visitor.history {o} new")),
        2 => prop::sample::select(vec!["one", "two", "three"]).prop_map(str::to_owned),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    comparison().prop_recursive(4, 16, 3, |inner| {
        let some = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            3 => some.clone().prop_map(|parts| parts.join(" and ")),
            3 => some.prop_map(|parts| parts.join("\n    or ")),
            3 => inner.clone().prop_map(|part| format!("({part})")),
            2 => inner.prop_map(|part| format!("not ({part})")),
        ]
    })
}

fn workspace(of_one: &str, of_message: &str) -> Snapshot {
    snapshot(&Fixture::parse(&format!(
        r#"# The first.
segment one when {of_one}

segment two when visitor.url contains "/two" or visitor.history is returning
segment three when (visitor.title is "three" and not two)
brand acme
channel web {{ brand acme }}
message m {{
  text "Hi"
  reply agent "Yes"
  when {of_message}
  on page_load
  frequency once_per_visit
}}
"#
    )))
}

/// The condition of the compiled message in source form, without segments.
fn compiled(snapshot: &Snapshot) -> Option<String> {
    let configuration = proactive_config::compile(snapshot.model()?);
    let all = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(written).collect();
        parts.join(word)
    };
    Some(match &configuration.messages.first()?.conditions {
        Conditions::Always => "always".to_owned(),
        Conditions::One(only) => only.notation(),
        Conditions::All(parts) => all(parts, " and "),
        Conditions::Any(parts) => all(parts, " or "),
    })
}

fn written(condition: &Condition) -> String {
    let join = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(written).collect();
        format!("({})", parts.join(word))
    };
    match condition {
        Condition::Comparison(comparison) => comparison.notation(),
        Condition::All(parts) => join(parts, " and "),
        Condition::Any(parts) => join(parts, " or "),
    }
}

/// Whether the same visitors match both conditions.
fn same(one: &str, two: &str) -> bool {
    if one == two {
        return true;
    }
    let both = snapshot(&Fixture::parse(&format!(
        "segment one when {one}\nsegment two when {two}\nbrand a\nchannel w {{ brand a }}\nmessage m {{ text \"x\" reply agent \"x\" when one or two on page_load frequency once_per_visit }}\n"
    )));
    let model = both.model().expect("no error");
    let rules = Audiences::of_model(model);
    let mut ids = model.segment_ids();
    let formulas = (ids.next(), ids.next());
    let (Some(one), Some(two)) = formulas else {
        panic!("two segments");
    };
    let (one, two) = (rules.segment(one).unwrap(), rules.segment(two).unwrap());
    rules.equivalent(one, two).is_yes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stays_the_same(
        of_message in condition(),
        segment in condition(),
        selections in prop::collection::vec((0_usize..400, 0_usize..200), 12),
    ) {
        // A segment that uses itself has no meaning.
        let segment = segment.replace("one", "two").replace("three", "two");
        let before = workspace(&segment, &of_message);
        let Some(meant) = compiled(&before) else {
            // The result is nested too deeply or too long.
            return Ok(());
        };
        let text = before.text(FileId(0)).to_owned();
        let points = (0..=text.len()).step_by(3).map(|at| (at, at));
        let ranges = selections.iter().map(|&(from, length)| {
            let from = from.min(text.len());
            (from, (from + length).min(text.len()))
        });
        let mut seen = std::collections::BTreeSet::new();
        for (from, to) in points.chain(ranges) {
            let size = |at: usize| u32::try_from(at).unwrap().into();
            for action in code_actions(&before, FileId(0), TextRange::new(size(from), size(to))) {
                let rewrites = match action.kind {
                    ActionKind::Extract | ActionKind::Inline | ActionKind::Rewrite => true,
                    ActionKind::QuickFix
                    | ActionKind::FixAll
                    | ActionKind::Status
                    | ActionKind::Copy
                    | ActionKind::Move => false,
                };
                if !rewrites || !seen.insert(format!("{:?}", action.edits)) {
                    continue;
                }
                let after = edited(&before, &action.edits);
                let now = compiled(&after);
                let text = after.text(FileId(0));
                prop_assert!(now.is_some(), "{}\n{text}\n{:#?}", action.title, after.findings());
                let now = now.unwrap_or_default();
                prop_assert!(same(&meant, &now), "{}\n{text}\n{meant}\n{now}", action.title);
            }
        }
    }
}
