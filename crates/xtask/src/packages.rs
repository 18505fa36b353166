//! `cargo xtask packages`: builds the packages, installs each with the package managers that people use,
//! and runs what was installed. Nothing is installed outside temporary folders.

mod debian;
mod definitions;
mod npm;
mod python;
mod trial;

use std::path::Path;
use std::process::Command;

use crate::package::contents::{Contents, SHELLS};
use crate::package::platform::System;
use crate::package::{self, checksums};
use crate::packages::trial::{completes, exercise, finds_page, succeed};
use crate::stamp::VERSION;
use crate::tools::{
    BASH, DPKG, DPKG_DEV, GIT, LINTIAN, MAN, NODE, NPM, PYTHON, PYTHON_VENV, READELF, Tool,
};
use crate::{Failure, project};

/// The tools that build and install the packages.
pub const NEEDS: &[Tool] = &[
    BASH,
    DPKG,
    DPKG_DEV,
    GIT,
    LINTIAN,
    MAN,
    NODE,
    NPM,
    PYTHON,
    PYTHON_VENV,
    READELF,
];

/// Builds and lints the packages, installs them, and runs what was installed.
///
/// # Errors
///
/// When a package can't be built or installed, has a fault, or does not work.
pub fn run() -> Result<String, Failure> {
    definitions::check()?;
    let contents = Contents::collect()?;
    let folder = package::folder();
    let packages = package::write(&contents, &folder)?;
    let stamp = &contents.stamp;
    let mut sum = Command::new("sha256sum");
    sum.args(["--check", "--strict", checksums::FILE]);
    succeed(sum.current_dir(&folder))?;
    archive(&contents, &folder)?;
    python::check(&folder, stamp)?;
    npm::check(&folder, stamp)?;
    if let System::Linux { .. } = contents.platform.system {
        debian::check(&folder, stamp)?;
    }
    Ok(format!(
        "{} packages of proactive {stamp} install and work\n",
        packages.len()
    ))
}

/// Unpacks the archive, and looks for everything that should be in it.
fn archive(contents: &Contents, folder: &Path) -> Result<(), Failure> {
    let scratch = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let name = format!("proactive-{VERSION}-{}", contents.platform.triple);
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(folder.join(format!("{name}.tar.gz")));
    succeed(tar.current_dir(scratch.path()))?;
    let root = scratch.path().join(name);
    let program = root.join(contents.platform.program());
    exercise("the archive", &contents.stamp, || Command::new(&program))?;
    for file in [
        "README.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "ThirdPartyNotices.txt",
    ] {
        project::read(&root.join(file))?;
    }
    completes(&root.join("completions/proactive.bash"))?;
    for shell in SHELLS {
        let script = project::read(&root.join("completions").join(shell.file))?;
        if !script.contains("PROACTIVE_COMPLETE") {
            return Err(format!("{} completes nothing", shell.file));
        }
    }
    finds_page(&root.join("man"))
}
