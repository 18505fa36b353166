//! `textDocument/documentLink`

use std::str::FromStr as _;

use proactive_ide::links::links;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use crate::ask::Asked;

pub(crate) fn answer(asked: &Asked, _: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
    let found = links(asked.snapshot(), asked.file).into_iter();
    let links = found.filter_map(|link| {
        Some(DocumentLink {
            range: asked.range(link.range),
            target: Some(Uri::from_str(&link.target).ok()?),
            tooltip: None,
            data: None,
        })
    });
    Ok(Some(links.collect()))
}
