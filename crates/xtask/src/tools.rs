//! Programs that a chore needs: where they are, or how they are installed.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Failure, project};

/// A program from elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Tool {
    /// The name of the program; of several the first that is there.
    pub programs: &'static [&'static str],
    /// The package that has it, on Debian and its kin.
    pub package: &'static str,
}

/// Node.js, for the extension of VS Code and for the generator of tree-sitter.
pub const NODE: Tool = Tool {
    programs: &["node"],
    package: "nodejs",
};

/// The package manager of Node.js.
pub const NPM: Tool = Tool {
    programs: &["npm"],
    package: "npm",
};

/// The browser in which pages are tested, and VS Code is run.
pub const CHROMIUM: Tool = Tool {
    programs: &["chromium", "chromium-browser", "google-chrome"],
    package: "chromium",
};

impl Tool {
    /// Where it is.
    ///
    /// # Errors
    ///
    /// When it is not on `PATH`: how to install it.
    pub fn find(self) -> Result<PathBuf, Failure> {
        let found = self.programs.iter().find_map(|name| on_path(name));
        found.ok_or_else(|| {
            format!(
                "{} is missing: install it, on Debian with `apt-get install {}`",
                self.programs.join(" or "),
                self.package
            )
        })
    }
}

/// The program `name` on `PATH`.
#[must_use]
pub fn on_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Runs `command`, showing what it prints.
///
/// # Errors
///
/// When it can't be started, or fails.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| format!("{} can't be started: {error}", project::program(command)))?;
    if status.success() {
        Ok(())
    } else {
        let words: Vec<_> = command.get_args().map(|it| it.to_string_lossy()).collect();
        let program = project::program(command);
        Err(format!("{program} {} failed ({status})", words.join(" ")))
    }
}

/// The folder of the extension, with the packages of its lock file installed.
///
/// # Errors
///
/// When Node.js is missing, or the packages can't be installed.
pub fn extension() -> Result<PathBuf, Failure> {
    NODE.find()?;
    let npm = NPM.find()?;
    let folder = project::root().join("editors/vscode");
    if !is_installed(&folder) {
        let mut command = Command::new(npm);
        command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        run(command.current_dir(&folder))?;
        let lock = project::read(&folder.join("package-lock.json"))?;
        project::write(&folder.join(INSTALLED), &lock)?;
    }
    Ok(folder)
}

/// The lock file whose packages are installed.
const INSTALLED: &str = "node_modules/.installed-lock.json";

fn is_installed(folder: &Path) -> bool {
    let lock = project::read(&folder.join("package-lock.json"));
    lock.is_ok() && lock == project::read(&folder.join(INSTALLED))
}

/// A program of a package of the extension.
///
/// # Errors
///
/// When Node.js or its packages are missing.
pub fn package_program(name: &str) -> Result<Command, Failure> {
    let folder = extension()?;
    let mut command = Command::new(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    Ok(command)
}
