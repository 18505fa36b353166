//! The pages of `tests/ui`: small workspaces, each with what the command reports about it.
//!
//! A page is a Markdown file named after a code; `quiet.md` has workspaces without a finding. Each
//! case is a heading with a `proactive` block below it, which holds one file or, after lines
//! `#- /NAME`, several (see [`crate::fixture`]). In a `bytes` block, `\xNN` is a byte. Characters
//! that an editor does not show are written as in [`crate::notation`].
//!
//! A block above the first case is the file `prelude.proactive`, which every case has as well,
//! except those whose block is marked `standalone`.
//!
//! What follows the block of a case, up to the next heading, is generated: see
//! [`Page::with_output`].

use std::io;
use std::path::Path;

use crate::fixture::{Fixture, FixtureFile};
use crate::markdown::{Fence, fences, headings};
use crate::notation;

/// The name of the file that the cases of a page share.
pub const PRELUDE: &str = "prelude.proactive";

/// The page of the cases without a finding.
pub const QUIET: &str = "quiet";

/// A page of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The code whose cases are on the page, or [`QUIET`].
    pub name: String,
    /// The file that the cases share.
    pub prelude: Option<FixtureFile>,
    /// The cases, in the order of the page.
    pub cases: Vec<Case>,
    text: String,
}

/// A small workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The name of its page.
    pub page: String,
    /// Its heading.
    pub title: String,
    /// Its own files, without the prelude.
    pub own: Fixture,
    /// The prelude of its page, unless it is marked `standalone`.
    pub prelude: Option<FixtureFile>,
    /// The line of its heading, counted from 1.
    heading_line: usize,
    /// The line that closes its block, counted from 1.
    end_line: usize,
}

impl Case {
    /// The page and the title.
    #[must_use]
    pub fn name(&self) -> String {
        format!("tests/ui/{}.md: {}", self.page, self.title)
    }

    /// All files: its own and the prelude.
    #[must_use]
    pub fn workspace(&self) -> Fixture {
        let mut workspace = self.own.clone();
        workspace.files.extend(self.prelude.clone());
        workspace
    }
}

impl Page {
    /// Reads the page `name`.
    ///
    /// # Errors
    ///
    /// The line and what is wrong there, when the page is not in the form that the module
    /// describes.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let mut page = Self {
            name: name.to_owned(),
            prelude: None,
            cases: Vec::new(),
            text: text.to_owned(),
        };
        for fence in fences(text) {
            if !["proactive", "bytes"].contains(&fence.language.as_str()) {
                continue;
            }
            page.add(&fence)
                .map_err(|wrong| format!("tests/ui/{name}.md:{}: {wrong}", fence.line))?;
        }
        // What follows a case is generated, so a heading without one would be lost.
        for (line, title) in headings(text).into_iter().skip(1) {
            if !page.cases.iter().any(|case| case.heading_line == line) {
                return Err(format!("tests/ui/{name}.md:{line}: {title} has no case"));
            }
        }
        Ok(page)
    }

    fn add(&mut self, fence: &Fence) -> Result<(), String> {
        let text = notation::unescape(&fence.text);
        let title = fence.heading.clone().unwrap_or_default();
        if fence.heading_line <= 1 {
            if self.prelude.is_some() {
                return Err("a page has one prelude".to_owned());
            }
            self.prelude = Some(FixtureFile::new(PRELUDE, text));
            return Ok(());
        }
        if self.cases.iter().any(|case| case.title == title) {
            return Err(format!("there is already a case \"{title}\""));
        }
        let standalone = match fence.attributes.as_slice() {
            [] => false,
            [word] if word == "standalone" => true,
            words => return Err(format!("unknown attributes {words:?}")),
        };
        let own = match fence.language.as_str() {
            "bytes" => Fixture::parse_bytes(&text),
            _ => Fixture::parse(&text),
        };
        self.cases.push(Case {
            page: self.name.clone(),
            title,
            own,
            prelude: self.prelude.clone().filter(|_| !standalone),
            heading_line: fence.heading_line,
            end_line: fence.end_line(),
        });
        Ok(())
    }

    /// The text of the page as it was read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of the page with `outputs`, one for each case, in the place of what follows the
    /// block of the case. An empty output leaves nothing there.
    #[must_use]
    pub fn with_output(&self, outputs: &[String]) -> String {
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let written = |from: usize, to: usize| lines.get(from..to).unwrap_or_default().concat();
        let mut text = String::with_capacity(self.text.len());
        let mut start = 0;
        for (case, output) in self.cases.iter().zip(outputs) {
            let heading = case.heading_line - 1;
            if start == 0 {
                text.push_str(&written(0, heading));
            } else {
                text.push('\n');
            }
            text.push_str(&written(heading, case.end_line));
            if !output.is_empty() {
                text.push('\n');
                text.push_str(output);
            }
            start = case.end_line;
        }
        if self.cases.is_empty() {
            text.push_str(&self.text);
        }
        text
    }
}

/// Reads the pages in the folder `root`/tests/ui, sorted by name.
///
/// # Errors
///
/// When a page can't be read, or is not in the form that the module describes.
pub fn pages(root: &Path) -> io::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(root.join("tests/ui"))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if path.extension().is_some_and(|it| it == "md") {
            let page = Page::parse(&name, &std::fs::read_to_string(&path)?);
            pages.push(page.map_err(io::Error::other)?);
        }
    }
    pages.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(pages)
}

/// Reads the cases of the page `name`, in order.
///
/// # Errors
///
/// When the page can't be read, or is not in the form that the module describes.
pub fn cases(root: &Path, name: &str) -> io::Result<Vec<Case>> {
    let path = root.join("tests/ui").join(format!("{name}.md"));
    let page = Page::parse(name, &std::fs::read_to_string(path)?);
    Ok(page.map_err(io::Error::other)?.cases)
}

/// Reads all `.proactive` files of all cases, and each prelude once, with names that say where
/// they are. Bytes that are not UTF-8 stay in their notation.
///
/// # Errors
///
/// When a page can't be read, or is not in the form that the module describes.
pub fn texts(root: &Path) -> io::Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for page in pages(root)? {
        if let Some(file) = page.prelude {
            texts.push((format!("tests/ui/{}.md: {PRELUDE}", page.name), file.text));
        }
        for case in page.cases {
            let name = case.name();
            let several = case.own.files.len() > 1;
            for file in case.own.files {
                if file.path.ends_with(".proactive") {
                    let name = match several {
                        true => format!("{name}, {}", file.path),
                        false => name.clone(),
                    };
                    texts.push((name, file.text));
                }
            }
        }
    }
    Ok(texts)
}
