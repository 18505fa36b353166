//! The compiled configuration: its JSON model, and how a workspace becomes one.
//!
//! A [`Configuration`] is the document that the build writes. [`compile`] creates it from a checked
//! workspace and cannot fail: the [`Model`](proactive_hir::model::Model) that it takes exists only
//! without errors. The conditions are in the normal form that [`normalise`] describes. [`schema`]
//! is the JSON Schema of the documents that [`Configuration::from_json`] reads.
//!
//! [`import()`] goes the other way, from a document to source text.
//!
//! [`web`] makes of a configuration what the pages of each channel need.
//!
//! Tests are not part of the document. They become [scenarios](scenario), which refer to its
//! messages and channels by name.

pub mod import;
pub mod json;
pub mod normalise;
pub mod scenario;
pub mod web;

mod compile;
mod dedup;
mod schema;

pub use compile::compile;
pub use import::{Import, import};
pub use json::Configuration;
pub use normalise::Normaliser;
pub use scenario::{Scenario, scenarios};
pub use schema::{schema, web_manifest_schema, web_schema};
