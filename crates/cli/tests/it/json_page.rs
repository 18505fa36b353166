//! The page on JSON reports lists the fields that the schemas have.
//!
//! What is between `<!-- fields of NAME -->` and `<!-- end -->` in `docs/reference/json.md` is written from the
//! schema that `proactive schema NAME` prints.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::corpus;
use crate::docs::is_current;
use crate::support::Folder;

/// The reports, by the names of their schemas.
const REPORTS: [&str; 8] = [
    "check",
    "test",
    "test-list",
    "simulate",
    "overlaps",
    "list",
    "hours",
    "diff",
];

/// Definitions that belong to the compiled configuration.
const OF_CONFIGURATION: [&str; 2] = ["Comparison", "Text"];

#[test]
fn the_page_on_json_lists_all_fields() {
    let path = corpus::project().join("docs/reference/json.md");
    let page = corpus::read(&path);
    let mut real = String::new();
    let mut rest = &*page;
    let mut listed = Vec::new();
    while let Some((before, after)) = rest.split_once("<!-- fields of ") {
        let (name, after) = after.split_once(" -->\n").expect("a name");
        let (_, after) = after.split_once("<!-- end -->").expect("an end");
        let _ = write!(
            real,
            "{before}<!-- fields of {name} -->\n\n{}<!-- end -->",
            fields_of(name)
        );
        listed.push(name);
        rest = after;
    }
    real.push_str(rest);
    assert_eq!(listed, REPORTS);
    is_current(&path, &page, &real);
}

/// The tables of a report: its own fields, and those of the objects in it.
fn fields_of(name: &str) -> String {
    let ran = Folder::new().run(&["schema", name]);
    let schema: Value = serde_json::from_str(&ran.out).expect("a schema");
    let mut writer = Writer {
        definitions: schema["$defs"].as_object().cloned().unwrap_or_default(),
        waiting: Vec::new(),
        text: String::new(),
    };
    writer.table(&schema);
    let mut at = 0;
    while let Some(name) = writer.waiting.get(at).cloned() {
        at += 1;
        let definition = writer.definitions[&name].clone();
        let description = sentence(&definition);
        let _ = writeln!(writer.text, "`{name}`{description}\n");
        writer.table(&definition);
    }
    writer.text
}

/// The description of a schema, after a colon.
fn sentence(schema: &Value) -> String {
    match schema["description"].as_str() {
        Some(description) => format!(": {}", description.replace('\n', " ")),
        None => String::new(),
    }
}

struct Writer {
    definitions: Map<String, Value>,
    /// The definitions that are named, in the order in which they are.
    waiting: Vec<String>,
    text: String,
}

impl Writer {
    /// The fields of an object, or the variants that a value has.
    fn table(&mut self, schema: &Value) {
        let variants = schema["oneOf"].as_array().cloned().unwrap_or_default();
        let has_kinds = |it: &Value| it["properties"]["kind"]["const"].is_string();
        if !variants
            .iter()
            .any(|it| has_kinds(it) || it["const"].is_string())
        {
            self.text
                .push_str("| field | type | meaning |\n| --- | --- | --- |\n");
            self.rows(schema, "", "");
            // Each variant is one field, and the description is that of the variant.
            for variant in &variants {
                self.rows(variant, "", &meaning(variant));
            }
        } else if variants.iter().all(|variant| variant["const"].is_string()) {
            self.text.push_str("| value | meaning |\n| --- | --- |\n");
            for variant in &variants {
                let value = variant["const"].as_str().unwrap_or_default();
                let _ = writeln!(self.text, "| `{value}` | {} |", meaning(variant));
            }
        } else {
            self.text
                .push_str("| `kind` | field | type | meaning |\n| --- | --- | --- | --- |\n");
            if schema["properties"].is_object() {
                self.text.push_str("| all | | | |\n");
                self.rows(schema, "| ", "");
            }
            for variant in &variants {
                let kind = variant["properties"]["kind"]["const"].as_str();
                let kind = kind.expect("a variant has a kind");
                let _ = writeln!(self.text, "| `{kind}` | | | {} |", meaning(variant));
                self.rows(variant, "| ", "");
            }
        }
        self.text.push('\n');
    }

    /// The fields of an object, a row each. `otherwise` describes those without a description.
    fn rows(&mut self, schema: &Value, before: &str, otherwise: &str) {
        let properties = schema["properties"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        for (field, schema) in properties {
            if field == "kind" && schema["const"].is_string() {
                continue;
            }
            let meaning = match &*meaning(&schema) {
                "" => otherwise.to_owned(),
                described => described.to_owned(),
            };
            assert!(!meaning.is_empty(), "`{field}` has no description");
            let of = self.name_of(&schema);
            let _ = writeln!(self.text, "{before}| `{field}` | {of} | {meaning} |");
        }
    }

    /// The type of a value in words.
    fn name_of(&mut self, schema: &Value) -> String {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default().to_owned();
            if OF_CONFIGURATION.contains(&&*name) {
                return format!("`{name}` of the compiled configuration");
            }
            if !self.waiting.contains(&name) {
                self.waiting.push(name.clone());
            }
            return format!("`{name}`");
        }
        if let Some(options) = schema["anyOf"].as_array().cloned() {
            let options: Vec<String> = options.iter().map(|it| self.name_of(it)).collect();
            return options.join(" or ");
        }
        let of = |of: &str| match of {
            "integer" | "number" => "number".to_owned(),
            "boolean" => "true or false".to_owned(),
            "array" => format!("list of {}", self.name_of(&schema["items"])),
            "string" => "text".to_owned(),
            other => other.to_owned(),
        };
        match &schema["type"] {
            Value::String(name) => [name.as_str()].map(of).join(""),
            Value::Array(names) => {
                let names = names.iter().filter_map(Value::as_str);
                names.map(of).collect::<Vec<_>>().join(" or ")
            }
            _ => "any value".to_owned(),
        }
    }
}

/// The description of a schema, for a cell of a table.
fn meaning(schema: &Value) -> String {
    let description = schema["description"].as_str().unwrap_or_default();
    description.replace('\n', " ").replace('|', "\\|")
}
