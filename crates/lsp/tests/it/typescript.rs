//! The types of the server's answers in TypeScript, for the VS Code extension, are those of Rust.

use std::fmt::Write as _;
use std::path::Path;

use proactive_catalog::LANGUAGES;
use proactive_lsp::answer_schemas;
use serde_json::Value;

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
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(FILE);
    let types = typescript();
    if std::fs::read_to_string(&path).unwrap_or_default() != types {
        std::fs::write(&path, types).expect("written");
        panic!("{FILE} was not up to date and has been written anew");
    }
}

/// As [`types_of_the_extension_are_up_to_date`], for the languages that the preview offers.
#[test]
fn languages_of_the_extension_are_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(LANGUAGES_FILE);
    let mut list = LANGUAGES_HEADER.to_owned();
    for language in LANGUAGES {
        let _ = writeln!(list, "  [{:?}, {:?}],", language.tag, language.name);
    }
    list.push_str("];\n");
    let list = list.replace('"', "'");
    if std::fs::read_to_string(&path).unwrap_or_default() != list {
        std::fs::write(&path, list).expect("written");
        panic!("{LANGUAGES_FILE} was not up to date and has been written anew");
    }
}

fn typescript() -> String {
    let mut types = HEADER.to_owned();
    let mut schemas: Vec<(String, Value)> = answer_schemas().into_iter().collect();
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
        } else {
            let variants = schema["oneOf"].as_array().expect("an enum");
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

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let properties = schema["properties"].as_object();
    let properties = properties.into_iter().flatten();
    properties.inspect(|(name, _)| {
        let required = schema["required"].as_array().expect("required fields");
        assert!(
            required.iter().any(|it| it == *name),
            "{name} is always sent"
        );
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

fn literal(value: &Value) -> String {
    match value {
        Value::String(word) => format!("'{word}'"),
        Value::Null => "null".to_owned(),
        other => panic!("no TypeScript for the value {other}"),
    }
}
