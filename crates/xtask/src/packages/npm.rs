//! The npm packages, installed without a network.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::packages::trial::{exercise, succeed};
use crate::project;
use crate::stamp::Stamp;
use crate::tools::{NODE, NPM};

/// Installs the packages in `folder` into an empty project, and runs the command as npm does.
pub(super) fn check(folder: &Path, stamp: &Stamp) -> Result<(), Failure> {
    let scratch = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let root = scratch.path();
    project::write(&root.join("package.json"), "{ \"private\": true }\n")?;
    let mut install = npm(root)?;
    install.args(["install", "--offline", "--no-audit", "--no-fund"]);
    succeed(install.args(tarballs(folder)?))?;
    exercise("npm", stamp, || {
        let mut npx = Command::new("npx");
        npx.args(["--offline", "--no", "--", "proactive"]);
        npx.current_dir(root).env("npm_config_cache", cache(root));
        npx
    })?;
    without_binary(root)
}

/// Checks that, without its optional dependency, the command says what is missing.
fn without_binary(root: &Path) -> Result<(), Failure> {
    let modules = root.join("node_modules");
    std::fs::remove_dir_all(modules.join("@proactive-lang")).map_err(|error| error.to_string())?;
    let mut launcher = Command::new(NODE.find()?);
    launcher.arg(modules.join("proactive-lang/bin/proactive.js"));
    let output = project::output(&mut launcher)?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(2) if said.contains("is not installed") => Ok(()),
        _ => Err(format!("without its binary, the npm package says:\n{said}")),
    }
}

fn npm(root: &Path) -> Result<Command, Failure> {
    let mut command = Command::new(NPM.find()?);
    command
        .current_dir(root)
        // An empty cache, so that nothing from an earlier download is found.
        .env("npm_config_cache", cache(root));
    Ok(command)
}

fn cache(root: &Path) -> PathBuf {
    root.join("cache")
}

fn tarballs(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    Ok(entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "tgz"))
        .collect())
}
