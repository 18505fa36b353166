//! The compiled configuration: its JSON model.
//!
//! A [`Configuration`] is the document that the build writes. [`schema`] says in JSON Schema which
//! documents [`Configuration::from_json`] reads.

pub mod json;

mod schema;

pub use json::Configuration;
pub use schema::schema;
