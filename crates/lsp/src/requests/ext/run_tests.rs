//! `proactive/runTests`: the results of tests.

use proactive_ide::commands::{self, TestChoice};
use proactive_simulator::TestReport;
use serde::Deserialize;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::Location;

use super::{TextDocument, refused};
use crate::dispatch::RequestContext;

/// The parameters of `proactive/runTests`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunTestsParams {
    pub(crate) text_document: TextDocument,
    /// Only the tests with these names.
    #[serde(default)]
    pub(crate) names: Option<Vec<String>>,
    /// The tests of the whole workspace, not only those of the document.
    #[serde(default)]
    pub(crate) whole_workspace: bool,
}

/// The result of a test, as a sentence.
pub(crate) fn test_summary(report: &TestReport<Location>) -> String {
    match report.failure() {
        None => format!("The test \"{}\" passed.", report.name),
        Some(failure) => format!("The test \"{}\" failed: {}.", report.name, failure.words),
    }
}

pub(crate) fn run_tests(
    context: &RequestContext,
    params: RunTestsParams,
) -> Result<Option<Vec<TestReport<Location>>>> {
    let run = |choice| commands::run_tests(context.snapshot(), choice).map_err(|it| refused(&it));
    let reports = match (&params.names, params.whole_workspace) {
        (None, true) => run(TestChoice::All)?,
        (None, false) => run(TestChoice::File(context.file))?,
        (Some(names), _) => {
            let mut reports = Vec::new();
            for name in names {
                context.check_cancelled()?;
                reports.extend(run(TestChoice::Named(name))?);
            }
            reports
        }
    };
    let reports = reports.into_iter();
    Ok(reports
        .map(|report| report.map_locations(|span| context.location(span)))
        .collect())
}
