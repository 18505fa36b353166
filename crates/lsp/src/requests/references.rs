//! `textDocument/references`

use proactive_ide::references::references;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Location, ReferenceParams};

use crate::ask::Asked;

pub(crate) fn answer(asked: &Asked, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let position = asked.position(params.text_document_position.position);
    let found = references(
        asked.snapshot(),
        position,
        params.context.include_declaration,
    );
    Ok(found.map(|spans| {
        let places = spans.into_iter();
        places.filter_map(|span| asked.location(span)).collect()
    }))
}
