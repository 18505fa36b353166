//! `cargo xtask tree-sitter`: the grammar for editors that use tree-sitter.

use crate::tools::{self, NODE, Tool};
use crate::{Failure, project};

/// The tools that the tests need.
pub const NEEDS: &[Tool] = &[NODE];

/// Tests that the generated parser is up to date and agrees with the compiler's grammar.
///
/// # Errors
///
/// When Node.js is missing, or a test fails.
pub fn check() -> Result<String, Failure> {
    test(false)?;
    Ok("the tree-sitter grammar is up to date and agrees with the compiler's grammar\n".to_owned())
}

/// Generates the parser and the expected trees of the cases, then tests them.
///
/// # Errors
///
/// When Node.js is missing, or a test fails.
pub fn write() -> Result<String, Failure> {
    // The first run generates the parser while it still tests the old one, so it may fail. The second
    // compiles the new parser and writes its trees.
    let _ = test(true);
    test(true)?;
    check()
}

fn test(update: bool) -> Result<(), Failure> {
    NODE.find()?;
    let mut command = project::cargo();
    command.args(["test", "--quiet", "--package", "tree-sitter-proactive"]);
    command.args(["--", "--include-ignored"]);
    if update {
        command.env("UPDATE_PARSER", "1");
    }
    tools::run(&mut command)
}
