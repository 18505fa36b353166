//! The extension of VS Code as a package of npm: where it is, and the programs it depends on.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{self, NODE, NPM};
use crate::{Failure, project};

/// The folder of the extension, after installing the packages of its lock file.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn folder() -> Result<PathBuf, Failure> {
    NODE.require()?;
    let npm = NPM.find()?;
    let folder = project::root().join("editors/vscode");
    if !is_installed(&folder) {
        let mut command = Command::new(npm);
        command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        tools::run(command.current_dir(&folder))?;
        let lock = project::read(&folder.join("package-lock.json"))?;
        project::write(&folder.join(INSTALLED), &lock)?;
    }
    Ok(folder)
}

/// A copy of the lock file that `node_modules` was installed from.
const INSTALLED: &str = "node_modules/.installed-lock.json";

fn is_installed(folder: &Path) -> bool {
    let lock = project::read(&folder.join("package-lock.json"));
    lock.is_ok() && lock == project::read(&folder.join(INSTALLED))
}

/// A program from one of the installed packages.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn program(name: &str) -> Result<Command, Failure> {
    let folder = folder()?;
    let mut command = Command::new(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    Ok(command)
}

/// Node.js, started in the folder of the extension.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn node() -> Result<Command, Failure> {
    let mut command = Command::new(NODE.find()?);
    command.current_dir(folder()?);
    Ok(command)
}
