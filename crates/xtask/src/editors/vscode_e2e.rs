//! `cargo xtask vscode-host` and `cargo xtask vscode-e2e`: the extension in VS Code itself, which is
//! installed once below `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::editors::{extension, vscode};
use crate::project::{self, Profile};
use crate::tools::{
    self, CHROMIUM, CXX, EMOJI_FONT, KERBEROS, MAKE, NODE, NPM, PKG_CONFIG, PYTHON, Tool,
};

/// The tools that the tests need. VS Code compiles native modules when it is installed.
pub const NEEDS: &[Tool] = if cfg!(target_os = "linux") {
    &[
        NODE, NPM, CHROMIUM, EMOJI_FONT, CXX, MAKE, PYTHON, PKG_CONFIG, KERBEROS,
    ]
} else {
    &[NODE, NPM, CHROMIUM, CXX, MAKE, PYTHON]
};

/// Runs the tests inside the extension host.
///
/// # Errors
///
/// When something is missing, or a test fails.
pub fn host() -> Result<String, Failure> {
    let client = client()?;
    vscode::bundle()?;
    let program = project::build_proactive(Profile::Dev)?;
    let mut tests = node(&client, "test/vscode/host/run.mjs")?;
    tools::run(tests.env("PROACTIVE_SERVER", program))?;
    Ok("all commands and features work in VS Code's extension host\n".to_owned())
}

/// Drives the window of VS Code with the packaged extension.
///
/// # Errors
///
/// When something is missing, or a step fails.
pub fn end_to_end() -> Result<String, Failure> {
    drive(Part::Steps, None)?;
    Ok("the packaged extension works in VS Code's window as its README shows\n".to_owned())
}

/// As [`end_to_end`], and keeps the pictures for the README and the walkthrough.
///
/// # Errors
///
/// When something is missing, or a step fails.
pub fn pictures() -> Result<String, Failure> {
    let folder = extension::folder()?.join("pictures");
    drive(Part::Steps, Some(&folder))?;
    Ok(format!("pictures written to {}\n", folder.display()))
}

/// Types whole texts in the window of VS Code, with suggestions on. It is not among the tests that
/// must pass before a change is merged, because a slow machine lets suggestions come late.
///
/// # Errors
///
/// When something is missing, or a text is not what was typed.
pub fn typing() -> Result<String, Failure> {
    drive(Part::Typing, None)?;
    Ok("texts that are typed in VS Code's window are what was meant\n".to_owned())
}

/// Measures in the window of VS Code how long a typed character takes to be painted, in a long file and in
/// the same text as plain text, with the server as it is published, or with `program`. Not among the
/// tests, because it depends on the machine.
///
/// # Errors
///
/// When something is missing, or the median is too far from that of plain text.
pub fn latency(program: Option<&str>) -> Result<String, Failure> {
    let server = match program {
        Some(program) => std::path::absolute(program)
            .map_err(|error| format!("{program} is not a path: {error}"))?,
        None => project::build_proactive(Profile::Dist)?,
    };
    let mut measurement = driver(Part::Latency)?;
    tools::run(measurement.env("PROACTIVE_PROGRAM", server))?;
    Ok(String::new())
}

/// Takes pictures of the window of VS Code in the default themes, to look at.
///
/// # Errors
///
/// When something is missing, or a step fails.
pub fn themes() -> Result<String, Failure> {
    let folder = project::root().join("target/vscode-themes");
    drive(Part::Themes, Some(&folder))?;
    Ok(format!("pictures written to {}\n", folder.display()))
}

/// What is done in the window.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// What an author does, step by step.
    Steps,
    /// Whole texts are typed.
    Typing,
    /// The time of typed characters is measured.
    Latency,
    /// Pictures are taken in all themes.
    Themes,
}

fn drive(part: Part, pictures: Option<&Path>) -> Result<(), Failure> {
    let mut tests = driver(part)?;
    if let Some(folder) = pictures {
        tests.env("PROACTIVE_PICTURES", folder);
    }
    tools::run(&mut tests)
}

fn driver(part: Part) -> Result<Command, Failure> {
    let package = vscode::package(Profile::Dev)?;
    let mut tests = node(&client()?, "test/vscode/e2e/run.mjs")?;
    tests.env("PROACTIVE_VSIX", package);
    let part = match part {
        Part::Steps => "steps",
        Part::Typing => "typing",
        Part::Latency => "latency",
        Part::Themes => "themes",
    };
    tests.env("PROACTIVE_PART", part);
    Ok(tests)
}

fn node(client: &Path, script: &str) -> Result<Command, Failure> {
    let mut command = extension::node()?;
    command.arg(script);
    command.env("VSCODE_CLIENT", client);
    command.env("CHROMIUM", CHROMIUM.find()?);
    Ok(command)
}

/// Installs the version of VS Code in `editors/vscode/test/vscode/package.json`, unless that was
/// done before, and returns its folder.
fn client() -> Result<PathBuf, Failure> {
    let npm = NPM.find()?;
    let from = project::root().join("editors/vscode/test/vscode");
    let folder = project::root().join("target/vscode-client");
    let lock = project::read(&from.join("package-lock.json"))?;
    let installed = folder.join("installed-lock.json");
    if project::read(&installed).is_ok_and(|known| known == lock) {
        return Ok(folder);
    }
    for tool in NEEDS {
        tool.require()?;
    }
    for name in ["package.json", "package-lock.json"] {
        project::write(&folder.join(name), &project::read(&from.join(name))?)?;
    }
    let npm = |arguments: &[&str]| {
        let mut command = Command::new(&npm);
        command
            .args(arguments)
            .args(["--no-audit", "--no-fund", "--loglevel=error"]);
        command.current_dir(&folder);
        command
    };
    // The native modules are compiled for the Node.js they will run in, so it is installed first.
    tools::run(&mut npm(&["ci", "--ignore-scripts"]))?;
    tools::run(&mut npm(&["rebuild", "node"]))?;
    let mut path = vec![folder.join("node_modules/node/bin")];
    path.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    let path = std::env::join_paths(path).map_err(|error| error.to_string())?;
    tools::run(npm(&["rebuild", "code-server"]).env("PATH", path))?;
    project::write(&installed, &lock)?;
    Ok(folder)
}
