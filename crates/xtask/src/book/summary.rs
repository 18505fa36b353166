//! The table of contents, `docs/SUMMARY.md`: every page once, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use proactive_diagnostics::Code;

use crate::project;

/// The table of contents, relative to the root of the project.
pub const SUMMARY: &str = "docs/SUMMARY.md";

/// The line of the index of diagnostics, above those of their pages.
const DIAGNOSTICS: &str = "- [Diagnostics](diagnostics.md)";

/// The table of contents with the current lines for the diagnostics.
#[must_use]
pub fn with_diagnostics(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.contains("](diagnostics/") {
            continue;
        }
        lines.push(line.to_owned());
        if line == DIAGNOSTICS {
            let codes = Code::ALL.iter();
            lines.extend(codes.map(|code| format!("  - [{code}](diagnostics/{code}.md)")));
        }
    }
    lines.join("\n") + "\n"
}

/// What is wrong with the table of contents, one line for each problem.
#[must_use]
pub fn problems(root: &Path) -> Vec<String> {
    let Ok(text) = project::read(&root.join(SUMMARY)) else {
        return vec![format!("{SUMMARY} is missing")];
    };
    let mut problems = Vec::new();
    let mut listed = BTreeSet::new();
    for page in targets(&text) {
        if !root.join("docs").join(page).is_file() {
            problems.push(format!("{SUMMARY} lists {page}, which does not exist"));
        }
        if !listed.insert(page.to_owned()) {
            problems.push(format!("{SUMMARY} lists {page} twice"));
        }
    }
    for page in pages(&root.join("docs"), "") {
        if page != "SUMMARY.md" && !listed.contains(&page) {
            problems.push(format!("{SUMMARY} does not list {page}"));
        }
    }
    problems
}

/// The targets of the links in `text`.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
}

/// The Markdown files in a folder and below, relative to the folder for which `inside` is empty.
fn pages(folder: &Path, inside: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() {
            found.extend(pages(&path, &format!("{name}/")));
        } else if path.extension().is_some_and(|it| it == "md") {
            found.insert(name);
        }
    }
    found
}
