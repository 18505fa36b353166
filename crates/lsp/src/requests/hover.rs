//! `textDocument/hover`

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Hover, HoverContents, HoverParams};

use super::markup::markup;
use crate::ask::Asked;

pub(crate) fn answer(asked: &Asked, params: HoverParams) -> Result<Option<Hover>> {
    let position = asked.position(params.text_document_position_params.position);
    let hover = proactive_ide::hover::hover(asked.snapshot(), position);
    Ok(hover.map(|hover| Hover {
        contents: HoverContents::Markup(markup(&hover.markup, asked.can().hover_markdown)),
        range: Some(asked.view.range(hover.span)),
    }))
}
