//! What must hold for any text of a `.proactive` file.

use std::borrow::Cow;

use proactive_analysis::{apply_certain_fixes, lints};
use proactive_config::web;
use proactive_diagnostics::{FileId, Finding, Severity, Span, TextSize, messages};
use proactive_hir::{Checked, Settings, SourceFile, Workspace};
use proactive_syntax::items;

use crate::configuration;

/// The text of any bytes, read as the command reads a file.
fn text_of(input: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(input)
}

fn workspace(text: &str) -> Workspace {
    let file = SourceFile {
        path: "main.proactive".into(),
        text: text.into(),
    };
    Workspace::new(Settings::default(), vec![file])
}

fn checked(workspace: &Workspace) -> Checked {
    workspace.check_with(lints)
}

/// The slices tile the text and the leaves tile their slices, however broken the text is.
pub(crate) fn parse(input: &[u8]) {
    let text = text_of(input);
    let mut at = 0;
    let parse = proactive_syntax::parse(&text);
    for (slice, cut) in parse.slices.iter().zip(items::slices(&text)) {
        assert_eq!(usize::from(slice.start), at, "a gap between slices");
        at = cut.end;
        let source = text.get(cut).expect("a slice on character boundaries");
        let mut reached = TextSize::new(0);
        for (kind, range) in slice.parsed.tree.leaves() {
            assert_eq!(range.start(), reached, "a gap before {kind:?}");
            reached = range.end();
        }
        assert_eq!(reached, TextSize::of(source), "the leaves end early");
        for finding in &slice.parsed.findings {
            assert_within(finding, FileId::LOCAL, source);
        }
    }
    assert_eq!(at, text.len(), "the slices end early");
}

/// All places of a finding are in the text, on character boundaries.
fn assert_within(finding: &Finding, file: FileId, text: &str) {
    let labels = finding.labels.iter().map(|label| label.span);
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
    let edits = edits.map(|edit| edit.span);
    for Span { file: of, range } in [finding.span].into_iter().chain(labels).chain(edits) {
        let range = std::ops::Range::<usize>::from(range);
        let is_within = of != file || text.get(range).is_some();
        assert!(is_within, "a place outside of the text: {finding:#?}");
    }
}

/// Formatting a second time changes nothing, and the text keeps its meaning.
pub(crate) fn format(input: &[u8]) {
    let text = text_of(input);
    let Ok(formatted) = proactive_format::format(&text) else {
        return;
    };
    let again = proactive_format::format(&formatted);
    assert_eq!(again.as_ref(), Ok(&formatted), "formatting is not stable");
    let before = checked(&workspace(&text)).model();
    let after = checked(&workspace(&formatted)).model();
    let compiled = |model| proactive_config::compile(&model).to_json();
    assert_eq!(before.map(compiled), after.map(compiled), "another meaning");
}

/// Findings are in the text, have words, and are the same each time.
pub(crate) fn check(input: &[u8]) {
    let text = text_of(input);
    let workspace = workspace(&text);
    let checked_once = checked(&workspace);
    for finding in checked_once.findings() {
        assert_within(finding, FileId(0), &text);
        assert_ne!(messages::message(&finding.problem), "");
    }
    let again = checked(&workspace);
    assert_eq!(checked_once.findings(), again.findings());
}

/// Certain fixes add no error, and leave nothing to fix.
pub(crate) fn fix(input: &[u8]) {
    let text = text_of(input);
    let mut workspace = workspace(&text);
    let before = checked(&workspace).findings().to_vec();
    let fixed = apply_certain_fixes(&mut workspace, &before, |_| true, |_| {});
    let errors = |findings: &[Finding]| {
        let errors = findings.iter();
        errors.filter(|it| it.severity == Severity::Error).count()
    };
    assert!(
        errors(&fixed.findings) <= errors(&before),
        "a fix adds an error"
    );
    let after = checked(&workspace);
    assert_eq!(after.findings(), fixed.findings, "findings of another text");
}

/// What compiles is valid, comes back from an import, and fits in bundles.
pub(crate) fn compile(input: &[u8]) {
    let text = text_of(input);
    let Some(model) = checked(&workspace(&text)).model() else {
        return;
    };
    let compiled = proactive_config::compile(&model);
    configuration::assert_valid(&compiled);
    let import = proactive_config::import(&compiled).expect("what was compiled can be imported");
    let back = checked(&workspace(&import.text())).model();
    let back = proactive_config::compile(&back.expect("what is imported has no errors"));
    assert_eq!(back.to_json(), compiled.to_json(), "another configuration");
    for file in web::files(&compiled, None, 30) {
        serde_json::from_str::<serde_json::Value>(&file.content).expect("a bundle is JSON");
    }
}
