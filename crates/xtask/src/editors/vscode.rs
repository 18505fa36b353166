//! `cargo xtask vscode`: the extension of VS Code, as far as it can be tested without VS Code.

use crate::Failure;
use crate::editors::tools;

/// Checks the types, bundles the extension, and runs the unit tests.
///
/// # Errors
///
/// When Node.js or a package is missing, or a step fails.
pub fn check() -> Result<String, Failure> {
    let mut types = tools::package_program("tsc")?;
    tools::run(types.arg("--noEmit"))?;
    let mut node = std::process::Command::new(tools::NODE.find()?);
    tools::run(node.arg("esbuild.mjs").current_dir(tools::extension()?))?;
    let mut tests = std::process::Command::new(tools::NODE.find()?);
    tests.args(["esbuild.mjs", "--test"]);
    tools::run(tests.current_dir(tools::extension()?))?;
    Ok(
        "the extension of VS Code has right types, a bundle, and passes its unit tests\n"
            .to_owned(),
    )
}
