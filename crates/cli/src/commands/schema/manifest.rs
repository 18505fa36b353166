//! The JSON Schema of the manifest, for TOML language servers.

use proactive_manifest::FILE_NAME;
use proactive_manifest::keys::{self, Key, Row, Shape, TABLES};
use serde_json::{Map, Value, json};

/// The schema, in draft 2020-12.
pub(super) fn schema() -> Value {
    let mut properties = properties_of("");
    for (table, documentation) in TABLES {
        let mut schema = object(properties_of(table));
        set(&mut schema, "description", json!(documentation));
        properties.insert((*table).to_owned(), schema);
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
        Shape::Case | Shape::Level => {
            let words = row.shape.choices();
            let words: Vec<_> = words.iter().map(|choice| choice.word).collect();
            json!({ "enum": words })
        }
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
    };
    let documentation = match row.key {
        Key::Level(lint) => format!("{} {}", row.documentation, lint.summary()),
        _ => row.documentation.to_owned(),
    };
    set(&mut schema, "description", json!(documentation));
    schema
}

fn set(schema: &mut Value, key: &str, value: Value) {
    if let Value::Object(entries) = schema {
        entries.insert(key.to_owned(), value);
    }
}
