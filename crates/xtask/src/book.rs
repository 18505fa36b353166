//! `cargo xtask book`: the documentation as HTML, and a check that every link in it leads somewhere.
//!
//! `docs/` is the source of an mdBook, whose configuration is in `book/`. mdBook hands every page to
//! [`pages`], which colours the language and removes links to files that are not in the book.

pub mod highlight;
pub mod links;
pub mod pages;
pub mod summary;

use std::path::{Path, PathBuf};

use proactive_diagnostics::Code;

use crate::tools::{self, MDBOOK};
use crate::{Failure, project};

/// The version of mdBook, which is also part of the path [`MDBOOK`].
pub const VERSION: &str = "0.5.4";

/// Where the book is written.
const OUTPUT: &str = "target/book";

/// Builds the book and checks its links.
///
/// # Errors
///
/// When mdBook can't be installed or fails, and when a link leads nowhere.
pub fn build() -> Result<String, Failure> {
    let root = project::root();
    let problems = summary::problems(&root);
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    let mut mdbook = std::process::Command::new(mdbook()?);
    // Its progress repeats what is reported below.
    mdbook.args(["build", "book"]).env("MDBOOK_LOG", "warn");
    tools::run(mdbook.current_dir(&root))?;
    let output = root.join(OUTPUT);
    let html = links::Html::read(&output)?;
    let mut problems = html.broken();
    problems.extend(missing_codes(&output));
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    Ok(format!(
        "{OUTPUT}/index.html: {} pages, {} links\n",
        html.pages(),
        html.links()
    ))
}

/// The codes without a page at the address that reports name (`help_uri` in `crates/cli`).
fn missing_codes(output: &Path) -> Vec<String> {
    Code::ALL
        .iter()
        .map(|code| format!("diagnostics/{code}.html"))
        .filter(|page| !output.join(page).is_file())
        .map(|page| format!("{OUTPUT}/{page} is missing"))
        .collect()
}

/// mdBook, installed below `target/` if it is not there yet. Compiling it takes minutes.
fn mdbook() -> Result<PathBuf, Failure> {
    if !MDBOOK.is_installed() {
        let folder = project::root().join(format!("target/mdbook-{VERSION}"));
        let build = folder.join("build");
        let mut command = project::cargo();
        // Unoptimized: compiling it takes longer than running it here.
        command.args(["install", "--quiet", "--locked", "--debug", "mdbook"]);
        // Without its server and its watcher, which account for half of its dependencies.
        command.args(["--no-default-features", "--features", "search"]);
        command.args(["--version", VERSION, "--root"]).arg(&folder);
        tools::run(command.arg("--target-dir").arg(&build))?;
        std::fs::remove_dir_all(&build)
            .map_err(|error| format!("{} can't be removed: {error}", build.display()))?;
    }
    MDBOOK.find()
}
