//! Notifications are read here before their handlers are called.
//!
//! The library drops one whose parameters are not as the protocol has them, without a word: there
//! is no answer to a notification that could be an error. But an edit that is not made lets the
//! server's text and the client's drift apart for good. So what is wrong is found out here first.

use serde::Deserialize as _;
use serde_json::Value;
use tower_lsp_server::jsonrpc::Request;
use tower_lsp_server::ls_types::notification::{
    Cancel, DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles,
    DidChangeWorkspaceFolders, DidCloseTextDocument, DidCreateFiles, DidDeleteFiles,
    DidOpenTextDocument, DidRenameFiles, DidSaveTextDocument, Initialized, Notification, SetTrace,
};

/// Reads a notification. The error says where it is not as the protocol has it, in the words of
/// programmers. What is a request, or unknown, is left to others.
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
        return Err("it has no `params`".to_owned());
    };
    let read = serde_path_to_error::deserialize::<_, N::Params>(params);
    read.map(drop)
        .map_err(|error| match error.path().iter().next() {
            Some(_) => format!("`{}`: {}", error.path(), error.inner()),
            None => error.inner().to_string(),
        })
}

/// The document whose text a notification is to change, however much else in it is wrong.
pub(crate) fn document(message: &Request) -> Option<String> {
    match message.method() {
        DidOpenTextDocument::METHOD | DidChangeTextDocument::METHOD => {}
        _ => return None,
    }
    let document = message.params()?.get("textDocument")?;
    String::deserialize(document.get("uri")?).ok()
}
