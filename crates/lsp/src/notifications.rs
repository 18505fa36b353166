//! Validates notifications before their handlers are called.
//!
//! The library silently drops a notification with invalid parameters, because a notification has no
//! answer that could be an error. But after a dropped edit, the texts of server and client would
//! differ for good. So invalid notifications are detected here first.

use serde::Deserialize as _;
use serde_json::Value;
use tower_lsp_server::jsonrpc::Request;
use tower_lsp_server::ls_types::notification::{
    Cancel, DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles,
    DidChangeWorkspaceFolders, DidCloseTextDocument, DidCreateFiles, DidDeleteFiles,
    DidOpenTextDocument, DidRenameFiles, DidSaveTextDocument, Initialized, Notification, SetTrace,
};

/// Validates a notification. The error is a technical description of what is invalid. Requests and
/// unknown methods are accepted.
pub(crate) fn read(message: &Request) -> Result<(), String> {
    if message.id().is_some() {
        return Ok(());
    }
    let params = message.params();
    match message.method() {
        DidOpenTextDocument::METHOD => params_of::<DidOpenTextDocument>(params),
        DidChangeTextDocument::METHOD => params_of::<DidChangeTextDocument>(params),
        DidSaveTextDocument::METHOD => params_of::<DidSaveTextDocument>(params),
        DidCloseTextDocument::METHOD => params_of::<DidCloseTextDocument>(params),
        DidChangeConfiguration::METHOD => params_of::<DidChangeConfiguration>(params),
        DidChangeWatchedFiles::METHOD => params_of::<DidChangeWatchedFiles>(params),
        DidChangeWorkspaceFolders::METHOD => params_of::<DidChangeWorkspaceFolders>(params),
        DidCreateFiles::METHOD => params_of::<DidCreateFiles>(params),
        DidRenameFiles::METHOD => params_of::<DidRenameFiles>(params),
        DidDeleteFiles::METHOD => params_of::<DidDeleteFiles>(params),
        Initialized::METHOD => params_of::<Initialized>(params),
        Cancel::METHOD => params_of::<Cancel>(params),
        SetTrace::METHOD => params_of::<SetTrace>(params),
        _ => Ok(()),
    }
}

fn params_of<N: Notification>(params: Option<&Value>) -> Result<(), String> {
    let Some(params) = params else {
        return Err("`params` is missing".to_owned());
    };
    let read = serde_path_to_error::deserialize::<_, N::Params>(params);
    read.map(drop)
        .map_err(|error| match error.path().iter().next() {
            Some(_) => format!("`{}`: {}", error.path(), error.inner()),
            None => error.inner().to_string(),
        })
}

/// The document whose text a notification would change, even if the rest of it is invalid.
pub(crate) fn document(message: &Request) -> Option<String> {
    match message.method() {
        DidOpenTextDocument::METHOD | DidChangeTextDocument::METHOD => {}
        _ => return None,
    }
    let document = message.params()?.get("textDocument")?;
    String::deserialize(document.get("uri")?).ok()
}
