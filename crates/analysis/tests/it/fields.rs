//! A proof about one field says nothing about another, for all fields of the catalog.

use proactive_analysis::{Audiences, Satisfiable};
use proactive_catalog::{FIELDS, FieldInfo, FieldType};
use proactive_diagnostics::Code;

use crate::reference::meets;
use crate::workspaces::{GROUND, message, model, proved, single, with_condition};

/// All pairs of different fields of a type.
fn pairs(ty: FieldType) -> impl Iterator<Item = (&'static FieldInfo, &'static FieldInfo)> {
    let fields = move || FIELDS.iter().filter(move |row| row.ty == ty);
    fields().flat_map(move |one| {
        fields()
            .filter(move |other| other.field != one.field)
            .map(move |other| (one, other))
    })
}

/// Asserts that some visitor meets the condition and another does not, and that there are no
/// findings.
#[track_caller]
fn is_contingent(condition: &str) {
    let workspace = with_condition(condition);
    assert_eq!(proved(&workspace), [], "{condition}");
    let model = model(&workspace);
    let rules = Audiences::of_model(&model);
    let written = model.messages[0].condition.as_ref().expect("a condition");
    let formula = rules.audience(model.message_ids().next().expect("a message"));
    let formula = formula.expect("an audience");
    for (formula, expected) in [(formula, true), (!formula, false)] {
        let Satisfiable::Yes(visitor) = rules.satisfiable(&[formula]) else {
            panic!("nobody: {condition}");
        };
        assert_eq!(meets(&model, written, &visitor), expected, "{visitor:?}");
    }
}

#[track_caller]
fn is_never_met(condition: &str) {
    let workspace = with_condition(condition);
    let codes: Vec<Code> = proved(&workspace).iter().map(|it| it.code()).collect();
    assert_eq!(codes, [Code::NeverMatches], "{condition}");
}

#[test]
fn texts_of_different_fields_are_independent() {
    for (FieldInfo { path: one, .. }, FieldInfo { path: other, .. }) in pairs(FieldType::Text) {
        is_contingent(&format!(
            "{one} contains \"cart\" and {other} does not contain \"cart\""
        ));
        is_contingent(&format!(
            "{one} is \"https://acme.fr/a\" and {other} is \"https://acme.fr/b\""
        ));
        is_contingent(&format!(
            "{one} contains \"cart\" or {other} does not contain \"cart\""
        ));
    }
}

#[test]
fn values_of_one_field_exclude_one_another() {
    for row in FIELDS {
        let path = row.path;
        match row.ty {
            FieldType::Text => {
                is_never_met(&format!(
                    "{path} contains \"cart\" and {path} does not contain \"cart\""
                ));
                is_never_met(&format!(
                    "{path} is \"https://acme.fr/a\" and {path} is \"https://acme.fr/b\""
                ));
            }
            FieldType::Language => is_never_met(&format!("{path} is fr and {path} is nl")),
            FieldType::History => {
                for one in row.field.words() {
                    for other in row.field.words() {
                        if one != other {
                            is_never_met(&format!("{path} is {one} and {path} is {other}"));
                        }
                    }
                    let others = row.field.words().into_iter().filter(|other| *other != one);
                    let none: Vec<String> =
                        others.map(|it| format!("{path} is not {it}")).collect();
                    is_contingent(&none.join(" and "));
                }
            }
        }
    }
}

#[test]
fn messages_about_different_fields_do_not_shadow_one_another() {
    for (one, other) in pairs(FieldType::Text) {
        let condition = |row: &FieldInfo| format!("{} contains \"cart\"", row.path);
        let text =
            message("first", &condition(one), "") + &message("second", &condition(other), "");
        let found = proved(&single(&format!("{GROUND}{text}")));
        assert_eq!(found, [], "{} and {}", one.path, other.path);
        let same = message("first", &condition(one), "") + &message("second", &condition(one), "");
        let found = proved(&single(&format!("{GROUND}{same}")));
        assert_eq!(found.len(), 1, "{}", one.path);
    }
}
