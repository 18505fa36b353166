//! `cargo xtask lsp`: tests of the language server with an independent client, pytest-lsp.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::project::{self, Profile};

/// The folder of the tests, from the root of the project.
const TESTS: &str = "crates/lsp/tests/client";

/// Runs the tests. The client is installed below `target` the first time.
///
/// # Errors
///
/// When Python is missing, the client can't be installed, or a test fails.
pub fn run() -> Result<String, Failure> {
    let server = project::build_proactive(Profile::Dev)?;
    let python = environment()?;
    let mut command = Command::new(python);
    command
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider"])
        .current_dir(project::root().join(TESTS))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PROACTIVE", server);
    succeed(&mut command, "testing with pytest-lsp")?;
    Ok(String::new())
}

/// The Python of a virtual environment in which the client is installed.
///
/// # Errors
///
/// When the environment can't be created.
pub fn environment() -> Result<PathBuf, Failure> {
    let programs = python("lsp-client", &project::root().join(TESTS))?;
    Ok(programs.join(format!("python{}", std::env::consts::EXE_SUFFIX)))
}

/// The folder of programs in the virtual environment `target/NAME`, in which the requirements of
/// `folder/requirements.txt` are installed.
///
/// # Errors
///
/// When the environment can't be created.
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
    succeed(&mut make, "creating a virtual environment for Python")?;
    let mut install = Command::new(programs.join("python"));
    install
        .args(["-m", "pip", "install", "--quiet", "-r"])
        .arg(&wanted);
    succeed(
        &mut install,
        &format!("installing the requirements of {name}"),
    )?;
    project::write(&installed, &wanted_text)?;
    Ok(programs)
}

fn succeed(command: &mut Command, what: &str) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| format!("{} can't be started: {error}", project::program(command)))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{what} failed")),
    }
}
