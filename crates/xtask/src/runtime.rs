//! `cargo xtask runtime`: the tests of the script that shows messages in web pages.

use crate::tools::{self, CHROMIUM, NODE, NPM, Tool};
use crate::{Failure, npm, project};

/// The tools that the tests need.
pub const NEEDS: &[Tool] = &[NODE, NPM, CHROMIUM];

/// The folder of the runtime in the project.
pub(crate) const PACKAGE: &str = "runtime";

/// Checks the types, builds the package, and runs its unit tests, which hold its sizes, and its
/// tests in Chromium, those of `tests/scenarios` among them.
///
/// # Errors
///
/// When Node.js, Chromium or a package is missing, or a step fails.
pub fn check() -> Result<String, Failure> {
    for project in [".", "test"] {
        let mut types = npm::program(PACKAGE, "tsc")?;
        tools::run(types.args(["--noEmit", "--project", project]))?;
    }
    write_scenarios()?;
    let chromium = CHROMIUM.find()?;
    for arguments in [
        &["esbuild.mjs"][..],
        &["esbuild.mjs", "--test"],
        &["esbuild.mjs", "--browser"],
        &["--test", "--test-reporter=dot", "test/greeting/run.mjs"],
    ] {
        let mut node = npm::node(PACKAGE)?;
        tools::run(node.args(arguments).env("CHROMIUM", &chromium))?;
    }
    Ok("the runtime type-checks, is as small as it has to be, and works in Chromium\n".to_owned())
}

/// Writes the scenarios that run in Chromium to `build/scenarios.json`.
fn write_scenarios() -> Result<(), Failure> {
    let folder = project::root().join(PACKAGE).join("build");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut cargo = project::cargo();
    cargo.args(["run", "--quiet", "--package", "proactive-equality"]);
    cargo.args(["--bin", "browser-cases", "--"]);
    tools::run(cargo.arg(folder.join("scenarios.json")))
}
