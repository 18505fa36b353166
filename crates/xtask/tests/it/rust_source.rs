//! The Rust files of the project, and their code without comments and strings.

use std::path::{Path, PathBuf};

use xtask::project;

/// A Rust file.
pub(crate) struct RustFile {
    /// Its path from the root, with `/` as separator.
    pub(crate) path: String,
    /// Its whole text.
    pub(crate) text: String,
}

impl RustFile {
    /// The folder name of the crate that it belongs to.
    pub(crate) fn crate_folder(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or("")
    }

    /// Whether it is part of the crate itself and not of its tests.
    pub(crate) fn is_source(&self) -> bool {
        self.path.split('/').nth(2) == Some("src")
    }

    /// Its code without comments, strings and characters. Line numbers stay the same.
    pub(crate) fn code(&self) -> String {
        code_of(&self.text)
    }
}

/// All files of the project, without build output and Git's own: paths from the root.
pub(crate) fn project_files() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let entries = std::fs::read_dir(folder).expect("a folder of the project");
        for entry in entries {
            let entry = entry.expect("an entry");
            let name = entry.file_name();
            if [".git", "target", "node_modules"].contains(&name.to_string_lossy().as_ref()) {
                continue;
            }
            if entry.file_type().expect("a type").is_dir() {
                walk(&entry.path(), found);
            } else {
                found.push(entry.path());
            }
        }
    }
    let root = project::root();
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    found
        .iter()
        .map(|path| {
            path.strip_prefix(&root)
                .expect("below the root")
                .to_path_buf()
        })
        .collect()
}

/// All Rust files of the project.
pub(crate) fn rust_files() -> Vec<RustFile> {
    project_files()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .map(|path| RustFile {
            text: project::read(&project::root().join(&path)).expect("a file of the project"),
            path: path.to_str().expect("a path in UTF-8").replace('\\', "/"),
        })
        .collect()
}

/// Removes comments, strings and character literals from Rust text.
pub(crate) fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if character == '"' {
            string(rest)
        } else if let Some(length) = raw_string(rest, code.chars().next_back()) {
            length
        } else if character == '\'' {
            quoted_character(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(character);
            rest = &rest[character.len_utf8()..];
        } else {
            let (skipped, after) = rest.split_at(skipped);
            code.push(' ');
            code.extend(skipped.chars().filter(|it| *it == '\n'));
            rest = after;
        }
    }
    code
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_string(text: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|it| it.is_alphanumeric() || it == '_') {
        return None;
    }
    let prefix = if text.starts_with("br") { 2 } else { 1 };
    let hashes_and_more = text.strip_prefix("br").or(text.strip_prefix('r'))?;
    let hashes = hashes_and_more.len() - hashes_and_more.trim_start_matches('#').len();
    let inside = hashes_and_more[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inside.find(&end)? + end.len();
    Some(prefix + hashes + 1 + length)
}

/// The length of a character literal; 0 for the start of a lifetime.
fn quoted_character(text: &str) -> usize {
    let inside = &text[1..];
    if inside.starts_with('\\') {
        return inside[2..].find('\'').map_or(0, |at| at + 4);
    }
    let length = inside.chars().next().map_or(0, char::len_utf8);
    if inside[length..].starts_with('\'') {
        length + 2
    } else {
        0
    }
}

/// The paths in code: identifiers joined by `::`, with `use a::{b, c::d}` expanded to `a::b` and
/// `a::c::d`.
pub(crate) fn paths(code: &str) -> Vec<String> {
    let code: String = spaced(code);
    let mut found = Vec::new();
    let mut prefixes: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut grouped = Vec::new();
    for word in code.split_whitespace() {
        match word {
            "::" => current.push_str("::"),
            "{" => {
                let opens_group = current.ends_with("::");
                grouped.push(opens_group);
                if opens_group {
                    prefixes.push(std::mem::take(&mut current));
                } else {
                    finish(&mut current, &prefixes, &mut found);
                }
            }
            "}" => {
                finish(&mut current, &prefixes, &mut found);
                if grouped.pop() == Some(true) {
                    prefixes.pop();
                }
            }
            _ if word.starts_with(|it: char| it.is_alphabetic() || it == '_') => {
                if !current.is_empty() && !current.ends_with("::") {
                    finish(&mut current, &prefixes, &mut found);
                }
                current.push_str(word);
            }
            _ => finish(&mut current, &prefixes, &mut found),
        }
    }
    finish(&mut current, &prefixes, &mut found);
    found
}

fn finish(current: &mut String, prefixes: &[String], found: &mut Vec<String>) {
    if !current.is_empty() {
        found.push(format!("{}{current}", prefixes.concat()));
        current.clear();
    }
}

/// Code with spaces between words and punctuation.
fn spaced(code: &str) -> String {
    let mut spaced = String::with_capacity(code.len() * 2);
    let mut characters = code.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_alphanumeric() || character == '_' {
            spaced.push(character);
        } else if character == ':' && characters.peek() == Some(&':') {
            characters.next();
            spaced.push_str(" :: ");
        } else {
            spaced.push(' ');
            spaced.push(character);
            spaced.push(' ');
        }
    }
    spaced
}

#[test]
fn only_code_remains() {
    let text = "let a = \"// no \\\" code\"; // std::fs\n/* a /* b */ HashMap\n */ 'x' 'a: '\\'' r#\"a\"b\"# b\"c\" for\"\"";
    assert_eq!(
        code_of(text).split_whitespace().collect::<Vec<_>>(),
        ["let", "a", "=", ";", "'a:", "b", "for"]
    );
    assert_eq!(code_of(text).lines().count(), text.lines().count());
}

#[test]
fn groups_are_expanded() {
    let code = "use std::{fs, io::{self, Read as _}, time::Instant}; fn a() { std::env::var() } match x { A::B { c } => 1 }";
    let found = paths(code);
    for path in [
        "std::fs",
        "std::io::self",
        "std::io::Read",
        "std::time::Instant",
        "std::env::var",
        "A::B",
    ] {
        assert!(found.iter().any(|it| it == path), "{path} in {found:?}");
    }
    assert!(!found.iter().any(|it| it.contains("A::Bc")));
}
