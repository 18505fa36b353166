//! `cargo xtask lsp`: the language server, tested by a client that others have written.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::project::{self, Profile};

/// The tests, from the root of the project.
const TESTS: &str = "crates/lsp/tests/client";

/// Runs the tests with the client, which is installed into the build folder at first.
///
/// # Errors
///
/// When there is no Python, the client cannot be installed, or a test fails.
pub fn run() -> Result<String, Failure> {
    let server = project::build_proactive(Profile::Dev)?;
    let python = environment()?;
    let mut command = Command::new(python);
    command
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider"])
        .current_dir(project::root().join(TESTS))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PROACTIVE", server);
    succeed(&mut command, "the tests with the client")?;
    Ok(String::new())
}

/// The Python of an environment in which the client is installed.
///
/// # Errors
///
/// When it cannot be made.
pub fn environment() -> Result<PathBuf, Failure> {
    let programs = python("lsp-client", &project::root().join(TESTS))?;
    Ok(programs.join(format!("python{}", std::env::consts::EXE_SUFFIX)))
}

/// The programs of an environment for Python, `target/NAME`, in which is installed what the
/// `requirements.txt` in `folder` names.
///
/// # Errors
///
/// When it cannot be made.
pub fn python(name: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let wanted = folder.join("requirements.txt");
    let folder = project::root().join("target").join(name);
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let wanted_text = project::read(&wanted)?;
    let installed = folder.join("installed.txt");
    if project::read(&installed).is_ok_and(|text| text == wanted_text) {
        return Ok(programs);
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&folder);
    succeed(&mut make, "an environment for Python")?;
    let mut install = Command::new(programs.join("python"));
    install
        .args(["-m", "pip", "install", "--quiet", "-r"])
        .arg(&wanted);
    succeed(&mut install, &format!("the installation of {name}"))?;
    project::write(&installed, &wanted_text)?;
    Ok(programs)
}

fn succeed(command: &mut Command, what: &str) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| format!("{} can't be started: {error}", project::program(command)))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{what}: failed")),
    }
}
