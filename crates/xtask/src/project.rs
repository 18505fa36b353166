//! Where the project is on this machine, and how to run its parts.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cargo_metadata::MetadataCommand;

use crate::{Failure, stamp};

/// The root of the project.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The Cargo that runs this process, at the root of the project.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// What `rustc` prints.
///
/// # Errors
///
/// When it can't be started.
pub fn rustc(arguments: &[&str]) -> Result<String, Failure> {
    let program = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = output(Command::new(program).args(arguments))?;
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// The platform that Rust builds for here, such as `x86_64-unknown-linux-gnu`.
///
/// # Errors
///
/// When `rustc` does not report it.
pub fn host() -> Result<String, Failure> {
    let about = rustc(&["--version", "--verbose"])?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| "rustc does not report its host platform".to_owned())
}

/// A profile in `Cargo.toml` that the command is built with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build: for tests.
    Dev,
    /// As shipped: for packages and measurements.
    Dist,
}

/// Builds the command and returns the path of its binary. What is built as shipped also reports its
/// commit and date, unless the project is no checkout of Git.
///
/// # Errors
///
/// When it does not build.
pub fn build_proactive(profile: Profile) -> Result<PathBuf, Failure> {
    let (name, folder) = match profile {
        Profile::Dev => ("dev", "debug"),
        Profile::Dist => ("dist", "dist"),
    };
    let mut command = cargo();
    command.args(["build", "--quiet", "--package", "proactive"]);
    command.args(["--profile", name]);
    if let (Profile::Dist, Some(stamp)) = (profile, stamp::stamp()?) {
        command.env(stamp::VARIABLE, stamp.to_string());
    }
    let status = command
        .status()
        .map_err(|error| format!("cargo can't be started: {error}"))?;
    if !status.success() {
        return Err("proactive does not build".to_owned());
    }
    let metadata = MetadataCommand::new()
        .current_dir(root())
        .no_deps()
        .exec()
        .map_err(|error| format!("cargo metadata failed: {error}"))?;
    Ok(metadata
        .target_directory
        .join(folder)
        .join(format!("proactive{}", std::env::consts::EXE_SUFFIX))
        .into_std_path_buf())
}

/// Runs `command` and returns its output.
///
/// # Errors
///
/// When it can't be started.
pub fn output(command: &mut Command) -> Result<Output, Failure> {
    command
        .output()
        .map_err(|error| format!("{} can't be started: {error}", program(command)))
}

/// The name of the program of `command`.
#[must_use]
pub fn program(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// Reads a file of the project.
///
/// # Errors
///
/// When it can't be read.
pub fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("{} can't be read: {error}", path.display()))
}

/// Writes a file of the project, and creates its folder if needed.
///
/// # Errors
///
/// When it can't be written.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("{} can't be written: {error}", path.display()))
}
