//! `proactive/coverage`: which comparisons the tests of a workspace cover.

use proactive_ide::commands;
use proactive_simulator::CoverageReport;
use serde::Deserialize;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::Location;

use super::{TextDocument, refused};
use crate::dispatch::RequestContext;

/// The parameters of `proactive/coverage`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CoverageParams {
    pub(crate) text_document: TextDocument,
}

pub(crate) fn coverage(
    context: &RequestContext,
    _: CoverageParams,
) -> Result<Option<CoverageReport<Location>>> {
    let report = commands::coverage(context.snapshot()).map_err(|it| refused(&it))?;
    Ok(report.map_locations(|span| context.location(span)))
}
