//! `workspace/executeCommand`: commands for editors without an extension.

use std::collections::BTreeMap;
use std::sync::Arc;

use proactive_catalog::characters::on_lines;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    ApplyWorkspaceEditParams, ExecuteCommandParams, Location, MessageType, Position,
    ShowDocumentParams, Uri, WorkspaceEdit, request,
};

use super::ext::TextDocument;
use super::ext::compiled::{CompiledParams, compiled};
use super::ext::new_test::{WrittenTest, test_of_message, test_of_visit};
use super::ext::run_tests::{RunTestsParams, run_tests, test_summary};
use super::ext::simulate::{SimulateParams, Visitor, simulate, simulation_summary};
use crate::dispatch::{Files, Stale, ask, modified};
use crate::shared::Shared;

/// Applies edits that were offered as a command.
pub(crate) const APPLY: &str = "proactive.apply";
/// Writes a simulated visit as a test.
pub(crate) const KEEP_VISIT: &str = "proactive.keepVisit";
/// Runs a test.
pub(crate) const RUN_TEST: &str = "proactive.runTest";
/// Shows the compiled JSON of a message, or of the workspace.
pub(crate) const SHOW_COMPILED: &str = "proactive.showCompiled";
/// Shows the first of several places.
pub(crate) const SHOW_LOCATIONS: &str = "proactive.showLocations";
/// Simulates a visitor.
pub(crate) const SIMULATE: &str = "proactive.simulate";

/// Writes a test for a message.
pub(crate) const WRITE_TEST: &str = "proactive.writeTest";

/// All commands.
pub(crate) const COMMANDS: [&str; 7] = [
    APPLY,
    KEEP_VISIT,
    RUN_TEST,
    SHOW_COMPILED,
    SHOW_LOCATIONS,
    SIMULATE,
    WRITE_TEST,
];

/// Edits with the versions of the documents they are for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Apply {
    pub(crate) label: String,
    pub(crate) edit: WorkspaceEdit,
    pub(crate) versions: BTreeMap<Uri, i32>,
}

/// A document and the name of something in it.
#[derive(Debug, Deserialize)]
struct Named {
    uri: Uri,
    name: String,
}

/// A document and, optionally, the name of a message in it.
#[derive(Debug, Deserialize)]
struct Compiled {
    uri: Uri,
    #[serde(default)]
    message: Option<String>,
}

/// A document and a visitor.
#[derive(Debug, Deserialize)]
struct Simulate {
    uri: Uri,
    #[serde(default)]
    url: Option<String>,
    #[serde(flatten)]
    visitor: Visitor,
}

pub(crate) async fn answer(
    shared: &Arc<Shared>,
    params: ExecuteCommandParams,
) -> Result<Option<Value>> {
    let mut arguments = params.arguments.into_iter();
    match params.command.as_str() {
        APPLY => apply(shared, argument(arguments.next())?).await,
        RUN_TEST => {
            let Named { uri, name } = argument(arguments.next())?;
            let params = RunTestsParams {
                text_document: TextDocument { uri: uri.clone() },
                names: Some(vec![name]),
                whole_workspace: true,
            };
            let about = (RUN_TEST, Stale::Answer, Files::Sources);
            let runs = ask(shared, about, &uri, params, run_tests).await?;
            for run in runs.iter().flatten() {
                let kind = match run.failure() {
                    None => MessageType::INFO,
                    Some(_) => MessageType::WARNING,
                };
                let words = test_summary(run);
                shared.client.show_message(kind, on_lines(&words)).await;
            }
            Ok(serde_json::to_value(runs).ok())
        }
        SHOW_COMPILED => {
            let Compiled { uri, message } = argument(arguments.next())?;
            let params = CompiledParams {
                text_document: TextDocument { uri: uri.clone() },
                message,
            };
            let about = (SHOW_COMPILED, Stale::Answer, Files::Sources);
            let compiled = ask(shared, about, &uri, params, compiled).await?;
            Ok(serde_json::to_value(compiled).ok())
        }
        WRITE_TEST => {
            let Named { uri, name } = argument(arguments.next())?;
            let about = (WRITE_TEST, Stale::Decline, Files::Sources);
            let test = ask(shared, about, &uri, name, test_of_message).await?;
            add_test(shared, test).await
        }
        KEEP_VISIT => {
            let Simulate { uri, url, visitor } = argument(arguments.next())?;
            let params = simulate_params(&uri, url, visitor);
            let about = (KEEP_VISIT, Stale::Decline, Files::Sources);
            let test = ask(shared, about, &uri, params, test_of_visit).await?;
            add_test(shared, test).await
        }
        SHOW_LOCATIONS => {
            let locations: Vec<Location> = argument(arguments.nth(2))?;
            show(shared, locations).await
        }
        SIMULATE => {
            let Simulate { uri, url, visitor } = argument(arguments.next())?;
            let params = simulate_params(&uri, url, visitor);
            let about = (SIMULATE, Stale::Answer, Files::Sources);
            let report = ask(shared, about, &uri, params, simulate).await?;
            if let Some(report) = &report {
                let words = simulation_summary(&report.report);
                shared
                    .client
                    .show_message(MessageType::INFO, on_lines(&words))
                    .await;
            }
            Ok(serde_json::to_value(report).ok())
        }
        unknown => Err(Error::invalid_params(format!(
            "unknown command `{unknown}`"
        ))),
    }
}

fn simulate_params(uri: &Uri, url: Option<String>, visitor: Visitor) -> SimulateParams {
    SimulateParams {
        text_document: TextDocument { uri: uri.clone() },
        url: url.unwrap_or_else(|| "https://example.com/".to_owned()),
        live: None,
        visitor,
    }
}

/// Asks the client to add a test to a file, and shows its name.
async fn add_test(shared: &Arc<Shared>, test: Option<WrittenTest>) -> Result<Option<Value>> {
    let Some(WrittenTest { edit, location }) = test else {
        return Ok(None);
    };
    let params = ApplyWorkspaceEditParams {
        label: Some("Write a test".to_owned()),
        edit,
    };
    let client = shared.client.clone();
    let sent = client.send_request::<request::ApplyWorkspaceEdit>(params);
    match sent.await?.applied {
        true => show(shared, vec![location]).await,
        false => Ok(Some(Value::Bool(false))),
    }
}

fn argument<A: DeserializeOwned>(value: Option<Value>) -> Result<A> {
    let value = value.ok_or_else(|| Error::invalid_params("missing argument"))?;
    serde_json::from_value(value).map_err(|error| Error::invalid_params(error.to_string()))
}

/// Asks the client to apply edits, unless the text has changed since they were made.
async fn apply(shared: &Arc<Shared>, apply: Apply) -> Result<Option<Value>> {
    let is_current = {
        let state = shared.state();
        let version = |uri: &Uri| state.documents.get(uri).map(|document| document.version);
        let mut versions = apply.versions.iter();
        versions.all(|(uri, made_for)| version(uri) == Some(*made_for))
    };
    if !is_current {
        return Err(modified());
    }
    let params = ApplyWorkspaceEditParams {
        label: Some(apply.label),
        edit: apply.edit,
    };
    let client = shared.client.clone();
    let sent = client.send_request::<request::ApplyWorkspaceEdit>(params);
    Ok(Some(Value::Bool(sent.await?.applied)))
}

/// Shows the first of several places.
async fn show(shared: &Arc<Shared>, locations: Vec<Location>) -> Result<Option<Value>> {
    let Some(first) = locations.into_iter().next() else {
        return Ok(None);
    };
    if shared.can().show_document {
        let start: Position = first.range.start;
        let params = ShowDocumentParams {
            uri: first.uri,
            external: None,
            take_focus: Some(true),
            selection: Some(tower_lsp_server::ls_types::Range::new(
                start,
                first.range.end,
            )),
        };
        let shown = shared.client.show_document(params).await?;
        return Ok(Some(Value::Bool(shown)));
    }
    Ok(serde_json::to_value(first).ok())
}
