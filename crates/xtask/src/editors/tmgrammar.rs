//! `cargo xtask tmgrammar`: the TextMate grammar, which VS Code uses for syntax highlighting.

use crate::Failure;
use crate::editors::extension;
use crate::tools::{self, NODE, NPM, Tool};

/// The tools that the tests need.
pub const NEEDS: &[Tool] = &[NODE, NPM];

/// Checks the scopes that the cases in `editors/vscode/test/grammar` assert.
///
/// # Errors
///
/// When Node.js or a package is missing, or a test fails.
pub fn check() -> Result<String, Failure> {
    let mut cases = extension::program("vscode-tmgrammar-test")?;
    tools::run(cases.args(["--compact", "test/grammar/*.test.proactive"]))?;
    let mut pages = extension::program("vscode-tmgrammar-test")?;
    pages.args(["--compact", "--grammar", "test/grammar/markdown-host.json"]);
    tools::run(pages.arg("test/grammar/*.test.md"))?;
    Ok("the TextMate grammar gives every construct its scope\n".to_owned())
}
