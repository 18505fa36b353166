//! `proactive schema`: prints a JSON Schema.

mod manifest;

use schemars::schema_for;

use crate::args::{SchemaArguments, SchemaOf};
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::render;
use crate::report::diff::DiffReport;
use crate::report::hours::HoursOutput;
use crate::report::list::ListOutput;
use crate::report::overlaps::OverlapsJson;
use crate::report::simulation::SimulationOutput;
use crate::report::test_list::TestListOutput;

pub(crate) fn schema(arguments: &SchemaArguments, output: &mut Output<'_>) -> Exit {
    let schema = match arguments.of {
        SchemaOf::Configuration => proactive_config::schema(),
        SchemaOf::Manifest => manifest::schema(),
        SchemaOf::Web => proactive_config::web_schema(),
        SchemaOf::WebManifest => proactive_config::web_manifest_schema(),
        SchemaOf::Overlaps => schema_for!(OverlapsJson<'static>).to_value(),
        SchemaOf::Diff => schema_for!(DiffReport).to_value(),
        SchemaOf::Simulate => SimulationOutput::schema().to_value(),
        SchemaOf::List => schema_for!(ListOutput).to_value(),
        SchemaOf::Hours => schema_for!(HoursOutput).to_value(),
        SchemaOf::Check => render::check_schema(),
        SchemaOf::Test => render::test_schema(),
        SchemaOf::TestList => schema_for!(TestListOutput).to_value(),
    };
    let _ = writeln!(output.writer(OutputStream::Stdout), "{schema:#}");
    Exit::Fine
}
