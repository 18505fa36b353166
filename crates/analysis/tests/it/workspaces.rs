//! Workspaces for tests, and their findings.

use proactive_analysis::lints;
use proactive_diagnostics::{Code, Finding};
use proactive_hir::model::Model;
use proactive_hir::{Settings, SourceFile, Workspace};

/// A workspace of these files, sorted by path.
pub(crate) fn workspace(settings: Settings, files: &[(&str, &str)]) -> Workspace {
    let files = files
        .iter()
        .map(|(path, text)| SourceFile {
            path: (*path).into(),
            text: (*text).into(),
        })
        .collect();
    Workspace::new(settings, files)
}

/// A workspace of one file.
pub(crate) fn single(text: &str) -> Workspace {
    workspace(Settings::default(), &[("main.proactive", text)])
}

/// Settings that ignore case.
pub(crate) fn insensitive() -> Settings {
    Settings {
        case_sensitive: false,
        ..Settings::default()
    }
}

/// The model of a workspace without errors.
#[track_caller]
pub(crate) fn model(workspace: &Workspace) -> Model {
    let checked = workspace.check();
    checked
        .model()
        .unwrap_or_else(|| panic!("no model: {:#?}", checked.findings()))
}

/// All findings, including those that need a proof.
pub(crate) fn findings(workspace: &Workspace) -> Vec<Finding> {
    workspace.check_with(lints).findings().to_vec()
}

/// The findings that need a proof, whatever else is reported at the same places.
pub(crate) fn proved(workspace: &Workspace) -> Vec<Finding> {
    let mut found = Vec::new();
    let _ = workspace.check_with(|model| {
        found = lints(model);
        Vec::new()
    });
    found
}

/// The codes of findings.
pub(crate) fn codes(findings: &[Finding]) -> Vec<Code> {
    findings.iter().map(Finding::code).collect()
}

/// The text at a finding.
pub(crate) fn at<'w>(workspace: &'w Workspace, finding: &Finding) -> &'w str {
    let file = &workspace.files()[finding.span.file.0 as usize];
    let range = std::ops::Range::<usize>::from(finding.span.range);
    file.text.get(range).expect("a place in the text")
}

/// The declarations that every workspace needs.
pub(crate) const GROUND: &str = "brand acme\nchannel web { brand acme }\n";

/// A message with additional statements.
pub(crate) fn message(name: &str, condition: &str, more: &str) -> String {
    let trigger = if more.contains("on page_") {
        ""
    } else {
        "on page_load"
    };
    format!(
        "message {name} {{\n  text \"Hello\"\n  reply agent \"One moment\"\n  \
         when {condition}\n  {trigger}\n  frequency once_per_visit\n  {more}\n}}\n"
    )
}

/// A workspace with one message.
pub(crate) fn with_condition(condition: &str) -> Workspace {
    single(&format!("{GROUND}{}", message("hello", condition, "")))
}
