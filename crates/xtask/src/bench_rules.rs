//! `cargo xtask bench-rules`: how 140 rules are decided, beside other engines, in one run.
//!
//! The contest is a package of its own in `tests/peers`, so that nothing else is built with what it
//! needs. The engines for Node are installed below `target`; where npm is missing, they are left
//! out, and the table says so.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Failure, project};

/// Builds the contest, holds it, and hands out the table.
///
/// # Errors
///
/// When it does not build, or the engines do not agree.
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
        return Err("the contest could not be held".to_owned());
    }
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    if let Err(reason) = npm {
        text.push_str(&reason);
        text.push('\n');
    }
    Ok(text)
}

/// Installs the engines for Node; the error is why they are not there.
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
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("npm could not install them: {}", said.trim()))
}
