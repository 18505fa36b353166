//! `cargo xtask reports`: what the command writes for other programs, read by these programs.
//!
//! The validator of SARIF is Microsoft's, with the schema of OASIS: it also checks what a schema
//! cannot say, such as that the indexes of rules exist. It is installed below `target`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::Failure;
use crate::project::{self, Profile};
use crate::tools::{self, NODE, NPM, Tool};

/// The tools that the check needs.
pub const NEEDS: &[Tool] = &[NODE, NPM];

/// The validator, with its version.
const VALIDATOR: &str = "@microsoft/sarif-multitool@5.7.0";

/// What the packages of the validator call this platform.
const PLATFORM: &str = if cfg!(windows) {
    "win32"
} else if cfg!(target_os = "macos") {
    "darwin"
} else {
    "linux"
};

/// Runs the command on every example and on texts made for this, and validates the logs.
///
/// # Errors
///
/// When the validator can't be installed, or complains about a log.
pub fn check() -> Result<String, Failure> {
    let proactive = project::build_proactive(Profile::Dev)?;
    let validator = install()?;
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let mut logs = Vec::new();
    for (name, workspace) in workspaces(folder.path())? {
        for command in ["check", "test"] {
            let log = folder.path().join(format!("{name}-{command}.sarif"));
            write_log(&proactive, command, &workspace, &log)?;
            logs.push(log);
        }
    }
    let complaints = validate(&validator, &logs)?;
    if !complaints.is_empty() {
        return Err(format!("the SARIF logs are not valid:\n{complaints}"));
    }
    // Otherwise a validator that reads nothing would be taken for one that is content.
    let damaged = damaged(logs.first().ok_or("no log was written")?)?;
    if validate(&validator, &[damaged])?.is_empty() {
        return Err("the validator does not notice a damaged log".to_owned());
    }
    Ok(format!("{} SARIF logs are valid\n", logs.len()))
}

/// The examples, and a workspace with all kinds of findings below the root of a repository.
fn workspaces(folder: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut workspaces = Vec::new();
    let examples = project::root().join("examples");
    let entries = std::fs::read_dir(&examples)
        .map_err(|error| format!("{} can't be read: {error}", examples.display()))?;
    for entry in entries.flatten().filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().to_string_lossy().into_owned();
        workspaces.push((name, entry.path()));
    }
    workspaces.sort();
    let shop = folder.join("repository/a b%20c/é,👋");
    project::write(&folder.join("repository/.git/HEAD"), "")?;
    project::write(&shop.join("proactive.toml"), "naem = 1\n")?;
    project::write(&shop.join("x: y.proactive"), FINDINGS)?;
    workspaces.push(("findings".to_owned(), shop));
    Ok(workspaces)
}

/// A cycle, fixes, labels, a failing test and broken syntax.
const FINDINGS: &str = "\
brand acme 'Acme'

channel web \"acme.example\" {
  brand acme
}

segment first when second
segment second when first
segment first when visitor.url contains \"👋\"

message hello {
  text \"…\"
  channel wbe
  when visitor.url contains \"Cart\" and not visitor.url contains \"Cart\"
  frequency every_time
";

fn write_log(proactive: &Path, command: &str, workspace: &Path, log: &Path) -> Result<(), Failure> {
    let mut run = Command::new(proactive);
    run.args([command, "--quiet", "--allow-empty"])
        .arg(format!("--format=sarif={}", log.display()))
        .arg(workspace);
    project::output(&mut run)?;
    match log.is_file() {
        true => Ok(()),
        false => Err(format!(
            "`proactive {command} {}` wrote no log",
            workspace.display()
        )),
    }
}

/// The folder of the installed validator.
fn install() -> Result<PathBuf, Failure> {
    NODE.require()?;
    let npm = NPM.find()?;
    let folder = project::root().join("target/sarif-validator");
    let installed = folder.join("installed.txt");
    if !project::read(&installed).is_ok_and(|text| text == VALIDATOR) {
        project::write(&folder.join("package.json"), "{ \"private\": true }\n")?;
        let mut command = Command::new(npm);
        command.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]);
        tools::run(command.arg(VALIDATOR).current_dir(&folder))?;
        project::write(&installed, VALIDATOR)?;
    }
    Ok(folder)
}

/// What the validator finds wrong: errors and warnings, a line each.
fn validate(validator: &Path, logs: &[PathBuf]) -> Result<String, Failure> {
    let schema = format!("node_modules/@microsoft/sarif-multitool-{PLATFORM}/sarif-2.1.0.json");
    let mut command = Command::new(NODE.find()?);
    command
        .current_dir(validator)
        .arg("node_modules/.bin/sarif-multitool")
        .arg("validate")
        .args(logs)
        .args(["--json-schema", &schema])
        // Its script passes the arguments on to a shell.
        .args(["--level", "\"Error;Warning\"", "--kind", "Fail"])
        .args(["--rule-kind", "\"Sarif;Ghas\""]);
    let output = project::output(&mut command)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    let read = format!("{} files scanned", logs.len());
    if !said.contains(&read) {
        return Err(format!("the validator did not read all logs:\n{said}"));
    }
    let complaints = said
        .lines()
        .filter(|line| line.contains(": error ") || line.contains(": warning "));
    Ok(complaints.collect::<Vec<_>>().join("\n"))
}

/// A copy of a log with a property that the standard does not have.
fn damaged(log: &Path) -> Result<PathBuf, Failure> {
    let mut document: Value = serde_json::from_str(&project::read(log)?)
        .map_err(|error| format!("{} is no JSON: {error}", log.display()))?;
    if let Some(run) = document
        .pointer_mut("/runs/0")
        .and_then(Value::as_object_mut)
    {
        run.insert("surplus".to_owned(), json!(1));
    }
    let copy = log.with_extension("damaged.sarif");
    project::write(&copy, &document.to_string())?;
    Ok(copy)
}
