//! Damaged copies.

use std::collections::BTreeSet;

use proactive_testing::mutations;

const TEXT: &str = "message hello \"👋\" {\n  when visitor.url contains \"é\" # and so on\n}\n";

#[test]
fn copies_differ_and_are_always_the_same() {
    let first: Vec<String> = mutations(TEXT, 100).collect();
    let again: Vec<String> = mutations(TEXT, 100).collect();
    assert_eq!(first, again);
    let different: BTreeSet<&String> = first.iter().collect();
    assert!(different.len() > 80, "{} differ", different.len());
    assert!(first.iter().filter(|copy| *copy != TEXT).count() > 90);
}

#[test]
fn an_empty_text_can_be_damaged() {
    let copies: Vec<String> = mutations("", 50).collect();
    assert!(copies.iter().any(|copy| !copy.is_empty()));
}
