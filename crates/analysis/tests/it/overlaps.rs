//! Competing messages, compared with all visitors of a small universe.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use proactive_analysis::{Competition, OverlapScope, overlaps};
use proactive_hir::model::Model;
use proptest::prelude::*;

use crate::random_conditions::{condition, universe};
use crate::reference::meets;
use crate::workspaces::{GROUND, message, model, single};

fn audience(model: &Model, at: usize, visitor: &proactive_analysis::Visitor) -> bool {
    let condition = model.messages[at].condition.as_ref();
    condition.is_none_or(|condition| meets(model, condition, visitor))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn pairs_compete_exactly_if_a_visitor_gets_both(
        conditions in proptest::collection::vec(condition(), 3),
        moments in proptest::collection::vec(0..2_u32, 3),
    ) {
        let mut text = GROUND.to_owned();
        for (number, (condition, moment)) in conditions.iter().zip(&moments).enumerate() {
            let trigger = format!("after {moment}s on page_view");
            text.push_str(&message(&format!("m{number}"), &condition.text(), &trigger));
        }
        let workspace = single(&text);
        let model = model(&workspace);
        let found = overlaps(&model);
        let visitors = universe(true);
        let mut expected = Vec::new();
        let mut order: Vec<usize> = (0..3).collect();
        order.sort_by_key(|at| (moments[*at], *at));
        for (position, winner) in order.iter().enumerate() {
            for other in &order[position + 1..] {
                let both = |visitor| {
                    audience(&model, *winner, visitor) && audience(&model, *other, visitor)
                };
                if visitors.iter().any(both) {
                    expected.push((*winner, *other, moments[*winner] == moments[*other]));
                }
            }
        }
        let found_pairs: Vec<(usize, usize, bool)> = found
            .iter()
            .map(|overlap| (overlap.winner.index(), overlap.other.index(), overlap.same_moment))
            .collect();
        prop_assert_eq!(found_pairs, expected);
        for overlap in &found {
            prop_assert!(audience(&model, overlap.winner.index(), &overlap.visitor));
            prop_assert!(audience(&model, overlap.other.index(), &overlap.visitor));
        }
    }
}

#[test]
fn accidental_overlaps_are_distinguished() {
    let by_chance = [
        (
            r#"visitor.url contains "/cart""#,
            r#"visitor.url contains "/help""#,
        ),
        (
            r#"visitor.url contains "/cart""#,
            r#"visitor.title contains "Cart""#,
        ),
        (
            r#"visitor.url contains "/cart" and visitor.title contains "Cart""#,
            r#"visitor.url contains "/cart/pay""#,
        ),
        (
            r#"visitor.url contains any of ["/a", "/b"]"#,
            r#"visitor.url contains any of ["/c", "/d"]"#,
        ),
    ];
    let not_by_chance = [
        ("always", r#"visitor.url contains "/help""#),
        ("device.language is fr", r#"visitor.url contains "/help""#),
        ("device.language is fr", "visitor.history is new"),
        (
            r#"visitor.url contains "/cart""#,
            r#"visitor.url contains "/cart/pay""#,
        ),
        (
            r#"visitor.url contains "/cart""#,
            r#"visitor.url is "https://acme.example/cart""#,
        ),
        (
            r#"visitor.url contains "/cart""#,
            r#"visitor.url does not contain "/help""#,
        ),
        (
            r#"visitor.url contains "/cart" and device.language is fr"#,
            r#"visitor.url contains "/cart" and visitor.history is returning"#,
        ),
        (
            r#"visitor.url contains "/cart""#,
            r#"visitor.url contains "/cart/pay" and visitor.title contains "Cart""#,
        ),
        (
            r#"visitor.url contains any of ["/a", "/b"]"#,
            r#"visitor.url contains any of ["/c", "/b"]"#,
        ),
    ];
    let by_chance = by_chance.map(|pair| (pair, false));
    for ((one, other), expected) in by_chance
        .into_iter()
        .chain(not_by_chance.map(|it| (it, true)))
    {
        for (first, second) in [(one, other), (other, one)] {
            let messages = [
                message("a", first, "channel web"),
                message("b", second, "channel web after 5s on page_view"),
            ];
            let workspace = single(&[GROUND.to_owned(), messages.concat()].concat());
            let found = overlaps(&model(&workspace));
            let found_pairs: Vec<bool> = found.iter().map(|overlap| overlap.same_page).collect();
            assert_eq!(found_pairs, [expected], "{first} beside {second}");
        }
    }
}

#[test]
fn other_hours_and_other_channels_do_not_compete() {
    let text = r#"
brand acme
schedule day { timezone "Europe/Paris" open mon-fri 09:00-18:00 }
schedule night { timezone "Europe/Paris" open mon-fri 20:00-22:00 }
channel web { brand acme business_hours day, night }
channel shop { brand acme }
"#;
    let text = [
        text.to_owned(),
        message("a", "always", "channel web schedule business_hours day"),
        message("b", "always", "channel web schedule business_hours night"),
        message("c", "always", "channel shop"),
        message("d", "always", "channel web status paused"),
        message("e", "always", "channel web after 5s on page_view"),
    ]
    .concat();
    let workspace = single(&text);
    let model = model(&workspace);
    let pairs: Vec<(&str, &str, Option<String>)> = overlaps(&model)
        .iter()
        .map(|overlap| {
            let moment = overlap.visitor.moment.as_ref();
            (
                &*model.messages[overlap.winner.index()].id,
                &*model.messages[overlap.other.index()].id,
                moment.map(|moment| moment.words.to_string()),
            )
        })
        .collect();
    let at = |words: &str| Some(words.to_owned());
    assert_eq!(
        pairs,
        [
            ("a", "e", at("2026-01-05 09:00 Europe/Paris")),
            ("b", "e", at("2026-01-05 20:00 Europe/Paris")),
        ]
    );
}

#[test]
fn unpublished_messages_are_compared_on_request() {
    let messages = [
        message("a", "always", "channel web status draft"),
        message("b", "always", "channel web"),
        message("c", "always", "channel web status paused"),
    ];
    let workspace = single(&[GROUND.to_owned(), messages.concat()].concat());
    let model = model(&workspace);
    let ids: Vec<_> = model.message_ids().collect();
    let pairs = |as_published: &[_]| -> Vec<(usize, usize)> {
        let scope = OverlapScope {
            page: None,
            as_published,
        };
        let found = Competition::new(&model, scope).overlaps();
        let pair = found.iter();
        pair.map(|it| (it.winner.index(), it.other.index()))
            .collect()
    };
    assert_eq!(pairs(&[]), []);
    assert_eq!(pairs(&ids[..1]), [(0, 1)]);
    assert_eq!(pairs(&ids[2..]), [(1, 2)]);
    assert_eq!(pairs(&ids), [(0, 1), (0, 2), (1, 2)]);
}

#[test]
fn what_is_made_of_rivals_is_handed_on_before_all_are_compared() {
    let count = 1_000;
    let mut text = GROUND.to_owned();
    for number in 0..count {
        let trigger = format!("after {number}s on page_view");
        text.push_str(&message(&format!("m{number}"), "always", &trigger));
    }
    let workspace = single(&text);
    let model = model(&workspace);
    let competition = Competition::new(&model, OverlapScope::default());
    assert_eq!(competition.comparisons(), count * (count - 1) / 2);
    let channel = model.messages[0].channel;
    // The results that exist, and the most that ever did.
    let (existing, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let mut pairs = 0;
    let mut winners = Vec::new();
    let visited: Result<(), ()> = competition.by_winner(
        channel,
        |rivals| {
            let found = rivals.iter().count();
            most.fetch_max(existing.fetch_add(found, Relaxed) + found, Relaxed);
            (rivals.winner(), found)
        },
        |(winner, found)| {
            existing.fetch_sub(found, Relaxed);
            winners.push(winner);
            pairs += found;
            Ok(())
        },
    );
    assert_eq!(visited, Ok(()));
    assert_eq!(winners, competition.messages(channel));
    assert_eq!(pairs, competition.comparisons());
    let most = most.into_inner();
    assert!(most <= 1 << 16, "{most} pairs of {pairs} at once");
    let stopped = competition.by_winner(channel, |_| (), |()| Err("stop"));
    assert_eq!(stopped, Err("stop"));
}
