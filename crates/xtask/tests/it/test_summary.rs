//! `cargo xtask test` says what it tested, what it did not, and why.

use xtask::test::{Outcome, parts, summary};
use xtask::tools::{CARGO_DENY, CLIPPY, GIT, NODE, NPM, TOOLS};

#[test]
fn skipped_parts_are_listed_with_what_to_install() {
    let outcomes = [
        (
            "cargo test".to_owned(),
            Outcome::Passed {
                seconds: 12,
                without: vec![GIT],
            },
        ),
        ("cargo clippy".to_owned(), Outcome::Skipped(vec![CLIPPY])),
        ("cargo deny".to_owned(), Outcome::Skipped(vec![CARGO_DENY])),
        (
            "cargo xtask vscode".to_owned(),
            Outcome::Skipped(vec![NODE, NPM]),
        ),
        (
            "cargo xtask tree-sitter".to_owned(),
            Outcome::Skipped(vec![NODE]),
        ),
    ];
    assert_eq!(
        summary(&outcomes),
        "
Summary
  passed   cargo test (12 s), except the tests that need Git
  skipped  cargo clippy: needs clippy
  skipped  cargo deny: needs cargo-deny
  skipped  cargo xtask vscode: needs Node.js, npm
  skipped  cargo xtask tree-sitter: needs Node.js

To run what was skipped, install the missing tools:
  rustup component add clippy
  cargo install --locked cargo-deny
  apt-get install git nodejs npm

PASSED: 1 passed, 0 failed, 4 skipped (see above)
"
    );
}

#[test]
fn a_failure_decides_the_last_line() {
    let outcomes = [
        (
            "a".to_owned(),
            Outcome::Passed {
                seconds: 0,
                without: Vec::new(),
            },
        ),
        ("b".to_owned(), Outcome::Failed { seconds: 3 }),
    ];
    assert_eq!(
        summary(&outcomes),
        "\nSummary\n  passed   a (0 s)\n  FAILED   b (3 s)\n\nFAILED: 1 passed, 1 failed, 0 skipped\n"
    );
}

#[test]
fn every_tool_that_a_part_needs_is_in_the_table() {
    for part in parts(false) {
        for tool in part.needs.iter().chain(&part.optional) {
            assert!(TOOLS.contains(tool), "{}: {}", part.command, tool.name);
        }
    }
}
