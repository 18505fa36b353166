//! `cargo xtask tmgrammar`: the TextMate grammar, which colours texts in VS Code.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::editors::extension;
use crate::tools::{self, NODE, NPM, Tool};
use crate::{Failure, project};

/// The tools that the tests need.
pub const NEEDS: &[Tool] = &[NODE, NPM];

/// Tests the scopes that cases assert, and compares those of the examples with their snapshots.
///
/// # Errors
///
/// When Node.js or a package is missing, or a test fails.
pub fn check() -> Result<String, Failure> {
    run(false)
}

/// Writes the snapshots of the examples anew, then tests.
///
/// # Errors
///
/// When Node.js or a package is missing, or a test fails.
pub fn write() -> Result<String, Failure> {
    run(true)
}

fn run(update: bool) -> Result<String, Failure> {
    let mut cases = extension::program("vscode-tmgrammar-test")?;
    tools::run(cases.args(["--compact", "test/grammar/*.test.proactive"]))?;
    let mut pages = extension::program("vscode-tmgrammar-test")?;
    pages.args(["--compact", "--grammar", "test/grammar/markdown-host.json"]);
    tools::run(pages.arg("test/grammar/*.test.md"))?;

    // Snapshots are written beside a file, so the examples are copied to where theirs stand.
    let folder = extension::folder()?.join("test/grammar/examples");
    let names = copy_examples(&folder)?;
    remove_strangers(&folder, &names, update)?;
    let mut snapshots = extension::program("vscode-tmgrammar-snap")?;
    if update {
        snapshots.arg("--updateSnapshot");
    }
    tools::run(snapshots.arg("test/grammar/examples/*.proactive"))?;
    let mut words = String::from("the TextMate grammar colours every construct as it should, ");
    let _ = writeln!(words, "and {} files of the examples as before", names.len());
    Ok(words)
}

/// Copies every file of the examples to `folder`, named by its path, and gives the names.
fn copy_examples(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let root = project::root().join("examples");
    let mut names = BTreeSet::new();
    let mut open = vec![root.clone()];
    while let Some(from) = open.pop() {
        for path in entries(&from)? {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "proactive") {
                let name = path.strip_prefix(&root).unwrap_or(&path);
                let name = name.to_string_lossy().replace(['/', '\\'], "-");
                project::write(&folder.join(&name), &project::read(&path)?)?;
                names.insert(name);
            }
        }
    }
    Ok(names)
}

/// Every file has a snapshot, since a missing one would be written without a word, and no snapshot
/// is without a file.
fn remove_strangers(folder: &Path, names: &BTreeSet<String>, update: bool) -> Result<(), Failure> {
    let snapshots: BTreeSet<String> = entries(folder)?
        .into_iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .filter_map(|name| Some(name.strip_suffix(".snap")?.to_owned()))
        .collect();
    if update {
        for name in snapshots.difference(names) {
            let path = folder.join(format!("{name}.snap"));
            std::fs::remove_file(&path)
                .map_err(|error| format!("{} can't be removed: {error}", path.display()))?;
        }
        return Ok(());
    }
    let differ: Vec<&str> = snapshots
        .symmetric_difference(names)
        .map(String::as_str)
        .collect();
    if differ.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "snapshot and example are not both there: {}\nrun `cargo xtask tmgrammar --write`",
            differ.join(", ")
        ))
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}
