//! The TypeScript types of what Rust writes are up to date: the answers of the server, for the VS Code
//! extension, and the bundles of web pages, for their runtime.

use std::fmt::Write as _;
use std::path::Path;

use proactive_catalog::LANGUAGES;
use proactive_lsp::answer_schemas;
use serde_json::{Value, json};

const BUNDLE_FILE: &str = "runtime/src/bundle.ts";

const BUNDLE_HEADER: &str = "\
// The bundle that `proactive build --target web` writes for a channel.
//
// Generated from the Rust types by the tests of `proactive-lsp`: don't edit.
";

const FILE: &str = "editors/vscode/src/answers.ts";

const LANGUAGES_FILE: &str = "editors/vscode/webview/languages.ts";

const LANGUAGES_HEADER: &str = "\
// The languages of devices, by tag.
//
// Generated from the catalog by the tests of `proactive-lsp`: don't edit.

export const LANGUAGES: readonly (readonly [tag: string, name: string])[] = [
";

const HEADER: &str = "\
// What the server answers to the requests of `docs/reference/editor-protocol.md`.
//
// Generated from the Rust types by the tests of `proactive-lsp`: don't edit.
";

/// Writes the file if it is out of date, so running the test again is all there is to do.
#[test]
fn types_of_the_extension_are_up_to_date() {
    let schemas = answer_schemas().into_iter().collect();
    let types = typescript(HEADER, schemas);
    assert!(
        !types.contains("?:"),
        "every field of an answer is always sent"
    );
    update(FILE, types);
}

/// As [`types_of_the_extension_are_up_to_date`], for the bundles of web pages.
#[test]
fn types_of_the_runtime_are_up_to_date() {
    let mut bundle = proactive_config::web_schema();
    let definitions = bundle["$defs"].take();
    let definitions = definitions.as_object().expect("definitions");
    let mut schemas: Vec<(String, Value)> = definitions.clone().into_iter().collect();
    // Rules about the characters of a string have no type in TypeScript.
    let strings = schemas.extract_if(.., |(_, schema)| schema["type"] == "string");
    let strings: Vec<String> = strings.map(|(name, _)| name).collect();
    schemas.push(("Bundle".to_owned(), bundle));
    for (_, schema) in &mut schemas {
        inline(schema, &strings);
    }
    update(BUNDLE_FILE, typescript(BUNDLE_HEADER, schemas));
}

/// Replaces references to these definitions by the type of strings.
fn inline(schema: &mut Value, strings: &[String]) {
    if let Some(reference) = schema["$ref"].as_str()
        && strings
            .iter()
            .any(|name| reference.ends_with(&format!("/{name}")))
    {
        *schema = json!({ "type": "string", "description": schema["description"] });
    }
    match schema {
        Value::Object(keys) => keys.values_mut().for_each(|it| inline(it, strings)),
        Value::Array(items) => items.iter_mut().for_each(|it| inline(it, strings)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn update(file: &str, content: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(file);
    if std::fs::read_to_string(&path).unwrap_or_default() != content {
        std::fs::write(&path, content).expect("written");
        panic!("{file} was not up to date and has been written anew");
    }
}

/// As [`types_of_the_extension_are_up_to_date`], for the languages that the preview offers.
#[test]
fn languages_of_the_extension_are_up_to_date() {
    let mut list = LANGUAGES_HEADER.to_owned();
    for language in LANGUAGES {
        let _ = writeln!(list, "  [{:?}, {:?}],", language.tag, language.name);
    }
    list.push_str("];\n");
    update(LANGUAGES_FILE, list.replace('"', "'"));
}

fn typescript(header: &str, mut schemas: Vec<(String, Value)>) -> String {
    let mut types = header.to_owned();
    schemas.sort_by(|(left, _), (right, _)| left.cmp(right));
    for (name, schema) in &schemas {
        types.push('\n');
        comment(&mut types, "", schema);
        let name = type_name(name);
        if schema["type"] == "object" {
            let _ = writeln!(types, "export interface {name} {{");
            for (field, schema) in properties(schema) {
                comment(&mut types, "  ", schema);
                let _ = writeln!(types, "  readonly {field}: {};", type_of(schema));
            }
            types.push_str("}\n");
        } else if schema["type"] == "array" {
            let _ = writeln!(types, "export type {name} = {};", type_of(schema));
        } else {
            let variants = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
            let variants = variants.expect("an enum");
            let _ = write!(types, "export type {name} =");
            for variant in variants {
                let _ = write!(types, "\n  | {}", type_of(variant));
            }
            types.push_str(";\n");
        }
    }
    types
}

/// The name of a schema without its parameter: `Shown_for_Place`.
fn type_name(name: &str) -> &str {
    name.strip_suffix("_for_Place").unwrap_or(name)
}

fn comment(types: &mut String, indent: &str, schema: &Value) {
    let Some(text) = schema["description"].as_str() else {
        return;
    };
    let lines: Vec<&str> = text.lines().collect();
    if let [line] = *lines {
        let _ = writeln!(types, "{indent}/** {line} */");
        return;
    }
    let _ = writeln!(types, "{indent}/**");
    for line in lines {
        let _ = writeln!(types, "{}", format!("{indent} * {line}").trim_end());
    }
    let _ = writeln!(types, "{indent} */");
}

/// The properties with their names, which have a `?` if they can be missing.
fn properties(schema: &Value) -> impl Iterator<Item = (String, &Value)> {
    let properties = schema["properties"].as_object();
    properties.into_iter().flatten().map(|(name, property)| {
        let required = schema["required"].as_array().expect("required fields");
        match required.iter().any(|it| it == name) {
            true => (name.clone(), property),
            false => (format!("{name}?"), property),
        }
    })
}

fn type_of(schema: &Value) -> String {
    let union = |types: &[Value], of: fn(&Value) -> String| {
        let types: Vec<String> = types.iter().map(of).collect();
        types.join(" | ")
    };
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        return type_name(name).to_owned();
    }
    if let Some(value) = schema.get("const") {
        return literal(value);
    }
    if let Some(values) = schema["enum"].as_array() {
        return union(values, literal);
    }
    if let Some(types) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        return union(types, type_of);
    }
    match &schema["type"] {
        Value::Array(types) => {
            let each = types.iter().map(|one| {
                let mut schema = schema.clone();
                schema["type"] = one.clone();
                type_of(&schema)
            });
            each.collect::<Vec<_>>().join(" | ")
        }
        Value::String(name) => match name.as_str() {
            "string" => "string".to_owned(),
            "integer" | "number" => "number".to_owned(),
            "boolean" => "boolean".to_owned(),
            "null" => "null".to_owned(),
            "array" if !schema["prefixItems"].is_null() => tuple(schema),
            "array" => match type_of(&schema["items"]) {
                item if item.contains(' ') => format!("readonly ({item})[]"),
                item => format!("readonly {item}[]"),
            },
            "object" => {
                let fields: Vec<String> = properties(schema)
                    .map(|(field, schema)| format!("readonly {field}: {}", type_of(schema)))
                    .collect();
                format!("{{ {} }}", fields.join("; "))
            }
            other => panic!("no TypeScript for the type {other}"),
        },
        _ => panic!("no TypeScript for {schema}"),
    }
}

/// A list of fixed types, perhaps with more items after them.
fn tuple(schema: &Value) -> String {
    let first = schema["prefixItems"].as_array().expect("types");
    let mut types: Vec<String> = first.iter().map(type_of).collect();
    if schema["items"].is_object() {
        types.push(format!("...{}[]", type_of(&schema["items"])));
    }
    format!("readonly [{}]", types.join(", "))
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(word) => format!("'{word}'"),
        Value::Number(number) => number.to_string(),
        Value::Null => "null".to_owned(),
        other => panic!("no TypeScript for the value {other}"),
    }
}
