//! What the chores make is up to date.

use std::fs;

use proactive_diagnostics::Code;
use xtask::{bench_peers, docs, project};

#[test]
fn the_documentation_of_the_diagnostics_is_up_to_date() {
    if let Err(words) = docs::check(&project::root()) {
        panic!("{words}");
    }
}

#[test]
fn stale_missing_and_strange_pages_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    assert_eq!(docs::stale(root).len(), Code::ALL.len() + 1);
    docs::write(root).expect("written");
    assert_eq!(docs::stale(root), Vec::<String>::new());

    fs::write(root.join("docs/diagnostics/long-text.md"), "changed").expect("written");
    fs::write(root.join("docs/diagnostics/old-code.md"), "old").expect("written");
    fs::remove_file(root.join("docs/diagnostics.md")).expect("removed");
    assert_eq!(
        docs::stale(root),
        [
            "docs/diagnostics.md is missing",
            "docs/diagnostics/long-text.md is not up to date",
            "docs/diagnostics/old-code.md belongs to no diagnostic",
        ]
    );
    docs::write(root).expect("written");
    assert_eq!(docs::stale(root), Vec::<String>::new());
}

#[test]
fn inputs_of_the_peers_have_the_size_asked_for() {
    for bytes in [0, 1_000, 450_000] {
        let text = bench_peers::python(bytes);
        assert!((bytes..bytes + 1_000).contains(&text.len()));
    }
    let policies = bench_peers::cedar_policies(1_000);
    assert_eq!(policies.matches("permit (").count(), 1_000);
}
