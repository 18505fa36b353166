//! `cargo xtask runtime-equal`: whether the runtime of web pages decides as the engine does.

use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::process::Command;

use crate::runtime::PACKAGE;
use crate::tools::{self, NODE, NPM, Tool};
use crate::{Failure, npm, project};

/// The tools that it needs.
pub const NEEDS: &[Tool] = &[NODE, NPM];

/// The number of steps of a short run.
pub const STEPS: usize = 20_000;

/// Runs a short comparison, always of the same visits.
///
/// # Errors
///
/// As [`run`].
pub fn check() -> Result<String, Failure> {
    run(STEPS, Some(1))
}

/// Compares random visits with `steps` steps in the engine and in the runtime.
///
/// # Errors
///
/// When they differ: with the smallest visit that was found, and the seed.
pub fn run(steps: usize, seed: Option<u64>) -> Result<String, Failure> {
    let folder = temporary_folder()?;
    let script = folder.path().join("equal.mjs");
    bundle(&npm::folder(PACKAGE)?, &script)?;
    let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(steps));
    let status = compare(&script, steps, seed)?
        .status()
        .map_err(|error| format!("the comparison can't be started: {error}"))?;
    match status.success() {
        true => Ok(String::new()),
        false => Err(format!(
            "to repeat this, run `cargo xtask runtime-equal {steps} {seed}`"
        )),
    }
}

pub(crate) fn temporary_folder() -> Result<tempfile::TempDir, Failure> {
    tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))
}

/// Bundles the side of Node.js of the runtime in `folder`, which can be a copy of it.
pub(crate) fn bundle(folder: &Path, script: &Path) -> Result<(), Failure> {
    let mut esbuild = npm::program(PACKAGE, "esbuild")?;
    esbuild.current_dir(folder).args([
        "test/equal.ts",
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
        // A copy has no settings of its own.
        "--tsconfig-raw={}",
    ]);
    tools::run(esbuild.arg(format!("--outfile={}", script.display())))
}

/// The command that compares.
pub(crate) fn compare(script: &Path, steps: usize, seed: u64) -> Result<Command, Failure> {
    NODE.find()?;
    let mut command = project::cargo();
    command.args(["run", "--quiet", "--package", "proactive-equality", "--"]);
    command.arg(script);
    command.args([steps.to_string(), seed.to_string()]);
    Ok(command)
}
