//! The requests that are not part of the protocol, one file each, for the extension's preview,
//! simulator and Test Explorer. `docs/reference/editor-protocol.md` describes them.

pub(crate) mod answer_schemas;
pub(crate) mod compiled;
pub(crate) mod coverage;
pub(crate) mod messages;
pub(crate) mod new_test;
mod place;
pub(crate) mod preview;
pub(crate) mod run_tests;
pub(crate) mod simulate;
pub(crate) mod status;
pub(crate) mod tests;

use proactive_ide::commands::CommandError;
use serde::Deserialize;
use tower_lsp_server::jsonrpc::{Error, ErrorCode};
use tower_lsp_server::ls_types::Uri;

/// The document that a request is about.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct TextDocument {
    pub(crate) uri: Uri,
}

/// Refuses a request with the protocol's `RequestFailed`; `data` names the invalid field, for a form to point at.
fn refused(error: &CommandError) -> Error {
    let field = match error {
        CommandError::InvalidVisit(invalid) => Some(invalid.field.as_str()),
        CommandError::Simulator(proactive_simulator::Error::UnknownChannel(_)) => Some("channel"),
        CommandError::Simulator(
            proactive_simulator::Error::Prepare(_) | proactive_simulator::Error::UnknownName(_),
        )
        | CommandError::HasErrors
        | CommandError::NoSuchMessage(_)
        | CommandError::NobodyGets(_)
        | CommandError::NoSuchTest(_) => None,
    };
    Error {
        code: ErrorCode::ServerError(-32803),
        message: error.to_string().into(),
        data: field.map(|field| serde_json::json!({ "field": field })),
    }
}
