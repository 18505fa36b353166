//! Differences between two workspaces.

use proactive_analysis::{Diff, ExternalIdOwner, FieldChange, SetRelation, SharedKind, compare};
use proactive_catalog::{Field, MessageStatus};
use proactive_hir::Settings;
use proactive_hir::model::Model;
use proptest::prelude::*;

use crate::random_conditions::{condition, universe};
use crate::reference::meets;
use crate::workspaces::{GROUND, insensitive, message, model, single, workspace};

fn of(text: &str) -> Model {
    model(&single(&format!("{GROUND}{text}")))
}

fn changes(old: &str, new: &str) -> Diff {
    compare(&of(old), &of(new))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn audiences_are_compared_by_their_visitors(old in condition(), new in condition()) {
        let old = of(&message("hello", &old.text(), ""));
        let new = of(&message("hello", &new.text(), ""));
        let gets = |model: &Model, visitor: &_| {
            meets(model, model.messages[0].condition.as_ref().unwrap(), visitor)
        };
        let visitors = universe(true);
        let newly_in = visitors.iter().any(|it| !gets(&old, it) && gets(&new, it));
        let newly_out = visitors.iter().any(|it| gets(&old, it) && !gets(&new, it));
        let expected = match (newly_in, newly_out) {
            (false, false) => SetRelation::Equal,
            (true, false) => SetRelation::Wider,
            (false, true) => SetRelation::Narrower,
            (true, true) => SetRelation::Other,
        };
        let changes = compare(&old, &new);
        prop_assert_eq!(changes.is_empty(), expected == SetRelation::Equal);
        for change in &changes.changed {
            prop_assert_eq!(change.audience.relation, expected);
            if let Some(visitor) = &change.audience.newly_in {
                prop_assert!(!gets(&old, visitor) && gets(&new, visitor));
            }
            if let Some(visitor) = &change.audience.newly_out {
                prop_assert!(gets(&old, visitor) && !gets(&new, visitor));
            }
            prop_assert_eq!(change.audience.newly_in.is_some(), newly_in);
            prop_assert_eq!(change.audience.newly_out.is_some(), newly_out);
        }
        prop_assert!(compare(&old, &old).is_empty());
    }
}

#[test]
fn equivalent_conditions_are_equal() {
    let old = "segment belgian when device.language is fr or device.language is nl\n".to_owned()
        + &message("hello", "belgian", "");
    let new = message(
        "hello",
        "device.language is any of [nl, fr, fr-CA]",
        "after 0s on page_view",
    );
    assert!(changes(&old, &new).is_empty());
}

#[test]
fn added_removed_and_changed() {
    let old = message("a", "always", "") + &message("b", "always", "");
    let new = message("b", "always", "status paused") + &message("c", "always", "tags new");
    let (old, new) = (of(&old), of(&new));
    let changes = compare(&old, &new);
    assert_eq!(&*old[changes.removed[0].message].id, "a");
    assert_eq!(&*new[changes.added[0].message].id, "c");
    let [change] = changes.changed.as_slice() else {
        panic!("{changes:#?}");
    };
    let paused = FieldChange::Status(MessageStatus::Published, MessageStatus::Paused);
    assert_eq!(change.field_changes, [paused]);
    assert!(change.audience.is_equal() && change.hours.is_equal());
    assert!(changes.reordered.is_empty());
}

#[test]
fn relevant_reordering_is_found() {
    let french = message("french", "device.language is fr", "");
    let cart = message("cart", "visitor.url contains \"/cart\"", "");
    let dutch = message("dutch", "device.language is nl", "");
    let old = [french.clone(), dutch.clone(), cart.clone()].concat();
    let new = [dutch, cart, french].concat();
    let (old, new) = (of(&old), of(&new));
    let changes = compare(&old, &new);
    // No visitor speaks both French and Dutch.
    let [reordered] = changes.reordered.as_slice() else {
        panic!("{changes:#?}");
    };
    assert_eq!(&*new[reordered.winner].id, "cart");
    assert_eq!(&*new[reordered.loser].id, "french");
    let visitor = reordered.visitor.as_ref().unwrap();
    assert_eq!(&*visitor.values[Field::DeviceLanguage], "fr");
    assert!(visitor.values[Field::VisitorUrl].contains("/cart"));
}

#[test]
fn incomparable_audiences_are_unknown() {
    let text = |condition: &str| format!("{GROUND}{}", message("hello", condition, ""));
    let of = |settings: Settings, condition: &str| {
        model(&workspace(
            settings,
            &[("main.proactive", &text(condition))],
        ))
    };
    let letters = "visitor.url contains \"/cart\"";
    let changes = compare(
        &of(Settings::default(), letters),
        &of(insensitive(), letters),
    );
    assert_eq!(changes.case_sensitive, Some((true, false)));
    let audience = &changes.changed[0].audience;
    assert_eq!(audience.relation, SetRelation::Unknown);
    // An example is found anyway.
    let newly_in = audience.newly_in.as_ref().unwrap();
    assert!(
        newly_in.values[Field::VisitorUrl].contains("/CART"),
        "{newly_in:?}"
    );
    assert_eq!(audience.newly_out, None);
    let digits = "visitor.url contains \"/2026/\"";
    let changes = compare(&of(Settings::default(), digits), &of(insensitive(), digits));
    assert!(changes.changed.is_empty());
}

#[test]
fn renamed_messages_are_recognized() {
    let old = message("a", "device.language is fr", "") + &message("b", "always", "");
    let new = message("b", "always", "") + &message("c", "device.language is fr", "");
    let (old, new) = (of(&old), of(&new));
    let changes = compare(&old, &new);
    let [(before, now)] = changes.renamed.as_slice() else {
        panic!("{changes:#?}");
    };
    assert_eq!((&*old[*before].id, &*new[*now].id), ("a", "c"));
    assert!(changes.added.is_empty() && changes.removed.is_empty() && changes.changed.is_empty());
    // The order counts anyway.
    assert_eq!(changes.reordered.len(), 1);
    // Another audience makes it another message.
    let other = of(&message("c", "device.language is nl", ""));
    let changes = compare(&old, &other);
    assert!(changes.renamed.is_empty());
    assert_eq!((changes.added.len(), changes.removed.len()), (1, 2));
    let visitor = changes.added[0].visitor.as_ref().unwrap();
    assert_eq!(&*visitor.values[Field::DeviceLanguage], "nl");
}

#[test]
fn renamed_schedules_have_the_same_hours() {
    let hours = |schedule: &str, open: &str| {
        let message = message(
            "hello",
            "always",
            &format!("schedule business_hours {schedule}"),
        );
        let text = format!(
            "brand acme\nchannel web {{ brand acme business_hours base }}\n\
             schedule base {{ timezone \"UTC\" open mon 09:00-10:00 }}\n\
             schedule {schedule} {{ timezone \"Europe/Paris\" {open} }}\n{message}"
        );
        model(&single(&text))
    };
    let old = hours("office", "open mon-fri 09:00-18:00");
    assert!(compare(&old, &hours("desk", "open mon-fri 09:00-18:00")).is_empty());
    // Written differently, but the same.
    let halves = hours(
        "desk",
        "open mon-wed 09:00-12:00, 12:00-18:00 open thu, fri 09:00-18:00",
    );
    assert!(compare(&old, &halves).is_empty());
    let longer = compare(&old, &hours("office", "open mon-fri 09:00-19:00"));
    let [change] = longer.changed.as_slice() else {
        panic!("{longer:#?}");
    };
    assert_eq!(change.hours.relation, SetRelation::Wider);
    let newly_in = change.hours.newly_in.as_ref().unwrap();
    assert_eq!(&*newly_in.words, "2026-01-05 18:00 Europe/Paris");
}

#[test]
fn repeated_words_change_nothing() {
    let old = message("hello", "always", "tags a, b");
    let new = message("hello", "always", "tags a, b, a");
    assert!(changes(&old, &new).is_empty());
    let turned = changes(&old, &message("hello", "always", "tags b, a"));
    assert!(matches!(
        turned.changed[0].field_changes.as_slice(),
        [FieldChange::Tags(..)]
    ));
}

#[test]
fn changed_platform_ids_are_reported() {
    let of = |id: &str| {
        let text = format!(
            "brand acme channel web {{ brand acme external_id \"{id}\" }}\n{}",
            message("hello", "always", "")
        );
        model(&single(&text))
    };
    assert!(compare(&of("1"), &of("1")).is_empty());
    let changes = compare(&of("1"), &of("2"));
    assert_eq!(
        changes.changed[0].field_changes,
        [FieldChange::ExternalId(
            ExternalIdOwner::Channel("web".into()),
            Some("1".into()),
            Some("2".into())
        )]
    );
}

/// The messages that something shared explains, by its kind and ID.
fn shared<'m>(changes: &Diff, new: &'m Model) -> Vec<(&'static str, &'m str, Vec<&'m str>)> {
    let each = changes.shared.iter().map(|it| {
        let (kind, name) = match &it.kind {
            SharedKind::Segment { new: id, .. } => ("segment", &new[*id].id),
            SharedKind::Websites { new: id, .. } => ("websites", &new[*id].id),
            SharedKind::Schedule { new: id, .. } => ("schedule", &new[*id].id),
            SharedKind::BusinessHours { new: id, .. } => ("business_hours", &new[*id].id),
        };
        let messages = it.messages.iter().map(|id| &*new[*id].id).collect();
        (kind, &**name, messages)
    });
    each.collect()
}

#[test]
fn a_changed_segment_explains_its_messages() {
    let text = |inner: &str, own: &str| {
        format!(
            "{GROUND}segment cart when visitor.url contains {inner}\n\
             segment french_cart when cart and device.language is fr\n{}{}{}{}",
            message("one", "french_cart", ""),
            message("two", "not cart", ""),
            message("three", own, ""),
            message("four", "device.language is nl", ""),
        )
    };
    let old = model(&single(&text("\"/cart\"", "cart")));
    let wider = text(
        "any of [\"/cart\", \"/basket\"]",
        "cart or device.language is de",
    );
    let new = model(&single(&wider));
    let changes = compare(&old, &new);
    // `french_cart` uses `cart` and is not changed itself. Of the messages, only `three` is.
    assert_eq!(
        shared(&changes, &new),
        [("segment", "cart", vec!["one", "two"])]
    );
    let SharedKind::Segment { audience, .. } = &changes.shared[0].kind else {
        panic!("{changes:#?}");
    };
    assert_eq!(audience.relation, SetRelation::Wider);
    let visitor = audience.newly_in.as_ref().unwrap();
    assert!(visitor.values[Field::VisitorUrl].contains("/basket"));
    let relations: Vec<SetRelation> = changes
        .changed
        .iter()
        .map(|it| it.audience.relation)
        .collect();
    let expected = [
        SetRelation::Wider,
        SetRelation::Narrower,
        SetRelation::Wider,
    ];
    assert_eq!(relations, expected);
    assert_eq!(changes.changed[2].audience_causes, []);
    // Written differently, it means the same.
    let same = model(&single(&text("any of [\"/cart\"]", "cart")));
    assert!(compare(&old, &same).is_empty());
}

#[test]
fn changed_schedules_and_websites_explain_their_messages() {
    let text = |open: &str, hours: &str, website: &str| {
        format!(
            "brand acme\nschedule day {{ timezone \"UTC\" open {open} }}\n\
             schedule night {{ timezone \"UTC\" open mon 20:00-22:00 }}\n\
             channel web {{ brand acme business_hours {hours} website {website} }}\n{}{}{}",
            message("inside", "always", "schedule business_hours day"),
            message("outside", "always", "schedule outside_business_hours"),
            message("all_day", "always", ""),
        )
    };
    let of = |open, hours, website| model(&single(&text(open, hours, website)));
    let (one, two) = (
        "\"https://a.example\"",
        "\"https://a.example\", \"https://b.example\"",
    );
    let old = of("mon 09:00-12:00", "day, night", one);
    let longer = of("mon 09:00-14:00", "day, night", one);
    let changes = compare(&old, &longer);
    let both = vec!["inside", "outside"];
    assert_eq!(shared(&changes, &longer), [("schedule", "day", both)]);
    let relations: Vec<SetRelation> = changes.changed.iter().map(|it| it.hours.relation).collect();
    assert_eq!(relations, [SetRelation::Wider, SetRelation::Narrower]);
    let fewer = of("mon 09:00-12:00", "day", one);
    let changes = compare(&old, &fewer);
    assert_eq!(
        shared(&changes, &fewer),
        [("business_hours", "web", vec!["outside"])]
    );
    let more = of("mon 09:00-12:00", "day, night", two);
    let changes = compare(&old, &more);
    let all = vec!["inside", "outside", "all_day"];
    assert_eq!(shared(&changes, &more), [("websites", "web", all)]);
    // A message that follows another schedule is its own reason.
    let other = text("mon 09:00-14:00", "day, night", one)
        .replace("business_hours day\n", "business_hours night\n");
    let other = model(&single(&other));
    let changes = compare(&old, &other);
    assert_eq!(
        shared(&changes, &other),
        [("schedule", "day", vec!["outside"])]
    );
}
