//! `cargo xtask bench-peers`: the command beside other tools, as whole processes, in one run.
//!
//! `proactive check` reads generated workspaces of 1,000 and 10,000 messages. If they are
//! installed, `ruff check` reads a Python file of the same size, and `cedar validate` the same
//! number of policies. The tools take turns, so that a noisy machine is noisy for all of them. The
//! table shows medians and ratios.

mod measure;
mod notation;
mod table;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proactive_testing::generate;

use crate::project::{self, Profile};
use crate::{Failure, tools};
use measure::Usage;
pub use notation::{cedar_policies, cedar_schema, python};
use table::Row;

/// The numbers of messages and files of the workspaces.
const SIZES: [(usize, usize); 2] = [(1_000, 10), (10_000, 100)];

struct Contender {
    /// The name in the table; the same for both sizes.
    name: &'static str,
    /// How many messages, or policies, it reads.
    messages: usize,
    bytes: usize,
    program: PathBuf,
    arguments: Vec<PathBuf>,
}

/// Measures `runs` runs of each tool at each size and draws the table.
///
/// # Errors
///
/// When the command does not build, or a tool reports errors in its input.
pub fn run(runs: usize) -> Result<String, Failure> {
    let proactive = project::build_proactive(Profile::Dist)?;
    let ruff = ruff();
    let cedar = tools::on_path("cedar");
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let mut contenders = Vec::new();
    for (messages, files) in SIZES {
        let at = folder.path().join(messages.to_string());
        contenders.push(workspace(&proactive, &at, messages, files)?);
        let bytes = contenders.last().map_or(0, |contender| contender.bytes);
        if let Some(ruff) = &ruff {
            contenders.push(python_file(ruff, &at, messages, bytes)?);
        }
        if let Some(cedar) = &cedar {
            contenders.push(policies(cedar, &at, messages)?);
        }
    }

    let mut usages: Vec<Vec<Usage>> = vec![Vec::new(); contenders.len()];
    // The first round is a warm-up.
    for round in 0..=runs {
        for (contender, usages) in contenders.iter().zip(&mut usages) {
            let usage = measure::one(&contender.program, &contender.arguments)?;
            if round > 0 {
                usages.push(usage);
            }
        }
    }
    let rows: Vec<Row> = contenders
        .iter()
        .zip(&mut usages)
        .filter_map(|(contender, usages)| {
            Some(Row {
                name: contender.name,
                messages: contender.messages,
                bytes: contender.bytes,
                usage: measure::median(usages)?,
            })
        })
        .collect();
    let mut missing = Vec::new();
    if ruff.is_none() {
        missing.push("ruff");
    }
    if cedar.is_none() {
        missing.push("cedar");
    }
    let floor = measure::floor(runs)?;
    Ok(table::format(&rows, runs, &missing, floor))
}

fn workspace(
    program: &Path,
    at: &Path,
    messages: usize,
    files: usize,
) -> Result<Contender, Failure> {
    let root = at.join("workspace");
    let generated = generate::workspace(messages, files);
    generated
        .write_to(&root)
        .map_err(|error| format!("the workspace can't be written: {error}"))?;
    Ok(Contender {
        name: "proactive check",
        messages,
        bytes: generated.len(),
        program: program.to_path_buf(),
        arguments: vec!["check".into(), root],
    })
}

fn python_file(
    program: &Path,
    at: &Path,
    messages: usize,
    bytes: usize,
) -> Result<Contender, Failure> {
    let path = at.join("rules.py");
    let text = python(bytes);
    project::write(&path, &text)?;
    Ok(Contender {
        name: "ruff check",
        messages,
        bytes: text.len(),
        program: program.to_path_buf(),
        arguments: ["check", "--no-cache", "--isolated", "--quiet"]
            .into_iter()
            .map(PathBuf::from)
            .chain([path])
            .collect(),
    })
}

fn policies(program: &Path, at: &Path, messages: usize) -> Result<Contender, Failure> {
    let policies = at.join("rules.cedar");
    let schema = at.join("rules.cedarschema");
    let text = cedar_policies(messages);
    project::write(&policies, &text)?;
    project::write(&schema, cedar_schema())?;
    Ok(Contender {
        name: "cedar validate",
        messages,
        bytes: text.len(),
        program: program.to_path_buf(),
        arguments: vec![
            "validate".into(),
            "--policies".into(),
            policies,
            "--schema".into(),
            schema,
        ],
    })
}

/// The `ruff` on `PATH`, or one that pip installs below `target`.
fn ruff() -> Option<PathBuf> {
    if let Some(path) = tools::on_path("ruff") {
        return Some(path);
    }
    let folder = project::root().join("target/peers");
    let path = folder.join("bin/ruff");
    if path.is_file() {
        return Some(path);
    }
    let succeeds = |command: &mut Command| {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let installed = succeeds(Command::new("python3").args(["-m", "venv"]).arg(&folder))
        && succeeds(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "ruff"]));
    (installed && path.is_file()).then_some(path)
}
