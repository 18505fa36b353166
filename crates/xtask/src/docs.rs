//! `cargo xtask docs`: the documentation of the diagnostics, made of their pages.
//!
//! The pages are what `proactive explain` prints. For readers of the repository each of them
//! stands in `docs/diagnostics/` too, and `docs/diagnostics.md` lists them all.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use proactive_diagnostics::{Code, Kind};

use crate::{Failure, project};

const INDEX: &str = "docs/diagnostics.md";
const FOLDER: &str = "docs/diagnostics";

/// All generated files: their path from the root, written with `/`, and their text.
#[must_use]
pub fn generate() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = Code::ALL
        .iter()
        .map(|code| (format!("{FOLDER}/{code}.md"), page(*code)))
        .collect();
    files.insert(INDEX.to_owned(), index());
    files
}

fn page(code: Code) -> String {
    let sort = match code.kind() {
        Kind::Error if code == Code::TestFailed => {
            "An error of `proactive test`; the workspace compiles all the same."
        }
        Kind::Error => "An error: the workspace does not compile, and it cannot be silenced.",
        Kind::Lint => "A lint: a warning unless `proactive.toml` gives it another level.",
    };
    format!(
        "<!-- Made by `cargo xtask docs` from crates/diagnostics/pages/{code}.md: change that. -->\n\n\
         {}\n\n---\n\n{sort} [All diagnostics](../diagnostics.md)\n",
        code.page().trim()
    )
}

fn index() -> String {
    let mut text = String::from(
        "<!-- Made by `cargo xtask docs` from crates/diagnostics/pages/: change those. -->\n\n\
         # Diagnostics\n\n\
         Everything that `proactive check` and `proactive test` can find. The page of a code is\n\
         printed by `proactive explain CODE`.\n",
    );
    for (title, words, kind) in [
        (
            "Errors",
            "With one of these a workspace does not compile; but `test-failed` only makes\n\
             `proactive test` fail. They cannot be silenced.",
            Kind::Error,
        ),
        (
            "Lints",
            "Probably not what the author wants. They are warnings; `[lints]` in `proactive.toml` \
             gives a lint\nanother level, and `# proactive: allow(CODE): reason` above a statement \
             or declaration silences it there.",
            Kind::Lint,
        ),
    ] {
        let _ = write!(
            text,
            "\n## {title}\n\n{words}\n\n| code | says |\n| --- | --- |\n"
        );
        for code in Code::ALL.iter().filter(|code| code.kind() == kind) {
            let summary = code.summary().replace('|', "\\|");
            let _ = writeln!(text, "| [`{code}`](diagnostics/{code}.md) | {summary} |");
        }
    }
    text
}

/// What in the tree differs from what would be generated; a line each.
#[must_use]
pub fn stale(root: &Path) -> Vec<String> {
    let files = generate();
    let mut found: Vec<String> = files
        .iter()
        .filter_map(
            |(path, text)| match std::fs::read_to_string(root.join(path)) {
                Ok(there) if there == *text => None,
                Ok(_) => Some(format!("{path} is not up to date")),
                Err(_) => Some(format!("{path} is missing")),
            },
        )
        .collect();
    found.extend(
        strangers(root, &files)
            .into_iter()
            .map(|path| format!("{path} belongs to no diagnostic")),
    );
    found
}

fn strangers(root: &Path, files: &BTreeMap<String, String>) -> Vec<String> {
    let mut found: Vec<String> = std::fs::read_dir(root.join(FOLDER))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("{FOLDER}/{}", entry.file_name().to_string_lossy()))
        .filter(|path| !files.contains_key(path))
        .collect();
    found.sort();
    found
}

/// Writes what is not up to date, and takes away pages of codes that are no more.
///
/// # Errors
///
/// When a file can't be written.
pub fn write(root: &Path) -> Result<String, Failure> {
    let files = generate();
    for path in strangers(root, &files) {
        std::fs::remove_file(root.join(&path))
            .map_err(|error| format!("{path} can't be removed: {error}"))?;
    }
    for (path, text) in &files {
        project::write(&root.join(path), text)?;
    }
    Ok(format!("{INDEX} and {} pages written\n", files.len() - 1))
}

/// Compares only.
///
/// # Errors
///
/// When something is not up to date.
pub fn check(root: &Path) -> Result<String, Failure> {
    let stale = stale(root);
    if stale.is_empty() {
        Ok("the documentation of the diagnostics is up to date\n".to_owned())
    } else {
        Err(format!("{}\nrun `cargo xtask docs`", stale.join("\n")))
    }
}
