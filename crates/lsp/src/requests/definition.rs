//! `textDocument/definition`

use proactive_ide::definition::definition;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, LocationLink};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let position = context.position(params.text_document_position_params.position);
    let Some((origin, target)) = definition(context.snapshot(), position) else {
        return Ok(None);
    };
    if !context.can().definition_links {
        return Ok(context
            .location(target.name)
            .map(GotoDefinitionResponse::Scalar));
    }
    let link = context
        .uri(target.name.file)
        .map(|target_uri| LocationLink {
            origin_selection_range: Some(context.view.range(origin)),
            target_uri,
            target_range: context.view.range(target.whole),
            target_selection_range: context.view.range(target.name),
        });
    Ok(link.map(|link| GotoDefinitionResponse::Link(vec![link])))
}
