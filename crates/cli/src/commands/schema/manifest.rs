//! The JSON Schema of the manifest, for TOML language servers.

use proactive_catalog::limits::MAX_VISIT_GAP_MINUTES;
use proactive_manifest::FILE_NAME;
use proactive_manifest::keys::{self, OVERRIDES, Row, Shape, TABLES, Table};
use serde_json::{Map, Value, json};

/// The schema, in draft 2020-12.
pub(super) fn schema() -> Value {
    let mut properties = properties_of("");
    for table in TABLES.iter().filter(|table| table.is_top()) {
        properties.insert(table.name.to_owned(), table_schema(table));
    }
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FILE_NAME,
        "description": "Settings of a workspace of proactive messages.",
    });
    if let (Value::Object(root), Value::Object(rest)) = (&mut root, object(properties)) {
        root.extend(rest);
    }
    root
}

/// The schema of a table, with those in it.
fn table_schema(table: &Table) -> Value {
    let mut properties = properties_of(table.name);
    for inner in TABLES {
        let name = inner.name.strip_prefix(table.name);
        if let Some(name) = name.and_then(|name| name.strip_prefix('.')) {
            properties.insert(name.to_owned(), table_schema(inner));
        }
    }
    let mut schema = object(properties);
    if table.name == OVERRIDES {
        set(&mut schema, "required", json!(["paths"]));
    }
    if table.repeats {
        schema = json!({ "type": "array", "items": schema });
    }
    set(&mut schema, "description", json!(table.documentation));
    schema
}

fn object(properties: Map<String, Value>) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn properties_of(table: &str) -> Map<String, Value> {
    keys::rows()
        .filter(|row| row.table == table)
        .map(|row| (row.name.to_owned(), property(&row)))
        .collect()
}

fn property(row: &Row) -> Value {
    let mut schema = match row.shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Patterns => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Case | Shape::Level | Shape::Adapter => {
            let words = row.shape.choices();
            let words: Vec<_> = words.iter().map(|choice| choice.word).collect();
            json!({ "enum": words })
        }
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Minutes => {
            json!({ "type": "integer", "minimum": 1, "maximum": MAX_VISIT_GAP_MINUTES })
        }
    };
    let documentation = match row.key.lint() {
        Some(lint) => format!("{} {}", row.documentation, lint.summary()),
        None => row.documentation.to_owned(),
    };
    set(&mut schema, "description", json!(documentation));
    schema
}

fn set(schema: &mut Value, key: &str, value: Value) {
    if let Value::Object(entries) = schema {
        entries.insert(key.to_owned(), value);
    }
}
