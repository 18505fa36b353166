//! `cargo xtask vscode` and `cargo xtask vsix`: the extension of VS Code, as far as VS Code itself is
//! not needed, and its package.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::editors::notices;
use crate::{Failure, project, tools};

/// Checks the types, bundles the extension, and runs the unit tests and those of the preview.
///
/// # Errors
///
/// When Node.js, Chromium or a package is missing, or a step fails.
pub fn check() -> Result<String, Failure> {
    for project in [".", "webview"] {
        let mut types = tools::package_program("tsc")?;
        tools::run(types.args(["--noEmit", "--project", project]))?;
    }
    bundle()?;
    tools::run(node()?.args(["esbuild.mjs", "--test"]))?;
    let mut preview = node()?;
    preview.args(["--test", "--test-reporter=dot", "test/preview/run.mjs"]);
    tools::run(preview.env("CHROMIUM", tools::CHROMIUM.find()?))?;
    Ok(
        "the extension of VS Code has right types and a bundle, and passes its unit tests; \
         its preview is drawn, can be used by keyboard, and axe finds nothing\n"
            .to_owned(),
    )
}

/// Packages the extension for this platform, with the server inside.
///
/// # Errors
///
/// When Node.js or a package is missing, or a step fails.
pub fn vsix() -> Result<String, Failure> {
    let package = package(true)?;
    Ok(format!("{}\n", package.display()))
}

/// Bundles the extension.
///
/// # Errors
///
/// When Node.js or a package is missing, or the bundle can't be made.
pub(super) fn bundle() -> Result<(), Failure> {
    tools::run(node()?.arg("esbuild.mjs"))
}

/// Packages the extension with the server of the release, or with the one that tests use, which is
/// built sooner.
///
/// # Errors
///
/// As [`vsix`].
pub(super) fn package(release: bool) -> Result<PathBuf, Failure> {
    let target = platform()?;
    let program = project::build_proactive(release)?;
    bundle()?;
    let folder = tools::extension()?;
    tools::run(node()?.arg("readme.mjs"))?;
    notices::write(&folder.join("notices"), &bundled(&folder)?)?;
    let inside = folder.join("server");
    copy(&program, &inside)?;
    let name = match release {
        true => format!("proactive-{target}.vsix"),
        false => format!("proactive-{target}-debug.vsix"),
    };
    let package = project::root().join("target").join(name);
    let mut command = tools::package_program("vsce")?;
    command.args(["package", "--target", target, "--no-dependencies"]);
    command.args(["--allow-missing-repository", "--no-rewrite-relative-links"]);
    command.args(["--readme-path", "dist/README.md"]);
    let done = tools::run(command.arg("--out").arg(&package));
    // Left where it is, it would be used in place of what is built next.
    std::fs::remove_dir_all(&inside)
        .map_err(|error| format!("{} can't be removed: {error}", inside.display()))?;
    done.map(|()| package)
}

/// The folders of the packages in the bundles.
fn bundled(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let list = project::read(&folder.join("dist/packages.json"))?;
    let list: Vec<PathBuf> = serde_json::from_str(&list)
        .map_err(|error| format!("the list of the packages in the bundles: {error}"))?;
    Ok(list.into_iter().map(|path| folder.join(path)).collect())
}

fn copy(program: &Path, folder: &Path) -> Result<(), Failure> {
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::copy(program, folder.join(name)))
        .map(drop)
        .map_err(|error| format!("{} can't be copied: {error}", program.display()))
}

fn node() -> Result<Command, Failure> {
    let mut command = Command::new(tools::NODE.find()?);
    command.current_dir(tools::extension()?);
    Ok(command)
}

/// This platform, as VS Code calls it.
fn platform() -> Result<&'static str, Failure> {
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    match (system, processor) {
        ("linux", "x86_64") => Ok("linux-x64"),
        ("linux", "aarch64") => Ok("linux-arm64"),
        ("macos", "x86_64") => Ok("darwin-x64"),
        ("macos", "aarch64") => Ok("darwin-arm64"),
        ("windows", "x86_64") => Ok("win32-x64"),
        ("windows", "aarch64") => Ok("win32-arm64"),
        _ => Err(format!("VS Code has no name for {system} on {processor}")),
    }
}
