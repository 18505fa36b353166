//! `cargo xtask bench-lsp`: how long an editor waits for our language server and for others.
//!
//! Each server opens a file of 10,000 lines; ours also opens a workspace of 1,000 files. The client
//! inserts a character, deletes it again, and so on. The measured time is from the first byte of
//! the edit to the last byte of the diagnostics; completion is measured in the same way. The
//! servers run one after the other on the same machine, with the same client, over pipes.

mod client;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use proactive_testing::generate;

use crate::project::{self, Profile};
use crate::{Failure, lsp_client};
use client::Client;

/// Edits before the first one that counts.
const WARM_UP: usize = 30;

/// The length of the long file.
const LINES: usize = 10_000;

/// A server and the workspace on which it is measured.
struct Case {
    name: &'static str,
    command: Vec<String>,
    root: PathBuf,
    file: PathBuf,
    language: &'static str,
    /// The line and column of the edits.
    place: (usize, usize),
}

/// Measures `edits` edits and the same number of completions for each server.
///
/// # Errors
///
/// When a server can't be built or installed, or does not answer.
pub fn run(edits: usize) -> Result<String, Failure> {
    let server = project::build_proactive(Profile::Dist)?;
    let python = lsp_client::environment()?;
    let programs = python.parent().unwrap_or(&python).to_owned();
    install(&python)?;
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let root = folder
        .path()
        .canonicalize()
        .map_err(|error| format!("no temporary folder: {error}"))?;
    let mut table = String::from(
        "\n| server | edit to diagnostics: median | p99 | completion: median | p99 |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
    );
    for case in cases(&server, &programs, &root)? {
        let (mut diagnostics, mut completion) = measure(&case, edits)?;
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} |",
            case.name,
            shown(&mut diagnostics, 50),
            shown(&mut diagnostics, 99),
            shown(&mut completion, 50),
            shown(&mut completion, 99),
        );
    }
    Ok(table)
}

fn install(python: &Path) -> Result<(), Failure> {
    let mut command = Command::new(python);
    command.args(["-m", "pip", "install", "--quiet", "ruff", "tombi"]);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err("ruff and tombi can't be installed".to_owned()),
    }
}

fn cases(server: &Path, programs: &Path, root: &Path) -> Result<Vec<Case>, Failure> {
    let ours = |path: &Path| vec![path.display().to_string(), "lsp".to_owned()];
    let other =
        |name: &str, word: &str| vec![programs.join(name).display().to_string(), word.to_owned()];
    // A message has about 26 lines.
    let long = root.join("long");
    let write = |root: &Path, messages, files| {
        generate::workspace(messages, files)
            .write_to(root)
            .map_err(|error| format!("a workspace can't be written: {error}"))
    };
    write(&long, 420, 1)?;
    let file = first_file(&long)?;
    let count = project::read(&file)?.lines().count();
    let many = root.join("many");
    write(&many, 1000, 1000)?;
    let one = many_file(&many)?;

    let python: String = (0..LINES / 4)
        .map(|number| {
            format!(
                "def function_{number}(value):\n    total = value + {number}\n    return total\n\n"
            )
        })
        .collect();
    let python_file = root.join("python/long.py");
    project::write(&python_file, &format!("import os\n{python}"))?;
    let toml: String = (0..LINES / 4)
        .map(|number| format!("[table_{number}]\nname = \"name {number}\"\nsize = {number}\n\n"))
        .collect();
    let toml_file = root.join("toml/long.toml");
    project::write(&toml_file, &toml)?;
    Ok(vec![
        Case {
            name: "proactive, a file of 10,000 lines",
            command: ours(server),
            root: long,
            place: in_condition(&project::read(&file)?, count / 2),
            file,
            language: "proactive",
        },
        Case {
            name: "proactive, 1,000 files",
            command: ours(server),
            root: many,
            place: in_condition(&project::read(&one)?, 0),
            file: one,
            language: "proactive",
        },
        Case {
            name: "ruff server, a file of 10,000 lines",
            command: other("ruff", "server"),
            root: root.join("python"),
            file: python_file,
            language: "python",
            place: (LINES / 2 + 2, 4),
        },
        Case {
            name: "tombi lsp, a file of 10,000 lines",
            command: other("tombi", "lsp"),
            root: root.join("toml"),
            file: toml_file,
            language: "toml",
            place: (LINES / 2 + 1, 8),
        },
    ])
}

/// The file with the messages, in a workspace that has only one such file.
fn first_file(root: &Path) -> Result<PathBuf, Failure> {
    files(root)?
        .pop()
        .ok_or_else(|| "the workspace has no files".to_owned())
}

/// A file in the middle of a workspace with many files.
fn many_file(root: &Path) -> Result<PathBuf, Failure> {
    let mut all = files(root)?;
    let middle = all.len() / 2;
    Ok(all.swap_remove(middle))
}

fn files(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "proactive") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The position after `when` in the first message that starts at line `from` or later.
fn in_condition(text: &str, from: usize) -> (usize, usize) {
    let mut lines = text.lines().enumerate().skip(from);
    lines
        .find_map(|(number, line)| Some((number, line.find("  when ")? + "  when ".len())))
        .unwrap_or((from, 0))
}

fn measure(case: &Case, edits: usize) -> Result<(Vec<Duration>, Vec<Duration>), Failure> {
    let mut client = Client::start(&case.command, &case.root)?;
    let text = project::read(&case.file)?;
    client.open(&case.file, case.language, &text)?;
    let mut diagnostics = Vec::new();
    let mut completion = Vec::new();
    for number in 0..WARM_UP + edits {
        // Insertions and deletions alternate, so that the length of the text stays the same.
        let typed = client.edit(case.place, number % 2 == 0)?;
        let completed = client.complete(case.place)?;
        if number >= WARM_UP {
            diagnostics.push(typed);
            completion.push(completed);
        }
    }
    client.shut_down();
    Ok((diagnostics, completion))
}

fn shown(times: &mut [Duration], percent: usize) -> String {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    let time = times.get(last * percent / 100).copied().unwrap_or_default();
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
