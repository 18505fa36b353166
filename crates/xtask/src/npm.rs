//! The packages of npm in the project: where they are, and the programs that they depend on.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{self, NODE, NPM};
use crate::{Failure, project};

/// The folder of the package, after installing what its lock file names. `package` is its path in
/// the project.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn folder(package: &str) -> Result<PathBuf, Failure> {
    NODE.require()?;
    let npm = NPM.find()?;
    let folder = project::root().join(package);
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
pub fn program(package: &str, name: &str) -> Result<Command, Failure> {
    let folder = folder(package)?;
    let mut command = Command::new(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    Ok(command)
}

/// Node.js, started in the folder of the package.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn node(package: &str) -> Result<Command, Failure> {
    let mut command = Command::new(NODE.find()?);
    command.current_dir(folder(package)?);
    Ok(command)
}
