//! `textDocument/hover`

use proactive_ide::{hover, manifest};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Hover, HoverContents, HoverParams};

use super::markup::markup;
use crate::dispatch::RequestContext;

pub(crate) fn answer(context: &RequestContext, params: HoverParams) -> Result<Option<Hover>> {
    let position = context.position(params.text_document_position_params.position);
    let hover = match context.is_manifest() {
        true => manifest::hover(context.text(), position.offset),
        false => hover::hover(context.snapshot(), position),
    };
    Ok(hover.map(|hover| Hover {
        contents: HoverContents::Markup(markup(&hover.markup, context.can().hover_markdown)),
        range: Some(context.view.range(hover.span)),
    }))
}
