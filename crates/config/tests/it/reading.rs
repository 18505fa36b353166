//! Reading documents.

use proactive_config::Configuration;

use crate::schema::{EXAMPLE, VALIDATOR};

#[test]
fn what_is_written_is_read() {
    let configuration = Configuration::from_json(EXAMPLE).unwrap();
    assert_eq!(configuration.to_json(), EXAMPLE);
}

/// Neither layout nor the order of keys matters, nor that a condition is not in its normal form.
#[test]
fn other_spellings_are_read() {
    let document = r#"{"messages":[{"frequency":"every_time","id":"m","name":"m","status":"draft",
        "schedule":{"type":"anytime"},"trigger":{"after_seconds":86400,"event":"page_view"},
        "conditions":{"any":[{"value":"a","operator":"is","field":"url","object":"visitor"}]},
        "reply":{"ask":[],"text":"t","type":"agent"},"text":"t","channel":"c","brand":"b"}],
        "matching":{"case_sensitive":false},"version":1}"#;
    insta::assert_snapshot!(Configuration::from_json(document).unwrap().to_json());
}

#[track_caller]
fn error(from: &str, to: &str) -> String {
    assert!(EXAMPLE.contains(from), "{from} stands nowhere");
    let document = EXAMPLE.replacen(from, to, 1);
    let value = serde_json::from_str(&document).unwrap();
    assert!(!VALIDATOR.is_valid(&value), "{to} is valid");
    let error = Configuration::from_json(&document).unwrap_err();
    error.to_string()
}

/// A wrong document is refused with a reason that helps to find what is wrong.
#[test]
fn errors_say_what_is_wrong() {
    let errors = [
        error(r#""version": 1"#, r#""version": 2"#),
        error(r#""id": "acme""#, r#""id": "a b""#),
        error(r#""id": "acme""#, r#""id": "message""#),
        error(r#""id": "free_shipping""#, r#""id": "nothing""#),
        error(r#""id": "acme""#, r#""id": "acme", "ids": []"#),
        error(r#""Acme Outdoor""#, r#"" \t""#),
        error(r#""Acme Outdoor""#, "null"),
        error(r#""web_widget""#, r#""email""#),
        error(r#""Europe/Paris""#, r#""/Paris""#),
        error(r#""from": "09:00""#, r#""from": "24:00""#),
        error(r#""to": "12:30""#, r#""to": "00:00""#),
        error(r#""to": "12:30""#, r#""to": "12:60""#),
        error(r#""2026-12-25""#, r#""2026-02-30""#),
        error(r#""2026-12-25""#, r#""20261225""#),
        error(r#""page_load""#, r#""page_load", "after_seconds": 1"#),
        error(r#""after_seconds": 30"#, r#""after_seconds": 86401"#),
        error(r#""cart""#, r#""my cart""#),
        error(r#""operator": "contains""#, r#""operator": "starts_with""#),
        error(r#""operator": "contains""#, r#""operator": "is""#),
        error(r#""value": "new""#, r#""value": "old""#),
        error(r#""value": "fr""#, r#""value": "FR""#),
        error(r#""field": "history""#, r#""field": "age""#),
        error(r#""object": "visitor","#, ""),
        error(r#""conditions": {"#, r#""conditions": { "any": [],"#),
        error(r#""any": ["#, r#""all": [], "any": ["#),
    ];
    insta::assert_snapshot!(errors.join("\n"));
}
