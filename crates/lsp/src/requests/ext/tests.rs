//! `proactive/tests`: the tests of a workspace and where they are.

use proactive_catalog::DeclarationKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::Location;

use super::TextDocument;
use super::place::Place;
use crate::dispatch::RequestContext;

/// The parameters of `proactive/tests`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TestsParams {
    pub(crate) text_document: TextDocument,
}

/// A test and its location.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Test {
    name: String,
    #[schemars(with = "Place")]
    location: Location,
}

/// Lists the tests of the workspace, whether or not it has errors.
pub(crate) fn tests(context: &RequestContext, _: TestsParams) -> Result<Option<Vec<Test>>> {
    let declarations = context.snapshot().workspace().declarations();
    let all = declarations.all();
    let tests = all.filter_map(|declared| {
        let declaration = declared.declaration();
        let is_test = declared.kind() == DeclarationKind::Test;
        let title = declaration.title.as_ref().filter(|_| is_test)?;
        Some(Test {
            name: title.value.to_string(),
            location: context.location(declared.span(declaration.place()))?,
        })
    });
    Ok(Some(tests.collect()))
}
