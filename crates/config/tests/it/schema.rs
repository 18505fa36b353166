//! The schema of the configuration, and that it accepts what is read and nothing else.

use std::sync::LazyLock;

use jsonschema::Validator;
use proactive_catalog::{Event, FIELDS, LANGUAGES, ScheduleKind, Word};
use proactive_config::{Configuration, schema};
use serde_json::{Value, json};

/// The compiled example.
pub(crate) const EXAMPLE: &str = include_str!("example/configuration.json");

/// Validates documents by the schema.
pub(crate) static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema())
        .unwrap()
});

fn example() -> Value {
    serde_json::from_str(EXAMPLE).unwrap()
}

#[test]
fn the_schema_is_one() {
    let schema = schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    insta::assert_snapshot!(format!("{schema:#}"));
}

#[test]
fn the_example_is_valid() {
    VALIDATOR.validate(&example()).unwrap();
}

/// The places of all values within `value`, as JSON pointers.
fn places(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                places(value, &format!("{here}/{key}"), all);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{here}/{index}"), all);
            }
        }
        _ => {}
    }
}

/// `document` with one thing changed, in all places and in many ways, each with the place.
fn variations(document: &Value) -> Vec<(String, Value)> {
    let replacements = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(2.5),
        json!(86_400),
        json!(86_401),
        json!(""),
        json!(" \u{85}\u{a0}\u{3000}"),
        json!("\u{feff}"),
        json!("a"),
        json!("a\u{85}"),
        json!("a,b"),
        json!("it's"),
        json!("-a"),
        json!("é"),
        json!("a/b"),
        json!("status"),
        json!("no"),
        json!("is"),
        json!("is_not"),
        json!("contains"),
        json!("visitor"),
        json!("url"),
        json!("title"),
        json!("history"),
        json!("new"),
        json!("fr-CA"),
        json!("fr-ca"),
        json!("draft"),
        json!("anytime"),
        json!("00:00"),
        json!("24:00"),
        json!("9:00"),
        json!("https://acme.example"),
        json!("https://acme.example/"),
        json!("https://*.acme.example:8080/help"),
        json!("http://é.example/"),
        json!("https://acme.example/?a"),
        json!("https://acme.example/ a"),
        json!("https://me@acme.example/"),
        json!("ftp://acme.example/"),
        json!("2026-02-29"),
        json!("2028-02-29"),
        json!("x".repeat(255)),
        json!("é".repeat(256)),
        json!([]),
        json!(["a"]),
        json!(["a", "b"]),
        json!(["name"]),
        json!([""]),
        json!({}),
        json!({ "all": [] }),
        json!({ "any": [] }),
    ];
    let mut found = Vec::new();
    let mut pointers = Vec::new();
    places(document, "", &mut pointers);
    for pointer in &pointers {
        let mut change = |change: &dyn Fn(&mut Value)| {
            let mut variation = document.clone();
            change(variation.pointer_mut(pointer).unwrap());
            found.push((pointer.clone(), variation));
        };
        for replacement in &replacements {
            change(&|value| *value = replacement.clone());
        }
        match document.pointer(pointer).unwrap() {
            Value::Object(keys) => {
                for key in keys.keys() {
                    change(&|value| {
                        value.as_object_mut().unwrap().remove(key);
                    });
                }
                for key in [
                    "extra",
                    "external_id",
                    "name",
                    "value",
                    "values",
                    "all",
                    "any",
                ] {
                    for extra in [json!("a"), json!(["a"]), json!([])] {
                        change(&|value| value[key] = extra.clone());
                    }
                }
            }
            Value::Array(items) => {
                for fewer in 0..items.len() {
                    change(&|value| value.as_array_mut().unwrap().truncate(fewer));
                }
                for item in items {
                    change(&|value| value.as_array_mut().unwrap().push(item.clone()));
                    change(&|value| *value = item.clone());
                }
            }
            _ => {}
        }
        change(&|value| *value = json!([value.clone()]));
        change(&|value| *value = json!({ "all": [value.clone()] }));
        change(&|value| *value = json!({ "any": [value.clone(), value.clone()] }));
    }
    found
}

/// Reading and the schema agree about every document that differs from a right one in one thing.
#[test]
fn what_is_valid_is_read_and_nothing_else() {
    // One opening is enough, and saves half the time.
    let mut document = example();
    let open = document["schedules"][0]["open"].as_array_mut().unwrap();
    open.truncate(1);
    let (mut valid, mut invalid) = (0, 0);
    for (place, variation) in variations(&document) {
        let read = Configuration::from_json(&variation.to_string());
        let is_valid = VALIDATOR.is_valid(&variation);
        let value = variation.pointer(&place);
        let error = read.err();
        assert_eq!(is_valid, error.is_none(), "{place}: {value:?}: {error:?}");
        if is_valid {
            valid += 1;
        } else {
            invalid += 1;
        }
    }
    assert!(valid > 500 && invalid > 5000, "{valid} and {invalid}");
}

/// The comparison, as the only condition of the example's first message.
fn accepts(comparison: &Value) -> bool {
    let mut document = example();
    document["messages"][0]["conditions"] = json!({ "all": [comparison] });
    let is_valid = VALIDATOR.is_valid(&document);
    let is_read = Configuration::from_json(&document.to_string()).is_ok();
    assert_eq!(is_valid, is_read, "{comparison}");
    is_valid
}

/// Of all combinations just those of the table of fields; the history is never `is_not`.
#[test]
fn comparisons_are_those_of_the_catalog() {
    let objects = ["visitor", "device", "page"];
    let fields = ["url", "title", "history", "language", "name"];
    let operators = ["is", "is_not", "contains", "does_not_contain", "is not"];
    let values = ["new", "fr", "a"];
    let mut accepted = Vec::new();
    for object in objects {
        for field in fields {
            for operator in operators {
                for value in values {
                    let one = json!({ "object": object, "field": field, "operator": operator, "value": value });
                    let list = json!({ "object": object, "field": field, "operator": operator, "values": [value] });
                    accepted.extend(
                        [one, list]
                            .into_iter()
                            .filter(accepts)
                            .map(|it| it.to_string()),
                    );
                }
            }
        }
    }
    insta::assert_snapshot!(accepted.join("\n"));
}

#[test]
fn every_language_and_field_is_in_the_schema() {
    let schema = schema().to_string();
    for language in LANGUAGES {
        let is = json!({ "object": "device", "field": "language", "operator": "is", "value": language.tag });
        assert!(accepts(&is), "{}", language.tag);
    }
    for row in FIELDS {
        assert!(schema.contains(row.documentation), "{}", row.path);
    }
}

/// The kinds of triggers and hours are variants here and words in the catalog.
#[test]
fn kinds_are_words_of_the_catalog() {
    fn words<W: Word>() -> Vec<&'static str> {
        W::ALL.iter().map(|word| word.as_str()).collect()
    }
    let schema = schema();
    let kinds = |name: &str, key: &str| -> Vec<String> {
        let variants = schema["$defs"][name]["oneOf"].as_array().unwrap();
        variants
            .iter()
            .map(|variant| variant["properties"][key]["const"].as_str().unwrap().into())
            .collect()
    };
    assert_eq!(kinds("Trigger", "event"), words::<Event>());
    assert_eq!(kinds("Hours", "type"), words::<ScheduleKind>());
}
