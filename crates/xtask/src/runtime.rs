//! `cargo xtask runtime`: the tests of the script that shows messages in web pages.

use crate::project::{self, Profile};
use crate::tools::{self, CHROMIUM, NODE, NPM, Tool};
use crate::{Failure, npm};

/// The tools that the tests need.
pub const NEEDS: &[Tool] = &[NODE, NPM, CHROMIUM];

/// The folder of the runtime in the project.
pub(crate) const PACKAGE: &str = "runtime";

/// Checks the types, builds the package, and runs its unit tests, which hold its sizes, and its
/// tests in Chromium, those of `tests/scenarios` and of the page of `proactive serve` among them.
///
/// # Errors
///
/// When Node.js, Chromium or a package is missing, or a step fails.
pub fn check() -> Result<String, Failure> {
    for project in [".", "test", "serve"] {
        let mut types = npm::program(PACKAGE, "tsc")?;
        tools::run(types.args(["--noEmit", "--project", project]))?;
    }
    write_scenarios()?;
    let chromium = CHROMIUM.find()?;
    let proactive = project::build_proactive(Profile::Dev)?;
    for arguments in [
        &["esbuild.mjs"][..],
        &["esbuild.mjs", "--test"],
        &["esbuild.mjs", "--browser"],
        &["--test", "--test-reporter=dot", "test/greeting/run.mjs"],
        &["esbuild.mjs", "--serve", "--check"],
        &["esbuild.mjs", "--serve", "--test"],
    ] {
        let mut node = npm::node(PACKAGE)?;
        node.env("CHROMIUM", &chromium).env("PROACTIVE", &proactive);
        tools::run(node.args(arguments))?;
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

/// Bundles the script of the page of `proactive serve`.
///
/// # Errors
///
/// When Node.js or a package is missing, or it does not compile.
pub fn write() -> Result<String, Failure> {
    let mut node = npm::node(PACKAGE)?;
    tools::run(node.args(["esbuild.mjs", "--serve"]))?;
    Ok(String::new())
}
