//! Large and adversarial workspaces: checking ends, and the findings are right.

use std::fmt::Write as _;

use proactive_analysis::{Cache, compare, lints_with, overlaps};
use proactive_diagnostics::Code;

use crate::workspaces::{GROUND, codes, message, model, proved, single};

fn list(values: std::ops::Range<usize>) -> String {
    let values: Vec<String> = values.map(|value| format!("\"x{value}y\"")).collect();
    format!("[{}]", values.join(", "))
}

#[test]
fn long_lists() {
    for operator in ["is", "is not", "contains", "does not contain"] {
        let condition = format!("visitor.title {operator} any of {}", list(0..1_500));
        let text = format!("{GROUND}{}", message("hello", &condition, ""));
        assert!(proved(&single(&text)).is_empty(), "{operator}");
    }
}

#[test]
fn lists_that_overlap() {
    // Values of the second list that the first one decides.
    let cases = [
        ("is", "or", "is", 30),
        ("contains", "or", "contains", 30),
        ("is not", "and", "is not", 30),
        ("does not contain", "and", "does not contain", 30),
        // The values of each list that the other excludes.
        ("is", "and", "is", 40),
    ];
    for (one, join, other, expected) in cases {
        let (first, second) = (list(0..50), list(20..70));
        let condition = format!(
            "visitor.title {one} any of {first} {join} visitor.title {other} any of {second}"
        );
        let text = format!("{GROUND}{}", message("hello", &condition, ""));
        let found = codes(&proved(&single(&text)));
        assert_eq!(
            found,
            vec![Code::RedundantCondition; expected],
            "{one} {join} {other}"
        );
    }
}

#[test]
fn long_chains_of_segments() {
    let mut text = format!("{GROUND}segment s0 when visitor.url contains \"/0/\"\n");
    for number in 1..1_000 {
        let before = number - 1;
        let _ = writeln!(
            text,
            "segment s{number} when s{before} or visitor.url contains \"/{number}/\""
        );
    }
    text.push_str(&message("hello", "s999", ""));
    assert!(proved(&single(&text)).is_empty());
}

#[test]
fn segments_that_double() {
    let mut text = format!("{GROUND}segment s0 when visitor.url contains \"/0/\"\n");
    for number in 1..60 {
        let before = number - 1;
        let _ = writeln!(
            text,
            "segment a{number} when s{before} and visitor.url contains \"/{number}/\"\n\
             segment s{number} when a{number} or (s{before} and visitor.title contains \"{number}\")"
        );
    }
    text.push_str(&message("hello", "visitor.url contains \"/shop\"", ""));
    assert!(proved(&single(&text)).is_empty());
}

#[test]
fn many_duplicates() {
    let condition = "visitor.url contains \"/cart\" and (device.language is fr or visitor.title contains \"x\")";
    let mut text = GROUND.to_owned();
    for number in 0..500 {
        text.push_str(&message(&format!("m{number}"), condition, ""));
    }
    let found = codes(&proved(&single(&text)));
    assert_eq!(found, vec![Code::DuplicateMessage; 499]);
}

#[test]
fn many_messages_with_a_common_example() {
    let mut text = GROUND.to_owned();
    for number in 0..100 {
        let condition = format!(
            "visitor.url contains \"/cart\" and not (visitor.title is \"t{number}\" and device.language is fr)"
        );
        text.push_str(&message(&format!("m{number}"), &condition, ""));
    }
    let workspace = single(&text);
    assert!(proved(&workspace).is_empty());
    let model = model(&workspace);
    assert_eq!(overlaps(&model).len(), 100 * 99 / 2);
    assert!(compare(&model, &model).is_empty());
}

#[test]
fn many_schedules() {
    let mut text = "brand acme\nchannel web { brand acme business_hours s0 }\n".to_owned();
    for number in 0..40 {
        // Each is a minute later, so none includes another.
        let _ = writeln!(
            text,
            "schedule s{number} {{ timezone \"Europe/Paris\" open mon-fri 09:{number:02}-18:{number:02} }}"
        );
        let hours = format!("schedule business_hours s{number}");
        text.push_str(&message(&format!("m{number}"), "always", &hours));
    }
    assert!(proved(&single(&text)).is_empty());
}

#[test]
fn messages_with_the_same_audience_are_compared_once() {
    let mut text = GROUND.to_owned();
    for number in 0..300 {
        let condition = match number % 3 {
            0 => "visitor.url contains \"/cart\"",
            1 => "visitor.url contains \"/cart\" and device.language is fr",
            _ => "visitor.title is \"Help\"",
        };
        let trigger = format!("after {}s on page_view", number / 2);
        text.push_str(&message(&format!("m{number}"), condition, &trigger));
    }
    let workspace = single(&text);
    let mut cache = Cache::new();
    let mut found = Vec::new();
    let _ = workspace.check_with(|model| {
        found = lints_with(model, &mut cache);
        Vec::new()
    });
    // Each audience with itself, and the first two with each other.
    assert_eq!(cache.compared(), 5);
    let codes = codes(&found);
    let count = |code| codes.iter().filter(|it| **it == code).count();
    // All but the first message of the first audience, which also takes those of the second, and
    // the first of the third. Those due at the same moment have different audiences.
    assert_eq!(count(Code::DuplicateMessage), 0);
    assert_eq!(count(Code::ShadowedMessage), 298);
}

#[test]
fn chains_of_audiences_are_compared_by_what_they_share() {
    let mut text = format!("{GROUND}segment s0 when visitor.url contains \"/0/\"\n");
    let count = 300;
    for number in 1..count {
        let before = number - 1;
        let _ = writeln!(
            text,
            "segment s{number} when s{before} and visitor.url contains \"/{number}/\""
        );
    }
    // The last one is the widest, and the example of the narrowest gets every message.
    for number in 0..count {
        let trigger = format!("after {number}s on page_view");
        let segment = format!("s{}", count - 1 - number);
        text.push_str(&message(&format!("m{number}"), &segment, &trigger));
    }
    assert!(proved(&single(&text)).is_empty());
}

#[test]
fn long_lists_in_questions_for_the_solver() {
    let cases = [
        // The first is shown before the second.
        (list(0..200), list(0..100), vec![Code::ShadowedMessage]),
        (list(0..200), list(100..201), vec![]),
        (list(0..200), list(0..200), vec![Code::DuplicateMessage]),
    ];
    for (wide, narrow, expected) in cases {
        let text = [
            GROUND.to_owned(),
            message("a", &format!("visitor.title is any of {wide}"), ""),
            message("b", &format!("visitor.title is any of {narrow}"), ""),
        ];
        assert_eq!(codes(&proved(&single(&text.concat()))), expected);
    }
    for (length, expected) in [(200, vec![Code::NeverMatches]), (199, vec![])] {
        let condition = format!(
            "visitor.title contains any of {} and visitor.title does not contain any of {}",
            list(0..200),
            list(0..length)
        );
        let text = format!("{GROUND}{}", message("hello", &condition, ""));
        let found = codes(&proved(&single(&text)));
        // With one value left, the others are redundant.
        let found: Vec<Code> = found
            .into_iter()
            .filter(|code| *code != Code::RedundantCondition)
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn a_condition_has_a_limited_number_of_redundant_parts() {
    let parts: Vec<String> = (0..200)
        .map(|number| format!("visitor.url contains \"/{number}\""))
        .collect();
    let condition = format!("visitor.url contains \"/\" or {}", parts.join(" or "));
    let text = format!("{GROUND}{}", message("hello", &condition, ""));
    assert_eq!(
        codes(&proved(&single(&text))),
        vec![Code::RedundantCondition; 64]
    );
}
