//! The files of the project, and the words of the language.

use std::fs;
use std::path::{Path, PathBuf};

use proactive_catalog::statements::vocabulary;
use proactive_testing::ui;

/// A file: its path from the root of the project, and its text.
pub struct File {
    pub path: String,
    pub text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn collect(folder: &Path, found: &mut Vec<File>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "proactive") {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root()).unwrap();
            let path = path.to_str().unwrap().replace('\\', "/");
            found.push(File { path, text });
        }
    }
}

/// The valid example files.
pub fn right() -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join("examples"), &mut found);
    found.retain(|file| !file.path.contains("examples/broken/"));
    assert!(found.len() > 10, "the examples are not where they were");
    found
}

/// All files, valid and invalid.
pub fn all() -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join("examples"), &mut found);
    for (path, text) in ui::texts(&root()).unwrap() {
        found.push(File { path, text });
    }
    assert!(found.len() > 100, "the files are not where they were");
    found
}

/// Punctuation and fragments of the language, and what authors may write besides its words.
const FRAGMENTS: &[&str] = &[
    "acme",
    "a-b",
    "_x",
    "sat-mon",
    "fr",
    "fr-CA",
    "visitor.url",
    "visitor.",
    "device.language",
    "visitor.url.x",
    ".",
    "\"\"",
    "\"a\"",
    "\"a b",
    "\"\\\"",
    "\"",
    "\"\"\"",
    "\"\"\"\n  a\n  \"\"\"",
    "\\",
    "'a'",
    "'",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    "=",
    "==",
    "!=",
    "&&",
    "||",
    "<",
    "30s",
    "0m30s",
    "1h",
    "09:00",
    "09:00-12:30",
    "2026-12-25",
    "0",
    "# comment",
    "#",
    "# proactive: allow(long-text)",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{feff}",
    "\0",
    "é",
    "👋🏽",
    "\u{202e}",
    "\u{a0}",
    "\u{2028}",
    "a\u{301}",
    "“",
    "message x",
    "message x {",
    "segment s when",
    "brand b \"B\"",
    "test \"t\" {",
    "account {",
    "reply agent {",
    "any of [",
    "is not",
    "\nmessage y \"Y\" {\n",
    "\n}\n",
];

/// The words of the language, and what authors may write besides.
pub fn pieces() -> Vec<&'static str> {
    let fragments = FRAGMENTS.iter().copied();
    vocabulary().into_iter().chain(fragments).collect()
}
