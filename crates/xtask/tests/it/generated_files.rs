//! Generated files are up to date.

use std::fs;

use proactive_diagnostics::Code;
use xtask::{bench_peers, docs, grammar, integrations, project};

#[test]
fn the_documentation_of_the_diagnostics_is_up_to_date() {
    if let Err(words) = docs::check(&project::root()) {
        panic!("{words}");
    }
}

#[test]
fn the_parser_is_generated_from_the_current_grammar() {
    if let Err(words) = grammar::check(&project::root()) {
        panic!("{words}");
    }
}

#[test]
fn an_outdated_parser_and_a_wrong_grammar_are_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let file = root.join(grammar::GRAMMAR);
    project::write(&file, "list = { word* }\nword = @{ 'a'..'z' }\n").expect("written");
    assert_eq!(grammar::write(root), Ok(String::new()));
    assert_eq!(grammar::check(root), Ok(String::new()));
    project::write(&file, "list = { word* }\nword = @{ 'b'..'z' }\n").expect("written");
    let error = grammar::check(root).expect_err("out of date");
    assert!(error.contains("scan.rs is out of date"), "{error}");
    project::write(&file, "list = { list }\n").expect("written");
    let error = grammar::check(root).expect_err("recursive");
    assert!(error.contains("left-recursive"), "{error}");
}

#[test]
fn the_template_for_gitlab_has_the_current_scripts() {
    if let Err(words) = integrations::check(&project::root()) {
        panic!("{words}");
    }
}

#[test]
fn an_outdated_script_in_the_template_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let template = project::root().join(integrations::TEMPLATE);
    let text = fs::read_to_string(template).expect("the template");
    let changed = text.replacen("set -eu", "set -u", 1);
    assert_ne!(text, changed);
    for folder in ["integrations", "templates"] {
        fs::create_dir(root.join(folder)).expect("created");
    }
    for script in ["install.sh", "changes.sh", "gitlab-changes.sh"] {
        let path = format!("integrations/{script}");
        fs::copy(project::root().join(&path), root.join(path)).expect("copied");
    }
    fs::write(root.join(integrations::TEMPLATE), text).expect("written");
    assert_eq!(integrations::check(root), Ok(String::new()));
    fs::write(root.join(integrations::TEMPLATE), changed).expect("written");
    assert!(integrations::check(root).is_err());
    fs::write(root.join("integrations/install.sh"), "$[[ x ]]").expect("written");
    assert!(integrations::check(root).is_err());
}

#[test]
fn outdated_missing_and_unexpected_pages_are_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let page = |name: &str| root.join("docs/diagnostics").join(name);
    fs::create_dir_all(page("")).expect("created");
    assert_eq!(docs::stale(root).len(), Code::ALL.len() + 2);
    assert!(docs::write(root).is_err(), "a page is missing");
    for code in Code::ALL {
        fs::write(page(&format!("{code}.md")), code.page()).expect("written");
    }
    let contents = root.join("docs/SUMMARY.md");
    fs::write(
        &contents,
        "- [Diagnostics](diagnostics.md)\n  - [old](diagnostics/old-code.md)\n",
    )
    .expect("written");
    assert_eq!(docs::stale(root).len(), Code::ALL.len() + 2);
    docs::write(root).expect("written");
    assert_eq!(docs::stale(root), Vec::<String>::new());

    let written = fs::read_to_string(&contents).expect("written");
    assert_eq!(written.lines().count(), Code::ALL.len() + 1);
    assert!(!written.contains("old-code"), "{written}");

    fs::write(page("long-text.md"), "changed\n\n---\n\nAn error.\n").expect("written");
    fs::write(page("old-code.md"), "old").expect("written");
    fs::remove_file(root.join("docs/diagnostics.md")).expect("removed");
    assert_eq!(
        docs::stale(root),
        [
            "docs/diagnostics.md is missing",
            "the footer of docs/diagnostics/long-text.md is out of date",
            "docs/diagnostics/old-code.md belongs to no diagnostic",
        ]
    );
    docs::write(root).expect("written");
    assert_eq!(
        docs::stale(root),
        ["docs/diagnostics/old-code.md belongs to no diagnostic"]
    );
}

#[test]
fn benchmark_inputs_have_the_requested_size() {
    for bytes in [0, 1_000, 450_000] {
        let text = bench_peers::python(bytes);
        assert!((bytes..bytes + 1_000).contains(&text.len()));
    }
    let policies = bench_peers::cedar_policies(1_000);
    assert_eq!(policies.matches("permit (").count(), 1_000);
}
