//! Rules that every file keeps.

use xtask::{grammar, project};

use crate::rust_source;

/// The most lines that a source file may have, unless it is generated.
const MAX_LINES: usize = 700;

#[test]
fn every_module_has_a_doc_comment() {
    let without: Vec<String> = rust_source::rust_files()
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    assert!(without.is_empty(), "no `//!` at the top: {without:#?}");
}

#[test]
fn modules_are_named_like_their_file() {
    let unnamed: Vec<String> = rust_source::rust_files()
        .into_iter()
        .filter(|file| file.is_source() && file.path.ends_with("/mod.rs"))
        .map(|file| file.path)
        .collect();
    assert!(
        unnamed.is_empty(),
        "write `x.rs` beside `x/` instead of `x/mod.rs`: {unnamed:#?}"
    );
}

#[test]
fn no_file_is_too_long() {
    let generated = grammar::modules(&project::root()).expect("the code of the parser");
    let long: Vec<String> = rust_source::rust_files()
        .into_iter()
        .filter(|file| file.is_source())
        .filter(|file| generated.iter().all(|(path, _)| *path != file.path))
        .filter(|file| file.text.lines().count() > MAX_LINES)
        .map(|file| format!("{}: {} lines", file.path, file.text.lines().count()))
        .collect();
    assert!(long.is_empty(), "longer than {MAX_LINES} lines: {long:#?}");
}

#[test]
fn no_task_is_left_in_a_comment() {
    // Each in two pieces, so that this file does not contain them.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
        concat!("HA", "CK"),
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
    ];
    let mut found = Vec::new();
    for file in rust_source::rust_files() {
        for (number, line) in file.text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                found.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn file_names_work_on_every_platform() {
    let mut names: Vec<String> = Vec::new();
    for path in rust_source::project_files() {
        let name = path.to_str().expect("a path in UTF-8");
        let plain = |it: char| it.is_ascii_alphanumeric() || "/\\._-@".contains(it);
        assert!(name.chars().all(plain), "{name}");
        names.push(name.to_ascii_lowercase());
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "some names differ only in case");
}

#[test]
fn each_crate_has_one_test_binary() {
    for file in rust_source::rust_files() {
        let parts: Vec<&str> = file.path.split('/').collect();
        if let ["crates", _, "tests", rest @ ..] = parts.as_slice() {
            assert!(
                rest.len() > 1,
                "{} would be a test binary of its own: move it into tests/it",
                file.path
            );
        }
    }
}

#[test]
fn architecture_mentions_every_crate() {
    let root = project::root();
    let text = project::read(&root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let folders = std::fs::read_dir(root.join("crates")).expect("the crates");
    for folder in folders {
        let name = folder.expect("a crate").file_name();
        let name = name.to_string_lossy();
        assert!(
            text.contains(&format!("`{name}`")),
            "ARCHITECTURE.md does not mention `{name}`"
        );
    }
}

#[test]
fn revisions_to_ignore_are_full_hashes() {
    let text = project::read(&project::root().join(".git-blame-ignore-revs")).expect("the list");
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let is_hash = line.len() == 40 && line.bytes().all(|it| it.is_ascii_hexdigit());
        assert!(is_hash, "{line} is not a full hash on a line of its own");
    }
}
