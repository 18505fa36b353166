//! Changes between two workspaces.

use proactive_analysis::{Aspect, Changes, Extent, compare};
use proactive_catalog::MessageStatus;
use proactive_hir::Settings;
use proactive_hir::model::Model;
use proptest::prelude::*;

use crate::naive::meets;
use crate::workspaces::{GROUND, insensitive, message, model, single, workspace};
use crate::written::{condition, universe};

fn of(text: &str) -> Model {
    model(&single(&format!("{GROUND}{text}")))
}

fn changes(old: &str, new: &str) -> Changes {
    compare(&of(old), &of(new))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn audiences_are_compared_by_who_is_in(old in condition(), new in condition()) {
        let old = of(&message("hello", &old.text(), ""));
        let new = of(&message("hello", &new.text(), ""));
        let gets = |model: &Model, visitor: &_| {
            meets(model, model.messages[0].condition.as_ref().unwrap(), visitor)
        };
        let visitors = universe(true);
        let newly_in = visitors.iter().any(|it| !gets(&old, it) && gets(&new, it));
        let newly_out = visitors.iter().any(|it| gets(&old, it) && !gets(&new, it));
        let expected = match (newly_in, newly_out) {
            (false, false) => Extent::Equal,
            (true, false) => Extent::Wider,
            (false, true) => Extent::Narrower,
            (true, true) => Extent::Other,
        };
        let changes = compare(&old, &new);
        prop_assert_eq!(changes.is_empty(), expected == Extent::Equal);
        for change in &changes.changed {
            prop_assert_eq!(change.audience.extent, expected);
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
fn what_means_the_same_is_equal() {
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
    let new = message("b", "always", "status paused") + &message("c", "always", "");
    let (old, new) = (of(&old), of(&new));
    let changes = compare(&old, &new);
    assert_eq!(&*old[changes.removed[0]].id, "a");
    assert_eq!(&*new[changes.added[0]].id, "c");
    let [change] = changes.changed.as_slice() else {
        panic!("{changes:#?}");
    };
    let paused = Aspect::Status(MessageStatus::Published, MessageStatus::Paused);
    assert_eq!(change.aspects, [paused]);
    assert!(change.audience.is_equal() && change.hours.is_equal());
    assert!(changes.reordered.is_empty());
}

#[test]
fn an_order_that_matters() {
    let french = message("french", "device.language is fr", "");
    let cart = message("cart", "visitor.url contains \"/cart\"", "");
    let dutch = message("dutch", "device.language is nl", "");
    let old = [french.clone(), dutch.clone(), cart.clone()].concat();
    let new = [dutch, cart, french].concat();
    let (old, new) = (of(&old), of(&new));
    let changes = compare(&old, &new);
    // French and Dutch never meet.
    let [reordered] = changes.reordered.as_slice() else {
        panic!("{changes:#?}");
    };
    assert_eq!(&*new[reordered.winner].id, "cart");
    assert_eq!(&*new[reordered.loser].id, "french");
    assert_eq!(&*reordered.visitor.language, "fr");
    assert!(reordered.visitor.url.contains("/cart"));
}

#[test]
fn what_cannot_be_compared_is_not_guessed() {
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
    assert_eq!(changes.changed[0].audience.extent, Extent::Unknown);
    let digits = "visitor.url contains \"/2026/\"";
    let changes = compare(&of(Settings::default(), digits), &of(insensitive(), digits));
    assert!(changes.changed.is_empty());
}
