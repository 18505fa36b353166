//! The JSON Schemas of the compiled configuration and of what is made of it for pages.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::json::Configuration;
use crate::web;

/// The JSON Schema (draft 2020-12) of the documents that [`Configuration::from_json`] reads.
#[must_use]
pub fn schema() -> Value {
    schema_of::<Configuration>("urn:proactive:configuration:1")
}

/// The JSON Schema (draft 2020-12) of a [bundle](web::Bundle).
#[must_use]
pub fn web_schema() -> Value {
    schema_of::<web::Bundle>("urn:proactive:web:1")
}

/// The JSON Schema (draft 2020-12) of a [manifest of bundles](web::Manifest).
#[must_use]
pub fn web_manifest_schema() -> Value {
    schema_of::<web::Manifest>("urn:proactive:web-manifest:1")
}

fn schema_of<T: JsonSchema>(id: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    RecursiveTransform(unwrap_description).transform(&mut schema);
    schema.insert("$id".to_owned(), id.into());
    // In the usual order: `$schema`, `$id` and `title` first, the definitions last.
    serde_json::to_value(&schema).unwrap_or_default()
}

/// Joins the lines of descriptions, which come from wrapped comments.
fn unwrap_description(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}
