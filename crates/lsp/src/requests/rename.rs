//! `textDocument/prepareRename` and `textDocument/rename`

use proactive_ide::rename;
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit,
};

use super::edits::workspace_edit;
use crate::dispatch::{RequestContext, modified};

pub(crate) fn prepare(
    context: &RequestContext,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let position = context.position(params.position);
    match rename::prepare(context.snapshot(), position) {
        Ok(name) => Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: context.range(name.range),
            placeholder: name.placeholder.into(),
        })),
        Err(rename::RenameError::NoName) => Ok(None),
        Err(refusal) => Err(refused(&refusal)),
    }
}

pub(crate) fn answer(
    context: &RequestContext,
    params: RenameParams,
) -> Result<Option<WorkspaceEdit>> {
    let position = context.position(params.text_document_position.position);
    match rename::rename(context.snapshot(), position, &params.new_name) {
        Ok(edits) => match workspace_edit(context, &edits) {
            Some(edit) => Ok(Some(edit)),
            None => Err(modified()),
        },
        Err(refusal) => Err(refused(&refusal)),
    }
}

/// The error of a refused rename; clients show its message to the author.
fn refused(refusal: &rename::RenameError) -> Error {
    Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: refusal.to_string().into(),
        data: None,
    }
}

/// The protocol's `RequestFailed`: the request is valid, but cannot be carried out.
const REQUEST_FAILED: i64 = -32803;
