//! `cargo xtask examples`: the compiled configuration of each example, and the bundle of the one with
//! pages.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::project::{self, Profile};

/// The example that has mistakes on purpose, and so no compiled configuration.
pub const BROKEN: &str = "broken";

/// The example with pages that show its messages, and the folder in it for their bundle.
const PAGE: &str = "page";
const BUNDLES: &str = "proactive";

/// The folders of the examples that compile, sorted.
///
/// # Errors
///
/// When the folder of the examples can't be read, or has none.
pub fn folders(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let folder = root.join("examples");
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("proactive.toml").is_file() && !path.ends_with(BROKEN))
        .collect();
    found.sort();
    if found.is_empty() {
        return Err(format!("{} has no examples", folder.display()));
    }
    Ok(found)
}

/// Builds every example.
///
/// # Errors
///
/// When one does not build.
pub fn write() -> Result<String, Failure> {
    each(&[])
}

/// Builds every example and compares it with the file on disk.
///
/// # Errors
///
/// When one does not build, or its file is out of date.
pub fn check() -> Result<String, Failure> {
    each(&["--check"])
}

fn each(flags: &[&str]) -> Result<String, Failure> {
    let binary = project::build_proactive(Profile::Dev)?;
    let mut report = String::new();
    let mut failed = false;
    for folder in folders(&project::root())? {
        let mut builds = vec![(&["-o"][..], folder.join("proactive.json"))];
        if folder.ends_with(PAGE) {
            builds.push((&["--target", "web", "-o"], folder.join(BUNDLES)));
        }
        for (arguments, target) in builds {
            let mut command = Command::new(&binary);
            command.arg("build").args(flags).args(arguments);
            command.arg(&target).arg(&folder);
            let output = project::output(&mut command)?;
            let passed = output.status.success();
            failed |= !passed;
            let _ = writeln!(
                report,
                "{} {}",
                if passed { "passed" } else { "FAILED" },
                target.display()
            );
            if !passed {
                report.push_str(&String::from_utf8_lossy(&output.stdout));
                report.push_str(&String::from_utf8_lossy(&output.stderr));
            }
        }
    }
    if failed { Err(report) } else { Ok(report) }
}
