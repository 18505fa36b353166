//! The links of the built book: all that stay in it must lead to an existing page and anchor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::{Failure, project};

/// The pages of a folder of HTML files.
#[derive(Debug)]
pub struct Html {
    root: PathBuf,
    pages: BTreeMap<PathBuf, Page>,
}

#[derive(Debug)]
struct Page {
    /// The places that a link can lead to.
    ids: BTreeSet<String>,
    /// The addresses of links and pictures.
    links: Vec<String>,
}

impl Html {
    /// Reads the pages of a folder and below.
    ///
    /// # Errors
    ///
    /// When one can't be read.
    pub fn read(root: &Path) -> Result<Self, Failure> {
        let mut html = Self {
            root: root.to_path_buf(),
            pages: BTreeMap::new(),
        };
        html.add(Path::new(""))?;
        Ok(html)
    }

    fn add(&mut self, folder: &Path) -> Result<(), Failure> {
        let path = self.root.join(folder);
        let entries = std::fs::read_dir(&path)
            .map_err(|error| format!("{} can't be read: {error}", path.display()))?;
        for entry in entries.flatten() {
            let name = folder.join(entry.file_name());
            if entry.path().is_dir() {
                self.add(&name)?;
            } else if name.extension().is_some_and(|it| it == "html") {
                let text = project::read(&entry.path())?;
                let links = [" href=\"", " src=\""];
                let page = Page {
                    ids: values(&text, " id=\"").collect(),
                    links: links.iter().flat_map(|it| values(&text, it)).collect(),
                };
                self.pages.insert(name, page);
            }
        }
        Ok(())
    }

    /// The number of pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The number of links and pictures, on all pages together.
    #[must_use]
    pub fn links(&self) -> usize {
        self.pages.values().map(|page| page.links.len()).sum()
    }

    /// The links that lead nowhere, one line each.
    #[must_use]
    pub fn broken(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (name, page) in &self.pages {
            // This page is shown at any address, and its links are absolute.
            if name == Path::new("404.html") {
                continue;
            }
            for link in &page.links {
                if !self.leads_somewhere(name, link) {
                    broken.push(format!("{} links to {link}", name.display()));
                }
            }
        }
        broken
    }

    fn leads_somewhere(&self, from: &Path, link: &str) -> bool {
        if is_elsewhere(link) {
            return true;
        }
        let (file, place) = link.split_once('#').unwrap_or((link, ""));
        let target = match file.split('?').next() {
            None | Some("") => Some(from.to_path_buf()),
            Some(file) => joined(from.parent().unwrap_or(from), file),
        };
        let Some(target) = target else {
            return false;
        };
        match self.pages.get(&target) {
            Some(page) => place.is_empty() || page.ids.contains(&decoded(place)),
            None => place.is_empty() && self.root.join(&target).is_file(),
        }
    }
}

/// Whether a link leaves the book, that is, has a scheme.
fn is_elsewhere(link: &str) -> bool {
    let scheme = link.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|it| !it.is_empty() && it.chars().all(|it| it.is_ascii_alphabetic()))
}

/// The path of `file`, relative to `folder`. `None` if that is outside the book.
fn joined(folder: &Path, file: &str) -> Option<PathBuf> {
    let mut path = folder.to_path_buf();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if !path.pop() {
                    return None;
                }
            }
            part => path.push(part),
        }
    }
    Some(path)
}

/// The values of an attribute, given with its quote. What looks like one in a sample of HTML is not:
/// there, `<` is escaped.
fn values<'t>(text: &'t str, attribute: &'t str) -> impl Iterator<Item = String> + 't {
    let is_in_tag = |at: usize| {
        let before = text.get(..at).unwrap_or("");
        before
            .rfind(['<', '>'])
            .is_some_and(|at| before.get(at..at + 1) == Some("<"))
    };
    text.match_indices(attribute)
        .filter(move |(at, _)| is_in_tag(*at))
        .filter_map(move |(at, _)| text.get(at + attribute.len()..)?.split('"').next())
        .map(|value| {
            value
                .replace("&quot;", "\"")
                .replace("&#x27;", "'")
                .replace("&amp;", "&")
        })
}

/// Text with its percent-encoding decoded.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part.get(..2).map(|code| u8::from_str_radix(code, 16));
        match code {
            Some(Ok(byte)) => {
                bytes.push(byte);
                bytes.extend(part.bytes().skip(2));
            }
            Some(Err(_)) | None => {
                bytes.push(b'%');
                bytes.extend(part.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
