//! `textDocument/diagnostic`

use std::collections::HashMap;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportKind,
    DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri,
};

use crate::diagnostics::{Converter, Report};
use crate::dispatch::RequestContext;

/// The reports of related documents, if the client supports them.
type Related = Option<HashMap<Uri, DocumentDiagnosticReportKind>>;

pub(crate) fn answer(
    context: &RequestContext,
    params: DocumentDiagnosticParams,
) -> Result<Option<DocumentDiagnosticReportResult>> {
    let converter = Converter {
        state: &context.state,
        can: context.can(),
        key: &context.key,
        view: &context.view,
    };
    let Some(report) = converter.one(context.file) else {
        return Ok(None);
    };
    context.check_cancelled()?;
    // A client that pulls workspace diagnostics gets the others from there.
    let related = context.can().related_documents && !context.can().pull_workspace_diagnostics;
    let related_documents: Related = related.then(|| {
        let others = converter.all().into_iter();
        others
            .filter(|other| other.uri != report.uri)
            .map(|other| {
                (
                    other.uri.clone(),
                    DocumentDiagnosticReportKind::Full(full(other)),
                )
            })
            .collect()
    });
    let is_known = params.previous_result_id.as_ref() == Some(&report.id);
    let report = if is_known {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                result_id: report.id,
            },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents,
            full_document_diagnostic_report: full(report),
        })
    };
    Ok(Some(DocumentDiagnosticReportResult::Report(report)))
}

fn full(report: Report) -> FullDocumentDiagnosticReport {
    FullDocumentDiagnosticReport {
        result_id: Some(report.id),
        items: report.diagnostics,
    }
}

/// The report of a file without a project.
pub(crate) fn nothing() -> DocumentDiagnosticReportResult {
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(
        RelatedFullDocumentDiagnosticReport::default(),
    ))
}
