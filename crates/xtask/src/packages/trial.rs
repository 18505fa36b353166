//! Tries out an installed package.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::stamp::Stamp;
use crate::tools::{BASH, MAN};
use crate::{Failure, project};

/// The folder with the list of linters that are installed from PyPI, from the root of the project.
pub(super) const LINTERS: &str = "crates/xtask/src/packages";

/// Checks that Bash completes arguments of the command after reading the script.
pub(super) fn completes(script: &Path) -> Result<(), Failure> {
    let mut bash = Command::new(BASH.find()?);
    bash.args(["--norc", "-c", ". \"$0\"; complete -p proactive"]);
    succeed(bash.arg(script)).map(drop)
}

/// Checks that `man` finds the page of a subcommand below the folder.
pub(super) fn finds_page(folder: &Path) -> Result<(), Failure> {
    let mut man = Command::new(MAN.find()?);
    man.arg("--manpath").arg(folder);
    succeed(man.args(["--where", "proactive-check"])).map(drop)
}

/// Runs an installed command: its version, an example without findings, and one full of mistakes.
pub(super) fn exercise(
    how: &str,
    stamp: &Stamp,
    command: impl Fn() -> Command,
) -> Result<(), Failure> {
    let examples = project::root().join("examples");
    let version = succeed(command().arg("--version"))?;
    if version.trim_end() != format!("proactive {stamp}") {
        return Err(format!("{how}: the version is `{}`", version.trim_end()));
    }
    let said = succeed(command().arg("check").arg(examples.join("outdoor-shop")))?;
    if !said.contains("no problems found") {
        return Err(format!("{how}: check says\n{said}"));
    }
    succeed(command().arg("test").arg(examples.join("outdoor-shop")))?;
    let broken = project::output(command().arg("check").arg(examples.join("broken")))?;
    match broken.status.code() {
        Some(1) => Ok(()),
        _ => Err(format!(
            "{how}: check of mistakes ends with {}",
            broken.status
        )),
    }
}

/// The only file in a folder with the extension.
pub(super) fn named(folder: &Path, extension: &str) -> Result<PathBuf, Failure> {
    std::fs::read_dir(folder)
        .map_err(|error| format!("{} can't be read: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|it| it == extension))
        .ok_or_else(|| format!("there is no {extension} in {}", folder.display()))
}

/// Everything that a command prints. It must succeed.
pub(super) fn succeed(command: &mut Command) -> Result<String, Failure> {
    let output = project::output(command)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    match output.status.success() {
        true => Ok(said),
        false => Err(format!("{command:?} failed:\n{said}")),
    }
}
