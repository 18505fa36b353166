//! The parser in `src/` is up to date with `grammar.js`.

use std::fs;
use std::path::Path;

use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

use crate::project;

const FILES: [&str; 6] = [
    "grammar.json",
    "node-types.json",
    "parser.c",
    "tree_sitter/alloc.h",
    "tree_sitter/array.h",
    "tree_sitter/parser.h",
];

/// Generates a parser into `folder` from a file in the grammar's folder.
fn generate(source: &str, folder: &Path) {
    let mut warnings = Vec::new();
    let done = generate_parser_in_directory(
        project::grammar(),
        Some(folder),
        Some(project::grammar().join(source)),
        tree_sitter::LANGUAGE_VERSION,
        None,
        Some("node"),
        true,
        OptLevel::default(),
        &mut warnings,
    );
    if let Err(error) = done {
        panic!("{source}: {error}");
    }
    let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert!(warnings.is_empty(), "{warnings:#?}");
}

fn compare(folder: &Path, files: &[&str]) {
    for file in files {
        let made = project::read(&folder.join(file));
        let there = project::read(&project::grammar().join("src").join(file));
        assert!(
            made == there,
            "src/{file} is not up to date: run `cargo xtask tree-sitter --write`"
        );
    }
}

#[test]
fn the_parser_is_made_of_the_grammar_in_json() {
    let folder = tempfile::tempdir().expect("a folder");
    generate("src/grammar.json", folder.path());
    compare(folder.path(), FILES.split_first().expect("files").1);
}

#[test]
#[ignore = "requires Node.js: run `cargo xtask tree-sitter`"]
fn the_grammar_in_json_is_made_of_that_in_javascript() {
    let folder = tempfile::tempdir().expect("a folder");
    generate("grammar.js", folder.path());
    if std::env::var_os("UPDATE_PARSER").is_some() {
        for file in FILES {
            let target = project::grammar().join("src").join(file);
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::copy(folder.path().join(file), target).expect("written");
        }
    }
    compare(folder.path(), &FILES);
}
