//! `cargo xtask check`: the quick loop, for the crates that a change can affect.
//!
//! A change to the sources of a crate affects the crate and all crates that depend on it; a change
//! to its tests, examples or benchmarks affects only the crate itself. Files outside of `crates/`
//! belong to the crates whose tests read them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use cargo_metadata::MetadataCommand;

use crate::progress::announce;
use crate::tools::{self, CLIPPY, RUSTFMT};
use crate::{Failure, project, soak};

/// A crate of the workspace, as far as the choice needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The name of its package.
    pub name: String,
    /// Its folder from the root of the project, with `/` as separator.
    pub folder: String,
    /// The names of the workspace packages it depends on, also for tests.
    pub uses: BTreeSet<String>,
}

/// The crates to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Every crate, because a file changed that all of them depend on.
    All {
        /// That file.
        because: String,
    },
    /// These packages.
    Some(BTreeSet<String>),
}

/// Files that every crate depends on.
const EVERYTHING: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "clippy.toml",
    "rustfmt.toml",
    ".cargo/",
];

/// Files outside of the crates, by the start of their path, and the packages that read them: a
/// package in the first list counts as changed itself, one in the second only runs its tests.
const OUTSIDE: &[(&str, &[&str], &[&str])] = &[
    (
        "grammar/",
        &["proactive-syntax"],
        &["xtask", "tree-sitter-proactive"],
    ),
    (
        "examples/",
        &[],
        &[
            "proactive",
            "proactive-analysis",
            "proactive-engine",
            "proactive-format",
            "proactive-hir",
            "proactive-ide",
            "proactive-syntax",
            "xtask",
        ],
    ),
    (
        "tests/ui/",
        &[],
        &[
            "proactive",
            "proactive-format",
            "proactive-hir",
            "proactive-syntax",
        ],
    ),
    (
        "tests/scenarios/",
        &[],
        &["proactive", "proactive-engine", "proactive-format"],
    ),
    (
        "docs/diagnostics/",
        &["proactive-diagnostics"],
        &["proactive", "xtask", "tree-sitter-proactive"],
    ),
    ("docs/", &[], &["proactive", "xtask"]),
    ("README.md", &[], &["proactive", "xtask"]),
    ("editors/", &[], &["proactive", "xtask"]),
    ("", &[], &["xtask"]),
];

/// Formats, lints and tests what changed since the branch left `main`.
///
/// # Errors
///
/// When a step fails, or Git can't tell what changed.
pub fn run() -> Result<String, Failure> {
    let base = base()?;
    let changed = changed_files(&base)?;
    let choice = choose(&members()?, &changed);
    let mut text = format!("{} files changed since {base}", changed.len());
    match &choice {
        Choice::All { because } => {
            let _ = write!(text, "; {because} affects every crate");
        }
        Choice::Some(names) if names.is_empty() => {
            return Ok(format!("{text}; no crate is affected\n"));
        }
        Choice::Some(names) => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let _ = write!(text, "; checking {}", names.join(", "));
        }
    }
    announce(&format!("{text}\n"));
    let packages: Vec<String> = match choice {
        Choice::All { .. } => vec!["--workspace".to_owned()],
        Choice::Some(names) => names
            .into_iter()
            .flat_map(|name| ["--package".to_owned(), name])
            .collect(),
    };
    let mut skipped = String::new();
    if RUSTFMT.is_installed() {
        tools::run(project::cargo().args(["fmt", "--all"]))?;
    } else {
        skipped.push_str("skipped formatting: rustfmt is not installed\n");
    }
    if CLIPPY.is_installed() {
        let mut clippy = project::cargo();
        clippy.args(["clippy", "--quiet", "--all-targets"]);
        tools::run(clippy.args(&packages).args(["--", "-D", "warnings"]))?;
    } else {
        skipped.push_str("skipped lints: clippy is not installed\n");
    }
    let mut test = project::cargo();
    test.args(["test", "--quiet", "--no-fail-fast"])
        .args(&packages);
    tools::run(test.env(soak::SEED, "1"))?;
    Ok(format!(
        "{skipped}PASSED. Before merging, run `cargo xtask test`.\n"
    ))
}

/// The commit where this branch left `main`; on `main` itself, and without one, the last commit.
fn base() -> Result<String, Failure> {
    for main in ["main", "origin/main"] {
        if let Ok(base) = git(&["merge-base", "HEAD", main]) {
            return git(&["rev-parse", "--short", base.trim()]).map(|it| it.trim().to_owned());
        }
    }
    Ok("HEAD".to_owned())
}

/// The files that differ from `base` in the working tree, with those that Git does not know yet.
fn changed_files(base: &str) -> Result<BTreeSet<String>, Failure> {
    let mut files = git(&["diff", "--name-only", "--no-renames", base])?;
    files.push_str(&git(&["ls-files", "--others", "--exclude-standard"])?);
    Ok(files.lines().map(str::to_owned).collect())
}

fn git(arguments: &[&str]) -> Result<String, Failure> {
    let mut command = Command::new(tools::GIT.find()?);
    let output = project::output(command.args(arguments).current_dir(project::root()))?;
    if !output.status.success() {
        return Err(format!(
            "git {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// The crates of the workspace.
///
/// # Errors
///
/// When Cargo can't list them.
pub fn members() -> Result<Vec<Member>, Failure> {
    let root = project::root();
    let metadata = MetadataCommand::new()
        .current_dir(&root)
        .no_deps()
        .exec()
        .map_err(|error| format!("cargo metadata failed: {error}"))?;
    let names: BTreeSet<&str> = metadata
        .packages
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    Ok(metadata
        .packages
        .iter()
        .map(|package| {
            let folder = package
                .manifest_path
                .parent()
                .unwrap_or(&package.manifest_path);
            let folder = folder.as_std_path();
            Member {
                name: package.name.to_string(),
                folder: slashes(folder.strip_prefix(&root).unwrap_or(folder)),
                uses: package
                    .dependencies
                    .iter()
                    .filter(|dependency| names.contains(dependency.name.as_str()))
                    .map(|dependency| dependency.name.clone())
                    .collect(),
            }
        })
        .collect())
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Chooses the crates that the changed files can affect.
#[must_use]
pub fn choose(members: &[Member], changed: &BTreeSet<String>) -> Choice {
    let mut affected: BTreeSet<String> = BTreeSet::new();
    // The packages whose sources changed: those that depend on them are affected, too.
    let mut open: Vec<&str> = Vec::new();
    for file in changed {
        if EVERYTHING.iter().any(|it| is_or_is_below(file, it)) {
            return Choice::All {
                because: file.clone(),
            };
        }
        let owner = members.iter().find_map(|member| {
            let rest = file.strip_prefix(&member.folder)?.strip_prefix('/')?;
            Some((member, rest))
        });
        if let Some((member, rest)) = owner {
            affected.insert(member.name.clone());
            let for_tests = ["tests/", "benches/", "examples/"];
            if !for_tests.iter().any(|it| rest.starts_with(it)) {
                open.push(&member.name);
            }
        } else if let Some((_, sources, tests)) =
            OUTSIDE.iter().find(|(path, ..)| is_or_is_below(file, path))
        {
            open.extend(sources.iter());
            affected.extend(tests.iter().map(|name| (*name).to_owned()));
        }
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    while let Some(name) = open.pop() {
        if seen.insert(name) {
            affected.insert(name.to_owned());
            let users = members.iter().filter(|member| member.uses.contains(name));
            open.extend(users.map(|member| member.name.as_str()));
        }
    }
    Choice::Some(affected)
}

/// Whether `file` is `path`, or below it if it is a folder: it then ends with `/`, or is empty.
fn is_or_is_below(file: &str, path: &str) -> bool {
    match path.is_empty() || path.ends_with('/') {
        true => file.starts_with(path),
        false => file == path,
    }
}
