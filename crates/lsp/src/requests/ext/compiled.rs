//! `proactive/compiled`: the compiled JSON of a workspace or of one message.

use proactive_ide::commands;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::Result;

use super::{TextDocument, refused};
use crate::dispatch::RequestContext;

/// The parameters of `proactive/compiled`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CompiledParams {
    pub(crate) text_document: TextDocument,
    /// Only this message.
    #[serde(default)]
    pub(crate) message: Option<String>,
}

/// The compiled JSON, serialised.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Compiled {
    json: String,
}

pub(crate) fn compiled(
    context: &RequestContext,
    params: CompiledParams,
) -> Result<Option<Compiled>> {
    let message = params.message.as_deref();
    let json = commands::compiled::compiled(context.snapshot(), message);
    let json = json.map_err(|it| refused(&it))?;
    Ok(Some(Compiled { json }))
}
