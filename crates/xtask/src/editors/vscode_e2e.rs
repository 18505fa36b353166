//! `cargo xtask vscode-host` and `cargo xtask vscode-e2e`: the extension in VS Code itself, which is
//! installed once, below `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::editors::vscode;
use crate::{Failure, project, tools};

/// Runs the tests inside the extension host.
///
/// # Errors
///
/// When something is missing, or a test fails.
pub fn host() -> Result<String, Failure> {
    let client = client()?;
    vscode::bundle()?;
    let program = project::build_proactive(false)?;
    let mut tests = node(&client, "test/vscode/host/run.mjs")?;
    tools::run(tests.env("PROACTIVE_SERVER", program))?;
    Ok("every command and feature works in VS Code's extension host\n".to_owned())
}

/// Drives the window of VS Code with the packaged extension.
///
/// # Errors
///
/// When something is missing, or a step fails.
pub fn end_to_end() -> Result<String, Failure> {
    let package = vscode::package(false)?;
    drive(&package, None)?;
    Ok("the packaged extension does in VS Code's window what its README shows\n".to_owned())
}

/// The same, and keeps the pictures for the README and the walkthrough.
///
/// # Errors
///
/// When something is missing, or a step fails.
pub fn pictures() -> Result<String, Failure> {
    let package = vscode::package(false)?;
    let folder = tools::extension()?.join("pictures");
    drive(&package, Some(&folder))?;
    Ok(format!("look at the pictures in {}\n", folder.display()))
}

fn drive(package: &Path, pictures: Option<&Path>) -> Result<(), Failure> {
    let mut tests = node(&client()?, "test/vscode/e2e/run.mjs")?;
    tests.env("PROACTIVE_VSIX", package);
    if let Some(folder) = pictures {
        tests.env("PROACTIVE_PICTURES", folder);
    }
    tools::run(&mut tests)
}

fn node(client: &Path, script: &str) -> Result<Command, Failure> {
    let mut command = Command::new(tools::NODE.find()?);
    command.arg(script).current_dir(tools::extension()?);
    command.env("VSCODE_CLIENT", client);
    command.env("CHROMIUM", tools::CHROMIUM.find()?);
    Ok(command)
}

/// What VS Code's native modules are compiled against.
const KERBEROS: &str = "/usr/include/gssapi/gssapi.h";

/// The folder in which VS Code is installed, as `editors/vscode/test/vscode/package.json` names it.
fn client() -> Result<PathBuf, Failure> {
    let npm = tools::NPM.find()?;
    tools::CHROMIUM.find()?;
    let from = project::root().join("editors/vscode/test/vscode");
    let folder = project::root().join("target/vscode-client");
    let lock = project::read(&from.join("package-lock.json"))?;
    let installed = folder.join("installed-lock.json");
    if project::read(&installed).is_ok_and(|known| known == lock) {
        return Ok(folder);
    }
    if cfg!(target_os = "linux") && !Path::new(KERBEROS).exists() {
        return Err(format!(
            "{KERBEROS} is missing: install it, on Debian with `apt-get install libkrb5-dev`"
        ));
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
    // VS Code's modules want the Node.js that they are run with, so that one is there first.
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
