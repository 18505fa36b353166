//! The Python wheel, checked by the tools of Python's packagers and installed without a network.

use std::path::Path;
use std::process::Command;

use crate::package::about::NAME;
use crate::packages::trial::{LINTERS, exercise, named, succeed};
use crate::stamp::Stamp;
use crate::{Failure, lsp_client, project};

/// Installs the wheel in `folder` into an empty environment.
pub(super) fn check(folder: &Path, stamp: &Stamp) -> Result<(), Failure> {
    let wheel = named(folder, "whl")?;
    let linters = lsp_client::python("package-linters", &project::root().join(LINTERS))?;
    succeed(
        Command::new(linters.join("twine"))
            .args(["check", "--strict"])
            .arg(&wheel),
    )?;
    let mut contents = Command::new(linters.join("check-wheel-contents"));
    // The wheel has no Python code.
    succeed(contents.args(["--ignore", "W007"]).arg(&wheel))?;
    platform_tag(&linters, &wheel)?;

    let scratch = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let mut venv = Command::new("python3");
    succeed(venv.args(["-m", "venv"]).arg(scratch.path()))?;
    let programs = scratch.path().join("bin");
    let pip = || {
        let mut pip = Command::new(programs.join("pip"));
        pip.arg("--disable-pip-version-check");
        pip
    };
    succeed(pip().args(["install", "--no-index"]).arg(&wheel))?;
    let program = programs.join("proactive");
    exercise("pip", stamp, || Command::new(&program))?;
    succeed(pip().args(["uninstall", "--yes", NAME]))?;
    match program.exists() {
        true => Err("pip does not uninstall the command".to_owned()),
        false => Ok(()),
    }
}

/// Checks with another tool that the wheel names exactly the C library that the binary needs.
fn platform_tag(linters: &Path, wheel: &Path) -> Result<(), Failure> {
    let mut auditwheel = Command::new(linters.join("python"));
    auditwheel.args(["-m", "auditwheel", "show"]).arg(wheel);
    let said = succeed(&mut auditwheel)?;
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = wheel.file_stem().unwrap_or_default().to_string_lossy();
    let tag = name.rsplit('-').next().unwrap_or_default();
    match words.contains(&format!(
        "consistent with the following platform tag: \"{tag}\""
    )) {
        true => Ok(()),
        false => Err(format!(
            "the platform tag {tag} is not that of auditwheel:\n{said}"
        )),
    }
}
