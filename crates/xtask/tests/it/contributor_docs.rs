//! The documentation for contributors names files that exist.

use std::path::Path;

use xtask::project;

/// Pages that tell people where to find something.
const PAGES: &[&str] = &["ARCHITECTURE.md", "CONTRIBUTING.md"];

/// Text in backticks on one line, outside of fenced blocks.
fn code_spans(text: &str) -> Vec<&str> {
    let mut spans = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            spans.extend(line.split('`').skip(1).step_by(2));
        }
    }
    spans
}

/// Targets of links, without those to other sites and to headings.
fn links(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next())
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .collect()
}

/// Whether a code span is the path of a file or folder of the project.
fn is_path(span: &str) -> bool {
    let plain = |it: char| it.is_ascii_alphanumeric() || "/._-".contains(it);
    let extensions = [
        ".rs", ".md", ".toml", ".pest", ".json", ".mjs", ".ts", ".js",
    ];
    span.chars().all(plain)
        && !span.starts_with('/')
        && (span.contains('/') || extensions.iter().any(|it| span.ends_with(it)))
        // Names that only mention a file of users, and identifiers such as `text/plain`.
        && !["proactive.toml", "proactive.json"].contains(&span)
}

/// Whether the path exists; a part in capitals, as `CODE`, is a placeholder for any name.
fn exists(path: &str) -> bool {
    let known: Vec<&str> = path
        .split('/')
        .take_while(|part| {
            let name = part.split('.').next().unwrap_or_default();
            name.len() < 2 || name.chars().any(|it| !it.is_ascii_uppercase())
        })
        .collect();
    // Files at the root may be in capitals themselves.
    let root = project::root();
    root.join(path).exists()
        || known.len() < path.split('/').count() && root.join(known.join("/")).is_dir()
}

#[test]
fn named_files_exist() {
    let mut missing = Vec::new();
    for page in PAGES {
        let text = project::read(&project::root().join(page)).expect("a page");
        let paths = code_spans(&text)
            .into_iter()
            // What commands write there is not there before they run.
            .filter(|span| is_path(span) && !span.starts_with("target/"))
            .chain(links(&text));
        for path in paths {
            if !exists(path.trim_end_matches('/')) {
                missing.push(format!("{page}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "these do not exist: {missing:#?}");
}

#[test]
fn readme_links_lead_somewhere() {
    let text = project::read(&project::root().join("README.md")).expect("the README");
    for path in links(&text) {
        assert!(
            project::root().join(Path::new(path)).exists(),
            "README.md links to {path}"
        );
    }
}

#[test]
fn paths_are_distinguished_from_other_code() {
    for path in [
        "crates/xtask/tests/it/tidy.rs",
        "Cargo.toml",
        "tests/ui/CODE.md",
    ] {
        assert!(is_path(path), "{path}");
    }
    for other in [
        "cargo xtask test",
        "proactive-syntax",
        "a::b",
        "/tmp",
        "Rule",
    ] {
        assert!(!is_path(other), "{other}");
    }
    assert!(exists("crates/NAME") && exists("README.md"));
    assert!(!exists("crates/missing") && !exists("missing/NAME.rs"));
}
