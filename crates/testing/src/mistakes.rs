//! The pages of `tests/mistakes`: what people write, and what they mean.
//!
//! A line that begins with `=` says what is right in `workspace.proactive`, and after `->` what is
//! meant in its place. The lines below it are what people write instead, each a mistake of its own.
//! Empty lines and lines that begin with `# ` are left out.

use std::io;
use std::path::Path;

/// A mistake, made alone in the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is written.
    pub written: String,
    /// The workspace with the mistake.
    pub before: String,
    /// The workspace as it was meant.
    pub meant: String,
}

/// Reads the workspace, and all mistakes in the order of the pages.
///
/// # Errors
///
/// When a file can't be read, or when a page is not in the form that the module describes.
pub fn read(root: &Path) -> io::Result<(String, Vec<Mistake>)> {
    let folder = root.join("tests/mistakes");
    let workspace = std::fs::read_to_string(folder.join("workspace.proactive"))?;
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "txt") {
            pages.push(path);
        }
    }
    pages.sort();
    let mut found = Vec::new();
    for page in pages {
        let text = std::fs::read_to_string(&page)?;
        let of_page = parse(&workspace, &text).map_err(|reason| {
            let page = page.display();
            io::Error::other(format!("{page}: {reason}"))
        });
        found.extend(of_page?);
    }
    Ok((workspace, found))
}

fn parse(workspace: &str, page: &str) -> Result<Vec<Mistake>, String> {
    let mut found = Vec::new();
    let mut current: Option<(&str, &str)> = None;
    for line in page.lines() {
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        if let Some(right) = line.strip_prefix("= ") {
            let (place, right) = right.split_once(" -> ").unwrap_or((right, right));
            if !workspace.contains(place) {
                return Err(format!("no `{place}` in the workspace"));
            }
            current = Some((place, right));
            continue;
        }
        let (place, right) =
            current.ok_or_else(|| format!("`{line}` has no line above that is right"))?;
        found.push(Mistake {
            written: line.to_owned(),
            before: workspace.replacen(place, line, 1),
            meant: workspace.replacen(place, right, 1),
        });
    }
    Ok(found)
}
