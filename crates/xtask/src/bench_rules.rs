//! `cargo xtask bench-rules`: evaluating 140 rules, beside other engines, in one run.
//!
//! The benchmark is a package of its own in `tests/peers`, so that its dependencies stay out of the
//! workspace. The engines for Node.js are installed below `target`; where npm is missing, the table
//! says that they were left out.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Failure, project};

/// Builds and runs the benchmark, and returns its table.
///
/// # Errors
///
/// When it does not build, or the engines disagree.
pub fn run() -> Result<String, Failure> {
    let peers = project::root().join("tests/peers");
    let folder = project::root().join("target/rule-peers");
    let node = folder.join("node");
    for name in ["package.json", "peers.mjs"] {
        project::write(&node.join(name), &project::read(&peers.join(name))?)?;
    }
    let npm = install(&node);
    let mut command = project::cargo();
    command
        .args(["run", "--quiet", "--release", "--locked", "--manifest-path"])
        .arg(peers.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&folder)
        .arg("--")
        .arg(&node)
        .stderr(Stdio::inherit());
    let output = project::output(&mut command)?;
    if !output.status.success() {
        return Err("the benchmark failed".to_owned());
    }
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    if let Err(reason) = npm {
        text.push_str(&reason);
        text.push('\n');
    }
    Ok(text)
}

/// Installs the engines for Node.js.
///
/// # Errors
///
/// When npm is missing or fails.
fn install(folder: &Path) -> Result<(), Failure> {
    let output = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--no-package-lock"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("npm can't be started: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "npm could not install the engines: {}",
        text.trim()
    ))
}
