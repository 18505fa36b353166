//! Large and adversarial workspaces: checking ends, and the findings are right.

use std::fmt::Write as _;

use proactive_analysis::{compare, overlaps};
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
