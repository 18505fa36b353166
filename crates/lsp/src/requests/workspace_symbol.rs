//! `workspace/symbol`

use std::sync::Arc;

use proactive_ide::workspace_symbol::workspace_symbols;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    Location, SymbolInformation, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::document_symbol::kind;
use crate::dispatch::run;
use crate::project::ProjectId;
use crate::shared::Shared;

/// The maximum number of symbols: an author with more results types another letter.
const MAX_SYMBOLS: usize = 500;

/// The declarations of all projects that match the query.
pub(crate) async fn answer(
    shared: &Arc<Shared>,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let state = shared.state();
    let work = move || {
        let mut found = Vec::new();
        for (key, revision) in &state.projects {
            if let ProjectId::Copy { .. } = key {
                // Its file is part of another project.
                continue;
            }
            let view = revision.view(&*state.disk);
            for symbol in workspace_symbols(&view.snapshot, &params.query, MAX_SYMBOLS) {
                let path = view.path(symbol.place.file);
                let path = path.filter(|path| key.speaks_of(path));
                let Some(uri) = path.and_then(|path| state.uri_of(key, &path)) else {
                    continue;
                };
                let name = match symbol.title {
                    Some(title) => format!("{} “{title}”", symbol.name),
                    None => symbol.name,
                };
                #[allow(deprecated, reason = "the protocol's own type has the field")]
                found.push(SymbolInformation {
                    name,
                    kind: kind(symbol.kind),
                    tags: None,
                    deprecated: None,
                    location: Location {
                        uri,
                        range: view.range(symbol.place),
                    },
                    container_name: Some(symbol.container),
                });
            }
        }
        Ok(Some(WorkspaceSymbolResponse::Flat(found)))
    };
    run("workspace/symbol", work).await
}
