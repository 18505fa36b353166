//! JSON Schemas of the answers to the project's own requests.

use proactive_simulator::{CoverageReport, TestReport};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::compiled::Compiled;
use super::messages::ProjectMessages;
use super::place::Place;
use super::preview::Preview;
use super::simulate::PlayedVisit;
use super::status::Status;
use super::tests::Test;

/// The JSON Schemas of the answers to the project's own requests, by the names of their types.
///
/// The types in the VS Code extension are generated from them.
#[must_use]
pub fn answer_schemas() -> Map<String, Value> {
    let settings = SchemaSettings::default().for_serialize();
    let mut generator = settings.into_generator();
    generator.subschema_for::<Preview>();
    generator.subschema_for::<PlayedVisit<Place>>();
    generator.subschema_for::<Test>();
    generator.subschema_for::<TestReport<Place>>();
    generator.subschema_for::<CoverageReport<Place>>();
    generator.subschema_for::<Compiled>();
    generator.subschema_for::<Status>();
    generator.subschema_for::<ProjectMessages>();
    generator.take_definitions(true)
}
