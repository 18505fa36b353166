//! `cargo xtask runtime-equal` and `cargo xtask runtime-mutants`: whether the runtime of web pages decides
//! as the engine does, and whether that comparison notices mistakes.

use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{self, NODE, NPM, Tool};
use crate::{Failure, project};

/// The tools that it needs.
pub const NEEDS: &[Tool] = &[NODE, NPM];

/// The steps that must reveal a mutant.
const STEPS_OF_MUTANT: usize = 100_000;

/// Mistakes in `runtime/src/core.ts`: what is replaced, and by what.
const MUTANTS: &[(&str, &str)] = &[
    ("checked: -1", "checked: 0"),
    ("after > elapsed", "after >= elapsed"),
    (
        "used: used() }) : is({});\n    case 'dismiss'",
        "}) : is({});\n    case 'dismiss'",
    ),
    ("is({ shown: null, used: used() })", "is({ shown: null })"),
    (
        "shown: null, used: used(), inConversation: true",
        "shown: null, inConversation: true",
    ),
    (
        "used: used(), inConversation: true",
        "used: used(), inConversation: false",
    ),
    ("bundle.sites.some", "bundle.sites.every"),
    ("bundle.sites.length === 0", "bundle.sites.length !== 0"),
    (
        "history: visitor.inVisit ? 'returning'",
        "history: visitor.inVisit ? 'new'",
    ),
    ("history: 'new', seen: []", "history: 'returning', seen: []"),
    (
        "history: 'new', seen: [], inConversation: false",
        "history: 'new', inConversation: false",
    ),
    ("seen: [], inConversation: false", "seen: []"),
    (
        "{ inVisit: false, used: [], shown: null }",
        "{ inVisit: false, shown: null }",
    ),
    (
        "{ inVisit: false, used: [], shown: null }",
        "{ inVisit: false, used: [] }",
    ),
    (": { inConversation: false })", ": {})"),
];

/// Plays random visits with `steps` steps to the engine and to the runtime.
///
/// # Errors
///
/// When they differ: with the smallest visit that was found, and the seed.
pub fn run(steps: usize, seed: Option<u64>) -> Result<String, Failure> {
    let folder = temporary()?;
    let script = folder.path().join("equal.mjs");
    bundle(&runtime(), &script)?;
    let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(steps));
    let status = compare(&script, steps, seed)?
        .status()
        .map_err(|error| format!("the comparison can't be started: {error}"))?;
    match status.success() {
        true => Ok(String::new()),
        false => Err(format!(
            "to repeat this, run `cargo xtask runtime-equal {steps} {seed}`"
        )),
    }
}

/// Makes one mistake after the other in the core, and compares it with the engine.
///
/// # Errors
///
/// When a mistake is not found, or no longer fits the core.
pub fn mutants() -> Result<String, Failure> {
    let runtime = runtime();
    let core = Path::new("src/core.ts");
    let right = project::read(&runtime.join(core))?;
    let mut missed = Vec::new();
    for (text, replacement) in MUTANTS {
        if !right.contains(text) {
            missed.push(format!("not in the core: {text}"));
            continue;
        }
        let folder = temporary()?;
        for part in ["src", "test"] {
            copy(&runtime.join(part), &folder.path().join(part))?;
        }
        let wrong = right.replacen(text, replacement, 1);
        write(&folder.path().join(core), &wrong)?;
        let script = folder.path().join("equal.mjs");
        bundle(folder.path(), &script)?;
        let ran = compare(&script, STEPS_OF_MUTANT, 1)?
            .output()
            .map_err(|error| format!("the comparison can't be started: {error}"))?;
        if ran.status.code() != Some(1) {
            missed.push(format!("not found: {text} → {replacement}"));
        }
    }
    match missed.is_empty() {
        true => Ok(format!("all {} mutants were found\n", MUTANTS.len())),
        false => Err(missed.join("\n")),
    }
}

fn runtime() -> PathBuf {
    project::root().join("runtime")
}

fn temporary() -> Result<tempfile::TempDir, Failure> {
    tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))
}

/// Bundles the side of Node.js of the runtime in `folder`.
fn bundle(folder: &Path, script: &Path) -> Result<(), Failure> {
    let esbuild = runtime().join("node_modules/.bin/esbuild");
    if !esbuild.exists() {
        tools::run(Command::new("npm").arg("ci").current_dir(runtime()))?;
    }
    tools::run(
        Command::new(esbuild)
            .current_dir(folder)
            .args([
                "test/equal.ts",
                "--bundle",
                "--platform=node",
                "--format=esm",
            ])
            .args(["--target=es2022", "--log-level=warning"])
            .arg(format!("--outfile={}", script.display())),
    )
}

/// The command that compares.
fn compare(script: &Path, steps: usize, seed: u64) -> Result<Command, Failure> {
    NODE.find()?;
    let mut command = project::cargo();
    command.args(["run", "--quiet", "--package", "proactive-equality", "--"]);
    command.arg(script);
    command.args([steps.to_string(), seed.to_string()]);
    Ok(command)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to)?,
            false => {
                std::fs::copy(entry.path(), to).map_err(failed)?;
            }
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
