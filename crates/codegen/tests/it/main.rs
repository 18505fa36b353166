//! The code of small grammars, and the grammars that are refused.

#![cfg(test)]
#![allow(clippy::expect_used, missing_docs, reason = "tests")]

use proactive_codegen::{GrammarError, generate};

/// The generated code as one text.
fn code(grammar: &str) -> String {
    let parser = generate(grammar).expect("a supported grammar");
    format!("{}\n----\n\n{}", parser.scan, parser.nodes)
}

/// Which bytes lead to which alternative.
#[test]
fn a_choice_is_made_by_the_next_byte() {
    insta::assert_snapshot!(code(
        r#"
        list = { item* ~ EOI }
        /// What a list has.
        item = _{ number | word | "(" | "\r\n" | stray }
        number = @{ ASCII_DIGIT+ }
        word = @{ !"nil" ~ letter+ }
        letter = _{ 'a'..'z' | "_" }
        stray = { ANY }
        "#
    ));
}

/// What is written before a part fails is removed; where nothing can fail, nothing is checked.
#[test]
fn what_fails_leaves_nothing() {
    insta::assert_snapshot!(code(
        r#"
        pairs = { (pair | missing)* ~ "." }
        pair = _{ name ~ &"=" ~ (equals ~ name?) }
        missing = { "?" ~ hole }
        name = @{ ASCII_ALPHA ~ (!("=" | "\r\n") ~ ANY)* }
        equals = { "=" }
        hole = { "" }
        "#
    ));
}

/// The reason why a grammar is refused.
fn refused(grammar: &str) -> String {
    generate(grammar).expect_err("refused").to_string()
}

#[test]
fn unsupported_features_are_refused() {
    for (rules, what) in [
        ("a = ${ \"a\" }", "`$`"),
        ("a = !{ \"a\" }", "`!` before `{`"),
        ("a = { ^\"a\" }", "^\"a\""),
        ("a = { 'à'..'é' }", "'à'..'é', outside of ASCII"),
        ("a = { PUSH(\"a\") }", "the stack"),
        ("a = { \"a\" ~ PEEK[0..1] }", "the stack"),
        ("a = { \"a\" ~ POP }", "the built-in rule `POP`"),
        ("a = { NEWLINE }", "the built-in rule `NEWLINE`"),
        ("a = { LETTER }", "the built-in rule `LETTER`"),
        ("a = { \"a\" ~ SOI }", "the built-in rule `SOI`"),
    ] {
        let expected = format!("the rule `a` uses {what}, which is not supported");
        assert_eq!(refused(rules), expected);
    }
    assert_eq!(
        refused("a = { \"a\" }\nWHITESPACE = _{ \" \" }"),
        "the rule `WHITESPACE` uses what is skipped between all parts, which is not supported"
    );
}

#[test]
fn recursive_rules_are_refused() {
    let grammar = "a = { \"(\" ~ b ~ \")\" }\nb = { a? }";
    assert_eq!(
        generate(grammar),
        Err(GrammarError::Recursive("a".to_owned()))
    );
}

#[test]
fn what_pest_rejects_is_refused() {
    for grammar in ["a = { b }", "a = { \"a", "a = { \"\"* }", "a = { a }"] {
        let message = refused(grammar);
        assert!(message.starts_with("pest rejects the grammar"), "{message}");
    }
}
