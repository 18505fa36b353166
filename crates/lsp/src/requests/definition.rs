//! `textDocument/definition`

use proactive_ide::definition::definition;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, LocationLink};

use crate::ask::Asked;

pub(crate) fn answer(
    asked: &Asked,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let position = asked.position(params.text_document_position_params.position);
    let Some((origin, target)) = definition(asked.snapshot(), position) else {
        return Ok(None);
    };
    if !asked.can().definition_links {
        return Ok(asked
            .location(target.name)
            .map(GotoDefinitionResponse::Scalar));
    }
    let link = asked.uri(target.name.file).map(|target_uri| LocationLink {
        origin_selection_range: Some(asked.view.range(origin)),
        target_uri,
        target_range: asked.view.range(target.whole),
        target_selection_range: asked.view.range(target.name),
    });
    Ok(link.map(|link| GotoDefinitionResponse::Link(vec![link])))
}
