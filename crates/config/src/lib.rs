//! The compiled configuration: its JSON model, and how a workspace becomes one.
//!
//! A [`Configuration`] is the document that the build writes. [`compile`] makes one of a checked
//! workspace and cannot fail: the [`Model`](proactive_hir::model::Model) it takes exists only
//! without errors. Its conditions are in the normal form that [`normalise`] describes. [`schema`]
//! says in JSON Schema which documents [`Configuration::from_json`] reads.

pub mod json;
pub mod normalise;

mod compile;
mod distinct;
mod schema;

pub use compile::compile;
pub use json::Configuration;
pub use normalise::Normaliser;
pub use schema::schema;
