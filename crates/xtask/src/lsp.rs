//! `cargo xtask lsp`: the language server, tested by a client that others have written.

use std::path::PathBuf;
use std::process::Command;

use crate::{Failure, house};

/// The tests, from the root of the project.
const TESTS: &str = "crates/lsp/tests/client";

/// Runs the tests with the client, which is installed into the build folder at first.
///
/// # Errors
///
/// When there is no Python, the client cannot be installed, or a test fails.
pub fn run() -> Result<String, Failure> {
    let server = house::build_proactive(false)?;
    let python = environment()?;
    let mut command = Command::new(python);
    command
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider"])
        .current_dir(house::root().join(TESTS))
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
    let folder = house::root().join("target/lsp-client");
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = programs.join(format!("python{}", std::env::consts::EXE_SUFFIX));
    let wanted = house::root().join(TESTS).join("requirements.txt");
    let wanted_text = house::read(&wanted)?;
    let installed = folder.join("installed.txt");
    if house::read(&installed).is_ok_and(|text| text == wanted_text) {
        return Ok(python);
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&folder);
    succeed(&mut make, "an environment for Python")?;
    let mut install = Command::new(&python);
    install
        .args(["-m", "pip", "install", "--quiet", "-r"])
        .arg(&wanted);
    succeed(&mut install, "the installation of the client")?;
    house::write(&installed, &wanted_text)?;
    Ok(python)
}

fn succeed(command: &mut Command, what: &str) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| format!("{} can't be started: {error}", house::program(command)))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{what}: failed")),
    }
}
