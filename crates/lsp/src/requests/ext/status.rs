//! `proactive/status`: the state of the server's projects.

use std::sync::Arc;

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::FileId;
use schemars::JsonSchema;
use serde::Serialize;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::DiagnosticSeverity;

use crate::diagnostics::Converter;
use crate::dispatch::run;
use crate::project::ProjectId;
use crate::shared::Shared;

/// The state of the server.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    version: &'static str,
    open_documents: usize,
    projects: Vec<ProjectStatus>,
}

/// A workspace, and what was found in it.
#[derive(Debug, Serialize, JsonSchema)]
struct ProjectStatus {
    /// The name in its manifest; null if it has none.
    name: Option<String>,
    root: String,
    files: usize,
    messages: usize,
    tests: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

pub(crate) async fn answer(shared: &Arc<Shared>) -> Result<Status> {
    let state = shared.state();
    let for_work = Arc::clone(shared);
    let work = move || {
        let projects = state.projects.iter().map(|(key, revision)| {
            let view = revision.view(&*state.disk);
            let around = &view.beside;
            let converter = Converter {
                state: &state,
                can: for_work.can(),
                key,
                view: &view,
            };
            // What clients are told, so that both have the same numbers.
            let reports = converter.all().into_iter();
            let found: Vec<Option<DiagnosticSeverity>> = reports
                .flat_map(|report| report.diagnostics)
                .map(|diagnostic| diagnostic.severity)
                .collect();
            let count = |wanted| found.iter().filter(|it| **it == Some(wanted)).count();
            let declarations = view.snapshot.workspace().declarations();
            // Files that are part of another project are counted there.
            let is_here = |file: FileId| match key {
                ProjectId::Folder(_) => true,
                ProjectId::Copy { .. } => false,
                ProjectId::File(_) | ProjectId::Memory { .. } => {
                    let path = view.path(file);
                    path.is_some_and(|path| key.speaks_of(&path))
                }
            };
            let number = |kind| {
                let all = declarations.of_kind(kind);
                all.filter(|it| is_here(it.file())).count()
            };
            let files = view.snapshot.workspace().files().iter().zip(0..);
            ProjectStatus {
                name: around.name.clone(),
                root: key.to_string(),
                files: files.filter(|(_, id)| is_here(FileId(*id))).count(),
                messages: number(DeclarationKind::Message),
                tests: number(DeclarationKind::Test),
                errors: count(DiagnosticSeverity::ERROR),
                warnings: count(DiagnosticSeverity::WARNING),
                infos: count(DiagnosticSeverity::INFORMATION),
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
