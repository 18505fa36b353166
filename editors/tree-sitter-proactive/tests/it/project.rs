//! Paths, files and the parser, for all tests.

use std::path::{Path, PathBuf};

use tree_sitter::{Language, Parser, Tree};

/// Returns the folder of the grammar.
pub(crate) fn grammar() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the root of the project.
pub(crate) fn root() -> &'static Path {
    grammar().ancestors().nth(2).expect("the project")
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below `folder` with the extension, sorted.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{} holds none", folder.display());
    found
}

/// The tree-sitter language.
pub(crate) fn language() -> Language {
    Language::new(tree_sitter_proactive::LANGUAGE)
}

/// Parses `text`.
pub(crate) fn parse(text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&language()).expect("the language");
    parser.parse(text, None).expect("a tree")
}
