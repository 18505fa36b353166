//! `workspace/diagnostic`

use std::collections::BTreeMap;
use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::diagnostics::{Converter, Report};
use crate::dispatch::run;
use crate::shared::Shared;

/// The reports of all files of all projects. A file for which the client still holds diagnostics
/// but which has none any more gets an empty report.
pub(crate) async fn answer(
    shared: &Arc<Shared>,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let state = shared.state();
    let for_work = Arc::clone(shared);
    let work = move || {
        let mut reports: BTreeMap<Uri, Report> = BTreeMap::new();
        for (key, revision) in &state.projects {
            let view = revision.view(&*state.disk);
            let converter = Converter {
                state: &state,
                can: for_work.can(),
                key,
                view: &view,
            };
            let found = converter.all().into_iter();
            reports.extend(found.map(|report| (report.uri.clone(), report)));
        }
        let previous: BTreeMap<Uri, String> = params
            .previous_result_ids
            .into_iter()
            .map(|previous| (previous.uri, previous.value))
            .collect();
        for uri in previous.keys() {
            let nothing = || Report::nothing(uri.clone());
            reports.entry(uri.clone()).or_insert_with(nothing);
        }
        let items = reports
            .into_values()
            .map(|report| {
                let known = previous.get(&report.uri) == Some(&report.id);
                item(report, known)
            })
            .collect();
        Ok(WorkspaceDiagnosticReportResult::Report(
            WorkspaceDiagnosticReport { items },
        ))
    };
    run("workspace/diagnostic", work).await
}

fn item(report: Report, is_known: bool) -> WorkspaceDocumentDiagnosticReport {
    let version = report.version.map(i64::from);
    if is_known {
        return WorkspaceDocumentDiagnosticReport::Unchanged(
            WorkspaceUnchangedDocumentDiagnosticReport {
                uri: report.uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id: report.id,
                },
            },
        );
    }
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri: report.uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(report.id),
            items: report.diagnostics,
        },
    })
}
