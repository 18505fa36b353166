//! `textDocument/references`

use proactive_ide::references::references;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Location, ReferenceParams};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    params: ReferenceParams,
) -> Result<Option<Vec<Location>>> {
    let position = context.position(params.text_document_position.position);
    let found = references(
        context.snapshot(),
        position,
        params.context.include_declaration,
    );
    Ok(found.map(|spans| {
        let places = spans.into_iter();
        places.filter_map(|span| context.location(span)).collect()
    }))
}
