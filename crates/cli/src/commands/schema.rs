//! `proactive schema`: prints a JSON Schema.

use crate::args::{SchemaArguments, SchemaOf};
use crate::exit::Exit;
use crate::manifest;
use crate::output::{Output, OutputStream};

pub(crate) fn schema(arguments: &SchemaArguments, output: &mut Output<'_>) -> Exit {
    let schema = match arguments.of {
        SchemaOf::Configuration => proactive_config::schema(),
        SchemaOf::Manifest => manifest::schema(),
    };
    let _ = writeln!(output.writer(OutputStream::Stdout), "{schema:#}");
    Exit::Fine
}
