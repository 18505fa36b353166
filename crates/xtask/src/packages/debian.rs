//! The package for Debian, linted and installed into an empty system.

use std::path::Path;
use std::process::Command;

use crate::packages::trial::{completes, exercise, finds_page, named, succeed};
use crate::stamp::Stamp;
use crate::tools::LINTIAN;
use crate::{Failure, project};

/// What lintian may report: a first package closes no bug in Debian, and the license of the project
/// names no year.
const ALLOWED: &str = "initial-upload-closes-no-bugs,copyright-without-copyright-notice";

/// Installs the package in `folder` into a folder with its own list of packages.
pub(super) fn check(folder: &Path, stamp: &Stamp) -> Result<(), Failure> {
    let package = named(folder, "deb")?;
    let mut lintian = Command::new(LINTIAN.find()?);
    lintian.args([
        "--fail-on",
        "error,warning,info",
        "--allow-root",
        "--tag-display-limit",
        "0",
    ]);
    succeed(lintian.args(["--suppress-tags", ALLOWED]).arg(&package))?;

    let scratch = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let root = scratch.path();
    for file in ["status", "available", "updates/none", "info/none"] {
        project::write(&root.join("var/lib/dpkg").join(file), "")?;
    }
    let mut dpkg = Command::new("dpkg");
    dpkg.arg("--root").arg(root);
    // Nothing else is installed there.
    dpkg.args([
        "--force-depends",
        "--force-not-root",
        "--force-script-chrootless",
    ]);
    succeed(dpkg.arg("--install").arg(&package))?;
    let program = root.join("usr/bin/proactive");
    exercise("the Debian package", stamp, || Command::new(&program))?;
    completes(&root.join("usr/share/bash-completion/completions/proactive"))?;
    finds_page(&root.join("usr/share/man"))?;
    let mut verify = Command::new("dpkg");
    let changed = succeed(
        verify
            .arg("--root")
            .arg(root)
            .args(["--verify", "proactive"]),
    )?;
    match changed.is_empty() {
        true => Ok(()),
        false => Err(format!("dpkg finds damaged files:\n{changed}")),
    }
}
