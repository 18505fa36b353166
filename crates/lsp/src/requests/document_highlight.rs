//! `textDocument/documentHighlight`

use proactive_ide::document_highlight::{Access, document_highlights};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams,
};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let position = context.position(params.text_document_position_params.position);
    let found = document_highlights(context.snapshot(), position).into_iter();
    let highlights = found.map(|highlight| DocumentHighlight {
        range: context.range(highlight.range),
        kind: Some(match highlight.access {
            Access::Read => DocumentHighlightKind::READ,
            Access::Write => DocumentHighlightKind::WRITE,
        }),
    });
    Ok(Some(highlights.collect()))
}
