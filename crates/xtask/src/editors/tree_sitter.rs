//! `cargo xtask tree-sitter`: the grammar for editors that use tree-sitter.

use crate::tools::{self, NODE, Tool};
use crate::{Failure, project};

/// The tools that the tests need.
pub const NEEDS: &[Tool] = &[NODE];

/// Tests the grammar: the generated parser is up to date, and it agrees with the compiler's.
///
/// # Errors
///
/// When Node.js is missing, or a test fails.
pub fn check() -> Result<String, Failure> {
    test(false)?;
    Ok("the tree-sitter grammar is up to date and agrees with the compiler's\n".to_owned())
}

/// Generates the parser and the trees of the cases anew, then tests.
///
/// # Errors
///
/// When Node.js is missing, or a test fails.
pub fn write() -> Result<String, Failure> {
    test(true)?;
    // The parser that was just generated is compiled and tested, too.
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
