//! `cargo xtask examples`: the compiled configuration beside each example.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::project::{self, Profile};

/// The example that is wrong on purpose and has no compiled configuration.
pub const BROKEN: &str = "broken";

/// The folders of the examples that compile, in order.
///
/// # Errors
///
/// When the folder of the examples can't be read, or holds none.
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
        return Err(format!("{} holds no example", folder.display()));
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

/// Builds every example and compares only.
///
/// # Errors
///
/// When one does not build, or its file is stale.
pub fn check() -> Result<String, Failure> {
    each(&["--check"])
}

fn each(flags: &[&str]) -> Result<String, Failure> {
    let binary = project::build_proactive(Profile::Dev)?;
    let mut said = String::new();
    let mut failed = false;
    for folder in folders(&project::root())? {
        let target = folder.join("proactive.json");
        let mut command = Command::new(&binary);
        command.arg("build").args(flags);
        command.arg("-o").arg(&target).arg(&folder);
        let output = project::output(&mut command)?;
        let fine = output.status.success();
        failed |= !fine;
        let _ = writeln!(
            said,
            "{} {}",
            if fine { "ok    " } else { "FAILED" },
            target.display()
        );
        if !fine {
            said.push_str(&String::from_utf8_lossy(&output.stdout));
            said.push_str(&String::from_utf8_lossy(&output.stderr));
        }
    }
    if failed { Err(said) } else { Ok(said) }
}
