//! `proactive/status`: the state of the server's projects.

use std::sync::Arc;

use proactive_diagnostics::Severity;
use serde::Serialize;
use tower_lsp_server::jsonrpc::Result;

use crate::dispatch::run;
use crate::project::ProjectId;
use crate::shared::Shared;

/// The answer to `proactive/status`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    version: &'static str,
    open_documents: usize,
    projects: Vec<Project>,
}

#[derive(Debug, Serialize)]
struct Project {
    name: Option<String>,
    root: String,
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

pub(crate) async fn answer(shared: &Arc<Shared>) -> Result<Status> {
    let state = shared.state();
    let work = move || {
        let projects = state.projects.iter().map(|(key, revision)| {
            let view = revision.view(&*state.disk);
            let around = &view.beside;
            let beside = around.manifest.iter().chain(&around.unread);
            let beside = beside.flat_map(|it| &it.findings);
            let findings: Vec<Severity> = view
                .snapshot
                .findings()
                .iter()
                .chain(beside)
                .map(|finding| finding.severity)
                .collect();
            let count = |wanted| findings.iter().filter(|it| **it == wanted).count();
            Project {
                name: around.name.clone(),
                root: match key {
                    ProjectId::Folder(path)
                    | ProjectId::File(path)
                    | ProjectId::Copy { file: path, .. } => path.display().to_string(),
                    ProjectId::Memory(uri) => uri.as_str().to_owned(),
                },
                files: view.snapshot.workspace().files().len(),
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
                infos: count(Severity::Info),
            }
        });
        Ok(Status {
            version: env!("CARGO_PKG_VERSION"),
            open_documents: state.documents.len(),
            projects: projects.collect(),
        })
    };
    run("proactive/status", work).await
}
