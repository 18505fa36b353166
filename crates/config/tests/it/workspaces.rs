//! Workspaces for tests.

use proactive_config::{Configuration, compile};
use proactive_hir::model::Model;
use proactive_hir::{Settings, SourceFile, Workspace};

/// The workspace of `files`, which have no error.
#[track_caller]
pub(crate) fn model(settings: Settings, files: &[(&str, &str)]) -> Model {
    let files = files
        .iter()
        .map(|(path, text)| SourceFile {
            path: (*path).into(),
            text: (*text).into(),
        })
        .collect();
    let workspace = Workspace::new(settings, files);
    let checked = workspace.check();
    checked
        .model()
        .unwrap_or_else(|| panic!("no model: {:#?}", checked.findings()))
}

/// The compiled configuration of one file, which has no error.
#[track_caller]
pub(crate) fn build(text: &str) -> Configuration {
    compile(&model(
        Settings::default(),
        &[("workspace.proactive", text)],
    ))
}

/// A brand and a channel, and a message for those who meet `condition`.
pub(crate) fn with_condition(condition: &str) -> String {
    format!(
        r#"
brand acme
channel web {{ brand acme }}
message hello {{
  text "Hello"
  reply agent "One moment"
  when {condition}
  on page_load
  frequency every_time
}}
"#
    )
}
