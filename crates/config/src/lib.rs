//! The compiled configuration: its JSON model, and how a workspace becomes one.
//!
//! A [`Configuration`] is the document that the build writes. [`compile`] makes one of a checked
//! workspace and cannot fail: the [`Model`](proactive_hir::model::Model) it takes exists only
//! without errors. Its conditions are in the normal form that [`normalise`] describes. [`schema`]
//! says in JSON Schema which documents [`Configuration::from_json`] reads.
//!
//! [`import()`] goes the other way, from a document to text.
//!
//! Tests are not part of the document. They become [scenarios](scenario), which speak of its
//! messages and channels by name.

pub mod import;
pub mod json;
pub mod normalise;
pub mod scenario;

mod compile;
mod dedup;
mod schema;

pub use compile::compile;
pub use import::{Import, import};
pub use json::Configuration;
pub use normalise::Normaliser;
pub use scenario::{Scenario, scenarios};
pub use schema::schema;
