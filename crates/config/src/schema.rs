//! The JSON Schema of the compiled configuration.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::Value;

use crate::json::Configuration;

/// The JSON Schema (draft 2020-12) of the documents that [`Configuration::from_json`] reads.
#[must_use]
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<Configuration>();
    RecursiveTransform(unwrap_description).transform(&mut schema);
    schema.insert("$id".to_owned(), "urn:proactive:configuration:1".into());
    // In the usual order: `$schema`, `$id` and `title` first, the definitions last.
    serde_json::to_value(&schema).unwrap_or_default()
}

/// Joins the lines of descriptions, which come from wrapped comments.
fn unwrap_description(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}
