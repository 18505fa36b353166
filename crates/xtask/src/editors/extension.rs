//! The extension of VS Code as a package of npm: where it is, and the programs it depends on.

use std::path::PathBuf;
use std::process::Command;

use crate::{Failure, npm};

const PACKAGE: &str = "editors/vscode";

/// The folder of the extension, after installing the packages of its lock file.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn folder() -> Result<PathBuf, Failure> {
    npm::folder(PACKAGE)
}

/// A program from one of the installed packages.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn program(name: &str) -> Result<Command, Failure> {
    npm::program(PACKAGE, name)
}

/// Node.js, started in the folder of the extension.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn node() -> Result<Command, Failure> {
    npm::node(PACKAGE)
}
