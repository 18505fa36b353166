//! The examples and generated workspaces compile without findings.

use std::path::{Path, PathBuf};
use std::process::Output;

use proactive_testing::generate;
use serde_json::Value;

use crate::corpus;

const BROKEN: &str = "broken";

/// The folders of the examples that compile, in order.
fn examples() -> Vec<PathBuf> {
    let folder = corpus::project().join("examples");
    let mut found: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the examples")
        .map(|entry| entry.expect("an example").path())
        .filter(|path| path.is_dir() && !path.ends_with(BROKEN))
        .collect();
    found.sort();
    assert!(found.len() >= 5, "{found:?}");
    found
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    corpus::proactive()
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the command runs")
}

fn assert_fine(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let (said, errors) = (corpus::text(&output.stdout), corpus::text(&output.stderr));
    assert!(
        output.status.success(),
        "proactive {} in {}:\n{said}{errors}",
        arguments.join(" "),
        folder.display()
    );
    said
}

#[test]
fn examples_have_no_findings() {
    for folder in examples() {
        let said = assert_fine(&folder, &["check", "--quiet", "--deny", "warnings"]);
        assert_eq!(said, "", "{}", folder.display());
    }
}

#[test]
fn examples_compile_to_their_json() {
    for folder in examples() {
        let there = corpus::read(&folder.join("proactive.json"));
        let built = assert_fine(&folder, &["build", "--quiet", "-o", "-"]);
        // No `assert_eq`: two whole documents would be printed.
        assert!(
            there == built,
            "{} is stale: run `cargo xtask examples`",
            folder.join("proactive.json").display()
        );
        assert_fine(&folder, &["build", "--check"]);
    }
}

#[test]
fn the_example_with_pages_has_its_bundle() {
    let folder = corpus::project().join("examples/page");
    let arguments = ["build", "--target", "web", "-o", "proactive", "--check"];
    assert_fine(&folder, &arguments);
}

#[test]
fn compiled_examples_match_the_schema() {
    let schema: Value = serde_json::from_str(&assert_fine(&corpus::project(), &["schema"]))
        .expect("the schema is JSON");
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    let validator = jsonschema::validator_for(&schema).expect("a validator");
    for folder in examples() {
        let path = folder.join("proactive.json");
        let document: Value = serde_json::from_str(&corpus::read(&path)).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

#[test]
fn broken_example_reports_its_errors() {
    let folder = corpus::project().join("examples").join(BROKEN);
    let output = run(&folder, &["check", "--color", "never", "--format", "plain"]);
    assert_eq!(output.status.code(), Some(1));
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let findings = corpus::text(&output.stdout);
    settings.bind(|| insta::assert_snapshot!("findings", findings));

    let before = std::fs::read_dir(&folder).expect("the example").count();
    assert_eq!(run(&folder, &["build"]).status.code(), Some(1));
    let after = std::fs::read_dir(&folder).expect("the example").count();
    assert_eq!(before, after, "nothing is written when there is an error");
}

#[test]
fn generated_workspaces_have_no_findings() {
    for (messages, files) in [(0, 1), (1, 1), (7, 3), (250, 10), (1_000, 10)] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let generated = generate::workspace(messages, files);
        generated.write_to(folder.path()).expect("written");
        let said = assert_fine(folder.path(), &["check", "--quiet", "--deny", "warnings"]);
        assert_eq!(said, "", "{messages} messages in {files} files");
        let built = assert_fine(folder.path(), &["build", "--quiet"]);
        let document: Value = serde_json::from_str(&built).expect("JSON");
        let count = document["messages"].as_array().map_or(0, Vec::len);
        assert_eq!(count, messages);
    }
}
