//! `cargo xtask vscode` and `cargo xtask vsix`: the tests of the VS Code extension that run without
//! VS Code, and its package.

use std::path::{Path, PathBuf};

use crate::Failure;
use crate::editors::{extension, notices};
use crate::project::{self, Profile};
use crate::tools::{self, CHROMIUM, EMOJI_FONT, NODE, NPM, Tool};

/// The tools that the tests need.
pub const NEEDS: &[Tool] = &[NODE, NPM, CHROMIUM, EMOJI_FONT];

/// Checks the types, bundles the extension, and runs the unit tests and the tests of the preview.
///
/// # Errors
///
/// When Node.js, Chromium or a package is missing, or a step fails.
pub fn check() -> Result<String, Failure> {
    for project in [".", "webview"] {
        let mut types = extension::program("tsc")?;
        tools::run(types.args(["--noEmit", "--project", project]))?;
    }
    bundle()?;
    tools::run(extension::node()?.args(["esbuild.mjs", "--test"]))?;
    let mut preview = extension::node()?;
    preview.args(["--test", "--test-reporter=dot", "test/preview/run.mjs"]);
    tools::run(preview.env("CHROMIUM", CHROMIUM.find()?))?;
    Ok(
        "the VS Code extension type-checks, builds and passes its unit tests; its preview \
         renders, works with the keyboard, and passes the accessibility checks of axe\n"
            .to_owned(),
    )
}

/// Packages the extension for this platform, with the server inside.
///
/// # Errors
///
/// When Node.js or a package is missing, or a step fails.
pub fn vsix() -> Result<String, Failure> {
    let package = package(Profile::Dist)?;
    Ok(format!("{}\n", package.display()))
}

/// Bundles the extension.
///
/// # Errors
///
/// When Node.js or a package is missing, or the bundle can't be made.
pub(super) fn bundle() -> Result<(), Failure> {
    tools::run(extension::node()?.arg("esbuild.mjs"))
}

/// Packages the extension with a server that is built with `profile`.
///
/// # Errors
///
/// As [`vsix`].
pub(super) fn package(profile: Profile) -> Result<PathBuf, Failure> {
    let target = platform()?;
    let program = project::build_proactive(profile)?;
    bundle()?;
    let folder = extension::folder()?;
    tools::run(extension::node()?.arg("readme.mjs"))?;
    notices::write(&folder.join("notices"), &bundled(&folder)?)?;
    let inside = folder.join("server");
    copy(&program, &inside)?;
    let name = match profile {
        Profile::Dist => format!("proactive-{target}.vsix"),
        Profile::Dev => format!("proactive-{target}-debug.vsix"),
    };
    let package = project::root().join("target").join(name);
    let mut command = extension::program("vsce")?;
    command.args(["package", "--target", target, "--no-dependencies"]);
    command.args(["--allow-missing-repository", "--no-rewrite-relative-links"]);
    command.args(["--readme-path", "dist/README.md"]);
    let done = tools::run(command.arg("--out").arg(&package));
    // If it stayed there, the extension would use it instead of the next build.
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

/// The name that VS Code has for this platform.
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
